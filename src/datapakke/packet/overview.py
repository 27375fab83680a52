"""The overview: the newest figures on one page, in the order of the way through school."""

from datapakke import formats
from datapakke.model import Indicator, is_pooled
from datapakke.packet import texts
from datapakke.packet.context import UTEN_TALL
from datapakke.packet.diagram.punkter import Rad, alt_filled, alt_rows, dots
from datapakke.packet.grammar import kullet
from datapakke.packet.model import Chart, ChartKind
from datapakke.packet.view import View

VEIEN = (
    "standpunkt_engelsk_skriftlig",
    "standpunkt_matematikk",
    "standpunkt_norsk_hovedmaal",
    "fravaer_dager_10",
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
        (Rad(_navn(indicator, aar), name), indicator)
        for name in VEIEN
        if (indicator := view.indikator(name)) and (aar := view.gjeldende(name))
        if view.tall(name, view.egen, aar).status not in UTEN_TALL
    ]
    if not any(_comparable(view, rad) for rad, _ in rows):
        return None
    series = tuple(dots(view, omraade, rows) for omraade in (view.egen, view.fylket))
    words = {"K": view.navn, "fylke": view.context.fylke, "n": len(rows)}
    return Chart(
        id="oversikt",
        nummer=texts.FIGUR_NR.format(nr="0.1"),
        tittel=str(texts.OVERSIKT_TITTEL),
        undertekst=texts.OVERSIKT_UNDERTEKST.format(**words),
        kind=ChartKind.ARK,
        enhet="",
        series=series,
        alt=texts.OVERSIKT_ALT.format(rader="; ".join(alt_rows(series)), **words)
        + alt_filled(series),
    )


def _navn(indicator: Indicator, aar: str) -> str:
    kull = "gjennomforing" in indicator.datasets
    text = texts.OVERSIKT_RAD_KULL if kull else texts.OVERSIKT_RAD
    return text.format(
        navn=indicator.kort or indicator.title, periode=formats.period(aar), kull=kullet(aar)
    )


def _comparable(view: View, rad: Rad) -> bool:
    aar = view.gjeldende(rad.indikator)
    areas = (view.egen, view.fylket)
    return all(view.tall(rad.indikator, omraade, aar).verdi is not None for omraade in areas)


def overview_texts(view: View) -> tuple[str, ...]:
    """Say what the overview's marks mean."""
    words = {"K": view.navn, "fylke": view.context.fylke}
    first, last = (text.format(**words) for text in texts.OVERSIKT)
    together = any(is_pooled(view.gjeldende(name)) for name in VEIEN)
    return (first, f"{last} {texts.OVERSIKT_SAMLET}" if together else last)
