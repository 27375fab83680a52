"""The review page: what it tells of each packet, and what it never tells."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from conftest import ROOT
from datapakke.batch.model import Audit
from datapakke.config import Config
from datapakke.errors import DatapakkeError, PacketError, UsageError
from datapakke.kommuner import Mottaker
from datapakke.locale import NYNORSK
from datapakke.packet.model import Avsnitt, Finding, Packet, Seksjon
from datapakke.pages import make_pdf
from datapakke.report.model import Alvor, Funn
from datapakke.review.model import Merke, Tilstand
from datapakke.review.table import make_table
from datapakke.review.warnings import RULES, check_warnings
from datapakke.review.write import check_folder, write_review
from review_helpers import AAR, FRAVAER, NOW, POENG, TEMPLATES, World, card, figure, overview, pages

FEW = ("modum", "sigdal", "hol")


@pytest.fixture
def world(config: Config, tmp_path: Path) -> World:
    """A round of three packets; the other municipalities have none."""
    return World(config, tmp_path / "out" / "2016-host", FEW)


def as_approved(world: World, slug: str, sha256: str = "") -> dict[str, Merke]:
    """Give an approval of a municipality's packet as it is, or of another hash."""
    entry = card(world.review(), slug).entry
    assert entry is not None
    return {entry.kommunenr: Merke(sha256 or entry.sha256, "Godkjent av Kari Nordmann.")}


def test_every_municipality_stands_at_its_meeting_in_order_of_time_and_name(world: World) -> None:
    world.build()
    review = world.review()

    days = [mote.dato for mote in review.moter]
    assert days == sorted(filter(None, days))
    assert len(days) == 6
    hol = next(mote for mote in review.moter if mote.sted == "Hol")
    assert [kort.kommune for kort in hol.kort] == ["Gol", "Hemsedal", "Hol", "Nes", "Ål"]
    assert hol.svarfrist == date(2016, 11, 10)
    assert len(review.kort) == 21


def test_a_packet_is_told_with_what_stands_out_and_what_is_hidden(world: World) -> None:
    world.build()
    modum = card(world.review(), "modum")

    assert modum.sagt is not None
    (row,) = modum.sagt.skiller
    assert (row.id, row.tekst, row.fylke, row.periode, row.n) == (POENG, "39,4", "41,2", AAR, "134")
    assert (modum.sagt.antall.vist, modum.sagt.antall.skjult) == (2, 1)
    assert [(one.nummer, one.punkter) for one in modum.sagt.utslag] == [
        ("Figur 3.1", ("Matematikk",)),
        ("Figur 3.2", ("Matematikk",)),
    ]
    world.write()
    page = world.text("pakker/0623-modum.html")
    assert "Nøkkeltall som ikke vises: Over 15 dager, 10. trinn." in page
    assert "1 skjult, 0 mangler, av 3 tall om kommunen." in page


def test_states_follow_the_manifest_and_what_was_approved_and_sent(world: World) -> None:
    world.build(feilet=(("0615", ("side 3: galt",)),))
    now = card(world.review(), "modum").entry
    assert now is not None
    old = Merke("c" * 64, "Sendt 1. oktober.")

    def state(**known: object) -> Tilstand:
        return card(world.review(**known), "modum").tilstand

    assert card(world.review(), "flaa").tilstand is Tilstand.FEILET
    assert card(world.review(), "aal").tilstand is Tilstand.IKKE_LAGET
    assert state() is Tilstand.LAGET
    assert state(godkjent=as_approved(world, "modum")) is Tilstand.GODKJENT
    assert state(godkjent=as_approved(world, "modum", "c" * 64)) is Tilstand.ENDRET
    assert state(sendt={"0623": Merke(now.sha256, "Sendt.")}) is Tilstand.SENDT
    other = {
        "0623": Merke("", "Godkjent av Kari.", mangler="Mottakerne er endret siden: da a, nå b.")
    }
    assert state(godkjent=other) is Tilstand.ENDRET
    said = "Godkjent av Kari. Mottakerne er endret siden: da a, nå b. Den må godkjennes igjen."
    assert card(world.review(godkjent=other), "modum").om == said
    some = {"0623": Merke(now.sha256, "Sendt til 1 av 2 mottakere.", alle=False)}
    assert state(sendt=some, godkjent=as_approved(world, "modum")) is Tilstand.DELVIS_SENDT
    assert state(sendt=some, godkjent=other) is Tilstand.ENDRET, "the other may not be sent to yet"
    both = {"godkjent": as_approved(world, "modum"), "sendt": {"0623": old}}
    assert state(**both) is Tilstand.SENDT_FOR
    assert "Den nye er godkjent." in card(world.review(**both), "modum").om


