"""A finished PDF is read back: what it says is the packet, and whatever is not is told."""

import contextlib
import dataclasses
import enum
import io
import random
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from pypdf.generic import ContentStream, NameObject, TextStringObject

import datapakke.render
from datapakke.errors import PacketError
from datapakke.layout import Layout, lay_out
from datapakke.packet.model import (
    Avsnitt,
    Chapter,
    Packet,
    Point,
    Row,
    RowGroup,
    Seksjon,
    Table,
    Text,
)
from datapakke.render import Renderer, template_folders
from datapakke.verify import Verified, Verifier
from datapakke.verify.attached import check_attached
from datapakke.verify.matrices import NOTHING, UNTURNED
from datapakke.verify.pages import Box, Document, Page, Run
from datapakke.verify.pdfium import PATH, TEXT, Asker
from datapakke.verify.readback import read_back
from datapakke.verify.script import Script
from datapakke.verify.shape import check_shape
from example_packet import EXAMPLE, POENG, UNDER_30

NOWHERE = Path("finnes-ikke")
SHORT = dataclasses.replace(
    EXAMPLE,
    kapitler=EXAMPLE.kapitler[:1],
    tabeller=EXAMPLE.tabeller[:1],
    metoder=EXAMPLE.metoder[:2],
    sporsmal=EXAMPLE.sporsmal[:2],
    funn=(),
)
VERIFIER = Verifier(template_folders(NOWHERE))


@cache
def pdf_of(packet: Packet) -> bytes:
    return Renderer(template_folders(NOWHERE)).pdf(packet)


def held(pdf: bytes, packet: Packet = EXAMPLE) -> Verified:
    return VERIFIER.verify(pdf, packet, "0623-modum.pdf")


def told(result: Verified) -> str:
    return "\n".join(map(str, result.problems))


def renamed(thing: Any, name: str) -> Any:  # noqa: ANN401 - a packet, or what is in one
    """Give a packet, or anything in one, with another name of its municipality."""
    if isinstance(thing, str) and not isinstance(thing, enum.Enum):
        return thing.replace("Modum", name)
    if isinstance(thing, tuple):
        return tuple(renamed(one, name) for one in thing)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        fields = [field.name for field in dataclasses.fields(thing)]
        return dataclasses.replace(
            thing, **{field: renamed(getattr(thing, field), name) for field in fields}
        )
    return thing


def test_a_number_of_a_chart_is_not_taken_for_that_of_the_chapter_after_it() -> None:
    """The scale of the last row of the overview ends at 1, right before chapter 1."""
    assert EXAMPLE.oversikt
    last = EXAMPLE.oversikt.akser[-1].x
    series = tuple(
        dataclasses.replace(one, punkter=tuple(_of_row(point, last) for point in one.punkter))
        for one in EXAMPLE.oversikt.series
    )
    axes = tuple(dataclasses.replace(one, snudd=True) for one in EXAMPLE.oversikt.akser)
    overview = dataclasses.replace(EXAMPLE.oversikt, series=series, akser=axes)
    packet = dataclasses.replace(SHORT, oversikt=overview)

    assert told(held(pdf_of(packet), packet)) == ""


def _of_row(point: Point, last: str) -> Point:
    """Give a point; in the last row both are 3 %, which the scale has from 5 to 1."""
    return dataclasses.replace(point, verdi=3.0, tekst="3\u00a0%") if point.x == last else point


LONG_NAMES = (
    "Guovdageaidnu - Kautokeino",
    "Loabák - Lavangen",
    "Namsos - Nåavmesjenjaelmie",
    "Porsanger - Porsáŋgu - Porsanki",
    "Storfjord - Omasvuotna - Omasvuono",
)


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_packet_of_a_municipality_with_a_long_name_says_what_it_should(name: str) -> None:
    packet = renamed(EXAMPLE, name)

    result = VERIFIER.verify(pdf_of(packet), packet, "lang.pdf")

    assert not told(result)
    assert result.verdier == held(pdf_of(EXAMPLE)).verdier


