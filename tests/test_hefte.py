"""The meeting booklet: what it puts side by side, and that it prints nothing of its own."""

import io
from dataclasses import replace
from pathlib import Path

import page
import pypdf
import pytest

import datapakke.hefte.hefte as module
from datapakke.batch.attached import Sheets
from datapakke.hefte.hefte import Hefte, make_hefte
from datapakke.hefte.pdf import hefte_pdf
from datapakke.locale import BOKMAAL, NYNORSK
from datapakke.model import Flagg
from datapakke.packet.build import build_packet
from datapakke.templating import Templates, template_folders
from packet_figures import AAR, INNDELING, MOTE, World, points_world

TEMPLATES = template_folders(Path("finnes-ikke"))
INVITED = [one for one in INNDELING if one.slug in MOTE.kommuner]


def world() -> World:
    """Give a world where Modum's newest points are unusual and the others' are hidden."""
    world = points_world()
    world.compare("inntakspoeng_snitt", AAR[-1], "38.1", "41.2", Flagg.UVANLIG)
    for one in INVITED:
        nr = INNDELING.kommunenr(one)
        if nr != "0623":
            world.put("inntakspoeng_snitt", AAR[-1], ":", hvem=nr)
    return world


def booklet() -> Hefte:
    """Give the meeting's booklet."""
    return make_hefte(world().context(), MOTE)


def test_the_municipalities_stand_side_by_side_by_name() -> None:
    hefte = booklet()
    names = [one.kommune for one in hefte.deltakere]

    assert hefte.kolonner == (*names, "Møtet", "Buskerud")
    assert sorted(names) == sorted(INNDELING.navn(one) for one in INVITED)
    (gruppe,) = hefte.grupper
    (linje,) = gruppe.linjer
    cells = dict(zip(hefte.kolonner, linje.celler, strict=True))
    assert cells.pop("Modum") == "38,1 •"
    assert cells.pop("Buskerud") == "41,2"
    assert cells.pop("Møtet") == ""
    assert set(cells.values()) == {":"}
    assert linje.antall[hefte.kolonner.index("Modum")] == "134"


def test_it_prints_nothing_that_the_packets_do_not() -> None:
    context = replace(world().context(), maalform=BOKMAAL)
    printed = {one for kommune in INVITED for one in build_packet(context, kommune).figurer}

    assert set(booklet().figurer) <= printed
    assert len(booklet().figurer) == len(INVITED) + 1


def test_a_figure_that_no_packet_prints_is_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_figures(*words: object) -> object:
        return replace(build_packet(*words), figurer=())  # type: ignore[arg-type]

    monkeypatch.setattr(module, "build_packet", without_figures)
    assert make_hefte(world().context(), MOTE).grupper == ()


def test_it_is_in_bokmaal_whatever_the_packets_are_in() -> None:
    context = replace(world().context(), maalform=NYNORSK)

    assert make_hefte(context, MOTE) == booklet()


def test_each_question_stands_once_with_whom_it_is_put_to() -> None:
    questions = dict(booklet().sporsmal)
    everyone = {one.kommune for one in booklet().deltakere}

    assert len(questions) == len(booklet().sporsmal)
    assert any(set(names) == everyone for names in questions.values())


def test_the_pages_say_what_the_booklet_says_with_the_same_bytes() -> None:
    templates = Templates(TEMPLATES)
    pdf = hefte_pdf(booklet(), templates)
    text = " ".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf)).pages)

    assert pdf == hefte_pdf(booklet(), templates)
    assert page.validate_pdf_bytes(pdf).is_compliant
    assert "Til intern bruk i fylkeskommunen" in text
    assert "38,1 •" in text
    assert all(one.kommune in text for one in booklet().deltakere)
    assert "DEMODATA" not in text


def test_it_is_made_only_when_all_packets_of_the_meeting_are() -> None:
    context = world().context()
    invited = [one.slug for one in INVITED]
    place = f"hefter/mote-{MOTE.id}.pdf"

    assert list(Sheets(context, "a@b.no", TEMPLATES).booklets(invited[1:])) == []
    assert [one.place for one in Sheets(context, "a@b.no", TEMPLATES).booklets(invited)] == [place]
    outside = Sheets(replace(context, runde=None), "a@b.no", TEMPLATES)
    assert list(outside.booklets(invited)) == []