def test_a_packet_of_other_extracts_than_the_newest_is_outdated_even_if_approved(
    world: World,
) -> None:
    made = world.build()
    older = tuple(replace(one, grunnlag="d" * 64) for one in made.pakker)
    world.build(pakker=older)

    approved = as_approved(world, "modum")
    modum = card(world.review(godkjent=approved), "modum")
    assert modum.tilstand is Tilstand.FORELDET
    assert modum.tilstand.galt
    assert modum.om.startswith("Godkjent av Kari Nordmann. Pakken er laget av andre uttrekk")
    sent = card(world.review(godkjent=approved, sendt=approved), "modum")
    assert sent.tilstand is Tilstand.SENDT
    assert "av andre uttrekk" in sent.om


@pytest.mark.parametrize("ending", [".pdf", ".json"])
def test_a_file_that_is_not_what_was_read_back_is_not_shown(world: World, ending: str) -> None:
    world.build()
    other = (world.folder / f"0621-sigdal{ending}").read_bytes()
    (world.folder / f"0623-modum{ending}").write_bytes(other)
    modum = card(world.write(), "modum")

    assert modum.tilstand is Tilstand.ENDRET_FIL
    assert (modum.entry, modum.sagt, modum.sider) == (None, None, ())
    assert not list((world.page / "sider").glob("0623-*"))
    assert "Ingen pakke å vise" in world.text()


def test_a_packet_that_says_it_is_another_municipality_is_not_shown(world: World) -> None:
    world.changes = {"modum": lambda one: replace(one, kommunenr="0621", kommune="Sigdal")}
    world.build()
    modum = card(world.review(), "modum")

    assert modum.tilstand is Tilstand.ENDRET_FIL
    assert "gjelder 0621 Sigdal" in modum.om
    assert modum.sagt is None


def test_without_a_manifest_there_is_nothing_to_look_through(world: World) -> None:
    world.folder.mkdir(parents=True)
    with pytest.raises(PacketError, match=r"Lag dem med datapakke batch\."):
        world.review()


def test_a_manifest_of_another_round_is_refused(world: World) -> None:
    world.build(runde="2026-host")
    with pytest.raises(PacketError, match="2026-host"):
        world.review()


def test_what_the_audit_found_is_told_without_the_figures(world: World) -> None:
    found = Audit(
        ok=False,
        grunnlag=NOW,
        sidefiler=NOW,
        offentlig=1,
        innsidere=1,
        feil=("Flå: 3 elever = 12 − 9",),
    )
    world.build(audit=found)
    review = world.write()

    assert not review.audit_ok
    assert "ett tall kan regnes ut" in world.text()
    everything = "".join(path.read_text(encoding="utf-8") for path in world.page.rglob("*.html"))
    assert "12 − 9" not in everything


def test_an_audit_of_other_packets_does_not_count(world: World) -> None:
    made = world.build()
    assert made.audit is not None
    assert world.review().audit_ok
    world.build(audit=replace(made.audit, sidefiler="e" * 64))
    assert not world.review().audit_ok
    world.build(audit=None)
    assert not world.review().audit_ok


def test_warnings_of_check_are_told_without_what_they_say() -> None:
    jump = Funn(
        Alvor.ADVARSEL,
        "hopp",
        "fravaer.csv",
        "Flå hadde 3 elever",
        perioder=("2015/16",),
        kommuner=("0615",),
    )
    said = [
        jump,
        replace(jump, hva="Flå hadde 4 elever", perioder=("2014/15",)),
        Funn(Alvor.FEIL, "lesefeil", "ot.csv, linje 4, kolonne «x»", "her står «17»"),
        Funn(Alvor.MERK, "lesing", "ot.csv", "noe"),
        Funn(Alvor.ADVARSEL, "kull", "ot.csv", "9 elever", kommuner=("0615", "0623")),
    ]
    codes = ("0615", "0623", "0621")

    (flaa,) = check_warnings(said, "0615", codes)
    assert (flaa.tittel, flaa.tekst) == (
        "Stort hopp fra perioden før",
        "check: fravaer.csv, 2014/15 og 2015/16 (2 steder).",
    )
    assert check_warnings(said, "0623", codes) == ()
    whole = check_warnings(said, None, codes)
    assert [one.tekst for one in whole] == ["check: ot.csv.", "check: ot.csv."]
    assert [one.alvorlig for one in whole] == [True, False]


