"""``overgang``: a row per pupil who left year 10, and where they were the two next autumns."""

from datapakke.extracts.columns import KJONN, KOMMUNENR, PSEUDONYM, valg
from datapakke.extracts.format import Format
from datapakke.extracts.periods import SKOLEAAR, hosten, neste_host

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
    kjent={"vg2": neste_host},
    pseudonym="elev",
)
