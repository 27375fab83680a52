"""``befolkning``: residents on 1 January by single year of age."""

from datapakke.extracts.columns import KJONN, KOMMUNENR_ELLER_LANDET, heltall
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, aarets_start

BEFOLKNING = Format(
    datasett="befolkning",
    columns={
        "aar": AAR,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "kjonn": KJONN,
        "alder": heltall(15, 29),
        "antall": heltall(0, 9_999_999),
    },
    unique=("aar", "kommunenr", "kjonn", "alder"),
    aar="aar",
    slutt=aarets_start,
    summeres=("antall",),
)