def test_every_rule_that_can_warn_has_words() -> None:
    told = (ROOT / "docs/check.md").read_text(encoding="utf-8")
    rules = re.findall(
        r"^\| `(\w+)` \| (?:feil|(?:merk, )?advarsel(?:, merk)?) \|", told, re.MULTILINE
    )
    assert set(rules) == set(RULES)


def test_who_has_no_recipient_and_what_is_in_quarantine_is_told(world: World) -> None:
    world.build()
    (world.folder / "karantene").mkdir()
    (world.folder / "karantene" / "0623-modum.txt").write_text("galt", encoding="utf-8")
    others = tuple(
        replace(one, mottakere=()) if one.slug == "hol" else one for one in world.config.kommuner
    )
    world.config = replace(world.config, kommuner=others)
    review = world.review()

    assert [one.tittel for one in card(review, "hol").varsler] == ["Ingen mottaker"]
    assert [one.tittel for one in card(review, "modum").varsler] == ["I karantene"]
    assert card(review, "sigdal").varsler == ()


def test_a_pdf_among_the_packets_that_is_none_is_told(world: World) -> None:
    world.build()
    (world.folder / "0623-modum (1).pdf").write_bytes(b"%PDF-")
    (varsel,) = world.review().varsler
    assert varsel.tittel == "0623-modum (1).pdf"


def test_the_table_is_sorted_by_how_much_stands_out_and_then_by_name(world: World) -> None:
    world.build()
    table = make_table(world.review().kort, {POENG: "Inntakspoeng", FRAVAER: "Fravær"})

    assert [(row.kort.kommune, row.skiller) for row in table.rader] == [
        ("Hol", 1),
        ("Modum", 1),
        ("Sigdal", 0),
    ]
    assert [(one.navn, one.periode, one.fylke) for one in table.kolonner] == [
        ("Fravær", AAR, "14\u00a0%"),
        ("Inntakspoeng", AAR, "41,2"),
    ]


def test_the_order_of_the_table_does_not_follow_the_values(world: World) -> None:
    def with_points(points: str) -> Callable[[Packet], Packet]:
        return lambda one: replace(one, oversikt=overview(points, ":", filled=True))

    orders = []
    for values in (("30,1", "40,2", "50,3"), ("50,3", "40,2", "30,1")):
        world.changes = {slug: with_points(v) for slug, v in zip(FEW, values, strict=True)}
        world.build()
        rows = make_table(world.review().kort, {}).rader
        orders.append([row.kort.kommune for row in rows])
    assert orders == [["Hol", "Modum", "Sigdal"]] * 2


def test_rows_of_a_nynorsk_packet_stand_in_the_same_columns(world: World) -> None:
    def in_nynorsk(one: Packet) -> Packet:
        chart = overview("39,4", "17\u00a0%", filled=False)
        said = [
            replace(
                series,
                punkter=tuple(replace(p, x=p.x.replace("dager", "dagar")) for p in series.punkter),
            )
            for series in chart.series
        ]
        return replace(one, maalform=NYNORSK, oversikt=replace(chart, series=tuple(said)))

    world.changes = {"hol": in_nynorsk}
    world.build()
    table = make_table(world.review().kort, {})

    assert {one.id for one in table.kolonner} == {POENG, FRAVAER}
    hol = next(row for row in table.rader if row.kort.slug == "hol")
    assert [one.tekst for one in hol.celler if one] == ["17\u00a0%", "39,4"]


def test_what_has_changed_is_told_with_the_new_figure_and_never_the_old(world: World) -> None:
    world.build()
    world.write()

    def changed(one: Packet) -> Packet:
        county = replace(one.figurer[3], verdi=Decimal("41.3"))
        values = ((POENG, ":"), (FRAVAER, "17"), ("ot", "2.9"), ("ny", "8.5"))
        return replace(one, figurer=(*(figure(*value) for value in values), county))

    world.changes = {"modum": changed}
    world.build()
    first = card(world.write(), "modum").endring
    again = card(world.write(), "modum").endring

    assert first == again
    assert first.kjent
    assert first.linjer == (
        "fravaer_over_15_10, 2015/16: vises nå, 17.",
        "Gjennomsnittlige inntakspoeng, 2015/16: vises ikke lenger.",
        "ny, 2015/16: er ny i pakken, 8,5.",
        "ot, 2015/16: er endret, nå 2,9.",
        "Tall for fylket, landet eller møtet: 1 er endret.",
    )
    assert not card(world.write(), "sigdal").endring.kjent
    state = json.loads(world.text("gjennomgang.json"))["pakker"]["0623"]
    assert "39.4" not in json.dumps(state)
    assert not {"39,4", "39.4", "2,8", "2.8", "41,2"} & set(re.findall(r"[\d.,]*\d", str(first)))


