"""From rows and masks to counts by KEY: what the formulas of all chapters are made of."""

from collections.abc import Sequence

import pandas as pd

from datapakke.model import KEY, Distribution, Fraction, Mean, Median


def sum_by_key(table: pd.DataFrame, values: pd.Series, key: Sequence[str] = KEY) -> pd.Series:
    """Sum ``values`` (aligned to ``table``) by key; a missing value makes its sum missing."""
    columns = [table[name] for name in key]
    total: pd.Series = values.groupby(columns, observed=True).sum(skipna=False)
    return total


def share_of(table: pd.DataFrame, teller: pd.Series, nevner: pd.Series | None = None) -> Fraction:
    """Count the rows where ``teller`` holds, of those where ``nevner`` holds (or of all rows).

    Keys are those of the whole table: a municipality with rows of which none qualify has 0.
    """
    among = pd.Series(data=True, index=table.index) if nevner is None else nevner
    return Fraction(
        teller=sum_by_key(table, (teller & among).astype("Int64")),
        nevner=sum_by_key(table, among.astype("Int64")),
    )


def mean_of(table: pd.DataFrame, values: pd.Series) -> Mean:
    """Sum, count and square the values by key; rows without a value are left out."""
    known = values.astype("Float64")
    filled = known.fillna(0)
    return Mean(
        sum=sum_by_key(table, filled),
        n=sum_by_key(table, known.notna().astype("Int64")),
        kvadratsum=sum_by_key(table, filled * filled),
    )


def median_of(table: pd.DataFrame, column: str) -> Median:
    """Keep the column's single values; a row without a value counts for delivery only."""
    return Median(table[[*KEY, column]].rename(columns={column: "verdi"}))


def distribution_of(
    table: pd.DataFrame, category: pd.Series, kategorier: Sequence[str]
) -> Distribution:
    """Count the rows in each category by key; rows with a missing category are left out.

    Every key of the table has every category, so that none is 0 and not missing.
    """
    columns = {
        name: sum_by_key(table, category.eq(name).fillna(value=False).astype("Int64"))
        for name in kategorier
    }
    wide = pd.DataFrame(columns).rename_axis(columns="kategori")
    long: pd.Series = wide.stack()
    return Distribution(long, tuple(kategorier))
