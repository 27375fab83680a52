"""What a screen reader is told: PDF/UA-1 by an independent checker, and the tags read back."""

import itertools
from dataclasses import replace
from functools import cache
from pathlib import Path

import page
import pytest
from pypdf.generic import NullObject

from datapakke import pages
from datapakke.packet.model import Chapter, Chart, Packet, Row, RowGroup, Table, Text
from datapakke.pages import make
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE, POENG
from tag_tree import Tag, TagReader

RENDERER = Renderer(template_folders(Path("finnes-ikke")))
NOTHING = replace(
    EXAMPLE,
    oversikt=None,
    oversikt_tekst=(),
    kapitler=(Chapter("test", 1, "Kapittel", "Ikke levert.", ()),),
    tabeller=(),
    metoder=(),
    sporsmal=(),
    funn=(),
    kilder=(),
    mote=None,
    runde="",
    dato="",
    dato_iso="",
    demo=False,
)
MOST = 400_000
"""Bytes of a packet: it goes by e-mail and opens on a phone."""
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
A4 = (595.28, 841.89)


@cache
def example() -> bytes:
    """Give the example packet, made once."""
    return RENDERER.pdf(EXAMPLE)


@cache
def reader() -> TagReader:
    """Give what is told of the example."""
    return TagReader(example())


@cache
def tree() -> Tag:
    """Give the example's tree."""
    return reader().top()


def failures(pdf: bytes) -> list[str]:
    """Give what the checker has against a document."""
    return [f"{one.rule_id}: {one.message}" for one in page.validate_pdf_bytes(pdf).failures]


def long_table() -> Table:
    """Give a table that needs more than a page."""
    rows = tuple(Row(f"Rad {number}", ("1",) * 9) for number in range(120))
    return Table("lang", "Tabell 9", "Lang", "Under", "", tuple("ABCDEFGHI"), (RowGroup("", rows),))


def test_the_example_passes_pdf_ua_1() -> None:
    """Not one remark, of more than a hundred rules."""
    report = page.validate_pdf_bytes(example())

    assert failures(example()) == []
    assert report.is_compliant
    assert str(report.profile) == "ValidationProfile.PDF_UA_1"
    assert report.rules.total > 100


