"""From text to a table of cells with true line numbers."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, ExtractError, Problem
from datapakke.reading.decode import read_text
from datapakke.reading.model import LINJE, Dialect, TextTable, place

DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabulator", "|": "loddrett strek"}


@dataclass(frozen=True)
class _Rows:
    """Rows that are not blank, the header included, before anyone has said that they fit.

    ``cells(skip, names)`` gives all but the first ``skip`` of them as a table.
    """

    first: list[str]
    lines: npt.NDArray[np.int64]
    widths: npt.NDArray[np.int64]
    cells: Callable[[int, list[str]], pd.DataFrame]


def read_text_table(path: Path, dialect: Dialect, name: str | None = None) -> TextTable:
    """Read a delimited file as cells, all text.

    Args:
        path: The file, ``.gz`` or not.
        dialect: How it is laid out.
        name: What errors call it; the file's own name if not given.

    Raises:
        ExtractError: The file cannot be read as text, has no rows, is delimited by something else,
            names a column twice, or has rows with more or fewer cells than the header.
    """
    name = name or path.name
    text = read_text(path, dialect.encoding, name)
    plain = '"' not in text and dialect.delimiter in text
    rows = (_plain_rows if plain else _quoted_rows)(text, dialect, name)
    skip = 1 if dialect.header else 0
    names = rows.first if dialect.header else [str(n + 1) for n in range(len(rows.first))]
    _refuse_header(names, int(rows.lines[0]), dialect, name)
    _refuse_widths(rows, name)
    if len(rows.lines) == skip:
        raise ExtractError([Problem(name, "har en overskrift, men ingen rader.")])
    table = rows.cells(skip, names)
    table.index = pd.Index(rows.lines[skip:], name=LINJE)
    return TextTable(name, int(rows.lines[0]) if dialect.header else 0, table)


def _plain_rows(text: str, dialect: Dialect, name: str) -> _Rows:
    """Find the rows of a text without quotes: each is a line, so counting bytes is enough.

    pandas splits the cells, many times faster than ``csv``; but it would fill short rows without
    a word and lose count of lines after a blank one, so the rows are measured here.
    """
    text = text if text.endswith("\n") else text + "\n"
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    ends = np.flatnonzero(data == ord("\n"))
    starts = np.concatenate([[0], ends[:-1] + 1])
    marks = np.flatnonzero(data == ord(dialect.delimiter))
    widths = np.searchsorted(marks, ends) - np.searchsorted(marks, starts) + 1
    lines = np.flatnonzero(ends > starts) + 1
    lines = lines[lines > dialect.skip_lines]
    _refuse_nothing(len(lines), name)
    first = text.split("\n", int(lines[0]))[lines[0] - 1].split(dialect.delimiter)

    def cells(skip: int, names: list[str]) -> pd.DataFrame:
        return pd.read_csv(
            io.StringIO(text),
            sep=dialect.delimiter,
            skiprows=int(lines[skip]) - 1,
            names=names,
            header=None,
            index_col=False,
            dtype=str,
            na_filter=False,
            quoting=csv.QUOTE_NONE,
        )

    return _Rows(first, lines, widths[lines - 1], cells)


def _quoted_rows(text: str, dialect: Dialect, name: str) -> _Rows:
    """Find the rows of a text with quotes, where a row may go over several lines."""
    stream = io.StringIO(text)
    for _ in range(dialect.skip_lines):
        stream.readline()
    reader = csv.reader(stream, delimiter=dialect.delimiter, strict=True)
    lines, rows = [], []
    start = 0
    try:
        for row in reader:
            if row:
                lines.append(dialect.skip_lines + start + 1)
                rows.append(row)
            start = reader.line_num
    except csv.Error:
        what = "kan ikke deles i felt: et anførselstegn står feil eller blir ikke lukket."
        where = place(name, dialect.skip_lines + start + 1)
        raise ExtractError([Problem(where, what)]) from None
    _refuse_nothing(len(lines), name)

    def cells(skip: int, names: list[str]) -> pd.DataFrame:
        return pd.DataFrame(rows[skip:], columns=names, dtype=str)

    return _Rows(rows[0], np.array(lines), np.array([len(row) for row in rows]), cells)


def _refuse_nothing(number: int, name: str) -> None:
    if not number:
        raise ExtractError([Problem(name, "har verken overskrift eller rader.")])


def _refuse_header(names: list[str], line: int, dialect: Dialect, name: str) -> None:
    wanted = DELIMITERS.get(dialect.delimiter, dialect.delimiter)
    if len(names) == 1:
        found = next((words for mark, words in DELIMITERS.items() if mark in names[0]), None)
        if found:
            what = f"feltene er skilt med {found}, men skal være skilt med {wanted}."
            raise ExtractError([Problem(place(name, line), what)])
    problems = []
    first: dict[str, int] = {}
    for number, column in enumerate(names, 1):
        if not column:
            what = f"kolonne nr. {number} har ikke noe navn."
            problems.append(Problem(place(name, line), what))
        elif first.setdefault(column, number) != number:
            what = f"kolonne nr. {number} har samme navn som kolonne nr. {first[column]}."
            problems.append(Problem(place(name, line), what))
    if problems:
        raise ExtractError(problems[:SHOWN_AT_MOST], len(problems))


def _refuse_widths(rows: _Rows, name: str) -> None:
    wanted = len(rows.first)
    wrong = np.flatnonzero(rows.widths != wanted)
    problems = [
        Problem(
            place(name, int(rows.lines[row])),
            f"har {rows.widths[row]} felt, men overskriften har {wanted}.",
        )
        for row in wrong[:SHOWN_AT_MOST]
    ]
    if problems:
        raise ExtractError(problems, total=len(wrong))
