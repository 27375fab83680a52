"""Chapter on engelsk, matematikk and norsk: grades in year 10 and in Vg1."""

from collections.abc import Sequence

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import Status
from datapakke.packet import texts
from datapakke.packet.chapters.common import avsnitt, celle, endret, first_statement
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.context import MED_TALL, UTEN_TALL
from datapakke.packet.diagram import Rad, punkter
from datapakke.packet.diagram.captions import undertekst_for
from datapakke.packet.diagram.kjede import Ledd, Ramme, ends_of, kjede
from datapakke.packet.diagram.points import in_words
from datapakke.packet.diagram.scales import one_scale
from datapakke.packet.grammar import forrige_skoleaar, stor_forbokstav
from datapakke.packet.model import Notice, Row, RowGroup, Table, Text
from datapakke.packet.parts import Part
from datapakke.packet.phrases import FAG, VG1_FAG
from datapakke.packet.view import View

KJEDER = (
    (Tekst("Engelsk, studieforberedende"), "engelsk_skriftlig", "engelsk_sf"),
    (Tekst("Engelsk, yrkesfag"), "engelsk_skriftlig", "engelsk_yf"),
    (Tekst("Matematikk 1P"), "matematikk", "matematikk_1p"),
    (Tekst("Matematikk 1T"), "matematikk", "matematikk_1t"),
    (Tekst("Norsk"), "norsk_hovedmaal", "norsk"),
)
"""Row name, the subject in year 10, the subject in Vg1 the year after."""


def innhold(view: View) -> Innhold:
    """Give final grades, exams, the gap between them, low grades, and the cohort's Vg1 grades."""
    return Innhold(
        ingress=first_statement(view, "standpunkt_matematikk", "standpunkt_norsk_hovedmaal"),
        deler=(
            *_punkter(view),
            *endret(view, *(f"standpunkt_{fag}" for fag in FAG)),
            *_lave(view),
            *_kjede(view),
            *avsnitt(view, "vg1_stryk"),
        ),
    )


def _punkter(view: View) -> list[Part]:
    """Give final grades and exams on one scale, the gap between them, and grades in Vg1."""
    tier = one_scale(
        [
            *punkter(
                view, "standpunkt", Tekst("Standpunkt på 10. trinn"), _rader("standpunkt_", FAG)
            ),
            *punkter(view, "eksamen", Tekst("Eksamen på 10. trinn"), _rader("eksamen_", FAG)),
        ]
    )
    return [
        *tier,
        *punkter(view, "avstand", Tekst("Standpunkt minus eksamen"), _rader("avstand_", FAG)),
        *punkter(view, "vg1", Tekst("Karakterer på Vg1"), _rader("vg1_snitt_", VG1_FAG)),
    ]


def _rader(prefix: str, fag: dict[str, Tekst]) -> list[Rad]:
    return [Rad(stor_forbokstav(str(navn)), prefix + fag_id) for fag_id, navn in fag.items()]


def _lave(view: View) -> list[Part]:
    """Give a table of grades 1–2 and IV per subject."""
    first = view.indikator("lav_matematikk")
    aar = view.nyeste("lav_matematikk")
    if first is None or not aar:
        return []
    rows = []
    for fag_id, navn in FAG.items():
        columns = [
            celle(view, prefix + fag_id, omraade, aar)
            for prefix in ("lav_", "iv_")
            for omraade in (view.egen, view.fylket)
        ]
        if any(cell not in {status.value for status in UTEN_TALL} for cell in columns):
            rows.append(Row(stor_forbokstav(str(navn)), tuple(columns)))
    viser = tuple(prefix + fag_id for prefix in ("lav_", "iv_") for fag_id in FAG)
    notes = view.noter(first, (aar,))
    if not any(_is_number(cell) for row in rows for cell in row.celler[::2]):
        return [Part(Text(_lave_i_ord(view, rows)), viser, notes)] if rows else []
    table = Table(
        id="tabell-lave",
        nummer="",
        tittel=str(texts.LAVE),
        undertekst=_undertekst(view, ("lav_", "iv_"), FAG, aar),
        hjorne=str(texts.FAG_HODE),
        hode=tuple(text.format(K=view.navn) for text in texts.LAVE_HODE),
        grupper=(RowGroup("", tuple(rows)),),
    )
    return [Part(table, viser, notes)]


def _is_number(cell: str) -> bool:
    return cell not in {status.value for status in Status if status not in MED_TALL}


def _lave_i_ord(view: View, rows: Sequence[Row]) -> str:
    """Say the county's shares, where none of the municipality's is shown."""
    said = [
        texts.LAVE_I_ORD_RAD.format(
            fag=row.hode, lav=in_words(row.celler[1]), iv=in_words(row.celler[3])
        )
        for row in rows
    ]
    words = {"K": view.navn, "fylke": view.context.fylke, "tittel": str(texts.LAVE)}
    return texts.LAVE_I_ORD.format(rader="; ".join(said), **words)


def _undertekst(view: View, families: tuple[str, ...], fag: dict[str, Tekst], aar: str) -> str:
    """Give the line under a table of several subjects, with the smallest and largest n."""
    names = [prefix + fag_id for prefix in families for fag_id in fag]
    known = [indicator for name in names if (indicator := view.indikator(name))]
    figures = [view.tall(indicator.id, view.egen, aar) for indicator in known]
    return undertekst_for(view, known, {aar}, figures)


def _kjede(view: View) -> list[Part]:
    """Give the same cohort's grades in year 10 and, the year after, in Vg1."""
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
        Part(chart, ("vg1_snitt_norsk",), noter),
        Part(Notice(str(texts.KULLKJEDE))),
    ]


def _ramme(view: View, fra: str, til: str) -> Ramme:
    return Ramme(
        id="kjede-10-vg1",
        tittel=texts.KJEDE.format(fra=fra, til=til),
        undertekst=_undertekst(view, ("vg1_snitt_",), VG1_FAG, til),
        fra=str(texts.KJEDE_FRA),
        til=str(texts.KJEDE_TIL),
    )


def _kjede_i_ord(view: View, ledd: Sequence[Ledd]) -> str:
    """Say the county's way from year 10 to Vg1; empty where it has none."""
    known = [one for one in ledd if all(view.indikator(name) for name, _ in (one.fra, one.til))]
    tier, vg1 = ends_of(view, known, view.fylket)
    rows = [
        texts.KJEDE_I_ORD_RAD.format(navn=left.x, c=left.tekst, d=right.tekst)
        for left, right in zip(tier.punkter, vg1.punkter, strict=True)
        if left.verdi is not None and right.verdi is not None
    ]
    if not rows:
        return ""
    words = {"K": view.navn, "fylke": view.context.fylke, "rader": formats.listing(rows)}
    return texts.KJEDE_I_ORD.format(fra=ledd[0].fra[1], til=ledd[0].til[1], **words)


CHAPTER = ChapterSpec(
    id="resultater",
    tittel=Tekst("Engelsk, matematikk og norsk"),
    datasett={"karakterer": Tekst("karakterer på 10. trinn og Vg1")},
    innhold=innhold,
)
