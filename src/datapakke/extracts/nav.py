"""``nav``: persons per municipality and month, as NAV delivers them."""

from datapakke.extracts.columns import KOMMUNENR_ELLER_LANDET, heltall, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED, maanedens_slutt

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
    summeres=("antall",),
)
