"""``fravaer``: a row per pupil and school year in year 10 or Vg1."""

from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, heltall, measured, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import SKOLEAAR, skoleaarets_slutt

FRAVAER = Format(
    datasett="fravaer",
    columns={
        "elev": PSEUDONYM,
        "skoleaar": SKOLEAAR,
        "trinn": valg("10", "Vg1"),
        "kommunenr": KOMMUNENR,
        "kjonn": KJONN,
        "dager": measured(heltall(0, 190), "dager", (0, 100)),
        "timer": measured(heltall(0, 1200), "timer", (0, 300)),
    },
    unique=("elev", "skoleaar"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    pseudonym="elev",
)
