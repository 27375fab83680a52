"""Intervals for a number of events or of persons: exact where there are few, else Byar's."""

import math

from scipy.special import gammaincinv, ndtri

from datapakke.statistics.intervals import Interval

EXACT_UNDER = 10
"""From here on Byar's approximation is as good (PHEindicatormethods)."""


def exact_poisson(count: int, niva: float = 0.95) -> Interval:
    """Give the exact interval for the mean of a Poisson count.

    χ²(α/2; 2x)/2 and χ²(1 − α/2; 2x + 2)/2, as quantiles of gamma distributions. Source:
    F. Garwood, «Fiducial limits for the Poisson distribution», Biometrika 28 (1936), 437–442.

    Args:
        count: Events, 0 or more.
        niva: How often the interval holds at least, between 0 and 1.

    Raises:
        ValueError: The count is negative.
    """
    tail = _counted(count, niva)
    low = float(gammaincinv(count, tail)) if count else 0.0
    return Interval(low, float(gammaincinv(count + 1, 1 - tail)))


def byar(count: int, niva: float = 0.95) -> Interval:
    """Give Byar's approximation to the same.

    x(1 − 1/9x − z/3√x)³ and (x + 1)(1 − 1/9(x + 1) + z/3√(x + 1))³. Source: N. E. Breslow and
    N. E. Day, «Statistical methods in cancer research» II, IARC (1987), 69. Where the lower limit
    would be below 0, it is 0.

    Args:
        count: Events, 0 or more.
        niva: How often the interval holds, between 0 and 1.

    Raises:
        ValueError: The count is negative.
    """
    z = -float(ndtri(_counted(count, niva)))
    low = _byar(count, -z) if count else 0.0
    return Interval(max(0.0, low), _byar(count + 1, z))


def _byar(x: int, z: float) -> float:
    return float(x * (1 - 1 / (9 * x) + z / (3 * math.sqrt(x))) ** 3)


def poisson_interval(count: int, niva: float = 0.95) -> Interval:
    """Give the exact interval of fewer than ten events, and Byar's of more.

    Raises:
        ValueError: The count is negative.
    """
    return exact_poisson(count, niva) if count < EXACT_UNDER else byar(count, niva)


def _counted(count: int, niva: float) -> float:
    if count < 0:
        message = f"{count} events"
        raise ValueError(message)
    return (1 - niva) / 2
