"""Sharing a sum in whole kronor so that the parts are exactly the whole."""


def apportion(total, weights):
    """Share `total` kronor by `weights` (whole numbers, not all zero). Returns a list of kronor.

    The largest remainder method (Hamilton's): each gets its share rounded down, and what is left
    goes one krona each to those with the largest remainders; of equals the first in the list.
    Raises ValueError when there is nothing to share by.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("Nyckeln har ingen vikt att fördela efter.")
    shares = [divmod(total * weight, whole) for weight in weights]
    amounts = [amount for amount, _ in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: -shares[place][1])
    for place in by_remainder[: total - sum(amounts)]:
        amounts[place] += 1
    return amounts
