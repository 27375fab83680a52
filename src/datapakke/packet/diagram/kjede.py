"""The same cohort from one year to the next, subject by subject: small multiples on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke import formats
from datapakke.model import Figure
from datapakke.packet import texts
from datapakke.packet.context import Omraade
from datapakke.packet.diagram.points import ENHET, in_words, to_point
from datapakke.packet.model import Chart, ChartKind, Point, Series
from datapakke.packet.view import View


@dataclass(frozen=True)
class Ledd:
    """A panel: its name, and the figures that its line goes from and to."""

    navn: str
    fra: tuple[str, str]
    """Indicator and period."""
    til: tuple[str, str]


@dataclass(frozen=True)
class Ramme:
    """What a chart has beside its panels."""

    id: str
    tittel: str
    undertekst: str
    fra: str
    """What the left ends of the lines are called."""
    til: str


def kjede(view: View, ledd: Sequence[Ledd], ramme: Ramme) -> Chart | None:
    """Draw the panels; None where no line of the municipality's own can be drawn."""
    known = [one for one in ledd if all(view.indikator(name) for name, _ in (one.fra, one.til))]
    if not any(_is_whole(view, one, view.egen) for one in known):
        return None
    areas = (view.egen, view.fylket)
    series = tuple(one for area in areas for one in ends_of(view, known, area))
    first = view.indikator(known[0].fra[0])
    return Chart(
        id=ramme.id,
        nummer="",
        tittel=ramme.tittel,
        undertekst=ramme.undertekst,
        kind=ChartKind.KJEDE,
        enhet=str(ENHET[first.unit]) if first else "",
        series=series,
        alt=_alt(view, series),
        ord=(ramme.fra, ramme.til),
    )


def _is_whole(view: View, one: Ledd, area: Omraade) -> bool:
    """Tell whether both ends of a line are shown."""
    return all(_figure(view, end, area).verdi is not None for end in (one.fra, one.til))


def _figure(view: View, end: tuple[str, str], area: Omraade) -> Figure:
    return view.tall(end[0], area, end[1])


def ends_of(view: View, ledd: Sequence[Ledd], area: Omraade) -> tuple[Series, Series]:
    """Give an area's left ends and its right ends."""
    left, right = (
        tuple(_point(view, one.navn, end, area) for one, end in side)
        for side in ([(one, one.fra) for one in ledd], [(one, one.til) for one in ledd])
    )
    return Series(area.navn, area.rolle, left), Series(area.navn, area.rolle, right)


def _point(view: View, navn: str, end: tuple[str, str], area: Omraade) -> Point:
    return to_point(view, view.context.by_id[end[0]], _figure(view, end, area), navn)


def _alt(view: View, series: Sequence[Series]) -> str:
    """Say the panels: «Engelsk 3,7 → 3,6 (3,9 → 3,4)»."""
    rows = [
        texts.KJEDE_ALT_RAD.format(
            navn=ends[0].x, **dict(zip("abcd", (in_words(p.tekst) for p in ends), strict=True))
        )
        for ends in zip(*(one.punkter for one in series), strict=True)
    ]
    return texts.KJEDE_ALT.format(
        K=view.navn, fylke=view.context.fylke, rader=formats.listing(rows)
    )
