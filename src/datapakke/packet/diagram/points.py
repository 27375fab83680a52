"""From a figure to a point of a chart, and to what is said to those who hear it."""

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import Figure, Flagg, Indicator, Nivaa, Status, Unit
from datapakke.packet import texts
from datapakke.packet.context import UTEN_TALL
from datapakke.packet.model import Point
from datapakke.packet.view import View
from datapakke.statistics import wilson

PERCENT = 100
ENHET = {
    Unit.POENG: Tekst("poeng"),
    Unit.KARAKTER: Tekst("karakter"),
    Unit.KARAKTERFORSKJELL: Tekst("karakterforskjell"),
    Unit.PROSENT: Tekst("prosent"),
    Unit.DAGER: Tekst("dager"),
    Unit.TIMER: Tekst("timer"),
    Unit.ANTALL: Tekst("antall"),
}
"""What values are counted in, on axes and in the headings of tables."""

FLAGGET = (Flagg.UVANLIG, Flagg.SVAERT_UVANLIG)


def chart_id(kind: str, name: str) -> str:
    """Give a chart's ASCII id."""
    return f"{kind}-{name.replace('_', '-')}"


def to_point(view: View, indicator: Indicator, figure: Figure, x: str) -> Point:
    """Give a figure as a point; only a flagged figure of the municipality is filled."""
    if figure.status not in UTEN_TALL:
        view.trykk(figure)
    comparison = view.sammenligning(indicator.id, figure.key.kjonn)
    filled = comparison is not None and comparison.key == figure.key and comparison.flagg in FLAGGET
    return Point(
        x=x,
        verdi=None if figure.verdi is None else float(figure.verdi),
        tekst=formats.cell(figure, indicator),
        apen=not filled,
        spenn=_chance(figure, indicator),
    )


def _chance(figure: Figure, indicator: Indicator) -> tuple[float, float] | None:
    """Give the 95 % interval of a municipality's share, in percent with one decimal.

    Only where its counts are printed, so that anyone can work it out (``statistics.wilson``). Means
    have none: the spread of their values is not printed, and the interval would tell it.
    """
    share = indicator.unit is Unit.PROSENT and figure.key.nivaa == Nivaa.KOMMUNE.value
    if not share or figure.key.kategori or figure.teller is None or not figure.n:
        return None
    low, high = wilson(figure.teller, figure.n)
    return round(PERCENT * low, 1), round(PERCENT * high, 1)


def in_words(cell: str) -> str:
    """Give a cell for those who hear it: a symbol says nothing aloud."""
    spoken = {
        Status.SKJULT.value: texts.VISES_IKKE,
        Status.MANGLER.value: texts.MANGLER,
        Status.FINNES_IKKE.value: texts.MANGLER,
        Status.INGEN.value: texts.INGEN,
    }
    return str(spoken[cell]) if cell in spoken else cell
