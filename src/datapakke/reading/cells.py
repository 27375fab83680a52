"""Split the cells of a text whose rows are known to fit, with pandas' reader in C."""

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.reading.charset import restored

Kind = Literal["str", "category"]
"""What the columns of a table are made of."""

ROWS_AT_A_TIME = 100_000
THREADS = 2
"""Read at the same time; they gain a fifth by the clock, since not all can be done at once."""

WORD = '"-"'
"""A cell that is no number. Of categories that are all numbers pandas makes numbers, and ``0301``
would lose its zero; so a row of these stands first in each piece, and is taken away again."""

Piece = tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.object_]]
"""Part of a column: a number for each row, the place that each number has among the different cells
in order of appearance, and those. Of text nothing, nothing, and the cells as they stand."""

NOTHING = np.empty(0, dtype=np.int32)


@dataclass(frozen=True)
class Columns:
    """How cells are split.

    Attributes:
        delimiter: The character between them.
        names: A name for each cell of the widest row.
        wanted: The columns to give, at least one.
        kind: ``str``; or ``category``, which takes a fraction of the memory when cells are alike.
        charset: What the text is in.
    """

    delimiter: str
    names: Sequence[str]
    wanted: Sequence[str]
    kind: Kind
    charset: str


def split_cells(data: bytes, starts: npt.NDArray[np.int64], columns: Columns) -> pd.DataFrame:
    """Give the cells as a table.

    They are split piece by piece, two at a time, and the pieces put together in order.

    Args:
        data: As ``Clean.data``, quotes only around cells.
        starts: Where each row begins, at least one; what stands between them is blank lines.
        columns: How they are split.
    """
    bounds = pairwise([*starts[::ROWS_AT_A_TIME].tolist(), len(data)])
    read = partial(_pieces, memoryview(data), columns)
    with ThreadPoolExecutor(THREADS) as pool:
        # What stands for a byte that is not UTF-8 is no text to other storages.
        with pd.option_context("mode.string_storage", "python"):
            pieces = list(pool.map(read, bounds))
        each = [[piece.pop(name) for piece in pieces] for name in columns.wanted]
        found = pool.map(_categories if columns.kind == "category" else _text, each)
        return pd.DataFrame(dict(zip(columns.wanted, found, strict=True)), copy=False)


def _pieces(data: memoryview, columns: Columns, bounds: tuple[int, int]) -> dict[str, Piece]:
    """Split the cells between two places of the text; give a piece of each column."""
    first = columns.delimiter.join([WORD] * len(columns.names)) + "\n"
    table = pd.read_csv(
        io.BytesIO(b"".join([first.encode(), data[slice(*bounds)]])),
        sep=columns.delimiter,
        names=list(columns.names),
        usecols=list(columns.wanted),
        header=None,
        index_col=False,
        dtype="category" if columns.kind == "category" else object,
        na_filter=False,
        low_memory=False,
        encoding_errors="surrogateescape",
    )
    piece = _in_order if columns.kind == "category" else _as_it_stands
    return {str(name): piece(cells, columns.charset) for name, cells in table.iloc[1:].items()}


def _as_it_stands(cells: pd.Series, charset: str) -> Piece:
    return NOTHING, NOTHING, restored(cells.to_numpy(), charset)


def _in_order(cells: pd.Series, charset: str) -> Piece:
    """Give the categories that stand in some cell, in the order of appearance."""
    codes, distinct = cells.cat.codes.to_numpy(), cells.cat.categories.to_numpy(dtype=object)
    first = np.full(len(distinct), len(codes))
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # the last that is put there is the first
    order = np.argsort(first)[: np.count_nonzero(first < len(codes))]
    place = np.zeros(len(distinct), dtype=np.int32)
    place[order] = np.arange(len(order))
    return codes, place, restored(distinct[order], charset)


def _text(pieces: Sequence[Piece]) -> pd.Series:
    return pd.Series(np.concatenate([cells for *_, cells in pieces]), dtype="str")


def _categories(pieces: Sequence[Piece]) -> pd.Series:
    """Put pieces of a column together, the categories in the order of appearance."""
    numbers, distinct = pd.factorize(np.concatenate([cells for *_, cells in pieces]))
    ends = np.cumsum([len(cells) for *_, cells in pieces])[:-1]
    here = np.split(numbers.astype(np.min_scalar_type(-len(distinct) - 1)), ends)
    codes = [mine[place][found] for mine, (found, place, _) in zip(here, pieces, strict=True)]
    categories = pd.Index(distinct, dtype="str")
    return pd.Series(pd.Categorical.from_codes(np.concatenate(codes), categories))
