"""«30–34» and «10. trinn» stay on one line in what is set, and are read back as they are said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from datapakke.errors import TemplateError
from datapakke.formats import hard_spaces, unbroken
from datapakke.hefte.hefte import Deltaker, Hefte
from datapakke.hefte.pdf import hefte_pdf
from datapakke.layout import Cell, Line
from datapakke.packet.model import Avsnitt, Chapter, Chart, Notice, Packet, Seksjon, Text
from datapakke.render import Renderer, template_folders
from datapakke.templating import Templates
from datapakke.verify import Verifier
from example_packet import EXAMPLE

NOWHERE = template_folders(Path("finnes-ikke"))
ENOUGH = 20
SAID = " ".join(
    f"Poeng {'x' * length}: 30–34, 35–39; 18–29 år på 10. trinn." for length in range(1, ENOUGH + 1)
)
"""Of growing words, so that a line would end at each place once."""
PLACES = 16
"""Where a packet says sentences: ``whole`` says it in each."""
BROKEN = re.compile(r"(\d–|\b10\.|29)$")
TABLE = replace(EXAMPLE.tabeller[0], undertekst=SAID, noter=(SAID,))

FIGURE = next(one for one in EXAMPLE.kapitler[0].blokker if isinstance(one, Chart))


def whole() -> Packet:
    """Give a packet that says it wherever there is room for sentences."""
    blocks = (Text(SAID), replace(FIGURE, undertekst=SAID), Notice(SAID), Notice(SAID))
    return replace(
        EXAMPLE,
        lesehjelp=(SAID,),
        funn=(replace(EXAMPLE.funn[0], tekst=SAID, se=FIGURE.nummer),),
        oversikt_tekst=(SAID,),
        kapitler=(Chapter("test", 1, "Kapittel", SAID, (Notice(SAID), *blocks)),),
        sporsmal=(SAID,),
        tabeller=(TABLE,),
        metoder=(replace(EXAMPLE.metoder[0], tekst=SAID),),
        skjerming=SAID,
        rammer=Seksjon("Rammer", SAID, (Avsnitt("Avsnitt", (SAID,)),)),
    )


def lines(pdf: bytes) -> Iterator[str]:
    """Give the lines of all pages, as another program reads them."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage().get_text_bounded()
        yield from (line.strip() for line in text.splitlines())


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("på 10. trinn", "på 10._trinn"),
        ("telt 1. januar, 18–29 år.", "telt 1._januar, 18–+29_år."),
        ("6 dager og 5 timer", "6_dager og 5_timer"),
        ("6 dagar og 5 timar, 29 elevar", "6_dagar og 5_timar, 29_elevar"),
        ("1 dag, 1 time, 2 kommuner, 9 personar", "1_dag, 1_time, 2_kommuner, 9_personar"),
        ("34 søkere, 2 søkjarar, 3 kull", "34_søkere, 2_søkjarar, 3_kull"),
        ("5 ungdommer, 39,4 inntakspoeng", "5_ungdommer, 39,4_inntakspoeng"),
        ("3,4 prosent, 2,1 prosentpoeng", "3,4_prosent, 2,1_prosentpoeng"),
        ("2013/14–2015/16", "2013/14–+2015/16"),
        ("Det var 15. Så kom 3 – 4", "Det var 15. Så kom 3 – 4"),
        ("høsten 2015 og 3 årsverk", "høsten 2015 og 3 årsverk"),
        ("30–34: 13 %; 35–39: 4 %", "30–+34:_13 %; 35–+39:_4 %"),
        ("−1,2 til 3,4", "−1,2 til 3,4"),
        ("", ""),
    ],
)
def test_what_belongs_together_is_held_together(text: str, held: str) -> None:
    assert unbroken(text) == held.replace("_", "\u00a0").replace("+", "\u2060")
    assert hard_spaces(text) == unbroken(text).replace("\u2060", "")


def test_no_line_of_a_packet_ends_within_and_it_is_read_back_as_said() -> None:
    made = whole()
    pdf = Renderer(NOWHERE).pdf(made)
    read = list(lines(pdf))

    assert [line for line in read if BROKEN.search(line)] == []
    assert " ".join(read).count("30–34") == PLACES * ENOUGH
    assert Verifier(NOWHERE).verify(pdf, made, "p.pdf").problems == ()
    assert "\u2060" not in "".join(read)


def test_the_room_for_a_caption_is_counted_as_it_is_set() -> None:
    """Charts beside each other begin level: no caption has more lines than were counted."""
    for length in range(1, 30):
        words = f"{'x' * length} 10. trinn " * 8
        plain, held = (_caption(text).caption_height for text in (words, hard_spaces(words)))
        assert plain == held


def _caption(text: str) -> Line:
    return Line((Cell(replace(FIGURE, undertekst=text)),))


def test_no_line_of_a_booklet_ends_within() -> None:
    made = Hefte(
        navn="mote",
        runde="2016-host",
        runde_navn="høsten 2016",
        fylke="Buskerud",
        avsender="Buskerud fylkeskommune",
        demo=False,
        dato="4. oktober 2016",
        sted="Hønefoss",
        deltakere=(Deltaker("0623", "Modum", (replace(EXAMPLE.funn[0], tekst=SAID),)),),
        kolonner=(),
        grupper=(),
        sporsmal=((SAID, ("Modum",)),),
        tegnforklaring=(),
        skjerming=SAID,
        figurer=(),
    )

    read = list(lines(hefte_pdf(made, Templates(NOWHERE))))

    assert [line for line in read if BROKEN.search(line)] == []
    assert " ".join(read).count("30–34") == 3 * ENOUGH


def test_a_name_that_is_misspelt_is_told_as_without_the_filter(tmp_path: Path) -> None:
    told = []
    for name, field in (("med", "{{ tekts|ubrutt }}"), ("uten", "{{ tekts }}")):
        (tmp_path / f"{name}.html.j2").write_text(field, encoding="utf-8")
        with pytest.raises(TemplateError) as refused:
            Templates((tmp_path,)).html(f"{name}.html.j2")
        told.append(refused.value.problems[0].what)

    assert told[0] == told[1]
    assert "tekts" in told[0]
