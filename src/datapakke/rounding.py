"""Divides and rounds counts exactly: half up on the true value, never on a float.

A float cannot hold 2.675, and Python's ``round`` gives 43.2 for 43.25 because it rounds halves to
even. Counts are whole numbers and sums are multiples of a hundredth, so the quotient is known
exactly and school rounding is always possible.
"""

from decimal import Decimal
from fractions import Fraction

SUM_SCALE = 10_000
"""Sums of values are exact when written with four decimals (points have two, grades none)."""


def exact(value: float) -> Fraction:
    """Give the sum that ``value`` stands for, as an exact fraction.

    Args:
        value: A whole number, or a float that is a sum of values with at most four decimals and
            has lost less than a twenty-thousandth to the machine's arithmetic.
    """
    return (
        Fraction(value) if isinstance(value, int) else Fraction(round(value * SUM_SCALE), SUM_SCALE)
    )


def round_half_up(value: Fraction | Decimal | int, decimals: int) -> Decimal:
    """Round as taught in school: a half goes away from zero.

    Args:
        value: Exact; a float is refused by its type.
        decimals: Decimals kept, 0 or more.

    Returns:
        A Decimal with exactly ``decimals`` decimals; never −0.
    """
    scaled = Fraction(value) * 10**decimals
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if scaled < 0 else whole).scaleb(-decimals)
