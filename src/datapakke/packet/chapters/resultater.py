"""Chapter on engelsk, matematikk and norsk: grades in year 10 and in Vg1."""

from collections.abc import Sequence

from datapakke.locale import Tekst
from datapakke.model import Status
from datapakke.packet import texts
from datapakke.packet.chapters.common import avsnitt, celle, endret, first_statement, undertekst_fag
from datapakke.packet.chapters.kull import samme_kull
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.context import MED_TALL, UTEN_TALL
from datapakke.packet.diagram import Rad, punkter
from datapakke.packet.diagram.instead import why_none
from datapakke.packet.diagram.points import in_words
from datapakke.packet.diagram.scales import one_scale
from datapakke.packet.grammar import stor_forbokstav
from datapakke.packet.model import Row, RowGroup, Table, Text
from datapakke.packet.parts import Part
from datapakke.packet.phrases import FAG, VG1_FAG
from datapakke.packet.view import View


def innhold(view: View) -> Innhold:
    """Give final grades, exams, the gap between them, low grades, and the cohort's Vg1 grades."""
    return Innhold(
        ingress=first_statement(view, "standpunkt_matematikk", "standpunkt_norsk_hovedmaal"),
        deler=(
            *_punkter(view),
            *endret(view, *(f"standpunkt_{fag}" for fag in FAG)),
            *_lave(view),
            *samme_kull(view),
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
        undertekst=undertekst_fag(view, ("lav_", "iv_"), FAG, aar),
        hjorne=str(texts.FAG_HODE),
        hode=tuple(text.format(K=view.navn) for text in texts.LAVE_HODE),
        grupper=(RowGroup("", tuple(rows)),),
    )
    return [Part(table, viser, notes)]


def _is_number(cell: str) -> bool:
    return cell not in {status.value for status in Status if status not in MED_TALL}


def _lave_i_ord(view: View, rows: Sequence[Row]) -> str:
    """Say why none of the municipality's shares is shown, and the county's where any is."""
    own = {Status(cell) for row in rows for cell in row.celler[::2]}
    why = why_none(view, str(texts.LAVE), own)
    said = [
        texts.LAVE_RAD.format(fag=row.hode, lav=in_words(row.celler[1]), iv=in_words(row.celler[3]))
        for row in rows
        if any(map(_is_number, row.celler[1::2]))
    ]
    if not said:
        return why
    return f"{why} {texts.LAVE_FYLKET.format(fylke=view.context.fylke, rader='; '.join(said))}"


CHAPTER = ChapterSpec(
    id="resultater",
    tittel=Tekst("Engelsk, matematikk og norsk"),
    datasett={"karakterer": Tekst("karakterer på 10. trinn og Vg1")},
    innhold=innhold,
)
