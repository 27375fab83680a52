"""From rows and masks to counts by KEY: what the formulas of all chapters are made of."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean, Median
from datapakke.keys import keys_of
from datapakke.model import KEY


class Sums:
    """Sums over the rows of a table by KEY, whose places are found once for all of them."""

    def __init__(self, table: pd.DataFrame) -> None:
        key = table[KEY].astype("category")
        self._keys = keys_of(key)
        last = np.full(int(self._keys.max(initial=-1)) + 1, -1)
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
    sums = Sums(table)
    return by_part({name: sums.of(category.eq(name).fillna(value=False)) for name in kategorier})


def by_part(counts: Mapping[str, pd.Series]) -> Distribution:
    """Put together category → persons by KEY."""
    wide = pd.DataFrame(counts).rename_axis(columns="kategori")
    antall = wide.reset_index().melt(KEY, value_name="antall")
    return Distribution(antall.set_index([*KEY, "kategori"])["antall"], tuple(counts))


def with_text_keys(series: pd.Series) -> pd.Series:
    """Give the series with text in its index, whatever type the table's columns had."""
    columns = [*KEY, "verdi"]
    table = series.rename("verdi").rename_axis(index=KEY).reset_index()[columns]
    return table.astype(dict.fromkeys(KEY, "str")).set_index(KEY)["verdi"]


def one_part(antall: pd.Series, name: str) -> Distribution:
    """Give a number of persons by KEY as a universe of one part."""
    return by_part({name: antall.rename_axis(index=KEY)})
