"""Column types of public files: numbers as publishers write them."""

import re

from datapakke.extracts.columns import CellError, ColumnType
from datapakke.extracts.context import Context

HIDDEN = "*"
"""What both Udir and NAV print instead of a number that they have hidden."""

THOUSANDS = re.compile("[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+|[0-9]{1,9}")


def _antall(cell: str, _: Context) -> int:
    if not THOUSANDS.fullmatch(cell):
        raise CellError
    return int(re.sub("[^0-9]", "", cell))


def _snitt(cell: str, _: Context) -> float:
    if not re.fullmatch("[0-9]{1,2}(,[0-9]{1,2})?", cell):
        raise CellError
    return float(cell.replace(",", "."))


ANTALL = ColumnType("et heltall, «*» eller tomt", "Int64", _antall, blank=True, hidden=HIDDEN)
SNITT = ColumnType(
    "et tall under 100 med desimalkomma, «*» eller tomt",
    "Float64",
    _snitt,
    blank=True,
    hidden=HIDDEN,
)