def test_all_that_has_changed_can_be_read_on_the_page_of_the_municipality(world: World) -> None:
    world.build()
    world.write()

    def changed(one: Packet) -> Packet:
        more = (figure(f"ny_{number:02}", "8.5") for number in range(20))
        return replace(one, figurer=(*one.figurer, *more))

    world.changes = {"modum": changed}
    world.build()
    world.write()
    page, start = world.text("pakker/0623-modum.html"), world.text()

    assert all(f"ny_{number:02}, {AAR}: er ny i pakken" in page for number in range(20))
    assert "<summary>… og 8 til</summary>" in page
    assert start.count("er ny i pakken") == 6
    assert '<a href="pakker/0623-modum.html#endret">… og 14 til</a>' in start
    assert 'id="endret"' in page


def test_a_page_that_remembers_nothing_or_nonsense_is_made_anew(world: World) -> None:
    world.build()
    world.write()
    for nonsense in ("", "[]", '{"utgave": 1, "runde": "2016-host", "pakker": 3}', "[" * 100_000):
        (world.page / "gjennomgang.json").write_text(nonsense, encoding="utf-8")
        assert not card(world.write(), "modum").endring.kjent


def test_since_last_is_quoted_from_the_packet(world: World) -> None:
    part = Avsnitt("Nye tall", ("Inntakspoeng: 39,4 (2015/16). Forrige pakke: 39,1 (2014/15).",))
    section = Seksjon("Siden sist", "Dette har endret seg siden forrige pakke.", (part,))
    world.changes = {"modum": lambda one: replace(one, siden_sist=section)}
    world.build()
    world.write()

    assert "Forrige pakke: 39,1 (2014/15)." in world.text("pakker/0623-modum.html")
    assert "nye tall: 1" in world.text()


def test_nothing_from_data_is_markup(world: World) -> None:
    evil = '</style></script><script>alert(1)</script><img src=x onerror="alert(1)">'
    world.changes = {"modum": lambda one: replace(one, funn=(Finding(evil, evil, evil),))}
    mottaker = (Mottaker(evil, evil),)
    others = tuple(
        replace(one, mottakere=mottaker) if one.slug == "modum" else one
        for one in world.config.kommuner
    )
    world.config = replace(world.config, kommuner=others)
    world.build()
    approved = {"0623": Merke("f" * 64, evil)}
    world.write(godkjent=approved, funn=[Funn(Alvor.FEIL, evil, evil, evil)])

    for path in world.page.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert text.count("<script") == 1
        assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in world.text()


def test_characters_that_turn_the_text_around_are_shown_as_codes(world: World) -> None:
    world.changes = {"modum": lambda one: replace(one, funn=(Finding("a\u202eb", "c", ""),))}
    world.build()
    world.write()
    assert "\u202e" not in world.text()
    assert "a\\u202eb" in world.text()


def test_every_number_on_the_page_of_a_packet_is_one_that_the_packet_prints(world: World) -> None:
    """Nothing else can get into the folder: no n that is hidden, no background, no true count."""
    world.changes = {
        "modum": lambda one: replace(
            one, bakgrunn=(figure(POENG, "987.6", "0615"),), figurer=(*one.figurer,)
        )
    }
    world.build()
    world.write()
    for path in world.page.rglob("*"):
        if path.suffix in {".html", ".json"}:
            assert "987" not in path.read_text(encoding="utf-8"), path


def test_pictures_are_drawn_again_only_for_another_pdf(world: World) -> None:
    world.build()
    world.write()
    before = {path: path.stat().st_mtime_ns for path in world.page.rglob("*.webp")}
    assert len(before) == 3
    world.write()
    assert {path: path.stat().st_mtime_ns for path in world.page.rglob("*.webp")} == before

    world.pdfs["Modum"] = pages("Et annet Modum", 1)
    world.build()
    world.write()
    after = {path: path.stat().st_mtime_ns for path in world.page.rglob("*.webp")}
    kept = {path for path in before if "modum" not in str(path)}
    assert {path: before[path] for path in kept} == {path: after[path] for path in kept}
    assert len(after) == 3
    assert not set(after) & {path for path in before if path not in kept}


