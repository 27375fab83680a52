"""Which rows of the extracts a figure is made from.

The formula itself is asked: every row of the area gets a place of its own, the formula counts by
place, and a row counts where its place gets something. No rule here knows an indicator.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from datapakke.compute.cells import COUNTS, all_cells
from datapakke.extracts.model import FIL, KODE, Extracts
from datapakke.model import ALLE, FigureKey, Indicator

ROW, NONE = "rad:", "ingen:"
"""What the places of single rows, and of no row at all, are called before their number or code."""

YEAR = slice(0, 4)

Tables = Mapping[str, pd.DataFrame]


def rows_behind(
    indicator: Indicator,
    extracts: Extracts,
    codes: Sequence[str],
    key: FigureKey,
    perioder: Sequence[str],
) -> dict[str, pd.DataFrame]:
    """Give the rows of each dataset that make the figure, as they stand in ``Extract.table``.

    A row counts when the numerator or the denominator would be another without it. A pupil who is
    held outside is no such row; a municipality's printed 0 is. Periods together have the rows of
    each.

    Args:
        indicator: The figure's.
        extracts: All of its datasets.
        codes: The municipalities of the area in the division; ``0000`` for the country.
        key: Which period and gender.
        perioder: The period, or those that are taken together.
    """
    each = [_of_period(indicator, extracts, codes, replace(key, aar=aar)) for aar in perioder]
    return {name: pd.concat([found[name] for found in each]) for name in indicator.datasets}


def _of_period(
    indicator: Indicator, extracts: Extracts, codes: Sequence[str], key: FigureKey
) -> dict[str, pd.DataFrame]:
    """Give the rows of one period."""
    tables = {name: _relevant(extracts, name, key.aar) for name in indicator.datasets}
    found = {}
    for name, table in tables.items():
        mine = table["kommunenr"].isin(codes).to_numpy()
        placed = _each_row_apart(tables, name, mine, codes)
        bare = {other: rows.drop(columns=[FIL, KODE]) for other, rows in placed.items()}
        counts = indicator.formula(*(bare[other] for other in indicator.datasets))
        cells = all_cells({indicator.id: counts})
        cells = cells[cells["aar"].eq(key.aar)]
        code_of = table["kommunenr"].astype("str").to_numpy()
        at = _counting(cells, code_of, key.kjonn, nothing_is_0=extracts.by_name[name].personer)
        found[name] = table.iloc[at]
    return found


def _relevant(extracts: Extracts, name: str, aar: str) -> pd.DataFrame:
    """Give the rows of the period, or of the year in which it lies, of every municipality."""
    table = extracts.by_name[name].table
    rows: pd.DataFrame = table[table["aar"].isin({aar, aar[YEAR]})]
    return rows


def _each_row_apart(
    tables: Tables,
    name: str,
    mine: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    codes: Sequence[str],
) -> Tables:
    """Give each marked row of one table a place of its own, with the other tables' rows in each.

    There is also a place per municipality without any row of this table.
    """
    table = tables[name]
    place = table["kommunenr"].astype("str").to_numpy(dtype=object, copy=True)
    theirs = place[mine]
    place[mine] = [f"{ROW}{number}" for number in np.flatnonzero(mine)]
    where = pd.DataFrame({"kommunenr": theirs, "plass": place[mine]})
    empty = pd.DataFrame({"kommunenr": list(codes), "plass": [f"{NONE}{code}" for code in codes]})
    where = pd.concat([where, empty]).astype("str")
    placed = {name: table.assign(kommunenr=pd.array(place, dtype="str"))}
    for other, rows in tables.items():
        if other != name:
            plain = rows.assign(kommunenr=rows["kommunenr"].astype("str"))
            copies = plain.merge(where, on="kommunenr")
            copies = copies.assign(kommunenr=copies["plass"]).drop(columns="plass")
            placed[other] = pd.concat([plain[~plain["kommunenr"].isin(codes)], copies])
    return placed


def _counting(
    cells: pd.DataFrame,
    code_of: "np.ndarray[tuple[int], np.dtype[np.object_]]",
    kjonn: str,
    *,
    nothing_is_0: bool,
) -> list[int]:
    """Give the numbers of the rows whose place differs from that without any row."""
    at = cells["kommunenr"].str.startswith(ROW)
    mine = cells[at].assign(rad=cells.loc[at, "kommunenr"].str.removeprefix(ROW).astype(int))
    mine["kode"] = code_of[mine["rad"].to_numpy()]
    mine = mine[_of_gender(mine, kjonn)]
    none = cells[cells["kommunenr"].str.startswith(NONE)]
    none = none.assign(kode=none["kommunenr"].str.removeprefix(NONE), der=True)
    by = ["kode", "kjonn", "kategori"]
    both = mine.merge(none[[*by, *COUNTS, "der"]], on=by, how="left", suffixes=("", "_uten"))
    differs = both["skjult"] | (both["der"].isna() & (not nothing_is_0))
    for name in COUNTS:
        differs |= both[name].ne(both[f"{name}_uten"].fillna(0))
    return sorted(set(both.loc[differs, "rad"]))


def _of_gender(mine: pd.DataFrame, kjonn: str) -> "pd.Series[bool]":
    """Tell of each cell whether it is part of the figure of a gender, or of both together.

    Both together is K + M, except where the source has a total of its own.
    """
    if kjonn != ALLE:
        return mine["kjonn"].eq(kjonn)
    split = mine["kjonn"].ne(ALLE).groupby(mine["rad"]).transform("any")
    own_total = (mine["kjonn"].eq(ALLE) & ~split).groupby(mine["kode"]).transform("any")
    return mine["kjonn"].eq(ALLE) & (~split | ~own_total)