def edited(pdf: bytes, edit: Callable[[pypdf.PdfWriter], None]) -> bytes:
    """Give a PDF as another program would have changed it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    edit(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def shown(page: pypdf.PageObject, content: ContentStream) -> Iterator[tuple[str, list[object]]]:
    """Give each piece of text that a page shows, with the operands that show it."""
    resources: Any = page["/Resources"]
    fonts = {
        name: _letters(font.get_object()["/ToUnicode"].get_data().decode("latin-1"))
        for name, font in resources["/Font"].get_object().items()
    }
    letters: dict[str, str] = {}
    for operands, operator in content.operations:
        if operator == b"Tf":
            letters = fonts[operands[0]]
        if operator == b"TJ":
            codes = b"".join(
                one.original_bytes for one in operands[0] if hasattr(one, "original_bytes")
            ).hex()
            pairs = (codes[i : i + 4] for i in range(0, len(codes), 4))
            yield "".join(letters.get(code, "") for code in pairs), operands


def _letters(cmap: str) -> dict[str, str]:
    found = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>", cmap)
    return {code.lower(): chr(int(letter, 16)) for code, letter in found}


def rewrite(pdf: bytes, number: int, change: Callable[[dict[str, list[object]]], None]) -> bytes:
    """Change what a page shows; ``change`` gets the operands by the text they show first."""

    def edit(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[number - 1]
        content = ContentStream(page["/Contents"].get_object(), writer)
        by_text: dict[str, list[object]] = {}
        for text, operands in shown(page, content):
            by_text.setdefault(text.strip(), operands)
        change(by_text)
        page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001

    return edited(pdf, edit)


def page_with(pdf: bytes, text: str) -> int:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return next(i for i, page in enumerate(pages, start=1) if text in page.extract_text())


def test_a_packet_as_it_was_printed_says_what_it_should() -> None:
    """Hundreds of values in tables and charts, every text, and nothing to tell."""
    result = held(pdf_of(EXAMPLE), EXAMPLE)

    assert told(result) == ""
    assert result.verdier > 700
    assert result.tekster > 70
    assert result.sider == len(pypdf.PdfReader(io.BytesIO(pdf_of(EXAMPLE))).pages)


def _cells(packet: Packet, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Packet:
    """Change the cells of the second row of the first table."""
    first, *tables = packet.tabeller
    group, *groups = first.grupper
    row, second, *rows = group.rader
    changed = Row(second.hode, change(second.celler), second.utheves)
    grupper = (RowGroup(group.tittel, (row, changed, *rows)), *groups)
    return dataclasses.replace(
        packet, tabeller=(dataclasses.replace(first, grupper=grupper), *tables)
    )


def test_one_cell_of_a_table_is_found_with_its_row_and_column() -> None:
    """Drawn from a packet in which a single digit differs."""
    wrong = _cells(SHORT, lambda cells: (*cells[:-1], "41,1"))

    result = held(pdf_of(wrong), SHORT)

    assert len(result.problems) == 1
    assert "Tabell 1: rad «Møtet 2. november», kolonne «2015/16»" in told(result)
    assert "der står «41,1», men det skal stå «41,0»" in told(result)


def test_two_cells_that_changed_places_are_found() -> None:
    """The same texts are on the page: only where they stand differs."""
    wrong = _cells(SHORT, lambda cells: (cells[1], cells[0], *cells[2:]))

    problems = told(held(pdf_of(wrong), SHORT))

    assert "kolonne «2010/11»: der står «40,2», men det skal stå «40,0»" in problems
    assert "kolonne «2011/12»: der står «40,0», men det skal stå «40,2»" in problems


def test_a_value_that_moved_to_an_empty_cell_is_found() -> None:
    """An empty cell is empty."""
    right = _cells(SHORT, lambda cells: ("", *cells[1:]))

    problems = told(held(pdf_of(SHORT), right))

    assert "kolonne «2010/11»: der står «40,0», men det skal stå «»" in problems


def test_a_digit_changed_in_the_file_is_found() -> None:
    """The PDF itself is edited: a cell shows another cell's glyphs."""
    pdf = pdf_of(SHORT)

    def change(shown: dict[str, list[object]]) -> None:
        shown["40,0"][:] = shown["40,1"]

    problems = told(held(rewrite(pdf, page_with(pdf, "Tabell 1"), change), SHORT))

    assert "der står «40,1», men det skal stå «40,0»" in problems


