"""How far chance reaches from one cohort to the next: tests of many pairs at once.

Every test gives z: how far the second of a pair lies above the first, in units in which chance
alone gives 1. Nothing here knows what is counted.
"""

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

HALF_NORMAL_MEDIAN = 0.6745
"""The median of |z| where chance gives 1."""

ENOUGH = 8
"""Fewer pairs than this do not tell how much more than chance a quantity varies."""

SHARES = (1, 2, 4)
"""Of all pairs: all, half and a quarter."""

SMALLEST = 1e-300
"""Smaller probabilities are not told apart."""


def count_z(before: Array, after: Array) -> Array:
    """Compare numbers of events: of all events, half should be in each (exact binomial test).

    Source: J. Przyborowski and H. Wilenski, «Homogeneity of results in testing samples from
    Poisson series», Biometrika 31 (1940), 313–323.
    """
    lower = stats.binom.cdf(after, before + after, 0.5)
    upper = stats.binom.sf(after - 1, before + after, 0.5)
    return _signed(lower, upper)


def share_z(before: Array, of: Array, after: Array, of_after: Array) -> Array:
    """Compare shares ``before / of`` and ``after / of_after`` (Fisher's exact test)."""
    drawn = (of + of_after, before + after, of_after)
    lower = stats.hypergeom.cdf(after, *drawn)
    upper = stats.hypergeom.sf(after - 1, *drawn)
    return _signed(lower, upper)


def rank_z(before: Array, after: Array) -> tuple[Array, Array]:
    """Compare two sets of values by their ranks, with ties (Mann and Whitney).

    Source: H. B. Mann and D. R. Whitney, «On a test of whether one of two random variables is
    stochastically larger than the other», Annals of Mathematical Statistics 18 (1947), 50–60.

    Args:
        before: How many have each value, in rising order along the last axis.
        after: The same.

    Returns:
        z, and the chance that one from the second set lies above one from the first (0,5 when
        they are alike).
    """
    n, m = before.sum(axis=-1), after.sum(axis=-1)
    below = np.cumsum(before, axis=-1) - before
    above = (after * (below + before / 2)).sum(axis=-1)
    ties = ((before + after) ** 3 - (before + after)).sum(axis=-1)
    total = n + m
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
        return (above - n * m / 2) / np.sqrt(variance), above / (n * m)


def scaled(z: Array, variance: Array) -> Array:
    """Give z in units of chance and of what else usually changes from one period to the next.

    Beside chance, schools and years differ, by as much however many the pupils are. How much is
    found from all pairs together: it is added to the variance until |z| has the median that chance
    gives. The median tells, so that a few jumps do not hide themselves. In large municipalities it
    shows best: it is found from the larger half and the largest quarter too, and the most holds.

    Args:
        z: In units of chance alone.
        variance: What chance gives the difference behind each z, as 1 / n + 1 / m.
    """
    known = np.flatnonzero(np.isfinite(z))
    largest = known[np.argsort(variance.flat[known], kind="stable")]
    parts = [largest[: len(largest) // share] for share in SHARES]
    more = max(
        (_beyond(z.flat[part], variance.flat[part]) for part in parts if len(part) >= ENOUGH),
        default=0.0,
    )
    return np.asarray(z * np.sqrt(variance / (variance + more)))


def _beyond(z: Array, variance: Array) -> float:
    """Give what must be added to the variance for |z| to have the median that chance gives."""

    def left(more: float) -> float:
        return float(np.median(z**2 * variance / (variance + more))) - HALF_NORMAL_MEDIAN**2

    if left(0) <= 0:
        return 0.0
    most = float(np.max(z**2 * variance)) / HALF_NORMAL_MEDIAN**2
    return float(optimize.brentq(left, 0, most))


def discoveries(z: Array, rate: float) -> Flags:
    """Tell which z are no play of chance, where at most ``rate`` of those told may be.

    Source: Y. Benjamini and Y. Hochberg, «Controlling the false discovery rate», Journal of the
    Royal Statistical Society B 57 (1995), 289–300. When nothing but chance is at work, the
    probability that anything at all is told is at most ``rate``.
    """
    known = np.isfinite(z)
    found = np.zeros(z.shape, dtype=bool)
    if known.any():
        p = np.clip(2 * stats.norm.sf(np.abs(z[known])), SMALLEST, 1)
        found[known] = stats.false_discovery_control(p) <= rate
    return found


def _signed(lower: Array, upper: Array) -> Array:
    """Give z from the probabilities of so low and of so high a value."""
    tail = np.clip(np.minimum(lower, upper), SMALLEST, 0.5)
    z: Array = stats.norm.isf(tail) * np.where(lower < upper, -1, 1)
    return z
