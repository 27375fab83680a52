"""``neet``: residents 15–29, and those outside work, education and measures (4th quarter)."""

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, heltall
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, aarets_slutt


def _more_than_all(table: pd.DataFrame) -> "pd.Series[bool]":
    return (table["utenfor_15_29"] > table["bosatte_15_29"]).fillna(value=False).astype(bool)


NEET = Format(
    datasett="neet",
    columns={
        "aar": AAR,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "bosatte_15_29": heltall(0, 9_999_999),
        "utenfor_15_29": heltall(0, 9_999_999, hidden=":"),
    },
    unique=("aar", "kommunenr"),
    aar="aar",
    slutt=aarets_slutt,
    rules=(Rule("utenfor_15_29", "høyst tallet på bosatte", _more_than_all),),
    summeres=("bosatte_15_29", "utenfor_15_29"),
)
