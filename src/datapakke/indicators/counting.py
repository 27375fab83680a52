"""From rows and masks to counts by KEY: what the formulas of all chapters are made of."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean, Median
from datapakke.keys import Integers, codes_of, keys_of
from datapakke.model import KEY


class Sums:
    """Sums over the rows of a table by KEY, whose places are found once for all of them."""

    def __init__(self, table: pd.DataFrame) -> None:
        key = table[KEY].astype("category")
        self._keys = keys_of(key)
        self._size = int(self._keys.max(initial=-1)) + 1
        last = np.full(self._size, -1)
        last[self._keys] = np.arange(len(table))
        self._there = np.flatnonzero(last >= 0)
        self._index = pd.MultiIndex.from_frame(key.iloc[last[self._there]])

    def of(self, values: pd.Series) -> pd.Series:
        """Sum numbers or marks, one per row of the table; a missing one makes its sum missing."""
        known = values.notna().to_numpy()
        total = self._sum(values.to_numpy(dtype=float, na_value=0))
        sums = pd.Series(total, index=self._index).astype("Float64")
        if not known.all():
            sums = sums.mask(self._sum((~known).astype(float)) > 0)
        return sums if pd.api.types.is_float_dtype(values) else sums.astype("Int64")

    def in_parts(self, places: Integers, names: Sequence[str]) -> Distribution:
        """Count the rows in each part; ``places`` has a number in ``names`` per row, or -1."""
        size, inside = len(names), places >= 0
        cells = np.bincount((self._keys * size + places)[inside], minlength=self._size * size)
        counts = cells.reshape(-1, size)[self._there]
        key = self._index.repeat(size).to_frame(index=False)
        part = np.tile(np.arange(size), len(counts))
        key["kategori"] = pd.Categorical.from_codes(part, pd.Index(list(names)))
        index = pd.MultiIndex.from_frame(key)
        return Distribution(pd.Series(counts.ravel(), index).astype("Int64"), tuple(names))

    def _sum(self, values: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.floating[Any]]:
        if (values == np.rint(values)).all():
            return np.bincount(self._keys, values)[self._there].astype(float)
        # Fractions are summed by pandas, which makes up for what is rounded off on the way.
        return pd.Series(values).groupby(self._keys).sum().to_numpy(dtype=float)


def sum_by_key(table: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Sum ``values`` (aligned to ``table``) by KEY; a missing value makes its sum missing."""
    return Sums(table).of(values)


def share_of(table: pd.DataFrame, teller: pd.Series, nevner: pd.Series | None = None) -> Fraction:
    """Count the rows where ``teller`` holds, of those where ``nevner`` holds (or of all rows).

    The keys are those of the whole table: where no row qualifies, the count is 0.
    """
    among = pd.Series(data=True, index=table.index) if nevner is None else nevner
    sums = Sums(table)
    return Fraction(teller=sums.of(teller & among), nevner=sums.of(among))


def mean_of(table: pd.DataFrame, values: pd.Series) -> Mean:
    """Sum, count and square the values by KEY; rows without a value are left out."""
    known = values.astype("Float64")
    filled = known.fillna(0)
    sums = Sums(table)
    return Mean(sum=sums.of(filled), n=sums.of(known.notna()), kvadratsum=sums.of(filled * filled))


def median_of(table: pd.DataFrame, column: str) -> Median:
    """Keep the column's single values; a row without a value tells only that it was delivered."""
    return Median(table[[*KEY, column]].rename(columns={column: "verdi"}))


def distribution_of(
    table: pd.DataFrame, category: pd.Series, kategorier: Sequence[str]
) -> Distribution:
    """Count the rows in each category by KEY; rows without a category are left out."""
    return Sums(table).in_parts(places_of(category, kategorier), kategorier)


def places_of(cells: pd.Series, names: Sequence[object]) -> Integers:
    """Give each cell's place in ``names``, -1 for one that is not there."""
    codes, distinct = codes_of(cells)
    place = {name: number for number, name in enumerate(names)}
    known = np.array([*(place.get(cell, -1) for cell in distinct), -1], dtype=np.int64)
    places: Integers = known[codes]
    return places


def crossed(outer: Integers, inner: Integers, size: int) -> Integers:
    """Give each row's place among all pairs, those of the first outer one first; -1 for none.

    ``size`` is how many inner ones there are.
    """
    places: Integers = np.where((outer >= 0) & (inner >= 0), outer * size + inner, -1)
    return places


def with_text_keys(series: pd.Series) -> pd.Series:
    """Give the series with text in its index, whatever type the table's columns had."""
    columns = [*KEY, "verdi"]
    table = series.rename("verdi").rename_axis(index=KEY).reset_index()[columns]
    return table.astype(dict.fromkeys(KEY, "str")).set_index(KEY)["verdi"]


def one_part(antall: pd.Series, name: str) -> Distribution:
    """Give a number of persons by KEY as a universe of one part."""
    named = pd.concat({name: antall.rename_axis(index=KEY)}, names=["kategori"])
    return Distribution(named.reorder_levels([*KEY, "kategori"]), (name,))
