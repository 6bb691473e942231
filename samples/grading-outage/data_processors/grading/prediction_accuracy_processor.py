"""Compares predictions with what happened."""
from data_processors.grading.scoring import absolute_error, grade
from data_processors.processor_base import ProcessorBase
from predictions.shared.distributed_lock import DistributedLock
from shared import settings


class PredictionAccuracyProcessor(ProcessorBase):
    table = settings.GRADES_TABLE

    def run(self, day: str) -> int:
        # Two graders on one day wrote every row twice; the lock lets one of them wait.
        with DistributedLock(self.warehouse, f"grading-{day}"):
            return super().run(day)

    def process(self, day: str) -> list[dict]:
        actual = {row["player"]: row["points"] for row in self.warehouse.rows(settings.RESULTS_TABLE, day)}
        graded = []
        for row in self.warehouse.rows(settings.PREDICTIONS_TABLE, day):
            if row["player"] in actual:
                error = absolute_error(row["points"], actual[row["player"]])
                graded.append({"player": row["player"], "error": error, "grade": grade(error)})
        return graded
