"""Dot charts: rows of newest figures, the municipality beside the county."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import ALLE, Figure, Indicator, Unit, is_pooled
from datapakke.packet import texts
from datapakke.packet.context import UTEN_TALL, Omraade
from datapakke.packet.diagram.captions import undertekst_for, undertekst_with_together
from datapakke.packet.diagram.instead import rows_of_county
from datapakke.packet.diagram.points import ENHET, chart_id, in_words, to_point
from datapakke.packet.grammar import stor_forbokstav
from datapakke.packet.model import Chart, ChartKind, Notice, Series, Text
from datapakke.packet.parts import Part
from datapakke.packet.phrases import fag_kort, familie
from datapakke.packet.view import View

HALF = 50
"""Shares of which none is less are drawn without the 0 below them: else they lie too close."""


@dataclass(frozen=True)
class Rad:
    """A row of a dot chart: its name, and the figure it shows."""

    tittel: str | Tekst
    indikator: str
    kjonn: str = ALLE

    @property
    def navn(self) -> str:
        """Its name as printed."""
        return str(self.tittel)


def punkter(view: View, navn: str, tittel: str | Tekst, rader: Sequence[Rad]) -> list[Part]:
    """Draw rows of newest figures, the municipality's beside the county's."""
    rows = [(rad, ind) for rad in rader if (ind := view.indikator(rad.indikator))]
    rows = [(rad, ind) for rad, ind in rows if _known(view, rad)]
    if not rows:
        return []
    rows = _dated(view, rows)
    series = tuple(dots(view, omraade, rows) for omraade in (view.egen, view.fylket))
    if not any(point.verdi is not None for one in series for point in one.punkter):
        return []
    viser = tuple(rad.indikator for rad, _ in rows if rad.kjonn == ALLE)
    notes = (note for rad, ind in rows for note in view.noter(ind, (_told(view, rad),)))
    noter = tuple(dict.fromkeys(notes))
    if all(point.verdi is None for point in series[0].punkter):
        said = rows_of_county(view, str(tittel), _own(view, rows), series[1])
        return [Part(Text(said), viser, noter)]
    first = rows[0][1]
    chart = Chart(
        id=chart_id("punkter", navn),
        nummer="",
        tittel=str(tittel),
        undertekst=_undertekst(view, rows),
        kind=ChartKind.PUNKTER,
        enhet=str(ENHET[first.unit]),
        series=series,
        alt=_alt_dots(view, series),
        nullpunkt=first.unit is Unit.PROSENT and _least(series) < HALF,
    )
    alone = texts.BARE_EGNE_KJONN.format(fylke=view.context.fylke)
    all_beside = len(series[1].punkter) == len(rows)
    return [Part(chart, viser, noter), *([] if all_beside else [Part(Notice(alone))])]


def _least(series: Sequence[Series]) -> float:
    """Give the least value that is shown."""
    return min(p.verdi for one in series for p in one.punkter if p.verdi is not None)


def _own(view: View, rows: Sequence[tuple[Rad, Indicator]]) -> list[Figure]:
    """Give the municipality's figures, a row each."""
    return [view.tall(rad.indikator, view.egen, _told(view, rad), rad.kjonn) for rad, _ in rows]


def _told(view: View, rad: Rad) -> str:
    """Give the period of a row."""
    return view.gjeldende(rad.indikator, rad.kjonn)


def _dated(view: View, rows: list[tuple[Rad, Indicator]]) -> list[tuple[Rad, Indicator]]:
    """Put the period into the rows' names when it is not the same for all.

    Where only cohorts together differ, they alone are marked, and told below the title.
    """
    if len({_told(view, rad) for rad, _ in rows}) == 1:
        return rows
    if _newest(view, rows):
        marks = {rad: str(texts.PUNKTER_SAMLET) for rad, _ in rows if is_pooled(_told(view, rad))}
    else:
        marks = {rad: formats.period(_told(view, rad)) for rad, _ in rows}
    return [
        (replace(rad, tittel=f"{_short(rad, ind)} ({marks[rad]})") if rad in marks else rad, ind)
        for rad, ind in rows
    ]


def _short(rad: Rad, indicator: Indicator) -> str:
    """Name a row so that there is room for its period."""
    return stor_forbokstav(fag_kort(indicator)) if familie(indicator) else rad.navn


def _newest(view: View, rows: Sequence[tuple[Rad, Indicator]]) -> tuple[str, str] | None:
    """Give the newest period and that of cohorts together, where there is one of each."""
    newest = {view.nyeste(rad.indikator) for rad, _ in rows}
    together = {aar for rad, _ in rows if is_pooled(aar := _told(view, rad))}
    if len(newest) > 1 or len(together) != 1:
        return None
    return min(newest), min(together)


def _undertekst(view: View, rows: Sequence[tuple[Rad, Indicator]]) -> str:
    labels = {_told(view, rad) for rad, _ in rows}
    figures = _own(view, rows)
    indicators = [item for _, item in rows]
    both = _newest(view, rows)
    if both and len(labels) > 1:
        return undertekst_with_together(view, indicators, *both)
    return undertekst_for(view, indicators, labels, figures)


def _known(view: View, rad: Rad) -> bool:
    """Tell whether the row has a figure, and is not of a subject that is no longer graded."""
    if not view.loeper(rad.indikator):
        return False
    aar = _told(view, rad)
    areas = (view.egen, view.fylket)
    figures = (view.tall(rad.indikator, omraade, aar, rad.kjonn) for omraade in areas)
    return any(figure.status not in UTEN_TALL for figure in figures)


def dots(view: View, omraade: Omraade, rows: Sequence[tuple[Rad, Indicator]]) -> Series:
    """Give an area's newest figures, a point per row.

    Girls and boys apart are the municipality's own alone, unless another's are published: what is
    not made is not missing, and has no point.
    """
    found = (
        (rad, item, view.tall(rad.indikator, omraade, _told(view, rad), rad.kjonn))
        for rad, item in rows
    )
    return Series(
        omraade.navn,
        omraade.rolle,
        tuple(
            to_point(view, item, figure, rad.navn)
            for rad, item, figure in found
            if rad.kjonn == ALLE or omraade == view.egen or view.er_publisert(figure)
        ),
    )


def _alt_dots(view: View, series: tuple[Series, ...]) -> str:
    rows = "; ".join(alt_rows(series))
    alt = texts.ALT_PUNKTER.format(K=view.navn, fylke=view.context.fylke, rader=rows)
    return alt + alt_filled(series)


def alt_filled(series: tuple[Series, ...]) -> str:
    """Name the rows whose marker is filled, as a sentence; empty when none is."""
    filled = [point.x for one in series for point in one.punkter if not point.apen]
    return texts.ALT_FYLT.format(rader="; ".join(filled)) if filled else ""


def alt_rows(series: tuple[Series, ...], names: Sequence[str] = ()) -> list[str]:
    """Give a dot chart's rows for those who hear it: «Matematikk 3,2 (3,5)»."""
    own, county = (one.punkter for one in series)
    beside = {point.x: in_words(point.tekst) for point in county}
    return [
        texts.ALT_PUNKTER_RAD.format(navn=navn, a=in_words(a.tekst), c=beside[a.x])
        if a.x in beside
        else f"{navn} {in_words(a.tekst)}"
        for navn, a in zip(names or [point.x for point in own], own, strict=True)
    ]
