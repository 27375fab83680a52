"""From a figure to a point of a chart, and to what is said to those who hear it."""

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import Figure, Flagg, Indicator, Status, Unit
from datapakke.packet import texts
from datapakke.packet.context import UTEN_TALL
from datapakke.packet.model import Point
from datapakke.packet.view import View

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
    """Give a figure as a point; only a flagged figure of the municipality is filled.

    Through it goes the interval that the tables print (``compare.intervals``).
    """
    if figure.status not in UTEN_TALL:
        view.trykk(figure)
    comparison = view.sammenligning(indicator.id, figure.key.kjonn)
    filled = comparison is not None and comparison.key == figure.key and comparison.flagg in FLAGGET
    limits = view.context.published.intervaller.get(figure.key)
    return Point(
        x=x,
        verdi=None if figure.verdi is None else float(figure.verdi),
        tekst=formats.cell(figure, indicator),
        apen=not filled,
        spenn=(float(limits[0]), float(limits[1])) if limits else None,
    )


def in_words(cell: str) -> str:
    """Give a cell for those who hear it: a symbol says nothing aloud."""
    spoken = {
        Status.SKJULT.value: texts.VISES_IKKE,
        Status.MANGLER.value: texts.MANGLER,
        Status.FINNES_IKKE.value: texts.MANGLER,
        Status.INGEN.value: texts.INGEN,
    }
    return str(spoken[cell]) if cell in spoken else cell
