"""``ot``: a row per young person enrolled in Oppfølgingstjenesten on a counting day.

The status code (Udir's kodeverk for OT, from 15 September 2011) becomes its group, 1–5.
"""

from datetime import date

from datapakke.extracts.columns import (
    KJONN,
    KOMMUNENR,
    PSEUDONYM,
    CellError,
    ColumnType,
    heltall,
)
from datapakke.extracts.context import Context
from datapakke.extracts.format import Format
from datapakke.extracts.periods import DATO

OUTSIDE_TARGET_GROUP = 5
MARK_OUTSIDE = "_IM"

GROUPS = {
    "OTUK": 1,
    "OTOV": 2,
    **dict.fromkeys(("OTOA", "OTAP", "OTKO", "OTAR", "OTEV", "OTVF", "OTLL"), 3),
    **dict.fromkeys(("OTNO", "OTMI", "OTBA", "OTSY", "OTIF"), 4),
}


def _gruppe(cell: str, _: Context) -> int:
    code = cell.removesuffix(MARK_OUTSIDE)
    if cell != code and code in {*GROUPS, "ELGS"}:
        return OUTSIDE_TARGET_GROUP
    if cell not in GROUPS:
        raise CellError
    return GROUPS[cell]


OT = Format(
    datasett="ot",
    columns={
        "ungdom": PSEUDONYM,
        "kommunenr": KOMMUNENR,
        "kjonn": KJONN,
        "dato": DATO,
        "alder": heltall(15, 25),
        "statuskode": ColumnType("en statuskode i Udirs kodeverk for OT", "Int64", _gruppe),
    },
    unique=("ungdom", "dato"),
    aar="dato",
    slutt=date.fromisoformat,
    rename={"statuskode": "gruppe"},
    pseudonym="ungdom",
    ingen_rader_er_null=True,
)