def test_a_group_that_goes_on_in_the_next_column_is_read() -> None:
    """Its title and the header stand again; every one of its cells is compared."""
    rows = tuple(Row(f"Fag {n}", (f"{n}", f"{n + 1},5"), utheves=n % 2 == 0) for n in range(120))
    table = Table("t1", "Tabell 1", "Fag", "Under", "", ("14/15", "15/16"), (RowGroup("A", rows),))
    packet = dataclasses.replace(SHORT, tabeller=(table,))

    result = held(pdf_of(packet), packet)

    assert result.problems == ()
    assert result.verdier >= 240


def test_a_sentence_changed_in_the_file_is_found() -> None:
    """What stands instead is told, and where."""
    pdf = pdf_of(SHORT)

    def change(shown: dict[str, list[object]]) -> None:
        last = next(words for line, words in shown.items() if line.endswith("skal handle om."))
        last[:] = shown["Vikersund"]

    problems = told(held(rewrite(pdf, 1, change), SHORT))

    assert "lesehjelpen: «Tallene viser hvordan" in problems
    assert "side 1: «Vikersund» står her, men er ikke fra pakken" in problems


def test_charts_of_another_packet_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything around them is right, and their captions too."""
    other = _with_chart(lambda text: text.replace("39,9", "38,9"))
    packet = dataclasses.replace(SHORT)

    def swapped(packet: Packet) -> Layout:
        return dataclasses.replace(lay_out(packet), drawings=lay_out(other).drawings)

    monkeypatch.setattr(datapakke.render, "lay_out", swapped)
    result = held(Renderer(template_folders(NOWHERE)).pdf(packet), SHORT)

    assert "Figur 1.1" in told(result)
    assert "«38,9»" in told(result)


def _with_chart(change: Callable[[str], str]) -> Packet:
    """Give the example with other values in its first chart."""
    series = tuple(
        dataclasses.replace(
            one,
            punkter=tuple(
                dataclasses.replace(
                    point,
                    tekst=change(point.tekst),
                    verdi=float(change(point.tekst).replace(",", ".")),
                )
                for point in one.punkter
            ),
        )
        for one in POENG.series
    )
    chart = dataclasses.replace(POENG, series=series)
    first, *rest = SHORT.kapitler
    blocks = tuple(chart if block is POENG else block for block in first.blokker)
    return dataclasses.replace(SHORT, kapitler=(dataclasses.replace(first, blokker=blocks), *rest))


def test_two_charts_that_changed_places_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figure 1.1 under the caption of figure 1.2."""

    def swapped(packet: Packet) -> Layout:
        layout = lay_out(packet)
        first, second = layout.drawings[POENG.id], layout.drawings[UNDER_30.id]
        return dataclasses.replace(
            layout, drawings=layout.drawings | {POENG.id: second, UNDER_30.id: first}
        )

    monkeypatch.setattr(datapakke.render, "lay_out", swapped)
    problems = told(held(Renderer(template_folders(NOWHERE)).pdf(SHORT), SHORT))

    assert "Figur 1.1" in problems
    assert "Figur 1.2" in problems


def test_a_page_that_is_gone_is_found() -> None:
    """Its texts are gone, and the numbers of the pages do not fit."""
    pages = len(pypdf.PdfReader(io.BytesIO(pdf_of(EXAMPLE))).pages)
    for number in range(pages):

        def drop(writer: pypdf.PdfWriter, number: int = number) -> None:
            writer.remove_page(writer.pages[number])

        assert not held(edited(pdf_of(EXAMPLE), drop)).ok, number


