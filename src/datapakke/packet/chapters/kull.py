"""The same cohort in year 10 and, the year after, in Vg1, subject by subject."""

from collections.abc import Sequence

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import Status
from datapakke.packet import texts
from datapakke.packet.chapters.common import undertekst_fag
from datapakke.packet.diagram.kjede import Ledd, Ramme, ends_of, kjede
from datapakke.packet.grammar import forrige_skoleaar
from datapakke.packet.model import Notice, Text
from datapakke.packet.parts import Part
from datapakke.packet.phrases import VG1_FAG
from datapakke.packet.view import View

KJEDER = (
    (Tekst("Engelsk, studieforberedende"), "engelsk_skriftlig", "engelsk_sf"),
    (Tekst("Engelsk, yrkesfag"), "engelsk_skriftlig", "engelsk_yf"),
    (Tekst("Matematikk 1P"), "matematikk", "matematikk_1p"),
    (Tekst("Matematikk 1T"), "matematikk", "matematikk_1t"),
    (Tekst("Norsk"), "norsk_hovedmaal", "norsk"),
)
"""Row name, the subject in year 10, the subject in Vg1 the year after."""
CHAIN = "kjede_"
"""Before the name of a grade in Vg1: the figure that shows the way to it from year 10."""


def samme_kull(view: View) -> list[Part]:
    """Draw the cohort's grades; say the county's where no line of the own can be drawn."""
    first = view.indikator("vg1_snitt_norsk")
    til = view.nyeste("vg1_snitt_norsk")
    if first is None or not til:
        return []
    fra = forrige_skoleaar(til)
    ledd = [
        Ledd(str(navn), (f"standpunkt_{fag10}", fra), (f"vg1_snitt_{vg1}", til))
        for navn, fag10, vg1 in KJEDER
    ]
    noter = view.noter(first, (fra, til))
    chart = kjede(view, ledd, _ramme(view, fra, til))
    if chart is None:
        said = _kjede_i_ord(view, ledd)
        return [Part(Text(said), ("vg1_snitt_norsk",), noter)] if said else []
    return [
        Part(chart, ("vg1_snitt_norsk", *(f"{CHAIN}{one.til[0]}" for one in ledd)), noter),
        Part(Notice(str(texts.KULLKJEDE))),
    ]


def _ramme(view: View, fra: str, til: str) -> Ramme:
    return Ramme(
        id="kjede-10-vg1",
        tittel=texts.KJEDE.format(fra=fra, til=til),
        undertekst=undertekst_fag(view, ("vg1_snitt_",), VG1_FAG, til),
        fra=str(texts.KJEDE_FRA),
        til=str(texts.KJEDE_TIL),
    )


def _kjede_i_ord(view: View, ledd: Sequence[Ledd]) -> str:
    """Say why the municipality's way is not drawn, and the county's; empty where it has none."""
    known = [one for one in ledd if all(view.indikator(name) for name, _ in (one.fra, one.til))]
    tier, vg1 = ends_of(view, known, view.fylket)
    rows = [
        texts.KJEDE_RAD.format(navn=left.x, c=left.tekst, d=right.tekst)
        for left, right in zip(tier.punkter, vg1.punkter, strict=True)
        if left.verdi is not None and right.verdi is not None
    ]
    if not rows:
        return ""
    ends = [end for one in known for end in (one.fra, one.til)]
    own = {view.tall(name, view.egen, aar).status for name, aar in ends}
    why = texts.KJEDE_SKJULT if Status.SKJULT in own else texts.KJEDE_MANGLER
    words = {"fylke": view.context.fylke, "rader": formats.listing(rows)}
    told = texts.KJEDE_FYLKET.format(fra=ledd[0].fra[1], til=ledd[0].til[1], **words)
    return f"{why.format(K=view.navn)} {told}"
