"""``fravaer``: a row per pupil and school year in year 10 or Vg1."""

from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, heltall, valg
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
        "dager": heltall(0, 190),
        "timer": heltall(0, 1200),
    },
    unique=("elev", "skoleaar"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    pseudonym="elev",
)