def test_a_blank_page_is_found() -> None:
    """Pages between others too."""

    def add(writer: pypdf.PdfWriter) -> None:
        writer.insert_blank_page(index=3)

    assert "side 4: siden er blank" in told(held(edited(pdf_of(SHORT), add), SHORT))


def attached(change: Callable[[list[str]], list[str]]) -> str:
    """Give what is told of the example's file of figures when its lines are changed."""
    document = read_back(pdf_of(EXAMPLE))
    ((name, content),) = document.files
    lines = change(content.decode("utf-8-sig").splitlines())
    files = ((name, "\n".join(lines).encode("utf-8-sig")),)
    script = Script(dataclasses.replace(document, files=files), "p.pdf", frozenset())
    check_attached(script, EXAMPLE)
    return "\n".join(map(str, script.problems))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda head, one, two: [head, one.replace("40,8", "40,9"), two], "der står «40,9  134 »"),
        (lambda head, one, two: [head, one.replace("134", ""), two], "der står «40,8   »"),
        (lambda head, one, two: [head, one.replace("poeng;", "x;", 1), two], "linje 2: tallet er"),
        (lambda head, one, two: [head, one.replace("Modum", "Sigdal"), two], "området er «Sigdal»"),
        (lambda head, one, two: [head, one, two.replace("prosent", "elever")], "linje 3: navnet"),
        (lambda head, one, two: [head, one, two, one], "linje 4: tallet er ikke i pakken, eller"),
        (lambda *lines: [*lines[:2]], "slutten: tallet «poeng_under_30 kommune 0623"),
        (lambda head, one, two: [head, one.rsplit(";", 4)[0], two], "linje 2: der står «   »"),
        (lambda *lines: [lines[0], "", lines[1]], "slutten: tallet «poeng_under_30 kommune 0623"),
        (lambda *lines: [*lines[:1]], "slutten: tallet «grunnskolepoeng kommune 0623"),
        (lambda *_: [], "slutten: tallet «grunnskolepoeng kommune 0623"),
    ],
)
def test_a_line_of_the_attached_figures_that_is_not_the_packets_is_found(
    change: Callable[..., list[str]], words: str
) -> None:
    """Another value, name or place; one that is gone, stands twice or is cut short."""
    assert words in attached(lambda lines: change(*lines))


def test_blank_lines_and_cells_too_many_among_the_attached_figures_are_no_figures() -> None:
    """Nor is the apostrophe that keeps a spreadsheet from reckoning."""
    assert attached(lambda lines: [lines[0], "", f"'{lines[1]};9", "", lines[2]]) == ""


def test_another_municipalitys_pdf_is_found() -> None:
    """Under the right name, and with the same figures."""
    other = dataclasses.replace(
        SHORT, kommune="Sigdal", kommunenr="0621", tittel="Datapakke for Sigdal kommune"
    )

    problems = told(held(pdf_of(other), SHORT))

    assert "tittelen i filen er «Datapakke for Sigdal kommune»" in problems
    assert "emnet i filen er «Kommune 0621 Sigdal" in problems
    assert "forsiden: «Modum» står ikke der" in problems
    assert "side 2: «Modum kommune» står ikke i margen" in problems


def test_what_a_packet_was_made_from_is_compared() -> None:
    """Packets of other extracts, configuration or program have another stamp."""
    now = dataclasses.replace(SHORT, stempel="datapakke 1.0, grunnlag b")
    before = dataclasses.replace(SHORT, stempel="datapakke 1.0, grunnlag a")

    assert held(pdf_of(now), now).ok
    assert "«datapakke 1.0, grunnlag a», men skal være «datapakke 1.0, grunnlag b»" in told(
        held(pdf_of(before), now)
    )


