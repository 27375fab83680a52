"""``befolkning``: residents on 1 January by single year of age."""

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import KJONN, KOMMUNENR_ELLER_LANDET, heltall
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, aarets_start

YOUNGEST, OLDEST = 15, 29
ROWS_OF_A_YEAR = 2 * (OLDEST - YOUNGEST + 1)


def _incomplete(table: pd.DataFrame) -> "pd.Series[bool]":
    """Mark the first row of a municipality's year without all ages: its sums would be too low."""
    year = table.groupby(["kommunenr", "aar"])["alder"]
    return (year.transform("size") != ROWS_OF_A_YEAR) & (year.cumcount() == 0)


BEFOLKNING = Format(
    datasett="befolkning",
    columns={
        "aar": AAR,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "kjonn": KJONN,
        "alder": heltall(YOUNGEST, OLDEST),
        "antall": heltall(0, 9_999_999),
    },
    unique=("aar", "kommunenr", "kjonn", "alder"),
    aar="aar",
    slutt=aarets_start,
    rules=(Rule("kommunenr", "30 rader for kommunen dette året (K og M, 15–29 år)", _incomplete),),
    summeres=("antall",),
)
