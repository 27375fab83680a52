"""The county without a municipality that is a large part of it, as far as print tells.

The rest is the county less the municipality. The county's value is printed rounded, so the rest is
known only between two limits; its exact value is one more sum over municipalities, and would tell
of the hidden ones among them.
"""

from decimal import Decimal
from fractions import Fraction

from datapakke.model import Figure, Unit
from datapakke.rounding import round_half_up

LARGE = Fraction(15, 100)
"""From this part of the county on it is held against the rest (``domain.md``, part B)."""
HALF = Fraction(1, 2)
PERCENT = 100


def part_of(kommune: Figure, fylke: Figure) -> Fraction:
    """Give which part of the county the municipality is: 0 unless it is large, and printed."""
    if kommune.n is None or fylke.n is None or not 0 < kommune.n < fylke.n:
        return Fraction(0)
    part = Fraction(kommune.n, fylke.n)
    return part if part >= LARGE else Fraction(0)


def rest_of(kommune: Figure, fylke: Figure, unit: Unit) -> tuple[Decimal, Decimal] | None:
    """Give the lowest and the highest value that the rest of the county may be printed with.

    Args:
        kommune: A share or a mean, as printed.
        fylke: The same of the county.
        unit: A share's exact value follows from its counts, and lies between 0 and 100.

    Returns:
        Both with the county's decimals; None of a municipality that is not a large part.
    """
    part = part_of(kommune, fylke)
    if not part or kommune.verdi is None or fylke.verdi is None:
        return None
    own, own_half = Fraction(kommune.verdi), _half(kommune)
    if kommune.teller is not None and kommune.n:
        own, own_half = Fraction(PERCENT * kommune.teller, kommune.n), Fraction(0)
    middle = (Fraction(fylke.verdi) - part * own) / (1 - part)
    reach = (_half(fylke) + part * own_half) / (1 - part)
    low, high = middle - reach, middle + reach
    if unit is Unit.PROSENT:
        low, high = max(low, Fraction(0)), min(high, Fraction(PERCENT))
    decimals = -int(fylke.verdi.as_tuple().exponent)
    return round_half_up(low, decimals), round_half_up(high, decimals)


def _half(figure: Figure) -> Fraction:
    exponent = int(figure.verdi.as_tuple().exponent) if figure.verdi is not None else 0
    return HALF * figure.avrundet_til * Fraction(10) ** exponent
