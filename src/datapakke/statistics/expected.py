"""The share to be expected of persons who are of several kinds, each with its own rate."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from datapakke.statistics.intervals import Interval

EXACT_UNDER = 40
"""With fewer persons the p is exact."""


class Expected(NamedTuple):
    """What was to be expected.

    Attributes:
        share: From 0 to 1.
        difference: Observed minus expected, with its interval's limits.
        p: Two-sided, of a difference as large as the observed.
    """

    share: float
    difference: Interval
    p: float


def expected_share(
    teller: int, kinds: Sequence[tuple[int, float]], niva: float = 0.95
) -> Expected | None:
    """Hold a number of persons against what the rates of their kinds give.

    E = Σ nᵦrᵦ; the observed minus the expected share ± z·√(Σ nᵦrᵦ(1 − rᵦ))/n. Under 40 persons, p
    is exact: the number is Poisson-binomial (S. D. Poisson, 1837), with the probabilities added of
    every outcome that is not likelier than the observed one.

    Args:
        teller: Persons with the property.
        kinds: A pair per kind: how many persons, and the rate (0 to 1) of that kind.
        niva: How often the interval holds, between 0 and 1.

    Returns:
        None where the rates leave nothing to chance.

    Raises:
        ValueError: There are no persons, or more have the property.
    """
    n = sum(count for count, _ in kinds)
    if not 0 <= teller <= n or n == 0:
        message = f"a share of {teller} of {n}"
        raise ValueError(message)
    expected = sum(count * rate for count, rate in kinds)
    error = math.sqrt(sum(count * rate * (1 - rate) for count, rate in kinds))
    if error == 0:
        return None
    reach = float(ndtri((1 + niva) / 2)) * error
    middle = teller - expected
    return Expected(
        expected / n,
        Interval((middle - reach) / n, (middle + reach) / n),
        _exact(teller, kinds) if n < EXACT_UNDER else math.erfc(abs(middle) / error / math.sqrt(2)),
    )


def poisson_binomial(
    kinds: Sequence[tuple[int, float]],
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Give the probabilities of 0, 1, … n persons with the property.

    Args:
        kinds: As ``expected_share``.
    """
    chances = np.ones(1)
    for count, rate in kinds:
        for _ in range(count):
            chances = np.convolve(chances, [1 - rate, rate])
    return chances


def _exact(teller: int, kinds: Sequence[tuple[int, float]]) -> float:
    chances = poisson_binomial(kinds)
    as_rare = chances <= chances[teller] * (1 + 1e-9)
    return min(1.0, float(chances[as_rare].sum()))
