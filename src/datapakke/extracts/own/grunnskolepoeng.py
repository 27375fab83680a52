"""``grunnskolepoeng``: mean points and number of pupils per municipality, as Udir counts them."""

import pandas as pd

from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, heltall, measured
from datapakke.extracts.format import Format
from datapakke.extracts.periods import SKOLEAAR, skoleaarets_slutt
from datapakke.extracts.public import HIDDEN, KJONN_ELLER_ALLE, tall

LOWEST, HIGHEST = 10, 60
"""Ten times the mean of grades from 1 to 6."""

GRUNNSKOLEPOENG = Format(
    datasett="grunnskolepoeng",
    columns={
        "skoleaar": SKOLEAAR,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "kjonn": KJONN_ELLER_ALLE,
        "snitt": measured(tall(LOWEST, HIGHEST, decimals=2), "poeng", (30, 55)),
        "antall": heltall(0, 9_999_999, hidden=HIDDEN),
    },
    unique=("skoleaar", "kommunenr", "kjonn"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    summeres=("snitt", "antall"),
)


def hidden_together(table: pd.DataFrame) -> pd.DataFrame:
    """Hide the mean with its number, and the number with its mean, in cells of the dataset."""
    figures = table[["snitt", "antall"]]
    hidden = figures.isin(["", HIDDEN]).any(axis="columns")
    return table.assign(
        snitt=figures["snitt"].mask(hidden, HIDDEN), antall=figures["antall"].mask(hidden, HIDDEN)
    )
