"""Rows of a whole file: where each begins, how wide it is, and its cells as a table."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.reading.model import Clean, Layout
from datapakke.reading.records import BLANKS, records

Lines = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Rows that are not blank, header and titles included, before anyone has said that they fit.

    Attributes:
        lines: The line that each begins on.
        widths: How many cells each has.
        blank: Tells of each whether all its cells are blank.
        row: Gives the cells of one.
        same: Tells which are equal, cell by cell, to one.
        cells: Gives those from a position on as a table, given a name for each cell of the widest
            and the names that are wanted.
    """

    lines: Lines
    widths: Lines
    blank: npt.NDArray[np.bool_]
    row: Callable[[int], list[str]]
    same: Callable[[int], npt.NDArray[np.bool_]]
    cells: Callable[[int, list[str], list[str]], pd.DataFrame]


def find_rows(clean: Clean, layout: Layout, name: str) -> Rows:
    """Find the rows of a file.

    Raises:
        ExtractError: A quote stands where none can, or is never closed.
    """
    plain = b'"' not in clean.data and layout.delimiter.encode() in clean.data
    return _plain_rows(clean.data, layout) if plain else _quoted_rows(clean.data, layout, name)


def _plain_rows(data: bytes, layout: Layout) -> Rows:
    """Find the rows of a text without quotes: each is a line, so counting bytes is enough.

    pandas splits the cells, many times faster than ``csv``; but it would fill short rows without
    a word and lose count of lines after a blank one, so the rows are measured here.
    """
    data = data if data.endswith(b"\n") else data + b"\n"
    found = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(found == ord("\n"))
    starts = np.concatenate([[0], ends[:-1] + 1])
    marks = np.flatnonzero(found == ord(layout.delimiter))
    widths = np.searchsorted(marks, ends) - np.searchsorted(marks, starts) + 1
    there = ends > starts
    for line in np.flatnonzero(there & (widths == 1)):
        there[line] = bool(data[starts[line] : ends[line]].strip(BLANKS.encode()))
    there[: layout.start - 1] = False
    lines = np.flatnonzero(there)
    starts, ends, widths = starts[lines], ends[lines], widths[lines]

    def row(at: int) -> list[str]:
        return data[starts[at] : ends[at]].decode().split(layout.delimiter)

    def same(at: int) -> npt.NDArray[np.bool_]:
        line = data[starts[at] : ends[at]]
        equal: npt.NDArray[np.bool_] = ends - starts == len(line)
        for one in np.flatnonzero(equal):
            equal[one] = data.startswith(line, starts[one])
        return equal

    def cells(first: int, names: list[str], wanted: list[str]) -> pd.DataFrame:
        return pd.read_csv(
            io.BytesIO(data),
            sep=layout.delimiter,
            skiprows=int(lines[first]),
            names=names,
            usecols=wanted,
            header=None,
            index_col=False,
            dtype=str,
            na_filter=False,
            quoting=csv.QUOTE_NONE,
        )

    return Rows(lines + 1, widths, ends - starts == widths - 1, row, same, cells)


def _quoted_rows(data: bytes, layout: Layout, name: str) -> Rows:
    """Find the rows of a text with quotes, where a row may go over several lines."""
    found = list(records(data.decode(), layout.delimiter, layout.start, name))
    rows = [row for _, row in found]

    def same(at: int) -> npt.NDArray[np.bool_]:
        return np.array([row == rows[at] for row in rows], dtype=bool)

    def cells(first: int, names: list[str], wanted: list[str]) -> pd.DataFrame:
        filled = [row + [""] * (len(names) - len(row)) for row in rows[first:]]
        return pd.DataFrame(filled, columns=names, dtype=str)[wanted]

    lines = np.array([line for line, _ in found], dtype=np.int64)
    widths = np.array([len(row) for row in rows], dtype=np.int64)
    blank = np.array([not any(row) for row in rows], dtype=bool)
    return Rows(lines, widths, blank, rows.__getitem__, same, cells)
