"""``karakterer``: a row per pupil, subject code (which becomes the subject) and school year."""

from datapakke.extracts.columns import FAGKODE, KJONN, KOMMUNENR, PSEUDONYM, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import SKOLEAAR, skoleaarets_slutt

GRADES = ("1", "2", "3", "4", "5", "6")

KARAKTERER = Format(
    datasett="karakterer",
    columns={
        "elev": PSEUDONYM,
        "skoleaar": SKOLEAAR,
        "trinn": valg("10", "Vg1"),
        "kommunenr": KOMMUNENR,
        "kjonn": KJONN,
        "fagkode": FAGKODE,
        "standpunkt": valg(*GRADES, "IV", "F", "D", blank=True),
        "eksamen": valg(*GRADES, "IM", blank=True),
    },
    unique=("elev", "skoleaar", "fagkode"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    rename={"fagkode": "fag"},
    pseudonym="elev",
    elevnr=True,
)
