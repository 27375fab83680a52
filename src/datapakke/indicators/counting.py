"""From rows and masks to counts by KEY: what the formulas of all chapters are made of."""

from collections.abc import Sequence

import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean, Median
from datapakke.model import KEY


def sum_by_key(table: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Sum ``values`` (aligned to ``table``) by KEY; a missing value makes its sum missing."""
    total: pd.Series = values.groupby([table[name] for name in KEY], observed=True).sum(
        skipna=False
    )
    return total


def share_of(table: pd.DataFrame, teller: pd.Series, nevner: pd.Series | None = None) -> Fraction:
    """Count the rows where ``teller`` holds, of those where ``nevner`` holds (or of all rows).

    The keys are those of the whole table: where no row qualifies, the count is 0.
    """
    among = pd.Series(data=True, index=table.index) if nevner is None else nevner
    return Fraction(
        teller=sum_by_key(table, (teller & among).astype("Int64")),
        nevner=sum_by_key(table, among.astype("Int64")),
    )


def mean_of(table: pd.DataFrame, values: pd.Series) -> Mean:
    """Sum, count and square the values by KEY; rows without a value are left out."""
    known = values.astype("Float64")
    filled = known.fillna(0)
    return Mean(
        sum=sum_by_key(table, filled),
        n=sum_by_key(table, known.notna().astype("Int64")),
        kvadratsum=sum_by_key(table, filled * filled),
    )


def median_of(table: pd.DataFrame, column: str) -> Median:
    """Keep the column's single values; a row without a value tells only that it was delivered."""
    return Median(table[[*KEY, column]].rename(columns={column: "verdi"}))


def distribution_of(
    table: pd.DataFrame, category: pd.Series, kategorier: Sequence[str]
) -> Distribution:
    """Count the rows in each category by KEY; rows without a category are left out."""
    counts = {
        name: sum_by_key(table, category.eq(name).fillna(value=False).astype("Int64"))
        for name in kategorier
    }
    wide = pd.DataFrame(counts).rename_axis(columns="kategori")
    antall = wide.reset_index().melt(KEY, value_name="antall")
    return Distribution(antall.set_index([*KEY, "kategori"])["antall"], tuple(kategorier))


def with_text_keys(series: pd.Series) -> pd.Series:
    """Give the series with text in its index, whatever type the table's columns had."""
    columns = [*KEY, "verdi"]
    table = series.rename("verdi").rename_axis(index=KEY).reset_index()[columns]
    return table.astype(dict.fromkeys(KEY, "str")).set_index(KEY)["verdi"]
