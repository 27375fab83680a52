"""The pages: what a reader finds in them, and what can never get into them."""

import gc
import io
import itertools
import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest

from datapakke.errors import PacketError, TemplateError
from datapakke.fonts import prepare_fonts
from datapakke.layout import lay_out
from datapakke.packet.model import Chapter, Chart, Notice, Packet, Row, RowGroup, Table, Text
from datapakke.render import Renderer, package_templates, template_folders
from example_packet import EXAMPLE, POENG

RENDERER = Renderer(template_folders(Path("finnes-ikke")))
DEMO = "DEMODATA – ikke reelle tall"
HOSTILE = ("<script>alert(1)</script>", "{{7*7}}", "</style>{% raw %}", "&amp;", '"><img src=x>')
NUMBERS = itertools.count()
A4 = (595.28, 841.89)


@pytest.fixture(autouse=True)
def no_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Let every warning that WeasyPrint logs fail the test."""
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.get_records("call")] == []


@cache
def example() -> bytes:
    """Give the example packet's pages, made once."""
    return RENDERER.pdf(EXAMPLE)


def read(pdf: bytes) -> pypdf.PdfReader:
    """Open pages for reading."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Give all text, with ordinary spaces and no line breaks."""
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(text.replace("\u00a0", " ").split())


def places_of(page: pypdf.PageObject) -> list[tuple[float, float]]:
    """Give where each piece of text on a page begins, in points."""
    places: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x, y = tm[4], tm[5]
            places.append((x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    return places


def small(**changes: object) -> Packet:
    """Give a packet of few pages."""
    bare = replace(EXAMPLE, oversikt=None, kapitler=(), tabeller=(), metoder=(), sporsmal=())
    return replace(bare, **changes)  # type: ignore[arg-type] # the fields are the packet's


def table(*heads: str, cells: tuple[str, ...] = ("1",)) -> Table:
    """Give a table with a row per head."""
    rows = tuple(Row(head, cells) for head in heads)
    columns = tuple(f"Kolonne {index + 1}" for index in range(len(cells)))
    return Table(
        f"tabell-{next(NUMBERS)}",
        "Tabell 1",
        "Tittel",
        "Under",
        "Hjørne",
        columns,
        (RowGroup("Gruppe", rows),),
    )


def chapter(*blocks: Text | Notice | Table) -> Chapter:
    """Give a chapter of the blocks."""
    return Chapter("test", 1, "Kapittel", "Ingress", blocks)


def test_the_example_becomes_eight_to_twelve_pages() -> None:
    """A packet of ordinary size is neither a leaflet nor a book."""
    assert 8 <= len(read(example()).pages) <= 12


def test_no_page_is_empty() -> None:
    """Every page says more than its header and footer."""
    assert min(len(page.extract_text()) for page in read(example()).pages) > 250


def test_every_table_cell_is_read_back() -> None:
    """All that the tables say stands in the file, as text."""
    text = text_of(example())

    for one in EXAMPLE.tabeller:
        assert one.tittel in text
        for group in one.grupper:
            assert group.tittel in text
            for row in group.rader:
                cells = " ".join((row.hode, *row.celler)).replace("\u00a0", " ")
                assert cells in text


def test_the_words_of_every_part_are_there() -> None:
    """Findings, help, questions, methods, sources, symbols and hiding."""
    text = text_of(example())

    assert all(finding.tekst in text for finding in EXAMPLE.funn)
    assert all(paragraph in text for paragraph in EXAMPLE.lesehjelp)
    assert all(question in text for question in EXAMPLE.sporsmal)
    assert all(method.tittel in text for method in EXAMPLE.metoder)
    assert all(source.fil in text for source in EXAMPLE.kilder)
    assert all(meaning in text for _, meaning in EXAMPLE.tegnforklaring)
    assert EXAMPLE.skjerming in text
    assert "Modum og Sigdal" in text


def test_charts_are_in_the_pages_as_text() -> None:
    """A label of a chart can be searched for and read aloud."""
    assert "Modum 40,8" in text_of(example())


def test_the_same_packet_gives_the_same_bytes() -> None:
    """No clock, no random number, no order that differs."""
    assert example() == Renderer(template_folders(Path("finnes-ikke"))).pdf(EXAMPLE)


def test_every_page_says_that_the_data_are_invented() -> None:
    """On the cover as well as on the last page."""
    assert all(DEMO in page.extract_text() for page in read(example()).pages)


def test_real_data_are_not_called_invented() -> None:
    """The mark stands only where the packet says so."""
    assert DEMO not in text_of(RENDERER.pdf(small(demo=False, kilder=())))


def test_every_page_has_its_number() -> None:
    """«Side 2 av 12», from the first page to the last."""
    pages = read(example()).pages

    for index, page in enumerate(pages):
        assert f"Side {index + 1} av {len(pages)}" in page.extract_text()


def test_metadata_names_title_sender_and_municipality() -> None:
    """The date is the round's, never today's."""
    metadata = read(example()).metadata

    assert metadata is not None
    assert metadata.title == "Datapakke for Modum kommune"
    assert metadata.author == "Buskerud fylkeskommune"
    assert "0623" in (metadata.subject or "")
    assert str(metadata.get("/CreationDate")).startswith("D:20161102")
    assert str(read(example()).root_object["/Lang"]) == "nb"


def test_a_packet_without_a_round_has_no_date() -> None:
    """No round, no meeting, no date: nothing is invented in their place."""
    metadata = read(RENDERER.pdf(small(runde="", dato="", dato_iso="", mote=None))).metadata

    assert metadata is not None
    assert "/CreationDate" not in metadata


def test_bookmarks_lead_to_every_part() -> None:
    """A reader on a screen jumps to a chapter."""
    titles = [entry.title for entry in read(example()).outline if not isinstance(entry, list)]

    for one in EXAMPLE.kapitler:
        assert f"{one.nummer} {one.tittel}" in titles
    assert "Spørsmål til møtet" in titles
    assert "Tabeller" in titles


def test_the_contents_name_the_page_of_each_chapter() -> None:
    """The number beside the title is the page where the heading stands."""
    reader = read(example())
    cover = " ".join(reader.pages[0].extract_text().split())
    pages = {
        str(entry.title): (reader.get_destination_page_number(entry) or 0) + 1
        for entry in reader.outline
        if not isinstance(entry, list)
    }

    for one in EXAMPLE.kapitler:
        title = f"{one.nummer} {one.tittel}"
        assert cover.split(title, 1)[1].lstrip(" .").startswith(f"{pages[title]} ")


def test_findings_link_to_their_figures() -> None:
    """«Figur 3.1» on the cover is a link."""
    links = read(example()).pages[0].annotations or ()
    targets = {str(link.get_object().get("/Dest", "")) for link in links}

    assert "standpunkt" in targets


def test_only_the_packets_own_fonts_are_in_the_file() -> None:
    """Source Sans Pro, embedded; nothing of the machine's."""
    fonts = set()
    for page in read(example()).pages:
        embedded, unembedded = page._get_fonts()  # noqa: SLF001 - pypdf has no other way
        fonts |= embedded
        assert not unembedded

    assert fonts
    assert all("Source-Sans-Pro" in font for font in fonts)


def test_no_text_stands_outside_the_page() -> None:
    """Every piece of text begins inside the margins (labels of charts have their own test)."""
    chapters = tuple(
        replace(one, blokker=tuple(b for b in one.blokker if not isinstance(b, Chart)))
        for one in EXAMPLE.kapitler
    )
    packet = replace(EXAMPLE, oversikt=None, kapitler=chapters)
    places = [place for page in read(RENDERER.pdf(packet)).pages for place in places_of(page)]

    assert len(places) > 300
    assert [place for place in places if not 20 <= place[0] <= A4[0] - 20] == []
    assert [place for place in places if not 20 <= place[1] <= A4[1] - 20] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_printed_as_they_are(name: str) -> None:
    """A name is never markup or template code, wherever it stands."""
    packet = small(
        kommune=name,
        tittel=name,
        avsender=name,
        kapitler=(chapter(Text(name), Notice(name), table(name)),),
        tabeller=(table(name, name),),
    )

    html = RENDERER.html(packet)

    assert "<script" not in html
    assert "<img src=x" not in html
    assert text_of(RENDERER.pdf(packet)).count(name) >= 5


def test_a_very_long_name_stays_on_the_page() -> None:
    """The name is broken, not cut: every letter of it is on the cover."""
    name = "Nordreogsøndreøvredalsbygdogheleresten" * 3
    cover = read(RENDERER.pdf(small(kommune=name))).pages[0]

    assert name in cover.extract_text().replace("\n", "")
    assert max(x for x, _ in places_of(cover)) < A4[0] - 20


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://example.invalid/x.png",
        "data:image/png;base64,AAAA",
        "figur:finnes-ikke",
        "x.png",
    ],
)
def test_a_template_can_fetch_nothing_but_the_packets_charts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Files, networks and data: are refused, by name, before anything is opened."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("nettverket ble brukt")

    monkeypatch.setattr(socket, "socket", refuse)
    image = f'<!DOCTYPE html><html lang="nb"><title>t</title><img src="{address}" alt="">'
    (tmp_path / "pakke.html.j2").write_text(image, encoding="utf-8")

    if ":" not in address:
        html = Renderer(template_folders(tmp_path)).html(small())
        assert address in html
        return
    with pytest.raises(PacketError, match="bare pakkens egne figurer"):
        Renderer(template_folders(tmp_path)).pdf(small())


