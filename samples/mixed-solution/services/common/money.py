def round_to_cents(amount: float) -> float:
    return round(amount, 2)
