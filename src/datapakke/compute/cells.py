"""From an indicator's counts to cells: a row per municipality, period, gender and category."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from datapakke.counts import Count, Counts, Distribution, Fraction, Mean
from datapakke.keys import numbered
from datapakke.model import ALLE, KEY

CELL = ["indikator", *KEY, "kategori"]
COUNTS = ["teller", "nevner", "kvadratsum"]
"""The columns that are summed; 0 in kinds of counts that do not have them."""


def all_cells(counted: Mapping[str, Counts]) -> pd.DataFrame:
    """Give the cells of many indicators (id → counts): CELL, COUNTS and ``skjult``.

    COUNTS are Float64, and 0 where the source has hidden one of them. Where the counts have K and
    M and no ``alle``, there are rows for ``alle``: their sum.

    Raises:
        ValueError: The parts of an indicator's counts do not have the same keys, or a category was
            not declared: a mistake in the formula.
    """
    parts = [_cells(counts).assign(indikator=name) for name, counts in counted.items()]
    cells = pd.concat(parts, ignore_index=True)
    cells[COUNTS] = cells[COUNTS].astype("Float64")
    cells["skjult"] = cells[COUNTS].isna().any(axis=1)
    cells[COUNTS] = cells[COUNTS].mask(cells["skjult"], 0)
    cells[CELL] = cells[CELL].astype("str")
    return _with_alle(cells[[*CELL, *COUNTS, "skjult"]])


def _cells(counts: Counts) -> pd.DataFrame:
    if isinstance(counts, Distribution):
        return _distribution(counts)
    if isinstance(counts, Fraction):
        return _side_by_side([counts.teller, counts.nevner])
    if isinstance(counts, Mean):
        squares = [] if counts.kvadratsum is None else [counts.kvadratsum]
        return _side_by_side([counts.sum, counts.n, *squares])
    if isinstance(counts, Count):
        return _side_by_side([counts.antall])
    known = counts.verdier.groupby(KEY, observed=True)["verdi"].count()
    return _side_by_side([known * 0, known])


def _side_by_side(series: Sequence[pd.Series]) -> pd.DataFrame:
    """Put the series side by side as COUNTS, with 0 in those that are not there.

    Each must have every key: a key that only some have is neither none nor not delivered.
    """
    index = series[0].index
    for other in series:
        if not (other.index.equals(index) or (other.index.is_unique and _same(other.index, index))):
            message = "the parts of the counts do not have the same keys, once each"
            raise ValueError(message)
    given = dict(zip(COUNTS, series, strict=False))
    table = pd.DataFrame(dict.fromkeys(COUNTS, 0) | given, index=index)
    return table.rename_axis(index=KEY).reset_index().assign(kategori="")


def _same(one: pd.Index, other: pd.Index) -> bool:
    return len(one) == len(other) and set(one) == set(other)


def _distribution(counts: Distribution) -> pd.DataFrame:
    """Give every category at every key, and the sum of them as ``nevner``."""
    wide = counts.antall.unstack("kategori", fill_value=0)  # noqa: PD010  pivot would aggregate
    unknown = set(wide.columns) - set(counts.kategorier)
    if unknown:
        message = f"categories that were not declared: {sorted(unknown)}"
        raise ValueError(message)
    wide = wide.reindex(columns=list(counts.kategorier), fill_value=0)
    total = wide.sum(axis=1, skipna=False)
    long = wide.assign(nevner=total).reset_index()
    cells = long.melt([*KEY, "nevner"], var_name="kategori", value_name="teller")
    return cells.assign(kvadratsum=0)


def _with_alle(cells: pd.DataFrame) -> pd.DataFrame:
    """Add K + M as ``alle`` where the source has no total of its own."""
    place = [name for name in CELL if name != "kjonn"]
    numbers, first = numbered(cells[place])
    own = cells["kjonn"].eq(ALLE).to_numpy()
    lacking = ~np.isin(numbers, numbers[own])
    sums = cells.loc[lacking, [*COUNTS, "skjult"]].groupby(numbers[lacking]).sum()
    places = cells[place].iloc[first[sums.index]].set_index(sums.index)
    both = places.join(sums).assign(kjonn=ALLE, skjult=sums["skjult"] > 0)
    return pd.concat([cells, both], ignore_index=True)
