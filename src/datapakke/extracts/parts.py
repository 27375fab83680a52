"""A merged municipality that stands both as one and in its parts: the figures must add up."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.context import Context
from datapakke.extracts.model import FIL, KODE
from datapakke.extracts.once import Row, advice, is_about, records, seen_from
from datapakke.extracts.places import is_part, own_rows, parts_of
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import Identity
from datapakke.reading import LINJE, place


def note_other_sums(
    table: pd.DataFrame, identity: Identity, context: Context, problems: Problems
) -> None:
    """Note rows of merged municipalities that are not what their parts are together.

    Only numbers of persons are added up, and only where those of all parts are known.

    Args:
        table: A row per place, period and whatever else the files divide by.
        identity: Which columns identify a row, and which hold figures.
        context: Holds the division.
        problems: Names the row and its parts.
    """
    own, parts = own_rows(table, context), table[is_part(table, context)]
    if own.empty or parts.empty:
        return
    key = list(identity.key)
    wanted = own["kommunenr"].map({nr: len(codes) for nr, codes in parts_of(context).items()})
    other = np.zeros(len(own), dtype=bool)
    for name in identity.counts:
        if table[name].dtype == "Int64":
            sums = parts.groupby(key, observed=True)[name].agg(["sum", "count"])
            sums = sums.reindex(pd.MultiIndex.from_frame(own[key]))
            mine = own[name].to_numpy(dtype="float64", na_value=np.nan)
            differ = ~np.isnan(mine) & (sums["sum"].to_numpy(dtype="float64") != mine)
            other |= differ & (sums["count"].to_numpy() == wanted.to_numpy())
    rows = own[other]
    problems.add([_told(row, parts, key) for row in records(rows[:SHOWN_AT_MOST])], len(rows))


def _told(row: Row, parts: pd.DataFrame, key: Sequence[str]) -> Problem:
    theirs = records(parts[is_about(parts, key, row)].sort_values(KODE, kind="stable"))
    each = ", ".join(f"{part[KODE]} i {seen_from(part, row)}" for part in theirs)
    what = (
        f"har andre tall for {row[KODE]} {row['aar']} enn delene har til sammen ({each}). Kommunen"
        " skal telles én gang. Ta bort den ene, i filen eller med «rader» i kilder.yaml."
    )
    return Problem(place(str(row[FIL]), int(row[LINJE])), what + advice(theirs[0], row))
