"""Cells of rows that are all alike as categories, compared eight bytes at a time.

pandas' reader makes an object of each cell, which takes most of its time.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.reading.marks import LINE_END, Marks, Numbers

Words = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.integer[Any]]

BYTES = 8
"""In a word."""

UP_TO = np.array([(1 << 8 * length) - 1 for length in range(BYTES + 1)], dtype=np.uint64)
"""What of a word belongs to a cell of 0, 1, … 8 bytes: the first byte is the lowest."""

LONGEST_ROW = 4096
ROWS_AT_A_TIME = 50_000


def are_alike(marks: Marks, first: int) -> bool:
    """Tell whether the rows from one on follow each other, as wide, not long, without quotes."""
    starts, ends, widths = marks.starts[first:], marks.ends[first:], marks.widths[first:]
    return bool(
        not marks.quotes
        and (widths == widths[0]).all()
        and (starts[1:] == ends[:-1] + 1).all()
        and (ends - starts).max() <= LONGEST_ROW
    )


def categories(
    data: bytes, delimiter: str, marks: Marks, first: int, columns: Sequence[int]
) -> list[pd.Series]:
    """Give columns as categories, in the order in which their cells were first seen.

    Args:
        data: UTF-8 without NUL.
        delimiter: The character between cells.
        marks: Its rows.
        first: The first row that is wanted; from there they must be alike.
        columns: The columns that are wanted, counted from 0.
    """
    found = [_Categories() for _ in columns]
    for piece, begins, ends in _pieces(data, delimiter.encode()[0], marks, first):
        for number, column in zip(columns, found, strict=True):
            column.add(piece, begins[:, number], ends[:, number])
    return [column.whole() for column in found]


def _pieces(
    data: bytes, mark: int, marks: Marks, first: int
) -> Iterator[tuple[bytes, Numbers, Numbers]]:
    """Give the bytes of some rows, and where in them cells begin and end (row, column)."""
    for row in range(first, len(marks.starts), ROWS_AT_A_TIME):
        last = min(row + ROWS_AT_A_TIME, len(marks.starts)) - 1
        # With a line end, which the last row of a file may lack, and room for its last cell's word.
        piece = data[marks.starts[row] : marks.ends[last]] + b"\n" + bytes(BYTES)
        found = np.frombuffer(piece, np.uint8)
        ends = np.flatnonzero((found == mark) | (found == LINE_END))
        begins = np.concatenate([[0], ends[:-1] + 1])
        shape = -1, int(marks.widths[row])
        yield piece, begins.reshape(shape), ends.reshape(shape)


class _Categories:
    """A column, put together from pieces."""

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}
        self._codes: list[npt.NDArray[np.int32]] = []

    def add(self, piece: bytes, begins: Numbers, ends: Numbers) -> None:
        codes, first = _numbered(piece, begins, ends - begins)
        places = zip(begins[first].tolist(), ends[first].tolist(), strict=True)
        cells = [piece[begin:end] for begin, end in places]
        known = [self._seen.setdefault(cell, len(self._seen)) for cell in cells]
        self._codes.append(np.array(known, dtype=np.int32)[codes])

    def whole(self) -> pd.Series:
        distinct = b"\n".join(self._seen).decode().split("\n")  # no cell has a line end in it
        codes = np.concatenate(self._codes)
        return pd.Series(pd.Categorical.from_codes(codes, pd.Index(distinct, dtype="str")))


def _numbered(piece: bytes, begins: Numbers, lengths: Numbers) -> tuple[Codes, Numbers]:
    """Give a number for each cell, the same for the same bytes, and the first cell of each.

    A word that a cell does not fill is filled up with NUL, which no text has; so cells are equal
    when all their words are.
    """
    words: Words = np.ndarray(len(piece) - BYTES + 1, "<u8", piece, strides=(1,))
    codes, cells = pd.factorize(words[begins] & UP_TO[np.minimum(lengths, BYTES)])
    number = len(cells)
    for at in range(BYTES, int(lengths.max()), BYTES):
        longer = np.flatnonzero(lengths > at)
        word = words[begins[longer] + at] & UP_TO[np.minimum(lengths[longer] - at, BYTES)]
        further, _ = pd.factorize(word)
        pairs, _ = pd.factorize(codes[longer] * len(lengths) + further)
        codes[longer] = len(lengths) + pairs
        codes, numbers = pd.factorize(codes)
        number = len(numbers)
    first = np.empty(number, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # the last that is put there is the first
    return codes, first