def test_a_page_that_cannot_be_set_is_a_packets_own_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other packets go on: no exception of WeasyPrint's own comes out, and none is hidden."""

    def fail(*_: object, **__: object) -> None:
        message = "resume_at is None"
        raise AssertionError(message)

    prepare_fonts()
    monkeypatch.setattr("weasyprint.HTML.write_pdf", fail)

    with pytest.raises(PacketError, match=r"siden kunne ikke settes: .*resume_at") as caught:
        RENDERER.pdf(small())
    assert isinstance(caught.value.__cause__, AssertionError)
    assert gc.isenabled()


def test_a_style_can_fetch_nothing(tmp_path: Path) -> None:
    """A url() in a project's own style is refused as well."""
    style = "body { background: url(file:///etc/passwd) }"
    (tmp_path / "stil.css").write_text(style, encoding="utf-8")

    with pytest.raises(PacketError, match="passwd"):
        Renderer(template_folders(tmp_path)).pdf(small())


def test_a_project_overrides_one_template_and_keeps_the_rest(tmp_path: Path) -> None:
    """File by file: the project's chapter, the package's cover."""
    own = tmp_path / "kapitler"
    own.mkdir()
    (own / "fravaer.html.j2").write_text("<p>Eget om {{ kapittel.tittel }}</p>", encoding="utf-8")

    html = Renderer(template_folders(tmp_path)).html(EXAMPLE)

    assert "<p>Eget om Fravær</p>" in html
    assert "Slik leser du tallene" in html
    assert "Inntakspoeng</h1>" in html


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>\n{{ pakke.finnes_ikke }}</p>", "linje 2"),
        ("<p>\n\n{% if %}</p>", "linje 3"),
        ('{% include "borte.html.j2" %}', "borte.html.j2"),
        ("\n\n{{ 1 / 0 }}", "linje 3"),
        ("\n{{ pakke.kapitler + 1 }}", "linje 2"),
        ("{{ pakke.kommune|finnes_ikke }}", "linje 1"),
    ],
)
def test_an_error_in_a_template_names_file_and_line(
    tmp_path: Path, source: str, words: str
) -> None:
    """No traceback: the analyst who changed the template is told where."""
    (tmp_path / "kapittel.html.j2").write_text(source, encoding="utf-8")

    with pytest.raises(TemplateError) as caught:
        Renderer(template_folders(tmp_path)).html(EXAMPLE)

    message = str(caught.value)
    assert words in message
    assert "mal «" in message
    assert caught.value.exit_code == 4


