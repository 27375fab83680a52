"""From a file to a table of cells with true line numbers."""

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd

from datapakke.errors import ExtractError, Problem
from datapakke.reading.cells import Kind
from datapakke.reading.decode import read_clean
from datapakke.reading.fit import (
    NAMELESS,
    refuse_header,
    refuse_nameless,
    refuse_told,
    refuse_widths,
)
from datapakke.reading.header import join_names
from datapakke.reading.marks import Mask, Numbers
from datapakke.reading.model import (
    LINJE,
    Clean,
    Dialect,
    Layout,
    ReadAs,
    TextTable,
    place,
)
from datapakke.reading.rows import Rows, find_rows
from datapakke.reading.sniff import find_layout


def read_text_table(
    path: Path,
    dialect: Dialect,
    name: str | None = None,
    columns: Collection[str] | None = None,
    *,
    categories: bool = False,
) -> TextTable:
    """Read a file as cells, all text.

    Args:
        path: The file.
        dialect: What is known of how it is laid out; the rest is found out.
        name: What errors call it; the file's own name if not given.
        columns: Read only those of these that are there; None reads all.
        categories: Give each column as categories: for large files, of which the different cells
            take a fraction of the memory.

    Raises:
        ExtractError: The file cannot be read as text, can be understood in two ways, has no rows,
            names a column twice, has cells in a column without a name, or has rows with more or
            fewer cells than the header.
    """
    name = name or path.name
    clean = read_clean(path, dialect, name)
    layout = find_layout(clean, dialect, name)
    rows = find_rows(clean, layout, name)
    first, names = _header(rows, layout, name)
    refuse_told(rows, layout, dialect, name)
    refuse_header(names, layout, name)
    refuse_widths(rows, first, len(names), layout, name)
    # Cells beyond the header are blank; the table is read with them and without their columns.
    width = max(len(names), int(rows.widths[first:].max(initial=0)))
    called = [column or f"{NAMELESS}{number}" for number, column in enumerate(names, 1)]
    called += [f"{NAMELESS}{number}" for number in range(len(names) + 1, width + 1)]
    wanted = [column for column in names if column and (columns is None or column in columns)]
    nameless = [one for one in called[: len(names)] if one.startswith(NAMELESS)]
    table = _cells(rows, first, called, wanted + nameless, "category" if categories else "str")
    repeated = _repeated(rows, first, layout, table, names)
    kept = ~repeated if not layout.header_line else ~repeated & ~rows.blank[first:]
    if not kept.any():
        raise ExtractError([Problem(name, "har en overskrift, men ingen rader.")])
    table.index = pd.Index(rows.lines[first:], name=LINJE)
    if not kept.all():
        table = _without(table, kept)
    refuse_nameless(table, nameless, name)
    read_as = _read_as(clean, layout, name, len(table), int(repeated.sum()))
    unread = tuple(column for column in names if column and column not in wanted)
    above = clean.text(_above(clean.data, layout.header_line))
    return TextTable(name, layout.header_line, table[wanted], read_as, unread, above)


def _cells(
    rows: Rows, first: int, called: list[str], wanted: list[str], kind: Kind
) -> pd.DataFrame:
    if wanted and first < len(rows.lines):
        return rows.cells(first, called, wanted, kind)
    return pd.DataFrame(index=range(len(rows.lines) - first), columns=wanted, dtype="str")


def _repeated(
    rows: Rows, first: int, layout: Layout, table: pd.DataFrame, names: list[str]
) -> Mask:
    """Tell which rows of data are a header row over again."""
    found = np.zeros(len(table), dtype=bool)
    for header_row in range(first - layout.header_rows, first):
        cells = rows.row(header_row)
        same = rows.widths[first:] == len(cells)
        for column, cell in zip(names, cells, strict=False):
            if column in table and same.any():
                same &= (table[column] == cell).to_numpy(dtype=bool)
        for at in np.flatnonzero(same).tolist():
            found[at] |= rows.row(first + at) == cells
    return found


def _without(table: pd.DataFrame, kept: Mask) -> pd.DataFrame:
    """Leave out rows, and categories that then stand nowhere."""
    table = table[kept].copy()
    for column in table.select_dtypes("category"):
        table[column] = table[column].cat.remove_unused_categories()
    return table


def _header(rows: Rows, layout: Layout, name: str) -> tuple[int, list[str]]:
    """Give the position of the first row of data, and the names of the columns."""
    if not len(rows.lines):
        raise ExtractError([Problem(name, "har verken overskrift eller rader.")])
    if not layout.header_line:
        return 0, [str(number + 1) for number in range(_usual(rows.widths))]
    at = int(np.searchsorted(rows.lines, layout.header_line))
    first = at + layout.header_rows
    if first > len(rows.lines) or rows.lines[at] != layout.header_line:
        what = "her skal overskriften begynne, men linjen er tom eller finnes ikke."
        raise ExtractError([Problem(place(name, layout.header_line), what)])
    return first, join_names([rows.row(one) for one in range(at, first)])


def _above(data: bytes, header_line: int) -> bytes:
    """Give the lines before the header's, whole."""
    end = 0
    for _ in range(header_line - 1):
        end = data.index(b"\n", end) + 1
    return data[:end]


def _usual(widths: Numbers) -> int:
    """Give the width that most rows have, the widest if several are as usual."""
    counted = np.bincount(widths)
    return int(np.flatnonzero(counted == counted.max())[-1])


def _read_as(clean: Clean, layout: Layout, name: str, rows: int, repeated: int) -> ReadAs:
    return ReadAs(
        file=clean.file or name,
        encoding=clean.encoding,
        delimiter=layout.delimiter,
        header_line=layout.header_line,
        header_rows=layout.header_rows,
        rows=rows,
        sheet=clean.sheet,
        repeated=repeated,
        damaged=clean.damaged,
        first_damaged=clean.first_damaged,
        cut=b"\n" in clean.data and not clean.data.endswith(b"\n"),
    )
