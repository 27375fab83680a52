"""Whether a series has gone one way: five points, one test, and no single point that decides.

Rule (Fingertips' recent trends, 2020): significant when χ² with one degree of freedom is above the
99,8 % limit, and the slope keeps its sign whichever of the points is left out. Their program never
set the slope for shares, so that every trend there was «decreasing»; here both have one.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from scipy.special import chdtri

from datapakke.model import Retning

POINTS = 5
LIMIT = float(chdtri(1, 0.002))
"""9,55."""

P = TypeVar("P")


def trend_of_shares(counts: Sequence[tuple[int, int]]) -> Retning | None:
    """Tell where a series of shares has gone, by the Cochran–Armitage test.

    Args:
        counts: A pair of numerator and denominator per period, oldest first, at equal distances and
            of different persons.

    Returns:
        None where it cannot be told: other than five points, or one where none or all have the
        property.
    """
    if len(counts) != POINTS or any(not 0 < x < n for x, n in counts):
        return None
    return _told(list(enumerate(counts)), chi2_of_shares(counts), _slope_of_shares)


def chi2_of_shares(counts: Sequence[tuple[int, int]]) -> float:
    """Give Cochran and Armitage's χ² for trend, with one degree of freedom.

    (Σ tᵢ(xᵢ − nᵢp))² / (pq Σ nᵢ(tᵢ − t̄)²). Source: P. Armitage, «Tests for linear trends in
    proportions and frequencies», Biometrics 11 (1955), 375–386.

    Args:
        counts: As ``trend_of_shares``.
    """
    points = list(enumerate(counts))
    p, spread = _level(points)
    return _slope_of_shares(points) ** 2 * spread / (p * (1 - p))


def _level(points: Sequence[tuple[int, tuple[int, int]]]) -> tuple[float, float]:
    """Give the share of all, and Σ n(t − t̄)²."""
    total = sum(n for _, (_, n) in points)
    middle = sum(t * n for t, (_, n) in points) / total
    share = sum(x for _, (x, _) in points) / total
    return share, sum(n * (t - middle) ** 2 for t, (_, n) in points)


def _slope_of_shares(points: Sequence[tuple[int, tuple[int, int]]]) -> float:
    total = sum(n for _, (_, n) in points)
    middle = sum(t * n for t, (_, n) in points) / total
    _, spread = _level(points)
    return sum((t - middle) * x for t, (x, _) in points) / spread


def trend_of_means(means: Sequence[tuple[float, float]]) -> Retning | None:
    """Tell where a series of means has gone, by regression weighted with their precision.

    Args:
        means: A pair of mean and standard error per period, oldest first, at equal distances.

    Returns:
        None where it cannot be told: other than five points, or one without an error.
    """
    if len(means) != POINTS or any(error <= 0 for _, error in means):
        return None
    return _told(list(enumerate(means)), chi2_of_means(means), _slope_of_means)


def chi2_of_means(means: Sequence[tuple[float, float]]) -> float:
    """Give (slope / its standard error)² of the regression with weights 1/error².

    Args:
        means: As ``trend_of_means``.
    """
    points = list(enumerate(means))
    return _slope_of_means(points) ** 2 * _weights(points)[1]


def _weights(points: Sequence[tuple[int, tuple[float, float]]]) -> tuple[float, float]:
    """Give the weighted middle of time, and Σ w(t − t̄)²."""
    total = sum(error**-2 for _, (_, error) in points)
    middle = sum(t * error**-2 for t, (_, error) in points) / total
    return middle, sum((t - middle) ** 2 * error**-2 for t, (_, error) in points)


def _slope_of_means(points: Sequence[tuple[int, tuple[float, float]]]) -> float:
    middle, spread = _weights(points)
    return sum((t - middle) * value * error**-2 for t, (value, error) in points) / spread


def _told(points: Sequence[P], chi2: float, slope: Callable[[Sequence[P]], float]) -> Retning:
    left_out = [[*points[:i], *points[i + 1 :]] for i in range(len(points))]
    slopes = [slope(one) for one in (points, *left_out)]
    if chi2 <= LIMIT or not (min(slopes) > 0 or max(slopes) < 0):
        return Retning.INGEN
    return Retning.OPP if slopes[0] > 0 else Retning.NED
