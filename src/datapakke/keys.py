"""Rows compared by several columns at once: one integer for each row, equal where the rows are."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.int64]

LARGEST = 2**62
MARKS_PER_ROW = 32


def codes_of(cells: pd.Series) -> "tuple[npt.NDArray[np.integer[Any]], pd.Index[Any]]":
    """Give which of the different cells of a column each row has (-1: missing), and those cells."""
    if _is_category(cells):
        return cells.cat.codes.to_numpy(), cells.cat.categories
    codes, distinct = pd.factorize(cells)
    return codes, pd.Index(distinct)


def constant(text: str, length: int) -> "pd.Categorical[Any]":
    """Give a column with the same text in every row."""
    return pd.Categorical.from_codes(np.zeros(length, dtype=np.int8), pd.Index([text]))


def looked_up(cells: pd.Series, lookup: Mapping[str, str]) -> pd.Series:
    """Give what each text stands for, missing where nothing; of categories, categories in order."""
    if not _is_category(cells):
        return cells.map(lookup)
    codes, distinct = codes_of(cells)
    values = pd.Series([lookup.get(cell) for cell in distinct], dtype="str").astype("category")
    return pd.Series(values.array.take(codes, allow_fill=True), index=cells.index, name=cells.name)


def keys_of(table: pd.DataFrame) -> Integers:
    """Give a number per row, the same for rows that are equal in all columns."""
    keys, size = np.zeros(len(table), dtype=np.int64), 1
    for name in table:
        codes, distinct = codes_of(table[name])
        if size * (len(distinct) + 1) > LARGEST:
            keys, found = pd.factorize(keys)
            size = len(found)
        keys = keys * (len(distinct) + 1) + codes + 1
        size *= len(distinct) + 1
    return keys


def is_repeated(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell of each row whether an earlier one is equal to it in all columns."""
    keys = keys_of(table)
    if _are_different(keys):
        return np.zeros(len(table), dtype=bool)
    return pd.Series(keys).duplicated().to_numpy()


def _are_different(keys: Integers) -> bool:
    """Tell whether no two are equal, by a mark for each that there can be where those are few."""
    size = int(keys.max(initial=-1)) + 1
    if size > MARKS_PER_ROW * len(keys):
        ordered = np.sort(keys)
        return bool((ordered[1:] != ordered[:-1]).all())
    marks = np.zeros(size, dtype=bool)
    marks[keys] = True
    return int(np.count_nonzero(marks)) == len(keys)


def numbered(table: pd.DataFrame) -> tuple[Integers, Integers]:
    """Give each row's number, in the order of appearance, and each number's first row.

    Rows that are equal in all columns have the same number.
    """
    numbers, found = pd.factorize(keys_of(table))
    first = np.empty(len(found), dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(table))[::-1]  # the last that is put there is the first
    return numbers, first


def same_categories(tables: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """Give the tables with the same categories, in order, in columns that have some in all of them.

    They stay categories when such tables are put together.
    """
    names = [str(name) for name in tables[0] if all(_is_category(one[name]) for one in tables)]
    every = {
        name: reduce(pd.Index.union, [table[name].cat.categories for table in tables])
        for name in names
    }
    return [
        table.assign(**{name: table[name].cat.set_categories(every[name]) for name in names})
        for table in tables
    ]


def _is_category(cells: pd.Series) -> bool:
    return isinstance(cells.dtype, pd.CategoricalDtype)
