"""``neet``: residents 15–29, and those outside work, education and measures (4th quarter)."""

from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, heltall
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, aarets_slutt

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
    summeres=("bosatte_15_29", "utenfor_15_29"),
)
