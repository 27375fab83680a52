"""Stacked bars: how a cohort is spread over categories."""

from datapakke import formats
from datapakke.locale import Tekst, sagt
from datapakke.model import Indicator, Status
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL, Omraade
from datapakke.packet.diagram.captions import undertekst_for
from datapakke.packet.diagram.points import ENHET, chart_id, in_words, to_point
from datapakke.packet.grammar import PERSONER, tid
from datapakke.packet.model import Chart, ChartKind, Series, Text
from datapakke.packet.parts import Part
from datapakke.packet.phrases import person
from datapakke.packet.view import View


def stablet(view: View, *indikatorer: str) -> list[Part]:
    """Draw the first distribution that may be shown: a bar for the municipality and the county's.

    An area gets a bar only when every category may be shown: one gap would give its own size
    away.
    """
    found = first_shown(view, *indikatorer)
    if found is None:
        return []
    indicator, aar = found
    indikator = indicator.id
    areas = (view.egen, view.fylket)
    shown = [omraade for omraade in areas if shows_all(view, indikator, omraade, aar)]
    series = tuple(_bar(view, indicator, omraade, aar) for omraade in shown)
    chart = Chart(
        id=chart_id("stablet", indikator),
        nummer="",
        tittel=indicator.title,
        undertekst=_undertekst_bar(view, indicator, aar),
        kind=ChartKind.STABLET,
        enhet=str(ENHET[indicator.unit]),
        series=series,
        alt=texts.ALT_STABLET.format(rader=" ".join(_alt_bar(one) for one in series)),
    )
    return [Part(chart, (indikator,), view.noter(indicator, (aar,)))]


def first_shown(view: View, *indikatorer: str) -> tuple[Indicator, str] | None:
    """Give the first distribution of the municipality that may be shown, and its period.

    The newest periods of all go before cohorts together.
    """
    known = [one for name in indikatorer if (one := view.indikator(name))]
    newest = [(one, view.nyeste(one.id)) for one in known]
    together = [(one, view.context.samlet.get(one.id, "")) for one in known]
    return next(
        (x for x in (*newest, *together) if shows_all(view, x[0].id, view.egen, x[1])), None
    )


def shows_all(view: View, indikator: str, omraade: Omraade, aar: str) -> bool:
    """Tell whether every category of the area's distribution may be shown."""
    labels = view.context.kategorier.get(indikator, ())
    figures = [view.tall(indikator, omraade, aar, kategori=label) for label in labels]
    return bool(figures) and all(figure.status in MED_TALL for figure in figures)


def without_bar(view: View, said: Tekst, *indikatorer: str) -> list[Part]:
    """Say why a distribution is not shown, and the county's where that one is, in words.

    ``said``, where the municipality's is hidden. Nothing of one that it has not delivered.
    """
    known = [one for name in indikatorer if (one := view.indikator(name))]
    why = next((text for one in known if (text := _why_not(view, said, one))), "")
    if not why:
        return []
    for one in known:
        aar = view.nyeste(one.id)
        if shows_all(view, one.id, view.fylket, aar):
            bar = _bar(view, one, view.fylket, aar)
            parts = "; ".join(f"{point.x}: {in_words(point.tekst)}" for point in bar.punkter)
            why += f" {texts.FORDELING_FYLKET.format(fylke=view.context.fylke, deler=parts)}"
            break
    return [Part(Text(why))]


def _why_not(view: View, said: Tekst, indicator: Indicator) -> str:
    """Say why a distribution of the municipality is not shown; empty when it is not delivered."""
    aar = view.nyeste(indicator.id)
    labels = view.context.kategorier.get(indicator.id, ())
    found = {view.tall(indicator.id, view.egen, aar, kategori=label).status for label in labels}
    if Status.SKJULT in found:
        return said.format(K=view.navn)
    if Status.FINNES_IKKE not in found:
        return ""
    words = {"K": view.navn, "tid": tid(aar, kull="gjennomforing" in indicator.datasets)}
    none = texts.FINNES_IKKE_TALL.format(personer=PERSONER[person(indicator)], **words)
    return f"{indicator.title}: {none}"


def _bar(view: View, indicator: Indicator, omraade: Omraade, aar: str) -> Series:
    labels = view.context.kategorier[indicator.id]
    points = tuple(
        to_point(
            view,
            indicator,
            view.tall(indicator.id, omraade, aar, kategori=label),
            sagt(label),
        )
        for label in labels
    )
    return Series(omraade.navn, omraade.rolle, points)


def _undertekst_bar(view: View, indicator: Indicator, aar: str) -> str:
    """Give the line under the bars; n stands with every category and is the same."""
    labels = view.context.kategorier[indicator.id]
    figures = [view.tall(indicator.id, view.egen, aar, kategori=label) for label in labels]
    return undertekst_for(view, [indicator], {aar}, figures)


def _alt_bar(one: Series) -> str:
    deler = formats.listing([f"{point.x} {in_words(point.tekst)}" for point in one.punkter])
    return texts.ALT_STABLET_RAD.format(Navn=one.navn, deler=deler)
