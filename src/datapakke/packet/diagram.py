"""From figures to charts: which series and points, the line under the title, the alt text."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke import formats
from datapakke.model import ALLE, Figure, Flagg, Indicator, Status, Unit
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL, UTEN_TALL, Omraade, View
from datapakke.packet.grammar import PERSONER, spenn, stor_forbokstav, tid
from datapakke.packet.model import Chart, ChartKind, Point, Series, Skravur
from datapakke.packet.parts import Part
from datapakke.packet.phrases import person
from datapakke.packet.statements import med_enhet, statement

AKSE = {
    Unit.POENG: "poeng",
    Unit.KARAKTER: "karakter",
    Unit.KARAKTERFORSKJELL: "karakterforskjell",
    Unit.PROSENT: "prosent",
    Unit.DAGER: "dager",
    Unit.TIMER: "timer",
    Unit.ANTALL: "antall",
}
FLAGGET = (Flagg.UVANLIG, Flagg.SVAERT_UVANLIG)


@dataclass(frozen=True)
class Rad:
    """A row of a dot chart: its name, and the figure it shows."""

    navn: str
    indikator: str
    kjonn: str = ALLE


def linje(view: View, indikator: str) -> list[Part]:
    """Draw an indicator over the periods: kommune, meeting, county and country where given."""
    indicator = view.indikator(indikator)
    perioder = view.serie(indikator) if indicator else ()
    if indicator is None or not perioder:
        return []
    series = tuple(_line(view, indicator, omraade, perioder) for omraade in view.omraader)
    shown = tuple(s for s in series if any(p.tekst not in _nothing() for p in s.punkter))
    if not any(p.verdi is not None for s in shown for p in s.punkter):
        return []
    chart = Chart(
        id=_chart_id("linje", indikator),
        nummer="",
        tittel=indicator.title,
        undertekst=undertekst(view, indicator, perioder[-1]),
        kind=ChartKind.LINJE,
        enhet=AKSE[indicator.unit],
        series=shown,
        alt=_alt_line(view, indicator, perioder),
        skravur=_shaded(view, indicator, perioder),
        nullpunkt=indicator.unit in {Unit.DAGER, Unit.TIMER},
    )
    return [Part(chart, (indikator,), view.noter(indicator, perioder))]


def _nothing() -> tuple[str, ...]:
    return ("", *(status.value for status in UTEN_TALL))


def _chart_id(kind: str, name: str) -> str:
    return f"{kind}-{name.replace('_', '-')}"


def _line(view: View, indicator: Indicator, omraade: Omraade, perioder: tuple[str, ...]) -> Series:
    """Give an area's points; a break in the series leaves a gap, as does a hidden value."""
    points = []
    for aar in perioder:
        figure = view.tall(indicator.id, omraade, aar)
        if view.brudd(indicator, aar):
            points.append(Point(aar, None, ""))
            continue
        points.append(_point(view, indicator, figure, aar))
    return Series(omraade.navn, omraade.rolle, tuple(points))


def _point(view: View, indicator: Indicator, figure: Figure, x: str) -> Point:
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
    )


def _shaded(view: View, indicator: Indicator, perioder: tuple[str, ...]) -> tuple[Skravur, ...]:
    spans: list[tuple[str, str]] = []
    for index, aar in enumerate(perioder):
        if not view.brudd(indicator, aar):
            continue
        if spans and spans[-1][1] == perioder[index - 1]:
            spans[-1] = (spans[-1][0], aar)
        else:
            spans.append((aar, aar))
    return tuple(Skravur(fra, til, texts.SKRAVUR) for fra, til in spans)


def _alt_line(view: View, indicator: Indicator, perioder: tuple[str, ...]) -> str:
    """Say the newest figure, and the first one shown."""
    alt = texts.ALT_LINJE.format(spenn=spenn(perioder), utsagn=statement(view, indicator).tall)
    for aar in perioder[:-1]:
        figure = view.tall(indicator.id, view.egen, aar)
        if figure.verdi is not None and not view.brudd(indicator, aar):
            first = texts.ALT_FORST.format(
                Tid=stor_forbokstav(tid(aar, kull="gjennomforing" in indicator.datasets)),
                K=view.navn,
                a=med_enhet(figure.verdi, indicator),
            )
            return f"{alt} {first}"
    return alt


def undertekst(view: View, indicator: Indicator, aar: str) -> str:
    """Give the line under a title: whom, when and how many in the municipality, from where."""
    figure = view.tall(indicator.id, view.egen, aar)
    periode = formats.period(aar)
    if figure.n is None or figure.status not in MED_TALL:
        n = texts.UNDERTEKST_PERIODE.format(Periode=_when(aar, indicator))
    else:
        whom = PERSONER[person(indicator)] if figure.n != 1 else person(indicator)
        count = f"{formats.number(figure.n)} {whom}"
        n = texts.UNDERTEKST_N.format(K=view.navn, periode=periode, n=count)
    return texts.UNDERTEKST.format(
        Populasjon=stor_forbokstav(indicator.populasjon), n=n, kilde=kilde(view, indicator)
    )


def _when(aar: str, indicator: Indicator) -> str:
    return stor_forbokstav(tid(aar, kull="gjennomforing" in indicator.datasets))


def kilde(view: View, indicator: Indicator) -> str:
    """Name the sources of an indicator."""
    names = [view.context.sources[name].navn for name in indicator.datasets]
    return formats.listing(list(dict.fromkeys(names)))


