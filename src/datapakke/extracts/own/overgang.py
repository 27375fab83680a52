"""``overgang``: a row per pupil who left year 10, and where they were the two next autumns."""

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import SKOLEAAR, hosten, neste_host


def _vg2_without_vg1(table: pd.DataFrame) -> "pd.Series[bool]":
    return table["vg2"].notna() & (table["i_vgs"] == "nei")


OVERGANG = Format(
    datasett="overgang",
    columns={
        "elev": PSEUDONYM,
        "skoleaar": SKOLEAAR,
        "kommunenr": KOMMUNENR,
        "kjonn": KJONN,
        "i_vgs": valg("ja", "nei"),
        "vg2": valg("ja", "nei", blank=True),
    },
    unique=("elev", "skoleaar"),
    aar="skoleaar",
    slutt=hosten,
    rules=(Rule("vg2", "tomt når «i_vgs» er «nei»", _vg2_without_vg1),),
    kjent={"vg2": neste_host},
    pseudonym="elev",
)
