"""Refuse what does not fit: cells without a column, columns without a name of their own."""

import numpy as np
import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, ExtractError, Problem
from datapakke.reading.model import DELIMITERS, MOST_COLUMNS, Dialect, Layout, place
from datapakke.reading.rows import Rows

NAMELESS = "\0"
"""Begins what columns without a name are called while they are looked through."""


def refuse_told(rows: Rows, layout: Layout, dialect: Dialect, name: str) -> None:
    """Refuse a header that is one cell with another delimiter in it than the one that is told."""
    told = dialect.delimiter
    if not told or not layout.header_line:
        return
    cells = rows.row(int(np.searchsorted(rows.lines, layout.header_line)))
    found = next((words for mark, words in DELIMITERS.items() if mark in cells[0]), None)
    if len(cells) == 1 and found:
        wanted = DELIMITERS.get(told, told)
        what = f"feltene er skilt med {found}, men skal være skilt med {wanted}."
        raise ExtractError([Problem(place(name, layout.header_line), what)])


def refuse_header(names: list[str], layout: Layout, name: str) -> None:
    """Refuse two columns with the same name, and more columns than any table has."""
    line = layout.header_line or None
    if len(names) > MOST_COLUMNS:
        what = f"har {len(names)} kolonner, men høyst {MOST_COLUMNS} blir lest."
        raise ExtractError([Problem(place(name, line), what)])
    problems = []
    first: dict[str, int] = {}
    for number, column in enumerate(names, 1):
        if column and first.setdefault(column, number) != number:
            what = f"kolonne nr. {number} har samme navn som kolonne nr. {first[column]}."
            problems.append(Problem(place(name, line), what))
    if problems:
        raise ExtractError(problems[:SHOWN_AT_MOST], len(problems))


def refuse_widths(rows: Rows, first: int, width: int, layout: Layout, name: str) -> None:
    """Refuse rows that lack cells, or have more than the header in which something stands.

    Without a header, what is narrower at the top is a title.
    """
    wrong = rows.widths != width
    wrong[:first] = False
    for row in np.flatnonzero(wrong & (rows.widths > width)).tolist():
        many = rows.widths[row] > MOST_COLUMNS
        wrong[row] = many or any(cell.strip() for cell in rows.row(row)[width:])
    if not layout.header_line:
        wrong[: int(np.argmax(rows.widths >= width))] = False
    found = np.flatnonzero(wrong)
    what = "overskriften har" if layout.header_line else "de fleste rader har"
    problems = [
        Problem(
            place(name, int(rows.lines[row])), f"har {rows.widths[row]} felt, men {what} {width}."
        )
        for row in found[:SHOWN_AT_MOST]
    ]
    if problems:
        raise ExtractError(problems, total=len(found))


def refuse_nameless(table: pd.DataFrame, nameless: list[str], name: str) -> None:
    """Refuse cells in columns that have no name; a column that is blank all through is nothing."""
    problems = []
    for column in nameless:
        filled = table.index[(table[column].astype("str").str.strip() != "").to_numpy()]
        what = f"kolonne nr. {column.removeprefix(NAMELESS)} har ikke noe navn, men her står noe."
        problems += [Problem(place(name, int(line)), what) for line in filled]
    if problems:
        raise ExtractError(problems[:SHOWN_AT_MOST], len(problems))
