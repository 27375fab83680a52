"""``slutta_vgo`` and ``karakterer_vgo``: upper secondary by country, county and school.

Udir counts these where the pupils go to school; there are no municipalities in them. The levels
stand side by side and are never added up: a county's figure is the one that Udir gives, or none.
After a reform Udir repeats a school under the new county, so it can stand in two for a year.
"""

from collections.abc import Mapping

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import ColumnType, heltall, measured, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import SKOLEAAR, skoleaarets_slutt
from datapakke.extracts.public import HIDDEN, KJONN_ELLER_ALLE, in_percent, tall, tekst

LAND, FYLKE, SKOLE = "land", "fylke", "skole"
GRADES = tuple(f"karakter_{grade}" for grade in range(1, 7))
ROUNDING = 0.31
"""Six shares with one decimal may together be this much over 100 percent."""

UNIT: Mapping[str, ColumnType] = {
    "skoleaar": SKOLEAAR,
    "nivaa": valg(LAND, FYLKE, SKOLE),
    "fylkenr": tekst("et fylkesnummer på to sifre, eller «00» (landet)", "[0-9]{2}"),
    "enhet": tekst("«0000», et fylkesnummer eller ni sifre", "0000|[0-9]{2}|[0-9]{9}"),
    "navn": tekst("et navn"),
    "kjonn": KJONN_ELLER_ALLE,
}


def _more_than_all(table: pd.DataFrame) -> "pd.Series[bool]":
    together: pd.Series[bool] = table[list(GRADES)].sum(axis="columns") > 100 + ROUNDING
    return together


SLUTTA_VGO = Format(
    datasett="slutta_vgo",
    columns={**UNIT, "andel": measured(tall(0, 100, decimals=6), "prosent")},
    unique=("skoleaar", "fylkenr", "enhet", "kjonn"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    rules=(in_percent("andel"),),
)

KARAKTERER_VGO = Format(
    datasett="karakterer_vgo",
    columns={
        **UNIT,
        "vurdering": valg("standpunkt", "skriftlig eksamen", "muntlig eksamen"),
        "fagkode": tekst("en fagkode som «ENG1007»", "[A-Z]{3}[0-9]{4}"),
        "fag": tekst("navnet på faget"),
        "snitt": tall(1, 6, decimals=2),
        "antall": heltall(0, 9_999_999, hidden=HIDDEN),
        **dict.fromkeys(GRADES, measured(tall(0, 100), "prosent")),
    },
    unique=("skoleaar", "fylkenr", "enhet", "kjonn", "vurdering", "fagkode"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    rules=(Rule(GRADES[-1], "andeler som til sammen er høyst 100 prosent", _more_than_all),),
)
