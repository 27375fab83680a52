"""Packets in bokmål and in nynorsk: the same figures, and every word in the form asked for."""

import re
import string
from collections import Counter
from dataclasses import replace

import pytest
from babel.messages.mofile import read_mo

from datapakke import formats, locale
from datapakke.kommuner import Kommune
from datapakke.layout import lay_out
from datapakke.locale import BOKMAAL, NYNORSK
from datapakke.packet.build import build_packet
from datapakke.packet.model import Packet
from datapakke.render import Renderer, package_templates
from maalform_states import STATES, context_of, drawn, packet, printed, states, text, without
from packet_figures import AAL, FLAA, MODUM, SPORSMAL
from test_packet_texts import strings

GIVE_AWAYS = """
    ikke bare også noen noe hvis hvor hva hvem hvordan hvorfor hvilke hvilken hvilket hver hvert
    fra jeg dem en et ett én hun deres dere selv egen eget samme sammen mer mye flere hele helt
    være vært ble skje skjer vises gjelder mangler manglet fikk gikk lå kommer sier gjør gjøre
    begynte begynner begynnelse endret økt ventet rettede forrige siden enige alene innen utenfor
    uten derfor da høyere høyt høye lavere lavt lav nyeste tall tallet tallene antall andelen
    elever elevene elevenes søkere søkerne ungdommer ungdommene gutter innbyggerne kommuner
    kommunene kommunens kullene pakken skole skolen skoler skolene skoleåret dager dagene timer
    timene måneden møter videregående forberedende studieforberedende skriftlig muntlig hovedmål
    karakterer karakterene målgruppen kilde kilder tegn virkeligheten uvanlig sjelden oppdiktede
"""
STEMS = "skole fravær bosatt forskjell sammenlign tilfeldighet gjennomsnittlig"
BOKMAAL_WORDS = re.compile(
    rf"(?<!-)\b(?:{'|'.join(GIVE_AWAYS.split())}"
    rf"|\w*tjenesten\w*|(?:{'|'.join(STEMS.split())})\w*)\b",
    re.IGNORECASE,
)
"""Words that are bokmål and not nynorsk."""
CLAIMS = re.compile(
    r"\b(skuldast|fordi|best|beste|dårleg(ast)?\w*|rangering\w*|rangert\w*|signifikan\w*|sviktar?"
    r"|lukkast|lykkast|burde|bevis|prov|årsak\w*)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("state", STATES)
def test_a_packet_in_nynorsk_has_no_word_of_bokmaal(state: str) -> None:
    """Neither on the pages, nor in charts, nor in what is read aloud; names of sources aside."""
    assert sorted(set(BOKMAAL_WORDS.findall(text(state, NYNORSK)))) == []


@pytest.mark.parametrize("state", STATES)
def test_a_packet_in_nynorsk_claims_no_more_than_one_in_bokmaal(state: str) -> None:
    """No cause, no rank, no verdict."""
    assert CLAIMS.findall(text(state, NYNORSK)) == []


def test_no_translation_has_a_word_of_bokmaal_or_claims_too_much() -> None:
    """All of them, those too that no packet here has come to."""
    texts = [*translations(), *(one.nynorsk for one in SPORSMAL)]
    said = [re.sub(r"\{\w*\}", "", text) for text in texts]

    assert [text for text in said if BOKMAAL_WORDS.search(text) or CLAIMS.search(text)] == []
    assert len(said) > 500


def translations() -> list[str]:
    """Give every text of the compiled catalogue but its head."""
    with (locale.FOLDER / "nn" / "LC_MESSAGES" / "pakke.mo").open("rb") as file:
        return [str(one.string) for one in read_mo(file) if one.id]


def test_the_guards_find_what_they_look_for() -> None:
    """Words of the other form, and claims; «bestått» is neither."""
    assert BOKMAAL_WORDS.findall("Tallet vises ikke") == ["Tallet", "vises", "ikke"]
    assert CLAIMS.search("Det skuldast låge tal")
    assert not CLAIMS.search("Elevar som har bestått, og kompetansebevisa deira")


@pytest.mark.parametrize("state", STATES)
def test_both_forms_print_the_same_numbers(state: str) -> None:
    """The figures are equal, and every number of texts, tables and charts is there in both.

    Pages may part a table elsewhere: there its head stands once more.
    """
    one, other = (packet(state, form) for form in (BOKMAAL, NYNORSK))

    assert one.figurer == other.figurer
    assert numbers(one) == numbers(other)


def numbers(packet: Packet) -> Counter[str]:
    """Give every number that a packet prints, and how often."""
    said = [*strings(replace(packet, maalform="", figurer=())), drawn(lay_out(packet))]
    return Counter(re.findall(r"[−\d]\d*(?:,\d+)?", " ".join(said)))


@pytest.mark.parametrize("state", STATES)
def test_no_fixed_text_passes_by_the_catalogue(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every letter of the catalogue's texts replaced, only names are left in Latin letters.

    A text that is not marked would stand out here, whatever its words are. Questions are written
    in both forms in their own file.
    """
    monkeypatch.setattr(locale, "_in_nynorsk", _masked)
    packet = build_packet(*context_of(state, NYNORSK))

    data = [packet.avsender, *packet.sporsmal, "Buskerud Modum Flå Ål Vikersund"]
    data += [f"{one.navn} {one.fil} {one.lisens}" for one in packet.kilder]
    data += [packet.runde, "offentlig", "datapakke", *formats.MONTHS, "jun"]
    known = set(re.findall(r"[^\W\d_]+", " ".join(data)))
    assert without(printed(packet), known.__contains__) == []


def _masked(text: str) -> str:
    """Give a text with every letter but those of its places replaced by another's alphabet."""
    parts = re.split(r"(\{\w*\})", text)
    return "".join(part if part[:1] == "{" else part.translate(_OTHER) for part in parts)


_OTHER = {
    ord(letter): chr(ord(first) + index)
    for letters, first in (("abcdefghijklmnopqrstuvwxyzæøå", "а"), (string.ascii_uppercase, "А"))
    for index, letter in enumerate(letters)
} | {ord(letter): "Я" for letter in "ÆØÅ"}


@pytest.mark.parametrize(
    ("kommune", "asked", "form", "language"),
    [
        (AAL, "", NYNORSK, "nn"),
        (MODUM, "", BOKMAAL, "nb"),
        (Kommune("flaa", "nøytral", FLAA.koder), "", BOKMAAL, "nb"),
        (MODUM, NYNORSK, NYNORSK, "nn"),
        (AAL, BOKMAAL, BOKMAAL, "nb"),
    ],
)
def test_the_form_is_the_municipalitys_unless_another_is_asked_for(
    kommune: Kommune, asked: str, form: str, language: str
) -> None:
    """Who uses both gets bokmål. The page tells its language to those who hear it."""
    packet = build_packet(replace(states()[0][1], maalform=asked), kommune)

    assert packet.maalform == form
    assert f'<html lang="{language}">' in Renderer([package_templates()]).html(packet)
