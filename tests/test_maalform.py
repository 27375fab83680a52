"""Texts in the form that is set, and the catalogue that they are said from."""

import importlib.util
import io
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo

from datapakke import locale
from datapakke.errors import PacketError
from datapakke.locale import BOKMAAL, NYNORSK, SPRAK, Tekst, maalform, sagt, sagt_om_kjent
from datapakke.packet.grammar import antall, spenn, tid
from datapakke.packet.remarks import in_form
from datapakke.sources import Note


def tool() -> ModuleType:
    """Load the script that keeps the catalogue."""
    path = Path(__file__).resolve().parents[1] / "scripts" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CATALOGUE = tool()


def test_every_text_of_the_program_is_translated() -> None:
    """Nothing is missing, unsure, left over, or has other places for words.

    ``make tekster`` gathers new texts; their nynorsk is written in the file.
    """
    wrong = list(CATALOGUE.problems(CATALOGUE.kept(), CATALOGUE.extracted()))
    assert wrong == []


def test_the_compiled_catalogue_says_what_the_other_says() -> None:
    """What is printed comes from the compiled one: ``make tekster`` writes both."""
    compiled = read_mo(io.BytesIO(CATALOGUE.MO.read_bytes()))
    kept = {one.id: one.string for one in CATALOGUE.kept() if one.id}

    assert {one.id: one.string for one in compiled if one.id} == kept


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda c: c.delete("én"), "mangler i katalogen: «én»"),
        (lambda c: c.add("Hei der", "Hei der"), "finnes ikke lenger i koden: «Hei der»"),
        (lambda c: setattr(c["én"], "string", ""), "er ikke oversatt: «én»"),
        (lambda c: c.add("én", "éin", flags=["fuzzy"]), "er merket som usikker (fuzzy): «én»"),
        (
            lambda c: setattr(c["for {kull}"], "string", "for kullet"),
            "har andre felt på nynorsk: «for {kull}»",
        ),
        (
            lambda c: setattr(c["for {kull}"], "string", "for {Kull}"),
            "har andre felt på nynorsk: «for {kull}»",
        ),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(
    spoil: Callable[[Catalog], object], named: str
) -> None:
    """Each kind of fault is found in a catalogue that has no other."""
    now = Catalog(locale=SPRAK[NYNORSK])
    for text in ("én", "for {kull}"):
        now.add(text)
    kept = Catalog(locale=SPRAK[NYNORSK], fuzzy=False)
    kept.add("én", "éin")
    kept.add("for {kull}", "for {kull}")
    assert list(CATALOGUE.problems(kept, now)) == []

    spoil(kept)

    assert list(CATALOGUE.problems(kept, now)) == [named]


def test_an_unsure_translation_is_not_compiled() -> None:
    """So that a packet that needs it fails, and never prints it."""
    unsure = Catalog(locale=SPRAK[NYNORSK], fuzzy=False)
    unsure.add("én", "éin", flags=["fuzzy"])
    unsure.add("to", "to")

    compiled = read_mo(io.BytesIO(CATALOGUE.as_mo(unsure)))

    assert [one.id for one in compiled if one.id] == ["to"]


def test_the_catalogue_as_a_file_is_the_same_for_the_same_texts() -> None:
    """Neither the day nor the order of a run shows in it."""
    assert CATALOGUE.as_po(CATALOGUE.brought_up_to_date()) == CATALOGUE.PO.read_bytes()
    assert CATALOGUE.as_mo(CATALOGUE.kept()) == CATALOGUE.MO.read_bytes()


def test_a_text_is_said_in_the_form_that_is_set() -> None:
    """Bokmål where none is; a form lasts to the end of its block, also when that fails."""
    text = Tekst("{m} sammenligninger")
    assert text.format(m=3) == "3 sammenligninger"
    with maalform(NYNORSK):
        assert text.format(m=3) == "3 samanlikningar"
        assert f"{text}" == "{m} samanlikningar"
        with suppress(KeyError), maalform(BOKMAAL):
            text.format()
        assert str(text) == "{m} samanlikningar"
    assert str(text) == "{m} sammenligninger"


def test_a_form_is_that_of_its_own_thread() -> None:
    """Packets made at the same time do not change each other's words."""
    heard: list[str] = []
    with maalform(NYNORSK):
        other = threading.Thread(target=lambda: heard.append(sagt("elever")))
        other.start()
        other.join()
        heard.append(sagt("elever"))
    assert heard == ["elever", "elevar"]


def test_a_text_that_is_not_in_the_catalogue_stops_the_packet_and_is_named() -> None:
    """The other form is never printed instead; what has no words is the same in both."""
    with maalform(NYNORSK):
        assert sagt("") == ""
        assert sagt("{a} ({c})") == "{a} ({c})"
        assert sagt_om_kjent("Skolen brant i 2014.") == "Skolen brant i 2014."
        with pytest.raises(PacketError, match="mangler i språkkatalogen: «Ikke oversatt»"):
            sagt("Ikke oversatt")


def test_a_translation_with_other_places_stops_the_packet_and_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A sentence that lost its figure is not printed."""

    class Spoilt:
        def gettext(self, message: str) -> str:
            return message.replace("{n}", "")

    monkeypatch.setattr(locale, "_nynorsk", Spoilt)
    with maalform(NYNORSK), pytest.raises(PacketError, match="har andre felt i språkkatalogen"):
        sagt("Elevane er {n} i alt")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (lambda: antall(0, "elev"), "ingen elevar"),
        (lambda: antall(1, "søker"), "éin søkjar"),
        (lambda: antall(12, "ungdom"), "tolv ungdommar"),
        (lambda: antall(1234, "person"), "1\u00a0234 personar"),
        (lambda: tid("2015/16"), "skuleåret 2015/16"),
        (lambda: tid("2013/14–2015/16"), "i skuleåra 2013/14–2015/16 samla"),
        (lambda: tid("2008–2010", kull=True), "for kulla 2008–2010"),
        (lambda: tid("2016-06-15"), "per 15.\u00a0juni 2016"),
        (lambda: spenn(("2012-06", "2016-06")), "juni 2012 til juni 2016"),
    ],
)
def test_numbers_and_periods_in_nynorsk(said: Callable[[], str], expected: str) -> None:
    """As in running text."""
    with maalform(NYNORSK):
        assert said() == expected


def test_remarks_of_the_program_are_translated_and_those_of_others_are_not() -> None:
    """What an analyst has written is data."""
    made = Note("2015", "2015", "Tallene for juni 2016 er foreløpige hos Udir.")
    written = Note("2015", "2015", "Tallene for to skoler er foreløpige hos kommunen.")

    assert in_form(made) == made
    with maalform(NYNORSK):
        assert in_form(made).tekst == "Tala for juni 2016 er førebelse hos Udir."
        assert in_form(written) == written


def test_every_remark_that_extracts_make_is_known() -> None:
    """The sentences stand in ``extracts`` too, which knows no forms."""
    folder = Path(locale.__file__).parents[1] / "extracts"
    code = " ".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    with maalform(NYNORSK):
        for hvem in ("SSB", "Udir", "kilden"):
            assert code.count(f"er foreløpige hos {hvem}.") == 1
            made = Note("2015", "2015", f"Tallene for 2015 er foreløpige hos {hvem}.")
            assert in_form(made) != made
    assert code.count("er foreløpige hos") == 3
