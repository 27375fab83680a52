"""From an indicator's counts to cells: a row per municipality, period, gender and category."""

from collections.abc import Mapping

import pandas as pd

from datapakke.model import ALLE, KEY, Count, Counts, Distribution, Fraction, Mean, Median

SLAG: Mapping[type, str] = {
    Fraction: "andel",
    Mean: "snitt",
    Median: "median",
    Count: "antall",
    Distribution: "fordeling",
}
"""Kind of counts → its name in the table of results."""

CELL = [*KEY, "kategori"]
COUNTS = ["teller", "nevner", "kvadratsum"]
"""The columns that are summed; 0 in kinds of counts that do not have them."""


def cells_of(counts: Counts) -> pd.DataFrame:
    """Give the counts as a table of CELL, COUNTS (Float64, 0 where hidden) and ``skjult``.

    Where the counts have K and M and no ``alle``, a row for ``alle`` is added: their sum.

    Raises:
        ValueError: The parts of the counts do not have the same keys, or a category is unknown:
            a mistake in the formula.
    """
    cells = _cells(counts)
    for column in set(COUNTS) - set(cells):
        cells[column] = 0
    cells[COUNTS] = cells[COUNTS].astype("Float64")
    cells["skjult"] = cells[COUNTS].isna().any(axis=1)
    cells[COUNTS] = cells[COUNTS].fillna(0)
    cells[CELL] = cells[CELL].astype("str")
    return _with_alle(cells[[*CELL, *COUNTS, "skjult"]])


def _cells(counts: Counts) -> pd.DataFrame:
    if isinstance(counts, Distribution):
        return _distribution(counts)
    if isinstance(counts, Fraction):
        parts = {"teller": counts.teller, "nevner": counts.nevner}
    elif isinstance(counts, Mean):
        parts = {"teller": counts.sum, "nevner": counts.n}
        if counts.kvadratsum is not None:
            parts["kvadratsum"] = counts.kvadratsum
    elif isinstance(counts, Count):
        parts = {"teller": counts.antall}
    else:
        parts = {"nevner": counts.verdier.groupby(KEY)["verdi"].count()}
    return _side_by_side(parts).assign(kategori="")


def _side_by_side(parts: dict[str, pd.Series]) -> pd.DataFrame:
    """Put the series side by side; each must have every key, so that none is not missing."""
    index = next(iter(parts.values())).index
    for name, series in parts.items():
        if (
            not series.index.is_unique
            or len(series) != len(index)
            or set(series.index) ^ set(index)
        ):
            message = f"the series «{name}» has other keys than the others, or one twice"
            raise ValueError(message)
    return pd.DataFrame(parts).rename_axis(index=KEY).reset_index()


def _distribution(counts: Distribution) -> pd.DataFrame:
    """Give every category at every key, and the sum of them as ``nevner``."""
    wide = counts.antall.unstack(fill_value=0)  # noqa: PD010  pivot_table would aggregate
    unknown = set(wide.columns) - set(counts.kategorier)
    if unknown:
        message = f"categories that were not declared: {sorted(unknown)}"
        raise ValueError(message)
    wide = wide.reindex(columns=list(counts.kategorier), fill_value=0)
    total = wide.sum(axis=1, skipna=False)
    long = wide.assign(nevner=total).reset_index()
    return long.melt([*KEY, "nevner"], var_name="kategori", value_name="teller")


def _with_alle(cells: pd.DataFrame) -> pd.DataFrame:
    """Add K + M as ``alle`` for the municipalities and periods that lack it."""
    place = ["kommunenr", "aar", "kategori"]
    given = cells.loc[cells["kjonn"].eq(ALLE), place].assign(given=True)
    gendered = cells[cells["kjonn"].ne(ALLE)].merge(given, on=place, how="left")
    lacking = gendered[gendered["given"].isna()]
    sums = lacking.groupby(place, as_index=False)[[*COUNTS, "skjult"]].sum()
    return pd.concat([cells, sums.assign(kjonn=ALLE, skjult=sums["skjult"] > 0)])
