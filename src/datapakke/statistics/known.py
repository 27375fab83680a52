"""How rare a difference from a known value is when only chance is at work."""

import math

from scipy.special import ndtr, stdtr


def p_of_share(
    share: float, n: int, value: float, *, rounding: float = 0, part: float = 0
) -> float:
    """Give the two-sided p of a share against a known one, by the score test.

    z = (p − p₀)/√(p₀q₀/n): below 1 − niva exactly when Wilson's interval excludes p₀ (E. B. Wilson,
    JASA 22 (1927), 209–212).

    Where the n are themselves a part w of those whose share is p₀, the variance of the difference
    is p₀q₀(1 − w)/n, and the test is that against the rest: p − p₀ = (1 − w)(p − p_rest).

    Args:
        share: From 0 to 1.
        n: Persons, above 0.
        value: The known share, above 0 and below 1.
        rounding: How far the difference may be wrong; it is taken for one more thing that gives it.
        part: w, from 0 to below 1.
    """
    error = math.sqrt(value * (1 - value) * (1 - part) / n)
    return 2 * float(ndtr(-_beyond(share - value, rounding) / error))


def p_of_mean(  # noqa: PLR0913  as many as the formula has
    mean: float, spread: float, n: int, value: float, *, rounding: float = 0, part: float = 0
) -> float:
    """Give the two-sided p of a mean against a known one, by Student's t with n − 1 degrees.

    Args:
        mean: Of the n values.
        spread: Their standard deviation, n − 1 below; above 0.
        n: At least 2.
        value: The known mean.
        rounding: As in ``p_of_share``.
        part: As in ``p_of_share``; both are taken to have the same spread.
    """
    error = spread * math.sqrt((1 - part) / n)
    return 2 * float(stdtr(n - 1, -_beyond(mean - value, rounding) / error))


def _beyond(difference: float, rounding: float) -> float:
    """Give what is left of a difference when rounding has given its part."""
    return math.sqrt(max(0.0, difference**2 - rounding**2))