@pytest.mark.parametrize(
    "text", ["nan", "None", "x\u00a0%", "12 # 3", "{{ pakke }}", "3.14159", "\ufffd"]
)
def test_marks_of_mistakes_are_found(text: str) -> None:
    """Even where the packet itself says so."""
    chapter = Chapter("t", 9, "T", "", (Text(f"Andelen var {text} i fylket."),))
    packet = dataclasses.replace(SHORT, kapitler=(*SHORT.kapitler, chapter))

    assert "er ikke noe en leser skal se" in told(held(pdf_of(packet), packet))


def test_words_and_numbers_that_only_look_like_mistakes_may_stand() -> None:
    """A part of a word, a date, a version, a share."""
    text = (
        "I Finansnytt, v1.2.345 av 12.10.2016: nanometer, ikke-None og Inf er 5 %, Fenix % og 3.14."
    )
    chapter = Chapter("t", 9, "T", "", (Text(text),))
    packet = dataclasses.replace(SHORT, kapitler=(*SHORT.kapitler, chapter))

    problems = told(held(pdf_of(packet), packet))

    assert "Finansnytt" not in problems
    assert "er ikke noe en leser skal se" not in problems


def test_the_first_of_several_marks_of_mistakes_is_told() -> None:
    """Whichever they are."""
    chapter = Chapter("t", 9, "T", "", (Text("Av 3.14159 og nan."), Text("Av nan og 3.14159.")))
    packet = dataclasses.replace(SHORT, kapitler=(*SHORT.kapitler, chapter))

    problems = told(held(pdf_of(packet), packet))

    assert "«3.14159» i «Av 3.14159 og nan.»" in problems
    assert "«nan» i «Av nan og 3.14159.»" in problems


def test_what_pdfium_has_no_answer_to_is_not_what_it_answered_before() -> None:
    """Its answers are written where those before them stood."""
    ask = Asker()
    with pypdfium2.PdfDocument(pdf_of(SHORT)) as pdf:
        page = pdf[1]
        things = [(kind, thing) for kind, thing, _ in ask.objects(page.raw)]
        text = next(thing for kind, thing in things if kind == TEXT)
        filled = next(thing for kind, thing in things if kind == PATH and ask.is_filled(thing))

        assert ask.font_size(text) > 0
        assert ask.font_size(filled) == 0
        assert ask.is_filled(filled)
        assert not ask.is_filled(text)
        assert ask.box_of(text, UNTURNED).width > 0
        assert ask.box_of(None, UNTURNED) == Box(0, 0, 0, 0)
        assert ask.matrix_of(text, UNTURNED) != NOTHING
        assert ask.matrix_of(None, UNTURNED) == NOTHING


