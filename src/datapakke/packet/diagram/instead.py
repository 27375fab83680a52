"""What is said where a chart would show nothing of the municipality: the county's in words."""

from collections.abc import Collection, Sequence

from datapakke.model import Figure, Indicator, Status
from datapakke.packet import texts
from datapakke.packet.context import MED_TALL
from datapakke.packet.grammar import kullet, tid
from datapakke.packet.model import Series
from datapakke.packet.phrases import frase
from datapakke.packet.statements import med_enhet, with_subject
from datapakke.packet.view import View


def with_county(view: View, indicator: Indicator) -> str:
    """Say the newest figure, and the county's where the municipality's is not shown."""
    said = with_subject(view, indicator)
    aar = view.gjeldende(indicator.id)
    own, county = (view.tall(indicator.id, area, aar) for area in (view.egen, view.fylket))
    if own.status in MED_TALL or county.verdi is None:
        return said
    view.trykk(county)
    when = tid(aar, kull="gjennomforing" in indicator.datasets)
    value = med_enhet(county.verdi, indicator)
    utsagn = frase(indicator).format(a=value, tid=when, kull=kullet(aar))
    return f"{said} {texts.VERDI.format(K=view.context.fylke, utsagn=utsagn)}"


def rows_of_county(view: View, tittel: str, figures: Sequence[Figure], county: Series) -> str:
    """Say why none of a chart's own figures is shown, and the county's, row by row."""
    rows = [f"{point.x}: {point.tekst}" for point in county.punkter if point.verdi is not None]
    told = texts.TALL_FYLKET.format(fylke=view.context.fylke, rader="; ".join(rows))
    return f"{why_none(view, tittel, {one.status for one in figures})} {told}"


def why_none(view: View, tittel: str, statuses: Collection[Status]) -> str:
    """Say why none of the municipality's own figures is shown, from what they are."""
    if Status.SKJULT in statuses:
        text = texts.INGEN_EGNE_VISES
    elif Status.FINNES_IKKE in statuses:
        text = texts.INGEN_EGNE_FINNES
    else:
        text = texts.INGEN_EGNE_LEVERT
    return text.format(tittel=tittel, K=view.navn)
