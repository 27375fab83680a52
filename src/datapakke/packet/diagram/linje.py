"""Line charts: an indicator over the periods."""

from datapakke import formats
from datapakke.model import Indicator, Unit, is_pooled
from datapakke.packet import texts
from datapakke.packet.breaks import is_passed, new_rules
from datapakke.packet.context import UTEN_TALL, Omraade
from datapakke.packet.diagram.captions import undertekst
from datapakke.packet.diagram.instead import with_county
from datapakke.packet.diagram.points import ENHET, chart_id, to_point
from datapakke.packet.grammar import spenn, stor_forbokstav, tid
from datapakke.packet.model import Chart, ChartKind, Notice, Point, Series, Skravur, Text
from datapakke.packet.parts import Part
from datapakke.packet.statements import med_enhet, statement
from datapakke.packet.view import View
from datapakke.sources import Note

LINE = 2
"""A line goes through so many points."""


def linje(view: View, indikator: str) -> list[Part]:
    """Draw an indicator over the periods: kommune, meeting, county and country where given.

    Where the municipality has too few values for a line of its own, its newest figure (or that of
    three cohorts) is said instead, beside the county's.
    """
    indicator = view.indikator(indikator)
    perioder = view.serie(indikator) if indicator else ()
    if indicator is None or not perioder:
        return []
    series = tuple(_line(view, indicator, omraade, perioder) for omraade in view.omraader)
    shown = tuple(s for s in series if any(p.tekst not in _nothing() for p in s.punkter))
    if not any(p.verdi is not None for s in shown for p in s.punkter):
        return []
    if sum(p.verdi is not None for p in series[0].punkter) < min(LINE, len(perioder)):
        said = Text(with_county(view, indicator))
        return [Part(said, (indikator,), view.noter(indicator, (view.gjeldende(indikator),)))]
    chart = Chart(
        id=chart_id("linje", indikator),
        nummer="",
        tittel=indicator.title,
        undertekst=undertekst(view, indicator, perioder[-1]),
        kind=ChartKind.LINJE,
        enhet=str(ENHET[indicator.unit]),
        series=shown,
        alt=_alt_line(view, indicator, perioder),
        skravur=_shaded(view, indicator, perioder),
        nullpunkt=indicator.unit in {Unit.DAGER, Unit.TIMER},
    )
    noter = view.noter(indicator, perioder)
    return [Part(chart, (indikator,), noter), *_together(view, indicator, noter)]


def _together(view: View, indicator: Indicator, noter: tuple[Note, ...]) -> list[Part]:
    """Say the figure of cohorts together, which is told of elsewhere, below a line."""
    aar = view.gjeldende(indicator.id)
    own, county = (view.tall(indicator.id, area, aar) for area in (view.egen, view.fylket))
    if not is_pooled(aar) or own.verdi is None or county.verdi is None:
        return []
    for figure in (own, county):
        view.trykk(figure)
    said = texts.LINJE_SAMLET.format(
        K=view.navn,
        fylke=view.context.fylke,
        perioder=formats.period(aar),
        a=med_enhet(own.verdi, indicator),
        c=med_enhet(county.verdi, indicator),
    )
    return [Part(Notice(said), noter=noter)]


def _nothing() -> tuple[str, ...]:
    return ("", *(status.value for status in UTEN_TALL))


def _line(view: View, indicator: Indicator, omraade: Omraade, perioder: tuple[str, ...]) -> Series:
    """Give an area's points; a break in the series leaves a gap, as does a hidden value.

    New rules leave a place marked † before the first value under them.
    """
    points = []
    starts = new_rules(view, indicator, perioder)
    for aar in perioder:
        if aar in starts:
            points.append(Point("†" * (starts.index(aar) + 1), None, ""))
        figure = view.tall(indicator.id, omraade, aar)
        broken = is_passed(view, indicator, aar, perioder[-1])
        points.append(Point(aar, None, "") if broken else to_point(view, indicator, figure, aar))
    return Series(omraade.navn, omraade.rolle, tuple(points))


def _shaded(view: View, indicator: Indicator, perioder: tuple[str, ...]) -> tuple[Skravur, ...]:
    spans: list[tuple[str, str]] = []
    for index, aar in enumerate(perioder):
        if not is_passed(view, indicator, aar, perioder[-1]):
            continue
        if spans and spans[-1][1] == perioder[index - 1]:
            spans[-1] = (spans[-1][0], aar)
        else:
            spans.append((aar, aar))
    return tuple(Skravur(fra, til, str(texts.SKRAVUR)) for fra, til in spans)


def _since_break(view: View, indicator: Indicator, perioder: tuple[str, ...]) -> tuple[str, ...]:
    """Give the periods that may be compared with the newest: those after the last break."""
    starts = new_rules(view, indicator, perioder)
    first = perioder.index(starts[-1]) if starts else 0
    for index, aar in enumerate(perioder):
        if is_passed(view, indicator, aar, perioder[-1]):
            first = max(first, index + 1)
    return perioder[first:]


def _alt_line(view: View, indicator: Indicator, perioder: tuple[str, ...]) -> str:
    """Say the newest figure, and the first that it may be compared with."""
    alt = texts.ALT_LINJE.format(spenn=spenn(perioder), utsagn=statement(view, indicator))
    for aar in _since_break(view, indicator, perioder)[:-1]:
        figure = view.tall(indicator.id, view.egen, aar)
        if figure.verdi is not None:
            first = texts.ALT_FORST.format(
                Tid=stor_forbokstav(tid(aar, kull="gjennomforing" in indicator.datasets)),
                K=view.navn,
                a=med_enhet(figure.verdi, indicator),
            )
            return f"{alt} {first}"
    return alt
