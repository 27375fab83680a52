"""``nav``: persons per municipality and month, as NAV delivers them."""

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, heltall, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED, maanedens_slutt

AGES = {"helt_ledige": "15-24", "tiltak": "15-24", "aap": "18-29"}
"""The age group that each group is divided by: its residents are the denominator."""


def _other_age(table: pd.DataFrame) -> "pd.Series[bool]":
    return table["alder"] != table["gruppe"].map(AGES)


NAV = Format(
    datasett="nav",
    columns={
        "maaned": MAANED,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "gruppe": valg("helt_ledige", "tiltak", "aap"),
        "alder": valg("15-24", "18-29"),
        "antall": heltall(0, 9_999_999, hidden="*"),
    },
    unique=("maaned", "kommunenr", "gruppe", "alder"),
    aar="maaned",
    slutt=maanedens_slutt,
    rules=(Rule("alder", "«15-24» for helt_ledige og tiltak og «18-29» for aap", _other_age),),
    summeres=("antall",),
)