def faults_of(runs: Sequence[Run], fills: Sequence[Box] = ()) -> list[str]:
    """Give what is told of a sheet with these runs, and these shapes drawn over them."""
    over = tuple((len(runs) + order, fill) for order, fill in enumerate(fills))
    page = Page(1, 595, 842, tuple(runs), tuple(fills), over, ())
    script = Script(Document((page,) * 3, {}, ()), "p.pdf", frozenset())
    check_shape(script)
    return [one.what for one in script.problems[: len(script.problems) // 3]]


@pytest.mark.parametrize(
    ("fill", "covered"),
    [
        (Box(90, 90, 210, 120), True),
        (Box(90, 105, 210, 120), True),
        (Box(90, 90, 210, 105), True),
        (Box(130, 90, 160, 120), True),
        (Box(140, 104, 170, 107), True),
        (Box(90, 108, 210, 120), False),
        (Box(90, 90, 210, 102), False),
        (Box(180, 90, 210, 120), False),
        (Box(90, 90, 120, 120), False),
        (Box(90, 110, 210, 120), False),
        (Box(90, 80, 210, 100), False),
        (Box(200, 90, 300, 120), False),
    ],
)
def test_a_text_is_covered_where_a_quarter_of_it_is_both_ways(fill: Box, *, covered: bool) -> None:
    """Only by what is drawn after it."""
    text = Run("40,8", 1, Box(100, 100, 200, 110), 101, 9)
    told = ["«40,8» er dekket av noe som er tegnet over."] if covered else []

    assert faults_of([text], [fill]) == told
    assert faults_of([text._replace(order=9)], [fill]) == []


@pytest.mark.parametrize(
    ("box", "meet"),
    [
        (Box(190, 105, 290, 115), True),
        (Box(30, 95, 110, 105), True),
        (Box(120, 95, 140, 115), True),
        (Box(199.5, 100, 290, 110), False),
        (Box(200, 100, 290, 110), False),
        (Box(100, 108, 200, 118), False),
        (Box(100, 110, 200, 120), False),
        (Box(100, 80, 200, 90), False),
    ],
)
def test_texts_meet_where_their_ink_does(box: Box, *, meet: bool) -> None:
    """Whichever is drawn first; the lower one is named first."""
    one = Run("40,8", 1, Box(100, 100, 200, 110), 101, 9)
    other = Run("41,2", 1, box, box.bottom + 1, 9)
    low, high = sorted((other, one), key=lambda run: run.box.bottom)

    told = [f"«{low.text}» og «{high.text}» er skrevet over hverandre."] if meet else []

    assert faults_of([other, one]) == told
    assert len(faults_of([one, other])) == len(told)


def _styled(tmp_path: Path, style: str) -> bytes:
    """Print the example with a style sheet that has a rule more."""
    source = (template_folders(NOWHERE)[1] / "stil.css").read_text(encoding="utf-8")
    (tmp_path / "stil.css").write_text(source + style, encoding="utf-8")
    return Renderer(template_folders(tmp_path)).pdf(SHORT)


COVER = (
    ".kapittel { position: relative } .kapittel::after { content: ''; position: absolute; left: 0;"
    " top: 0; width: 300pt; height: 60pt; background: white }"
)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (".figur img { margin-top: -20pt }", "er skrevet over hverandre"),
        (".kapittel .ingress { height: 4pt; overflow: hidden }", "er kuttet"),
        (".kapittel .ingress { position: relative; left: 300pt }", "går ut over kanten av siden"),
        (".skjerming { display: none }", "kildene: «"),
        (COVER, "er dekket av noe som er tegnet over"),
        (".innhold .henvist::after { content: '7' !important }", "innholdet: «"),
        (".demomerke { display: none }", "«DEMODATA – ikke reelle tall» står ikke i margen"),
    ],
)
def test_a_page_that_cannot_be_read_is_found(tmp_path: Path, style: str, words: str) -> None:
    """Style sheets are the county's own."""
    assert words in told(held(_styled(tmp_path, style), SHORT))


def test_a_number_that_no_packet_has_is_found(tmp_path: Path) -> None:
    """A template may have words of its own, but not work out figures."""
    source = (template_folders(NOWHERE)[1] / "deler" / "sporsmal.html.j2").read_text(
        encoding="utf-8"
    )
    (tmp_path / "deler").mkdir()
    own = tmp_path / "deler" / "sporsmal.html.j2"
    own.write_text(source + "<p>Ring 32 80 85 00.</p><p>{{ 40.8 + 0.4 }}</p>", encoding="utf-8")
    folders = template_folders(tmp_path)

    result = Verifier(folders).verify(Renderer(folders).pdf(SHORT), SHORT, "p.pdf")

    assert [str(one).split(": ", 1)[1] for one in result.problems] == [
        "«41.199999999999996» i «41.199999999999996» er ikke noe en leser skal se.",
        "«41.199999999999996» står her, men er ikke fra pakken.",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"<html>", b"%PDF-1.7\n%%EOF" + b"\0" * 4096]
)
def test_what_is_no_pdf_is_told_and_nothing_more(content: bytes) -> None:
    """A file may be anything."""
    with pytest.raises(PacketError, match=r"0623-modum\.pdf: kan ikke leses som PDF"):
        held(content)


