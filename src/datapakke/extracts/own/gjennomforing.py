"""``gjennomforing``: a row per pupil who began upper secondary, with the status 5 or 6 years on."""

from dataclasses import replace

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, desimaltall, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import AAR, skoleaarets_slutt

STATUSES = ("normert", "forsinket", "grunnkompetanse", "i_opplaering", "ikke_bestatt", "sluttet")

YEARS_AFTER = (5, 6)
"""Study programmes are followed for five years, vocational ones for six (SSB)."""


def _other_follow_up(table: pd.DataFrame) -> "pd.Series[bool]":
    years = table["maalt"].astype(int) - table["kull"].astype(int)
    return ~years.isin(YEARS_AFTER)


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
    rules=(Rule("maalt", "fem eller seks år etter «kull»", _other_follow_up),),
    slutt_av="maalt",
    pseudonym="elev",
)

GJENNOMFORING_MED_POENG = replace(
    GJENNOMFORING, columns={**GJENNOMFORING.columns, "inntakspoeng": desimaltall(80)}
)
"""The same with the points that the pupil came with, where the county can give them."""
