"""The self-check: a figure is made again from the rows that are said to be behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from datapakke.compute import compute
from datapakke.compute.pooling import Periods, Pool, nothing
from datapakke.disclosure import Decisions, Fate
from datapakke.extracts.model import FIL, KODE, Extracts
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, UNTIL, Figure, FigureKey, Indicator, Nivaa, is_pooled
from datapakke.publish import publish
from datapakke.results import Areas, Results

Rows = Mapping[str, pd.DataFrame]
"""By dataset, rows of ``Extract.table``."""


def row_of(results: Results, key: FigureKey) -> pd.DataFrame:
    """Give the row of the results with the counts behind a figure; no row when there is none."""
    table = results.table
    for name, value in vars(key).items():
        table = table[table[name].eq(value)]
    return table


def counted(row: pd.DataFrame, indicator: Indicator, *, step: int = 1) -> Figure:
    """Divide and round the counts of one row, hiding nothing; coarsely where it is printed so."""
    shown = Decisions(
        fates=pd.Series([Fate.VIST] * len(row), row.index, dtype=object),
        with_n=pd.Series(data=True, index=row.index),
        grov=pd.Series(data=step, index=row.index),
    )
    (figure,) = publish(Results(row), shown, [indicator]).values()
    return figure


def recomputed(
    indicator: Indicator,
    extracts: Extracts,
    rows: Rows,
    codes: Sequence[str],
    key: FigureKey,
) -> pd.DataFrame:
    """Give the row of results that the rows alone make; no row when they make none.

    Other municipalities' rows stay under their own codes: a formula may ask which periods are
    delivered. No total holds them.

    Args:
        indicator: The figure's.
        extracts: The datasets.
        rows: By dataset, the rows that are said to be behind the figure.
        codes: The municipalities of the area.
        key: Which figure.
    """
    tables = {}
    for name, mine in rows.items():
        table = extracts.by_name[name].table
        others = table[~table["kommunenr"].isin(codes)]
        tables[name] = pd.concat([mine, others]).drop(columns=[FIL, KODE])
    present = set().union(*(set(mine["kommunenr"]) for mine in rows.values()))
    areas = Areas(tuple(sorted(present - {LANDET})), {})
    results = compute([indicator], tables, areas, pool=_pool_of(key.aar))
    nivaa = Nivaa.LAND if key.nivaa == Nivaa.LAND.value else Nivaa.FYLKE
    row = row_of(results, replace(key, nivaa=nivaa.value, omraade=nivaa.value))
    return row if present else row[:0]


def _pool_of(aar: str) -> Pool:
    """Take together the periods of a label that is of several."""
    first, _, last = aar.partition(UNTIL)

    def pool(periods: Periods) -> Periods:
        return {
            name: tuple(one for one in labels if first <= one <= last)
            for name, labels in periods.items()
        }

    return pool if is_pooled(aar) else nothing


def is_same(row: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Tell whether two rows of results have the same counts; no row is as good as none counted."""
    columns = ["teller", "nevner", "kvadratsum", "median"]
    one, two = (found[columns].astype("Float64").fillna(0).sum().tolist() for found in (row, other))
    return one == two


def without_totals(
    indicator: Indicator, extracts: Extracts, rows: Rows, codes: Sequence[str], key: FigureKey
) -> Rows:
    """Leave out the totals of sources that give K, M and both, where the formula adds K and M."""
    for name, mine in rows.items():
        split = mine["kjonn"].ne(ALLE).groupby(mine["kommunenr"].astype("str")).transform("any")
        fewer = mine[~(split & mine["kjonn"].eq(ALLE))]
        if len(fewer) < len(mine):
            tried = {**rows, name: fewer}
            one, two = (recomputed(indicator, extracts, r, codes, key) for r in (rows, tried))
            rows = tried if is_same(one, two) else rows
    return rows