def punkter(view: View, navn: str, tittel: str, rader: Sequence[Rad]) -> list[Part]:
    """Draw rows of newest figures, the municipality's beside the county's."""
    rows = [(rad, ind) for rad in rader if (ind := view.indikator(rad.indikator))]
    rows = [(rad, ind) for rad, ind in rows if _known(view, rad)]
    if not rows:
        return []
    series = tuple(dots(view, omraade, rows) for omraade in (view.egen, view.fylket))
    if not any(point.verdi is not None for one in series for point in one.punkter):
        return []
    first = rows[0][1]
    chart = Chart(
        id=_chart_id("punkter", navn),
        nummer="",
        tittel=tittel,
        undertekst=undertekst(view, first, view.nyeste(first.id)),
        kind=ChartKind.PUNKTER,
        enhet=AKSE[first.unit],
        series=series,
        alt=_alt_dots(view, series),
        nullpunkt=first.unit is Unit.PROSENT,
    )
    viser = tuple(rad.indikator for rad, _ in rows if rad.kjonn == ALLE)
    notes = (note for _, ind in rows for note in view.noter(ind, (view.nyeste(ind.id),)))
    return [Part(chart, viser, tuple(dict.fromkeys(notes)))]


def _known(view: View, rad: Rad) -> bool:
    aar = view.nyeste(rad.indikator)
    areas = (view.egen, view.fylket)
    figures = (view.tall(rad.indikator, omraade, aar, rad.kjonn) for omraade in areas)
    return any(figure.status not in UTEN_TALL for figure in figures)


def dots(view: View, omraade: Omraade, rows: Sequence[tuple[Rad, Indicator]]) -> Series:
    """Give an area's newest figures, a point per row."""
    return Series(
        omraade.navn,
        omraade.rolle,
        tuple(
            _point(
                view,
                indicator,
                view.tall(rad.indikator, omraade, view.nyeste(rad.indikator), rad.kjonn),
                rad.navn,
            )
            for rad, indicator in rows
        ),
    )


def _alt_dots(view: View, series: tuple[Series, ...]) -> str:
    rows = "; ".join(alt_rows(series))
    return texts.ALT_PUNKTER.format(K=view.navn, fylke=view.context.fylke, rader=rows)


def alt_rows(series: tuple[Series, ...]) -> list[str]:
    """Give a dot chart's rows for those who hear it: «Matematikk 3,2 (3,5)»."""
    own, county = (one.punkter for one in series)
    return [
        texts.ALT_PUNKTER_RAD.format(navn=a.x, a=in_words(a.tekst), c=in_words(c.tekst))
        for a, c in zip(own, county, strict=True)
    ]


def in_words(cell: str) -> str:
    """Give a cell for those who hear it: a symbol says nothing aloud."""
    spoken = {
        Status.SKJULT.value: texts.VISES_IKKE,
        Status.MANGLER.value: texts.MANGLER,
        Status.FINNES_IKKE.value: texts.MANGLER,
        Status.INGEN.value: "ingen",
    }
    return spoken.get(cell, cell)


def stablet(view: View, indikator: str) -> list[Part]:
    """Draw the newest distribution: a bar for the municipality, one for the county.

    An area gets a bar only when every category may be shown: one gap would give its own size
    away.
    """
    indicator = view.indikator(indikator)
    aar = view.nyeste(indikator) if indicator else ""
    areas = (view.egen, view.fylket)
    if indicator is None or not shows_all(view, indikator, view.egen, aar):
        return []
    shown = [omraade for omraade in areas if shows_all(view, indikator, omraade, aar)]
    series = tuple(_bar(view, indicator, omraade, aar) for omraade in shown)
    chart = Chart(
        id=_chart_id("stablet", indikator),
        nummer="",
        tittel=indicator.title,
        undertekst=_undertekst_bar(view, indicator, aar),
        kind=ChartKind.STABLET,
        enhet=AKSE[indicator.unit],
        series=series,
        alt=texts.ALT_STABLET.format(rader=" ".join(_alt_bar(one) for one in series)),
    )
    return [Part(chart, (indikator,), view.noter(indicator, (aar,)))]


def shows_all(view: View, indikator: str, omraade: Omraade, aar: str) -> bool:
    """Tell whether every category of the area's distribution may be shown."""
    labels = view.context.kategorier.get(indikator, ())
    figures = [view.tall(indikator, omraade, aar, kategori=label) for label in labels]
    return bool(figures) and all(figure.status in MED_TALL for figure in figures)


def _bar(view: View, indicator: Indicator, omraade: Omraade, aar: str) -> Series:
    labels = view.context.kategorier[indicator.id]
    points = tuple(
        _point(view, indicator, view.tall(indicator.id, omraade, aar, kategori=label), label)
        for label in labels
    )
    return Series(omraade.navn, omraade.rolle, points)


def _undertekst_bar(view: View, indicator: Indicator, aar: str) -> str:
    """Give the line under a distribution; n stands with every category and is the same."""
    label = view.context.kategorier[indicator.id][0]
    figure = view.tall(indicator.id, view.egen, aar, kategori=label)
    n = texts.UNDERTEKST_PERIODE.format(Periode=_when(aar, indicator))
    if figure.n is not None:
        count = f"{formats.number(figure.n)} {PERSONER[person(indicator)]}"
        n = texts.UNDERTEKST_N.format(K=view.navn, periode=formats.period(aar), n=count)
    return texts.UNDERTEKST.format(
        Populasjon=stor_forbokstav(indicator.populasjon), n=n, kilde=kilde(view, indicator)
    )


def _alt_bar(one: Series) -> str:
    deler = formats.listing([f"{point.x} {in_words(point.tekst)}" for point in one.punkter])
    return texts.ALT_STABLET_RAD.format(Navn=one.navn, deler=deler)
