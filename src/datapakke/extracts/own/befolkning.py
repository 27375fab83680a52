"""``befolkning``: residents on 1 January by single year of age."""

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, heltall
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, aarets_start
from datapakke.extracts.public import KJONN_ELLER_ALLE
from datapakke.model import ALLE

YOUNGEST, OLDEST = 15, 29
AGES = OLDEST - YOUNGEST + 1


def _incomplete(table: pd.DataFrame) -> "pd.Series[bool]":
    """Mark the first row of a municipality's year without all ages: its sums would be too low."""
    year = [table["kommunenr"], table["aar"]]
    together = table["kjonn"].eq(ALLE)
    divided = (~together).groupby(year).transform("sum")
    whole = divided.isin([0, 2 * AGES]) & together.groupby(year).transform("sum").isin([0, AGES])
    return ~whole & (table.groupby(year).cumcount() == 0)


def _not_the_sum(table: pd.DataFrame) -> "pd.Series[bool]":
    """Mark rows of both genders that are not the sum of K and M, where those are there."""
    one = [table["kommunenr"], table["aar"], table["alder"]]
    together = table["kjonn"].eq(ALLE)
    rest = table["antall"].where(~together).groupby(one).transform("sum", min_count=1)
    return together & rest.ne(table["antall"]).fillna(value=False).astype(bool)


BEFOLKNING = Format(
    datasett="befolkning",
    columns={
        "aar": AAR,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "kjonn": KJONN_ELLER_ALLE,
        "alder": heltall(YOUNGEST, OLDEST),
        "antall": heltall(0, 9_999_999),
    },
    unique=("aar", "kommunenr", "kjonn", "alder"),
    aar="aar",
    slutt=aarets_start,
    rules=(
        Rule(
            "kommunenr",
            "30 rader for kommunen dette året (K og M, 15–29 år), eller 15 når kjønn er «alle»",
            _incomplete,
        ),
        Rule("antall", "summen av K og M i samme alder", _not_the_sum),
    ),
    summeres=("antall",),
)
