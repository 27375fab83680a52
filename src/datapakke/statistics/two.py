"""The difference between two shares."""

import math

from datapakke.statistics.intervals import Interval, wilson


def newcombe(teller: int, nevner: int, teller2: int, nevner2: int, niva: float = 0.95) -> Interval:
    """Give the interval for the first share minus the second, of different persons.

    Hybrid score: with Wilson's limits l, u of each, d − √((p₁ − l₁)² + (u₂ − p₂)²) and
    d + √((u₁ − p₁)² + (p₂ − l₂)²). Source: R. G. Newcombe, «Interval estimation for the difference
    between independent proportions», Statistics in Medicine 17 (1998), 873–890, method 10.

    Args:
        teller: Persons with the property, from 0 to ``nevner``.
        nevner: Persons in all, above 0.
        teller2: The same of the second.
        nevner2: The same of the second.
        niva: How often the interval holds, between 0 and 1.

    Returns:
        The limits as shares from −1 to 1.

    Raises:
        ValueError: The counts are impossible.
    """
    first, second = wilson(teller, nevner, niva), wilson(teller2, nevner2, niva)
    p, q = teller / nevner, teller2 / nevner2
    return Interval(
        p - q - math.hypot(p - first.low, second.high - q),
        p - q + math.hypot(first.high - p, q - second.low),
    )
