"""From a dataset's tidy table to the quantities that are compared from period to period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from datapakke.extracts.model import FIL, KODE, Extract
from datapakke.extracts.periods import is_label
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, KEY
from datapakke.report.chance import Array
from datapakke.report.quantities import Compared, counts, means, shares, values

SPLIT = ("trinn", "program", "fag", "gruppe")
"""Columns that divide persons into groups that are compared each by itself, where they are text."""

NOT_COMPARED = {*KEY, FIL, KODE, "elevnr"}
MOST_WORDS = 12
"""A column with more different words than this is no set of categories."""

MOST_VALUES = 200
"""Values are put together so that there are not more different ones."""


@dataclass(frozen=True)
class Grid:
    """The municipalities (rows) and periods (columns) of a dataset's arrays."""

    kommuner: tuple[str, ...]
    perioder: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.kommuner), len(self.perioder)

    def cells(self, rows: pd.DataFrame) -> "tuple[np.ndarray[tuple[int], np.dtype[np.int64]], int]":
        """Give the number of each row's cell, and how many cells there are."""
        nr = pd.Index(self.kommuner).get_indexer(pd.Index(rows["kommunenr"]))
        aar = pd.Index(self.perioder).get_indexer(pd.Index(rows["aar"]))
        return nr * len(self.perioder) + aar, len(self.kommuner) * len(self.perioder)


def grid_of(extract: Extract) -> Grid:
    """Give the municipalities and periods that have rows; the country is none."""
    numbers = sorted(set(extract.table["kommunenr"].unique()) - {LANDET})
    return Grid(tuple(numbers), tuple(sorted(extract.table["aar"].unique())))


def quantities(extract: Extract, grid: Grid) -> Iterator[Compared]:
    """Give what can be compared in a dataset with municipalities."""
    identity = extract.observed[0].identity
    table = extract.table[extract.table["kommunenr"] != LANDET]
    if identity.counts:
        yield from _figures(table, identity.counts, grid)
        return
    everyone = _tally(table, grid)
    delivered = (everyone > 0) | identity.ingen_rader_er_null
    for words, rows in _groups(table):
        antall = np.where(delivered, _tally(rows, grid), np.nan)
        yield counts(f"antall rader{words}", antall)
        for column in rows:
            if column not in NOT_COMPARED and not _is_split(rows, str(column)):
                yield from _column(rows, str(column), words, grid)


def _numbers(cells: pd.Series) -> pd.Series:
    """Give what is a number in the cells, NaN elsewhere; each different cell is read once."""
    codes, distinct = pd.factorize(cells)
    read = pd.to_numeric(pd.Series(distinct, dtype="object"), errors="coerce").to_numpy(float)
    numbers = np.append(read, np.nan)[codes]
    return pd.Series(numbers, index=cells.index)


def _is_text(cells: pd.Series) -> bool:
    """Tell whether the cells are words, also where each different word is stored once."""
    kind = cells.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return bool(pd.api.types.is_string_dtype(kind.categories.dtype))
    return bool(pd.api.types.is_string_dtype(kind))


def _is_split(rows: pd.DataFrame, column: str) -> bool:
    """Tell whether the column divides persons into groups, or the rows by another period."""
    if not _is_text(rows[column]):
        return False
    return column in SPLIT or any(is_label(cell) for cell in rows[column].dropna().head(1))


def _groups(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Divide the rows by the finest column of those that divide persons."""
    by = [name for name in SPLIT if name in table and _is_split(table, name)]
    if not by:
        yield "", table
        return
    for word, rows in table.groupby(by[-1], observed=True):
        yield f" ({by[-1]} {word})", rows


def _column(rows: pd.DataFrame, column: str, words: str, grid: Grid) -> Iterator[Compared]:
    """Compare the values of a column, if it has numbers, and the share of each word."""
    cells = rows[column]
    numbers = _numbers(cells)
    if numbers.notna().any():
        yield _values(rows, numbers, f"{column}{words}", grid)
    if _is_text(cells) and cells.nunique() <= MOST_WORDS:
        known = rows[cells.notna()]
        nevner = _tally(known, grid)
        for word in sorted(cells[numbers.isna()].dropna().unique()):
            teller = _tally(known[known[column] == word], grid)
            yield shares(f"andelen med {column} «{word}»{words}", teller, nevner)


def _values(rows: pd.DataFrame, numbers: pd.Series, hva: str, grid: Grid) -> Compared:
    known = numbers.notna().to_numpy()
    cell, of = grid.cells(rows[known])
    value = numbers[known].to_numpy(dtype=float)
    levels = np.unique(value)
    if len(levels) > MOST_VALUES:
        levels = np.unique(np.quantile(value, np.linspace(0, 1, MOST_VALUES), method="nearest"))
    at = np.clip(np.searchsorted(levels, value), 0, len(levels) - 1)
    tally = np.bincount(cell * len(levels) + at, minlength=of * len(levels))
    return values(hva, tally.reshape(*grid.shape, len(levels)).astype(float), levels)


def _tally(rows: pd.DataFrame, grid: Grid) -> Array:
    cell, of = grid.cells(rows)
    return np.bincount(cell, minlength=of).reshape(grid.shape).astype(float)


def _figures(table: pd.DataFrame, names: Sequence[str], grid: Grid) -> Iterator[Compared]:
    """Compare figures that are delivered as such, for each group."""
    whole = table[table["kjonn"] == ALLE] if ALLE in set(table["kjonn"]) else table
    for words, rows in _groups(whole):
        arrays = {name: _sums(rows, name, grid) for name in names}
        for name, array in arrays.items():
            if pd.api.types.is_integer_dtype(rows[name]):
                yield counts(f"{name}{words}", array)
            elif "antall" in arrays:
                yield means(f"{name}{words}", _first(rows, name, grid), arrays["antall"])


def _sums(rows: pd.DataFrame, name: str, grid: Grid) -> Array:
    """Sum a figure per municipality and period; one that is hidden hides the sum."""
    cell, of = grid.cells(rows)
    figure = rows[name].to_numpy(dtype=float, na_value=np.nan)
    total = np.bincount(cell, weights=figure, minlength=of)
    return np.where(np.bincount(cell, minlength=of) > 0, total, np.nan).reshape(grid.shape)


def _first(rows: pd.DataFrame, name: str, grid: Grid) -> Array:
    """Give a mean where it stands once; means of parts are not put together."""
    cell, of = grid.cells(rows)
    total = _sums(rows, name, grid)
    return np.where(np.bincount(cell, minlength=of).reshape(grid.shape) == 1, total, np.nan)
