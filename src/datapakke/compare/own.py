"""A municipality's share or mean as printed, and how rare its difference from another is."""

import math
from dataclasses import dataclass

from datapakke.model import Figure
from datapakke.statistics import p_of_mean, p_of_share

PERCENT = 100


@dataclass(frozen=True)
class Own:
    """A municipality's share or mean as printed.

    Attributes:
        value: In the printed unit; of a share whose counts are printed, exact.
        n: How many it is about, or at most is.
        exact: ``n`` is printed.
        spread: The standard deviation of a mean's values; None of a share.
    """

    value: float
    n: int
    exact: bool
    spread: float | None

    def error(self, county: float) -> float:
        """Give the standard error: of a share as if the county's held, of a mean from its own."""
        spread = math.sqrt(county * (PERCENT - county)) if self.spread is None else self.spread
        return spread / math.sqrt(self.n)

    def p(self, county: float, rounding: float, part: float) -> float:
        """Give how rare a difference this large is by chance and rounding; see ``p_of_share``."""
        if self.error(county) == 0:
            return 1.0
        if self.spread is None:
            numbers = (self.value / PERCENT, self.n, county / PERCENT)
            return p_of_share(*numbers, rounding=rounding / PERCENT, part=part)
        return p_of_mean(self.value, self.spread, self.n, county, rounding=rounding, part=part)


def own_of(figure: Figure, spread: float | None, most: int | None = None) -> Own | None:
    """Give a municipality's figure as printed; None when nothing is known of how many it is of.

    Args:
        figure: Of a share or a mean.
        spread: Of a mean's values.
        most: How many it can be of, where that is not printed.
    """
    n = most if figure.n is None else figure.n
    if figure.verdi is None or n is None or n <= 1:
        return None
    value = float(figure.verdi)
    if figure.teller is not None:
        value = PERCENT * figure.teller / n
    return Own(value, n, figure.n is not None, spread)


def half_unit(figure: Figure) -> float:
    """Give how far a figure's exact value may lie from the printed one."""
    exponent = int(figure.verdi.as_tuple().exponent) if figure.verdi is not None else 0
    return 0.5 * figure.avrundet_til * 10.0**exponent
