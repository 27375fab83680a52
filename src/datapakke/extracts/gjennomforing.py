"""``gjennomforing``: a row per pupil who began upper secondary, with the status 5 or 6 years on."""

from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, skoleaarets_slutt

STATUSES = ("normert", "forsinket", "grunnkompetanse", "i_opplaering", "ikke_bestatt", "sluttet")

GJENNOMFORING = Format(
    datasett="gjennomforing",
    columns={
        "elev": PSEUDONYM,
        "kull": AAR,
        "maalt": AAR,
        "kommunenr": KOMMUNENR,
        "kjonn": KJONN,
        "program": valg("SF", "YF"),
        "status": valg(*STATUSES),
    },
    unique=("elev",),
    aar="kull",
    slutt=skoleaarets_slutt,
    slutt_av="maalt",
    pseudonym="elev",
)
