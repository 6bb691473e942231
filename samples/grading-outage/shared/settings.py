"""Settings from the environment."""
import os

LOCK_BUCKET = os.environ.get("LOCK_BUCKET", "locks")
GRADES_TABLE = "grades"
PREDICTIONS_TABLE = "predictions"
RESULTS_TABLE = "results"
