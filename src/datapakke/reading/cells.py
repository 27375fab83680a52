"""Split the cells of a text whose rows are known to fit, with pandas' reader in C."""

import io
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

Kind = Literal["str", "category"]
"""What the columns of a table are made of."""

ROWS_AT_A_TIME = 50_000


def split_cells(
    stream: io.BytesIO, delimiter: str, names: list[str], wanted: list[str], kind: Kind
) -> pd.DataFrame:
    """Give the cells as a table.

    pandas' own ``dtype="category"`` makes numbers of categories that look like numbers: ``0301``
    would lose its zero. So the pieces are put together here.

    Args:
        stream: UTF-8 from the first row on, LF between lines, quotes only around cells.
        delimiter: The character between cells.
        names: A name for each cell of the widest row.
        wanted: The columns to give, at least one.
        kind: ``str``; or ``category``, which takes a fraction of the memory when cells are alike.
    """
    pieces = pd.read_csv(
        stream,
        sep=delimiter,
        names=names,
        usecols=wanted,
        header=None,
        index_col=False,
        dtype=object,
        na_filter=False,
        chunksize=ROWS_AT_A_TIME,
        low_memory=False,
    )
    columns = {column: _Categories() if kind == "category" else _Text() for column in wanted}
    with pieces:
        for piece in pieces:
            for column, parts in columns.items():
                parts.add(piece[column].to_numpy())
    return pd.DataFrame({column: columns.pop(column).whole() for column in wanted}, copy=False)


class _Text:
    """A column as it stands."""

    def __init__(self) -> None:
        self._parts: list[npt.NDArray[np.object_]] = []

    def add(self, cells: npt.NDArray[np.object_]) -> None:
        self._parts.append(cells)

    def whole(self) -> pd.Series:
        return pd.Series(np.concatenate(self._parts), dtype="str")


class _Categories:
    """A column as categories, in the order in which they were first seen."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._codes: list[npt.NDArray[np.int32]] = []

    def add(self, cells: npt.NDArray[np.object_]) -> None:
        found, distinct = pd.factorize(cells)
        known = [self._seen.setdefault(cell, len(self._seen)) for cell in distinct.tolist()]
        self._codes.append(np.array(known, dtype=np.int32)[found])

    def whole(self) -> pd.Series:
        categories = pd.Index(list(self._seen), dtype="str")
        return pd.Series(pd.Categorical.from_codes(np.concatenate(self._codes), categories))