def test_the_packages_templates_are_found_in_a_checkout() -> None:
    """An editable install uses the repository's own folder."""
    assert (package_templates() / "pakke.html.j2").is_file()


def test_headings_never_skip_a_level() -> None:
    """A reader who hears the page moves by headings."""
    levels = [int(part[0]) for part in RENDERER.html(EXAMPLE).split("<h")[1:] if part[0] in "123"]

    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert levels[0] == 1


def test_every_image_has_its_words_and_every_header_cell_its_scope() -> None:
    """What a screen reader needs is in the structure already."""
    html = RENDERER.html(EXAMPLE)

    assert html.count("<img ") == html.count(' alt="') > 10
    assert html.count("<th ") + html.count("<th>") == html.count(' scope="')
    assert POENG.alt in html


def test_remarks_stand_under_the_figure_they_belong_to() -> None:
    """A remark after a chart is printed inside its figure; one that comes first stands alone."""
    packet = small(
        kapitler=(Chapter("t", 1, "T", "", (Notice("Først."), POENG, Notice("Om figuren."))),)
    )

    html = RENDERER.html(packet)

    figure = html.split("<figure", 1)[1].split("</figure>", 1)[0]
    assert "Om figuren." in figure
    assert "Først." not in figure


def test_wide_tables_keep_the_whole_width() -> None:
    """A table of twelve columns does not fit half a page."""
    twelve = tuple(f"{index},0" for index in range(12))

    html = RENDERER.html(small(tabeller=(table("A"), table("B", cells=twelve), table("C"))))

    assert html.count('class="side') == 2
    assert "11,0" in text_of(RENDERER.pdf(small(tabeller=(table("B", cells=twelve),))))


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    """Two hundred rows of one column: the header stands on each page it takes."""
    rows = tuple(f"Rad {index}" for index in range(400))

    pages = read(RENDERER.pdf(small(tabeller=(table(*rows),)))).pages
    with_rows = [text for page in pages if "Rad " in (text := page.extract_text())]

    assert len(with_rows) > 1
    assert all("Kolonne 1" in text for text in with_rows)


def test_every_chart_is_drawn_from_itself() -> None:
    """A figure under another's title would be a wrong number in every point."""
    drawings = lay_out(EXAMPLE).drawings
    blocks = [block for chapter in EXAMPLE.kapitler for block in chapter.blokker]
    charts = [block for block in blocks if isinstance(block, Chart)]

    assert len(charts) > 3
    assert {one.id: drawings[one.id].alt for one in charts} == {one.id: one.alt for one in charts}
    assert len({drawings[one.id].svg for one in charts}) == len(charts)
