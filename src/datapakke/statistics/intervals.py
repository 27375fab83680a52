"""How far a share or a mean of this many persons swings by chance."""

import math
from typing import NamedTuple

from scipy.special import ndtri, stdtrit

LEAST_FOR_SPREAD = 2


class Interval(NamedTuple):
    """Both limits, in the unit of the value."""

    low: float
    high: float

    def excludes(self, value: float) -> bool:
        """Tell whether the value lies outside."""
        return not self.low <= value <= self.high


def wilson(teller: float, nevner: float, niva: float = 0.95) -> Interval:
    """Give Wilson's score interval for a share, without continuity correction.

    (2x + z² ± z·√(z² + 4x(1 − x/n))) / 2(n + z²). Source: E. B. Wilson, «Probable inference, the
    law of succession, and statistical inference», JASA 22 (1927), 209–212; as recommended by
    R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872.

    Args:
        teller: Persons with the property, from 0 to ``nevner``.
        nevner: Persons in all, above 0.
        niva: How often the interval holds, between 0 and 1.

    Returns:
        The limits as shares from 0 to 1.

    Raises:
        ValueError: The counts are impossible.
    """
    if not 0 <= teller <= nevner or nevner == 0:
        message = f"a share of {teller} of {nevner}"
        raise ValueError(message)
    z = float(ndtri((1 + niva) / 2))
    middle = 2 * teller + z**2
    reach = z * math.sqrt(z**2 + 4 * teller * (1 - teller / nevner))
    whole = 2 * (nevner + z**2)
    return Interval(max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole))


def standard_deviation(total: float, kvadratsum: float, n: int) -> float:
    """Give the standard deviation with n − 1 below, from sums.

    Args:
        total: Sum of the values.
        kvadratsum: Sum of their squares.
        n: How many they are, at least 2.

    Raises:
        ValueError: There are fewer than two values.
    """
    if n < LEAST_FOR_SPREAD:
        message = f"{n} values have no spread"
        raise ValueError(message)
    return math.sqrt(max(0.0, kvadratsum - total**2 / n) / (n - 1))


def mean_interval(total: float, kvadratsum: float, n: int, niva: float = 0.95) -> Interval:
    """Give Student's t interval for a mean: x̄ ± t(n − 1)·s/√n, with n − 1 in s.

    Source: Student, «The probable error of a mean», Biometrika 6 (1908), 1–25.

    Args:
        total: Sum of the values.
        kvadratsum: Sum of their squares.
        n: How many they are, at least 2.
        niva: How often the interval holds, between 0 and 1.

    Raises:
        ValueError: There are fewer than two values.
    """
    error = standard_deviation(total, kvadratsum, n) / math.sqrt(n)
    reach = float(stdtrit(n - 1, (1 + niva) / 2)) * error
    return Interval(total / n - reach, total / n + reach)