def test_a_picture_is_the_page_to_the_last_colour(world: World) -> None:
    """The lightest fill of a chart is all but white: with few colours, it was gone."""
    style = "<style>@page { margin: 0; background: #f4f8f8 } p { background: #e9f1f1 }</style>"
    html = f'<html lang="nb"><title>a</title>{style}<p>{"Modum " * 50}</p></html>'
    world.pdfs = {"Modum": make_pdf(html, "", {})}
    made = world.build()
    world.build(pakker=tuple(replace(one, sider=1) for one in made.pakker if one.slug == "modum"))
    world.write()
    with Image.open(next(world.page.rglob("0623-*/01.webp"))) as picture:
        seen = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or ()}
        assert picture.size == (1240, 1754)
    assert {(244, 248, 248), (233, 241, 241)} <= seen
    assert len(seen) > 64


def test_a_packet_that_is_swapped_while_pages_are_drawn_is_not_drawn(world: World) -> None:
    """A picture is named by the hash of its packet, and only such a packet can be approved."""
    world.build()
    review = world.review()
    (world.folder / "0623-modum.pdf").write_bytes(pages("Et annet Modum", 1))
    with pytest.raises(PacketError, match="er endret mens den ble lest"):
        write_review(review, world.folder, world.page, TEMPLATES)
    assert not list(world.page.rglob("0623-*/*"))


def test_a_picture_that_is_missing_is_drawn_again(world: World) -> None:
    world.build()
    world.write()
    gone = next(world.page.rglob("0623-*/01.webp"))
    content = gone.read_bytes()
    gone.unlink()
    world.write()
    assert gone.read_bytes() == content


def test_a_pdf_with_other_pages_than_were_read_back_is_no_packet(world: World) -> None:
    made = world.build()
    world.build(pakker=tuple(replace(one, sider=2) for one in made.pakker))
    with pytest.raises(PacketError, match="antallet sider er 1, ikke 2"):
        world.write()
    assert not (world.page / "index.html").exists()


def test_pages_of_municipalities_that_are_gone_are_taken_away(world: World) -> None:
    world.build()
    world.write()
    gone = (
        world.page / "pakker" / "9999-borte.html",
        next(world.page.rglob("01.webp")).parent / "9",
    )
    for path in gone:
        path.write_text("gammel", encoding="utf-8")
    world.write()
    assert not any(path.exists() for path in gone)
    assert len(list((world.page / "pakker").iterdir())) == 21


def test_the_same_round_gives_the_same_bytes(world: World) -> None:
    world.build()
    world.write()
    before = {path: path.read_bytes() for path in world.page.rglob("*") if path.is_file()}
    world.write()
    assert {path: path.read_bytes() for path in world.page.rglob("*") if path.is_file()} == before


def test_the_page_has_a_folder_for_itself(world: World, tmp_path: Path) -> None:
    world.build()
    taken = tmp_path / "noe"
    taken.mkdir()
    (taken / "brev.txt").write_text("mitt", encoding="utf-8")
    link = tmp_path / "lenke"
    link.symlink_to(world.folder)
    other = tmp_path / "out" / "2015-host"
    other.mkdir()
    (other / "manifest.json").write_text("{}", encoding="utf-8")
    wrong = (
        other / "inni",
        world.folder,
        world.folder / "inni",
        world.folder.parent,
        taken,
        link,
        taken / "brev.txt",
    )

    for folder in wrong:
        with pytest.raises(UsageError):
            check_folder(folder, world.folder)
    check_folder(world.page, world.folder)
    (tmp_path / "tom").mkdir()
    check_folder(tmp_path / "tom", world.folder)
    world.write()
    check_folder(world.page, world.folder)


def test_no_packet_lies_in_the_folder_of_the_page(world: World) -> None:
    world.build()
    world.write()
    kinds = {path.suffix for path in world.page.rglob("*") if path.is_file()}
    assert kinds == {".html", ".webp", ".json"}
    assert "Internt i fylkeskommunen" in world.text()
    assert "DEMODATA – ikke reelle tall" in world.text()


def test_a_page_that_cannot_be_written_is_told(world: World) -> None:
    world.build()
    world.page.parent.mkdir(exist_ok=True)
    world.page.write_text("en fil", encoding="utf-8")
    with pytest.raises(DatapakkeError):
        world.write()