def test_a_packet_in_nynorsk_is_held_against_nynorsk() -> None:
    """Its running heads and headings are in its own form."""
    packet = dataclasses.replace(SHORT, maalform="nynorsk")

    assert told(held(pdf_of(packet), packet)) == ""
    assert "side 1" in told(held(pdf_of(packet), SHORT))


def _bookmarks(first: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdf knows any object
    """Give all bookmarks, those within others too."""
    while first:
        mark = first.get_object()
        yield mark
        yield from _bookmarks(mark.get("/First"))
        first = mark.get("/Next")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Tabell 1", "side 1: bokmerket «Tabell 1 Inntakspoeng» leder hit"),
        ("1 Inntakspoeng", "innholdet: «1 Inntakspoeng» har side «3», men står på side 1"),
    ],
)
def test_a_bookmark_that_leads_astray_is_found(title: str, words: str) -> None:
    """The contents and the reader's side panel agree with the pages."""

    def move(writer: pypdf.PdfWriter) -> None:
        outlines: Any = writer.root_object["/Outlines"]
        mark = next(one for one in _bookmarks(outlines["/First"]) if title in one["/Title"])
        mark["/Dest"][0] = writer.pages[0].indirect_reference

    assert words in told(held(edited(pdf_of(SHORT), move), SHORT))


def test_a_chapter_without_a_bookmark_is_found() -> None:
    """One who hears the packet jumps by them."""

    def rename(writer: pypdf.PdfWriter) -> None:
        outlines: Any = writer.root_object["/Outlines"]
        for mark in _bookmarks(outlines["/First"]):
            if "Inntakspoeng" in mark["/Title"]:
                mark[NameObject("/Title")] = TextStringObject("Tabeller")

    assert "kapitlet «1 Inntakspoeng» har ikke noe bokmerke" in told(
        held(edited(pdf_of(SHORT), rename), SHORT)
    )


def test_the_figures_that_lie_in_the_file_are_compared_line_by_line() -> None:
    """Nobody sees them on a page: a value, one too many, one too few, another's name."""
    first, *rest = SHORT.figurer
    assert first.verdi
    value = dataclasses.replace(
        SHORT, figurer=(dataclasses.replace(first, verdi=Decimal("40.9")), *rest)
    )
    fewer = dataclasses.replace(SHORT, figurer=tuple(rest))
    name = dataclasses.replace(SHORT, slug="sigdal")
    pdf = pdf_of(SHORT)

    assert "linje 2: der står «40,8  134 », ikke tallet i pakken" in told(held(pdf, value))
    assert "linje 2: tallet er ikke i pakken" in told(held(pdf, fewer))
    assert "slutten: tallet «grunnskolepoeng kommune" in told(held(pdf_of(fewer), SHORT))
    assert "vedlagt er «0623-modum.csv», men det skal være «0623-sigdal.csv»" in told(
        held(pdf, name)
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_file_that_was_damaged_ends_in_problems_or_in_an_error(seed: int) -> None:
    """Whatever stands in it: a verdict, and no traceback."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    damaged = bytearray(pdf_of(SHORT))
    for _ in range(chance.choice((1, 5, 50, 500))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)

    with contextlib.suppress(PacketError):
        held(bytes(damaged[: chance.choice((None, len(damaged) // 2))]), SHORT)


def test_a_section_may_go_on_over_the_page_and_nothing_of_it_may_lack() -> None:
    points = tuple(f"Avtalt punkt nummer {number} av mange" for number in range(80))
    section = Seksjon("Siden sist", "Dette ble avtalt.", (Avsnitt("Avtalt", points),))
    packet = dataclasses.replace(SHORT, siden_sist=section)
    less = dataclasses.replace(section, avsnitt=(Avsnitt("Avtalt", points[:-1]),))
    printed = pdf_of(packet)

    assert told(held(printed, packet)) == ""
    assert "punkt nummer 79" in told(held(printed, dataclasses.replace(SHORT, siden_sist=less)))
