"""Rows of a whole file: where each begins, how wide it is, and its cells as a table."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from datapakke.errors import ExtractError, Problem
from datapakke.reading.cells import Columns, Kind, split_cells
from datapakke.reading.marks import Marks, Mask, Numbers, find_marks
from datapakke.reading.model import Clean, Layout
from datapakke.reading.records import BLANKS, records

MOST_CAREFUL = 64 * 1024**2
"""The largest text that is split the careful way, which takes some 20 times its memory."""


@dataclass(frozen=True)
class Rows:
    """Rows that are not blank, header and titles included, before anyone has said that they fit.

    Attributes:
        lines: The line that each begins on.
        widths: How many cells each has.
        blank: Tells of each whether all its cells are blank.
        row: Gives the cells of one.
        cells: Gives those from a position on as a table, given a name for each cell of the widest,
            the names that are wanted, and the kind of the columns.
    """

    lines: Numbers
    widths: Numbers
    blank: Mask
    row: Callable[[int], list[str]]
    cells: Callable[[int, list[str], list[str], Kind], pd.DataFrame]


def find_rows(clean: Clean, layout: Layout, name: str) -> Rows:
    """Find the rows of a file.

    Raises:
        ExtractError: A quote stands where none can, or is never closed.
    """
    return quick_rows(clean, layout) or careful_rows(clean, layout, name)


def quick_rows(clean: Clean, layout: Layout) -> Rows | None:
    """Find the rows by counting bytes; None when that does not do.

    pandas splits the cells, many times faster than ``csv``; but it would fill short rows without
    a word and lose count of lines after a blank one, so the rows are measured here.
    """
    data = clean.data
    marks = find_marks(data, layout.delimiter)
    there = _not_blank(data, marks) if marks else None
    if marks is None or there is None:
        return None
    there[marks.lines < layout.start] = False
    marks = marks.those(there)

    def row(at: int) -> list[str]:
        text = clean.text(data[marks.starts[at] : marks.ends[at]])
        if not marks.quotes:
            return text.split(layout.delimiter)
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter))

    def cells(first: int, names: list[str], wanted: list[str], kind: Kind) -> pd.DataFrame:
        columns = Columns(layout.delimiter, names, wanted, kind, clean.charset)
        return split_cells(data, marks.starts[first:], columns)

    blank = marks.ends - marks.starts == marks.widths - 1
    if marks.quotes:
        # Of «"";""» as of «;» no cell is longer than two quotes.
        short = marks.ends - marks.starts < 3 * marks.widths
        for at in np.flatnonzero(short & ~blank).tolist():
            blank[at] = not any(row(at))
    return Rows(marks.lines, marks.widths, blank, row, cells)


def _not_blank(data: bytes, marks: Marks) -> Mask | None:
    """Tell which rows have cells; None when pandas would see it otherwise."""
    there: Mask = marks.ends > marks.starts
    for at in np.flatnonzero(there & (marks.widths == 1)).tolist():
        found = data[marks.starts[at] : marks.ends[at]].strip(BLANKS.encode())
        if found.startswith(b'"') and not found.strip(b'"' + BLANKS.encode()):
            return None
        there[at] = bool(found)
    return there


def careful_rows(clean: Clean, layout: Layout, name: str) -> Rows:
    """Find the rows of a text in which quotes stand inside cells, one by one.

    Raises:
        ExtractError: A quote stands where none can, or is never closed, or the text is too large.
    """
    if len(clean.data) > MOST_CAREFUL:
        what = (
            "har anførselstegn inne i felt og er for stor til å leses slik"
            f" (over {MOST_CAREFUL // 1024**2} MB). Lag den på nytt uten slike anførselstegn."
        )
        raise ExtractError([Problem(name, what)])
    found = list(records(clean.text(clean.data), layout.delimiter, layout.start, name))
    rows = [row for _, row in found]

    def cells(first: int, names: list[str], wanted: list[str], kind: Kind) -> pd.DataFrame:
        filled = [row + [""] * (len(names) - len(row)) for row in rows[first:]]
        table = pd.DataFrame(filled, columns=names, dtype="str")[wanted]
        return table.astype("category") if kind == "category" else table

    lines = np.array([line for line, _ in found], dtype=np.int64)
    widths = np.array([len(row) for row in rows], dtype=np.int64)
    blank = np.array([not any(row) for row in rows], dtype=bool)
    return Rows(lines, widths, blank, rows.__getitem__, cells)
