"""Adds what is left between two figures as rows of its own: a number that could be worked out.

A share within another leaves the persons that only the larger one counts; a share apart from
another leaves those that neither counts. Such a row is never printed. It is there because it can
be computed from what is, and because it cannot be negative.
"""

from collections.abc import Sequence

import pandas as pd

from datapakke.model import Indicator, Nivaa
from datapakke.results import LEVERT

REST = "rest"
"""The kind of count of such a row."""
PLACE = ["nivaa", "omraade", "aar", "kjonn"]


def rest_id(indicator: str) -> str:
    """Give the name of the remainder that an indicator leaves."""
    return f"{indicator} ({REST})"


def remainders(table: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Give a row per municipality, period and gender for every share that names another.

    Args:
        table: As ``results`` declares.
        indicators: Those in the table.

    Returns:
        Rows with the table's columns, ``slag`` REST and a new index after the table's.
    """
    ours = table[table["nivaa"].eq(Nivaa.KOMMUNE.value) & table["tilstand"].eq(LEVERT)]
    present = set(ours["indikator"])
    found = [
        _left(ours, one, other)
        for one in indicators
        if (other := one.del_av or one.skilt_fra) and {one.id, other} <= present
    ]
    if not found:
        return table.iloc[:0]
    rows = pd.concat(found, ignore_index=True)
    rows.index += len(table)
    return rows.astype(table.dtypes)


def _left(table: pd.DataFrame, one: Indicator, other: str) -> pd.DataFrame:
    mine = table[table["indikator"].eq(one.id)]
    theirs = table.loc[table["indikator"].eq(other), [*PLACE, "teller"]]
    both = mine.merge(theirs, on=PLACE, validate="1:1", suffixes=("", "_2"))
    whole = both["teller_2"] if one.del_av else both["nevner"] - both["teller_2"]
    both["teller"] = whole - both["teller"]
    both["nevner"] = pd.NA
    return both.drop(columns="teller_2").assign(indikator=rest_id(one.id), slag=REST)
