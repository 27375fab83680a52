"""Means about which more is said than their value: the sum behind them is taken as known.

What chance may give (a flag, an interval, a trend) is told of a municipality's mean with the spread
of its own values, where all else about the same persons is printed. Mean and spread together leave
fewer sums than the mean does: of thirty grades, 1,6 ± 0,4 leaves one of the two that 1,6 does. How
few depends on the values, so that the attacker knows the sum is the least that is never too little.
"""

from collections.abc import Iterator, Sequence

from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.audit.rows import Row, figure_name
from datapakke.disclosure.audit.world import World
from datapakke.model import ALLE, Figure, Nivaa, Status, Unit


def sums_told(world: World, figures: Sequence[Figure]) -> Iterator[Row]:
    """Give the rows of sums that the spread may tell.

    Args:
        world: Of a universe and some periods.
        figures: What is printed of the universe, hidden ones too.
    """
    known = world.known
    mine = [one for one in figures if one.key.nivaa == Nivaa.KOMMUNE.value]
    closed = {_place(one) for one in mine if _holds_back(known, one)}
    for one in mine:
        if _place(one) not in closed and _is_of_many(known, one):
            key, indicator = one.key, known.by_id[one.key.indikator]
            cells = world.cells_of((key.omraade,), key.aar, key.kjonn)
            counted = known.rows[key].teller
            if cells is not None and counted is not None:
                name = f"det som er sagt om spredningen i {figure_name(known, key)}"
                yield Row(name, world.sums(indicator, cells), counted, counted)


def _place(figure: Figure) -> tuple[str, str]:
    return figure.key.omraade, figure.key.aar


def _holds_back(known: Known, figure: Figure) -> bool:
    """Tell whether a figure, or the number that it is of, is not printed."""
    shown = (
        figure.status is Status.VIST and known.by_id[figure.key.indikator].unit is not Unit.ANTALL
    )
    return figure.status is Status.SKJULT or (shown and figure.n is None)


def _is_of_many(known: Known, figure: Figure) -> bool:
    """Tell whether a figure is a mean of one period and of as many as a distribution needs."""
    key, row = figure.key, known.rows.get(figure.key)
    alone = key.kjonn == ALLE and known.periods(key.aar) == (key.aar,)
    spread = row is not None and row.slag == "snitt" and row.kvadratsum is not None
    return alone and spread and (figure.n or 0) >= known.rules.fordeling_og_snitt_under
