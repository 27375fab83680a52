"""``helt_ledige``: fully unemployed per municipality and month, numbers and shares, all ages."""

from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, heltall, measured
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED, maanedens_slutt
from datapakke.extracts.public import HIDDEN, in_percent, tall

HELT_LEDIGE = Format(
    datasett="helt_ledige",
    columns={
        "maaned": MAANED,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "antall": heltall(0, 9_999_999, hidden=HIDDEN),
    },
    unique=("maaned", "kommunenr"),
    aar="maaned",
    slutt=maanedens_slutt,
    summeres=("antall",),
)

HELT_LEDIGE_PROSENT = Format(
    datasett="helt_ledige_prosent",
    columns={
        "maaned": MAANED,
        "kommunenr": KOMMUNENR_ELLER_LANDET,
        "prosent": measured(tall(0, 100, decimals=6), "prosent", (0, 25)),
    },
    unique=("maaned", "kommunenr"),
    aar="maaned",
    slutt=maanedens_slutt,
    rules=(in_percent("prosent"),),
    summeres=("prosent",),
)
