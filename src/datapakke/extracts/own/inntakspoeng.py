"""``inntakspoeng``: a row per applicant to Vg1."""

from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, desimaltall
from datapakke.extracts.format import Format
from datapakke.extracts.periods import SKOLEAAR, skoleaarets_slutt

INNTAKSPOENG = Format(
    datasett="inntakspoeng",
    columns={
        "elev": PSEUDONYM,
        "skoleaar": SKOLEAAR,
        "kommunenr": KOMMUNENR,
        "kjonn": KJONN,
        "inntakspoeng": desimaltall(80),
    },
    unique=("elev", "skoleaar"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    pseudonym="elev",
)
