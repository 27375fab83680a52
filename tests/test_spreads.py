"""Tables in two columns: every row once, in order, and no column longer than its page."""

import dataclasses
import io
import itertools

import pypdf
import pypdfium2
import pytest

from datapakke import theme
from datapakke.packet.model import Row, RowGroup, Table
from datapakke.render import Renderer, package_templates
from datapakke.spreads import Spread, TablePart, spreads
from example_packet import EXAMPLE

YEARS = ("2013/14", "2014/15", "2015/16")


def table(number: int, *sizes: int, head: str = "Rad", notes: tuple[str, ...] = ()) -> Table:
    """Give a table with a group of rows for each size."""
    groups = tuple(
        RowGroup(
            f"Gruppe {number}.{group}",
            tuple(Row(f"{head} {number}.{group}.{row}", YEARS) for row in range(size)),
        )
        for group, size in enumerate(sizes)
    )
    name = f"Tabell {number}"
    return Table(f"t{number}", name, "Tittel", "Under", "Hjørne", YEARS, groups, notes)


def parts_of(pages: tuple[Spread, ...]) -> list[TablePart]:
    """Give the parts in reading order."""
    return [part for page in pages for column in page.columns for part in column]


def rows_of(parts: list[TablePart]) -> list[str]:
    """Give every row's header, in reading order."""
    return [row.hode for part in parts for group in part.groups for row in group.rader]


def test_every_row_stands_once_and_in_order() -> None:
    """Sixty tables of one to five groups: 180 groups, 900 rows."""
    tables = [table(number, *[5] * (number % 5 + 1)) for number in range(60)]

    pages = spreads(tables, taken=0)

    assert rows_of(parts_of(pages)) == [
        row.hode for one in tables for group in one.grupper for row in group.rader
    ]
    assert len(rows_of(parts_of(pages))) == 900


def test_a_table_that_goes_on_has_its_title_once_and_its_notes_at_the_end() -> None:
    """Thirty groups of five rows and a heading: 180 lines, two columns and a bit."""
    parts = parts_of(spreads([table(1, *[5] * 30)], taken=0))

    assert [part.first for part in parts] == [True, *[False] * (len(parts) - 1)]
    assert [part.last for part in parts] == [*[False] * (len(parts) - 1), True]
    assert len(parts) == 4


def test_the_last_page_has_columns_of_equal_height() -> None:
    """Four equal tables: two beside two."""
    (page,) = spreads([table(number, 5) for number in range(4)], taken=0)

    assert [len(column) for column in page.columns] == [2, 2]


def test_a_group_longer_than_a_column_is_cut() -> None:
    """A hundred rows under one heading, which stands again where they go on."""
    parts = parts_of(spreads([table(1, 100)], taken=0))

    groups = [group for part in parts for group in part.groups]
    assert [group.tittel for group in groups] == ["Gruppe 1.0"] * len(parts)
    assert sum(len(group.rader) for group in groups) == 100


@pytest.mark.parametrize("taken", range(0, 600, 37))
def test_a_group_is_cut_only_before_a_row_of_the_municipality_itself(taken: int) -> None:
    """A subject's row and the county's below it stay together, wherever the column ends."""
    rows = tuple(Row(f"Rad {n}", YEARS, utheves=n % 2 == 0) for n in range(60))
    one = dataclasses.replace(table(1), grupper=(RowGroup("Fag", rows),))

    groups = [group for part in parts_of(spreads([one], taken)) for group in part.groups]

    assert sum((group.rader for group in groups), ()) == rows
    assert all(group.rader[0].utheves and group.tittel == "Fag" for group in groups)


def test_what_is_taken_at_the_top_leaves_less_room() -> None:
    """Two groups of thirty rows (320 points each) fit a column; not where 200 are taken."""
    tables = [table(1, 30, 30), table(2, 30, 30)]

    assert len(spreads(tables, taken=0)) == 1
    assert len(spreads(tables, taken=200)) == 2


def test_no_tables_need_no_page() -> None:
    """Nothing in, nothing out."""
    assert spreads([], taken=0) == ()


HEADS = (
    "Rad",
    "En ganske lang overskrift for en rad",
    "Namsos - Nåavmesjenjaelmie",
    "Loabák - Lavangen",
    "Ettsværtlangtkommunenavnsomingenkolonnehar - Romtil",
)


@pytest.mark.parametrize("years", [YEARS, ("20/21", "21/22", "22/23", "23/24", "24/25")])
@pytest.mark.parametrize("head", HEADS)
def test_every_page_of_tables_takes_one_page(head: str, years: tuple[str, ...]) -> None:
    """The estimates hold: what is placed on a page has room there, wrapped lines included."""
    notes = ("En merknad som er så lang at den må gå over minst to linjer i en smal spalte. " * 2,)
    tables = tuple(
        dataclasses.replace(table(number, 4, 7, 3, head=head, notes=notes), hode=years)
        for number in range(20)
    )
    changes = {"oversikt": None, "kapitler": (), "metoder": (), "sporsmal": (), "kilder": ()}
    packet = EXAMPLE.__class__(**{**vars(EXAMPLE), **changes, "tabeller": tables, "skjerming": ""})
    pages = spreads(tables, theme.TABLE_PAGE_TITLE)

    pdf = pypdf.PdfReader(io.BytesIO(Renderer((package_templates(),)).pdf(packet)))
    texts = [page.extract_text() for page in pdf.pages]

    assert len(pages) > 1
    for page, text in zip(pages, texts[1:], strict=False):
        for part in parts_of((page,)):
            assert part.groups[0].tittel in text
            assert part.groups[-1].tittel in text
    last = next(index for index, text in enumerate(texts) if "Tall som ikke vises" in text)
    assert last in (len(pages), len(pages) + 1)


def test_intervals_of_six_years_stand_apart_and_inside_the_table() -> None:
    """The widest that stand in one row; what touches is read as one number."""
    years = tuple(str(year) for year in range(2010, 2016))
    cells = ("9,3–9,9",) * len(years)
    group = RowGroup("Utenfor (prosent)", (Row("Modum", years), Row("95 %-intervall", cells)))
    wide = Table("t1", "Tabell 1", "Tittel", "Under", "", years, (group,))
    packet = dataclasses.replace(EXAMPLE, tabeller=(wide,))
    pdf = pypdfium2.PdfDocument(Renderer((package_templates(),)).pdf(packet))

    boxes = []
    for page in pdf:
        text = page.get_textpage()
        found = text.search(cells[0])
        while place := found.get_next():
            letters = [text.get_charbox(place[0] + number) for number in range(place[1])]
            boxes.append((min(one[0] for one in letters), max(one[2] for one in letters)))
    gaps = [right[0] - left[1] for left, right in itertools.pairwise(sorted(boxes))]
    margin = 15 * theme.PT_PER_MM
    assert len(boxes) == len(cells)
    assert min(gaps) > 2
    assert max(right for _, right in boxes) <= margin + theme.TABLE_COLUMN
