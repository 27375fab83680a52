"""What is drawn of the other municipalities: quartiles and points, of what is printed of them.

A drawn box or point is a printed figure. It is made from figures that may stand in the others' own
packets and nothing else, so whoever has all packets, which is what every round is attacked with,
learns nothing from it; and each figure behind it is noted as printed by this packet too, for the
ledger and the audit, since the others' packets may not be made. What is hidden moves nothing.
"""

import statistics
from fractions import Fraction

from datapakke.model import Figure, Indicator, Nivaa
from datapakke.packet.context import MED_TALL, Omraade
from datapakke.packet.view import View
from datapakke.rounding import round_half_up

FEWEST = 10
"""Quartiles of fewer values lie next to the lowest and the highest, which nobody's packet shows
of others; of ten, two lie beyond each, and no quartile is one of them."""


def printed_of_all(view: View, indicator: Indicator, aar: str) -> list[Figure]:
    """Give the printed figures of all municipalities, the own too, in the order of their codes."""
    figures = (
        view.tall(indicator.id, Omraade("", Nivaa.KOMMUNE, nr), aar)
        for nr in view.context.inndeling.kommunenumre
    )
    return [one for one in figures if one.status in MED_TALL and one.verdi is not None]


def middle_half(view: View, indicator: Indicator, aar: str) -> tuple[float, float] | None:
    """Give the first and the third quartile of the municipalities' printed values.

    By linear interpolation between the ordered values (type 7 of R. J. Hyndman and Y. Fan, «Sample
    quantiles in statistical packages», The American Statistician 50 (1996), 361–365), every
    municipality once, rounded half up to the indicator's decimals.

    Returns:
        The quartiles in the indicator's unit; None of fewer than ``FEWEST`` values.
    """
    figures = printed_of_all(view, indicator, aar)
    if len(figures) < FEWEST:
        return None
    note(view, figures)
    values = [Fraction(one.verdi) for one in figures if one.verdi is not None]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return _rounded(low, indicator), _rounded(high, indicator)


def _rounded(value: Fraction, indicator: Indicator) -> float:
    return float(round_half_up(value, indicator.desimaler))


def note(view: View, figures: list[Figure]) -> None:
    """Note the others' figures that something is drawn from."""
    for figure in figures:
        if figure.key.omraade != view.nr:
            view.bakgrunn[figure.key] = figure
