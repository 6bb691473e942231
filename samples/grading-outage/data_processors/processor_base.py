"""What every processor has in common."""
import logging


class ProcessorBase:
    """Reads, works, writes; subclasses say what."""

    table: str

    def __init__(self, warehouse) -> None:
        self.warehouse = warehouse
        self.log = logging.getLogger(type(self).__name__)

    def run(self, day: str) -> int:
        rows = self.process(day)
        self.warehouse.replace(self.table, day, rows)
        self.log.info("wrote %d rows for %s", len(rows), day)
        return len(rows)

    def process(self, day: str) -> list[dict]:
        raise NotImplementedError