@pytest.mark.parametrize(
    "packet",
    [
        NOTHING,
        replace(EXAMPLE, oversikt=None, funn=(), mote=None),
        replace(NOTHING, kapitler=(Chapter("t", 1, "K", "", (POENG, long_table(), Text("x"))),)),
        replace(NOTHING, tabeller=(long_table(), long_table())),
        replace(EXAMPLE, kommune="Å" * 300, sporsmal=("Lang? " * 400,)),
    ],
    ids=["alt mangler", "uten oversikt", "lang tabell", "to lange tabeller", "lange tekster"],
)
def test_packets_at_the_edge_pass_too(packet: Packet) -> None:
    """Whatever is missing, long or cut by the end of a page."""
    assert failures(RENDERER.pdf(packet)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('lang="nb"', ""),
        ('alt="Linjediagram', 'title="Linjediagram'),
        ("<title>", "<nei>"),
        ('<h2 class="', '<h4 class="'),
    ],
)
def test_the_checker_finds_what_is_wrong(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No language, no alternative text, no title, a level left out: each is told."""
    html = RENDERER.html(EXAMPLE).replace("<h2>", '<h2 class="">')
    assert old in html
    monkeypatch.setattr(RENDERER, "html", lambda *_: html.replace(old, new))

    assert failures(RENDERER.pdf(EXAMPLE))

    caplog.clear()  # WeasyPrint complains of what is missing here on purpose


def test_without_the_finisher_the_checker_has_remarks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``tagging`` cures is not cured by the library by now."""
    monkeypatch.setattr(make, "finish", lambda *_: None)

    assert failures(RENDERER.pdf(EXAMPLE))


def test_a_packet_is_small() -> None:
    """Nothing is embedded whole that needs not be."""
    assert len(example()) < MOST


def test_headings_begin_with_the_municipality_and_leave_no_level_out() -> None:
    """One can jump from heading to heading, and none stands inside another."""
    headings = tree().all(*HEADINGS)
    levels = [int(one.kind[1]) for one in headings]

    assert headings[0].words == "Datapakke for Modum"
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert all(not one.tags for one in headings)


def test_every_figure_and_table_has_a_heading_that_names_it() -> None:
    """«Figur 1.1» and «Tabell 3» are found by jumping."""
    said = [one.words for one in tree().all("H2")]
    blocks = [block for chapter in EXAMPLE.kapitler for block in chapter.blokker]
    wanted = [one for one in (*blocks, *EXAMPLE.tabeller) if isinstance(one, Chart | Table)]

    assert len(wanted) > 15
    assert [one.nummer for one in wanted if f"{one.nummer} {one.tittel}" not in said] == []


def test_the_parts_are_read_in_the_order_of_the_page() -> None:
    """Cover, overview, chapters, questions, tables, sources, methods."""
    parts = [
        "Datapakke for Modum",
        EXAMPLE.oversikt.tittel if EXAMPLE.oversikt else "",
        *(f"{one.nummer} {one.tittel}" for one in EXAMPLE.kapitler),
        "Spørsmål til møtet",
        "Tabeller",
        "Kilder og skjerming",
        "Slik er tallene laget",
    ]

    assert [one.words for one in tree().all("H1")] == parts


def test_a_figure_is_its_heading_what_it_is_about_and_its_finding() -> None:
    """The drawing itself is not read out, number by number."""
    figure = next(one for one in tree().all("Figure") if one.words == POENG.alt)
    read = tree().words
    left, bottom, right, top = (float(edge) for edge in figure.entries["/A"]["/BBox"])

    assert figure.tags == []
    assert f"{POENG.nummer} {POENG.tittel} {POENG.undertekst} {POENG.alt}" in read
    assert 0 < left < right < A4[0]
    assert A4[1] / 2 < bottom < top < A4[1]  # it stands in the upper half of its page


def test_every_figure_tells_its_finding() -> None:
    """In the order in which they stand."""
    blocks = [block for chapter in EXAMPLE.kapitler for block in chapter.blokker]
    charts = [one for one in (EXAMPLE.oversikt, *blocks) if isinstance(one, Chart)]

    assert [one.words for one in tree().all("Figure")] == [chart.alt for chart in charts]


def test_each_cell_of_a_table_names_its_headers() -> None:
    """«Engelsk, Modum, 2010/11: 39,4», and a sign is read as what it means."""
    table = tree().all("Table")[0]
    heads = {str(one.entries["/ID"]): one for one in table.all("TH")}
    cells = table.all("TD")
    said = [
        (*(heads[str(name)].words for name in cell.entries["/A"]["/Headers"]), cell.words)
        for cell in cells
    ]

    assert [one.kind for one in table.tags] == ["THead", "TBody", "TBody"]
    assert said[0] == ("Engelsk", "Modum", "2010/11", "39,4")
    assert said[2] == ("Engelsk", "Modum", "2012/13", "vises ikke, av hensyn til personvernet")
    assert said[-1] == ("Matematikk 1P", "Landet", "2015/16", "41,1")
    assert len(said) == 2 * 4 * 6


def test_header_cells_say_their_direction() -> None:
    """The corner and the years are about columns, an indicator and an area about rows."""
    table = tree().all("Table")[0]
    scopes = {one.words: str(one.entries["/A"]["/Scope"]) for one in table.all("TH")}

    assert scopes["2010/11"] == "/Column"
    assert scopes["Modum"] == "/Row"
    assert scopes["Engelsk"] == "/Column"  # about the cells below it, all across
    assert all("/Scope" in one.entries["/A"] for one in tree().all("TH"))


def test_headers_and_footers_are_not_read_out() -> None:
    """They are on the page and not in the tree, but for the word that the data are invented."""
    for number, shown in enumerate(reader().shown):
        assert f"Side {number + 1} av" in shown.artifacts
        assert shown.neither == ""
        assert {(number, mark) for mark in shown.marks} <= reader().owners
    assert "Side 2 av" not in tree().words
    assert tree().words.count("DEMODATA") == 1
    assert tree().words.startswith("DEMODATA – ikke reelle tall")


def test_a_page_knows_whose_each_of_its_marks_is() -> None:
    """The way back, from a place on the page to the tree, is the tree's."""
    document = reader().reader
    root = document.root_object["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]  # type: ignore[index]
    for number in range(len(document.pages)):
        owners = numbers[2 * number + 1].get_object()
        for mark, owner in enumerate(owners):
            element = owner.get_object()
            owned = not isinstance(element, NullObject)
            assert owned == ((number, mark) in reader().owners)
            assert not owned or mark in element["/K"]


def test_links_are_printed_and_described_by_their_words() -> None:
    """«Figur 3.1», not «standpunkt»."""
    links = [
        annotation.get_object()
        for sheet in reader().reader.pages
        for annotation in sheet.annotations or ()
    ]
    described = [str(link["/Contents"]) for link in links]

    assert "Figur 3.1" in described
    assert "Spørsmål til møtet" in described
    assert {int(link["/F"]) for link in links} == {4}
    assert len(tree().all("Link")) == len(links)


def test_a_term_and_its_description_are_one_item() -> None:
    """«Møte: 2. november 2016», not two items of a list."""
    items = [one for one in tree().all("LI") if one.tags[0].kind == "Lbl"]

    assert [one.kind for one in items[0].tags] == ["Lbl", "LBody"]
    assert items[0].words == "Møte 2. november 2016"


def test_the_title_is_shown_and_the_language_told() -> None:
    """In the window's bar the title stands, not the file's name."""
    catalog = reader().reader.root_object

    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] is not None  # type: ignore[index]
    assert bool(catalog["/ViewerPreferences"]["/DisplayDocTitle"].value)  # type: ignore[index]
    assert str(catalog["/Lang"]) == "nb"


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li><p>a</p><p>b</p></li></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>",
        "<dl><div><dt>a</dt><dd>b</dd><dd>c</dd></div></dl>",
        "<table><tr><td>a</td></tr></table>",
        "<table><thead><tr><th></th><th>k</th></tr></thead><tr><th>a</th><td>b</td></tr></table>",
        "<table><tbody><tr><th colspan=2>g</th></tr><tr><th>a</th><td>b</td></tr></tbody></table>",
        "<div>tekst <div>i <div>esker</div></div></div>",
        "<p><span>a</span><b><i>b</i></b><a href='#m'>c <b>d</b></a></p><h2 id='m'>m</h2>",
        "<blockquote><p>a</p></blockquote>",
        "<h2>a<br>b</h2>",
    ],
)
def test_other_templates_are_put_right_as_well(markup: str) -> None:
    """Somebody's own chapter passes when its HTML is ordinary."""
    html = (
        "<html lang='nb'><title>t</title><body><h1>t</h1><section>" + markup + "</section></html>"
    )

    assert failures(pages.make_pdf(html, "ul { list-style-type: disc }", {})) == []


def test_a_page_without_anything_passes() -> None:
    """An empty page is no reason to fail."""
    html = "<html lang='nb'><title>t</title><body></body></html>"

    assert failures(pages.make_pdf(html, "", {})) == []
