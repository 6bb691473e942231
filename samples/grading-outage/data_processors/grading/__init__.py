"""Grades yesterday's predictions."""
from data_processors.grading.prediction_accuracy_processor import PredictionAccuracyProcessor

__all__ = ["PredictionAccuracyProcessor"]
