"""What stands at a place when values are put in order: medians, percentiles."""

from collections.abc import Sequence

import numpy as np
from scipy.special import bdtr

from datapakke.statistics.intervals import Interval

HALF = 0.5


def median_ranks(n: int, niva: float = 0.95) -> tuple[int, int] | None:
    """Give the ranks between which the median lies: k and n − k + 1, counted from 1.

    k is the largest with 2·P(Bin(n, ½) < k) ≤ 1 − niva. Source: W. J. Conover, «Practical
    nonparametric statistics», 3rd ed. (1999), 143–146.

    Args:
        n: How many values there are.
        niva: How often the interval holds at least, between 0 and 1.

    Returns:
        None where there are too few (at 95 %: fewer than six).
    """
    k = 0
    while 2 * float(bdtr(k, n, HALF)) <= 1 - niva:
        k += 1
    return (k, n - k + 1) if k else None


def median_interval(values: Sequence[float], niva: float = 0.95) -> Interval | None:
    """Give the interval of a median: two of the values themselves.

    They are those of single persons, so a packet never prints it, nor a verdict made from it.

    Args:
        values: One per person, in any order.
        niva: How often the interval holds at least, between 0 and 1.

    Returns:
        None where there are too few.
    """
    ranks = median_ranks(len(values), niva)
    if ranks is None:
        return None
    ordered = sorted(values)
    low, high = (ordered[rank - 1] for rank in ranks)
    return Interval(low, high)


def percentile(values: Sequence[float], percent: float) -> float:
    """Give a percentile, with linear interpolation between the two nearest values (R's type 7).

    Args:
        values: In any order; at least one.
        percent: From 0 to 100.

    Raises:
        ValueError: There are no values, or ``percent`` lies outside.
    """
    if not len(values):
        message = "a percentile of no values"
        raise ValueError(message)
    return float(np.percentile(np.asarray(values, dtype=float), percent))
