from services.common.money import round_to_cents


def price(net: float, tax: float) -> float:
    return round_to_cents(net * (1 + tax))


if __name__ == "__main__":
    print(price(9.99, 0.19))
