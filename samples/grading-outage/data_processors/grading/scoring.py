"""How far off a prediction was."""


def absolute_error(predicted: float, actual: float) -> float:
    return abs(predicted - actual)


def grade(error: float) -> str:
    return "A" if error <= 2 else "B" if error <= 5 else "C"
