"""The overview: the newest figures on one page, in the order of the way through school."""

from datapakke import formats
from datapakke.model import Indicator, is_pooled
from datapakke.packet import texts
from datapakke.packet.context import UTEN_TALL
from datapakke.packet.diagram.punkter import Rad, alt_filled, alt_rows, dots
from datapakke.packet.grammar import kullet, tall
from datapakke.packet.model import Akse, Chart, ChartKind
from datapakke.packet.others import FEWEST, middle_half
from datapakke.packet.view import View

VEIEN = (
    "standpunkt_engelsk_skriftlig",
    "standpunkt_matematikk",
    "standpunkt_norsk_hovedmaal",
    "fravaer_over_15_10",
    "inntakspoeng_snitt",
    "inntakspoeng_under_30",
    "grunnskolepoeng_snitt",
    "overgang_direkte",
    "vg1_stryk",
    "overgang_vg1_vg2",
    "fullfort_56",
    "ot_andel",
    "nav_ledige",
    "neet_15_29",
)


def overview(view: View) -> Chart | None:
    """Give the overview chart; None when no figure can be held against the county's."""
    rows = [
        (Rad(indicator.kort or indicator.title, name), indicator)
        for name in VEIEN
        if (indicator := view.indikator(name)) and (aar := view.gjeldende(name))
        if view.tall(name, view.egen, aar).status not in UTEN_TALL
    ]
    if not any(_comparable(view, rad) for rad, _ in rows):
        return None
    series = tuple(dots(view, omraade, rows) for omraade in (view.egen, view.fylket))
    axes = tuple(_axis(view, rad, indicator) for rad, indicator in rows)
    named = [f"{rad.navn} ({_period(view, rad, indicator)})" for rad, indicator in rows]
    words = {"K": view.navn, "fylke": view.context.fylke, "n": len(rows)}
    halvdel = str(texts.OVERSIKT_HALVDEL) if any(axis.boks for axis in axes) else ""
    return Chart(
        id="oversikt",
        nummer=texts.FIGUR_NR.format(nr="0.1"),
        tittel=str(texts.OVERSIKT_TITTEL),
        undertekst=texts.OVERSIKT_UNDERTEKST.format(**words),
        kind=ChartKind.ARK,
        enhet="",
        series=series,
        alt=texts.OVERSIKT_ALT.format(rader="; ".join(alt_rows(series, named)), **words)
        + alt_filled(series),
        akser=axes,
        ord=(halvdel, str(texts.OVERSIKT_BRA)),
    )


_RETNING = {True: texts.OVERSIKT_HOYT, False: texts.OVERSIKT_LAVT, None: texts.OVERSIKT_VERKEN}


def _axis(view: View, rad: Rad, indicator: Indicator) -> Akse:
    """Give a row's period, its direction and its box; where neither is better, high lies right."""
    aar = view.gjeldende(rad.indikator)
    return Akse(
        x=rad.navn,
        under=_RETNING[indicator.hoyt_er_bra].format(periode=_period(view, rad, indicator)),
        snudd=indicator.hoyt_er_bra is False,
        boks=middle_half(view, indicator, aar),
    )


def _period(view: View, rad: Rad, indicator: Indicator) -> str:
    aar = view.gjeldende(rad.indikator)
    return kullet(aar) if "gjennomforing" in indicator.datasets else formats.period(aar)


def _comparable(view: View, rad: Rad) -> bool:
    aar = view.gjeldende(rad.indikator)
    areas = (view.egen, view.fylket)
    return all(view.tall(rad.indikator, omraade, aar).verdi is not None for omraade in areas)


def overview_texts(view: View, chart: Chart) -> tuple[str, ...]:
    """Say what the overview's marks mean."""
    words = {"K": view.navn, "fylke": view.context.fylke}
    said = [texts.OVERSIKT_MERKER.format(**words)]
    if any(axis.boks for axis in chart.akser):
        said.append(texts.OVERSIKT_BOKS.format(n=tall(FEWEST)))
    if any(is_pooled(view.gjeldende(name)) for name in VEIEN):
        said.append(str(texts.OVERSIKT_SAMLET))
    return (texts.OVERSIKT_LESES.format(**words), " ".join(said))
