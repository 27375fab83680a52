"""Periods: their labels, the day each ends, and the column types that read them."""

import calendar
import re
from datetime import date

from datapakke.extracts.columns import CellError, ColumnType

EARLIEST, LATEST = 1994, 2049
"""Years that can be meant: from Reform 94, when upper secondary got today's shape."""


def skoleaarets_slutt(label: str) -> date:
    """Give the last day of the school year ``2015/16``, or of the one that ends in ``2016``."""
    last = int(label[:4]) + (1 if "/" in label else 0)
    return date(last, 7, 31)


def hosten(label: str) -> date:
    """Give the day on which pupils are counted in the autumn after the school year."""
    return date(int(label[:4]) + 1, 10, 1)


def neste_host(label: str) -> date:
    """Give the day on which they are counted a year later."""
    return date(int(label[:4]) + 2, 10, 1)


def maanedens_slutt(label: str) -> date:
    """Give the last day of the month ``2016-06``."""
    year, month = int(label[:4]), int(label[5:])
    return date(year, month, calendar.monthrange(year, month)[1])


def aarets_start(label: str) -> date:
    """Give 1 January: the day of residence."""
    return date(int(label), 1, 1)


def aarets_slutt(label: str) -> date:
    """Give 31 December."""
    return date(int(label), 12, 31)


def skoleaar_label(cell: str) -> str:
    """Give ``2015/16`` from ``2015-16`` or ``2015/16``.

    Raises:
        CellError: The second year does not follow the first, or no such year can be meant.
    """
    found = re.fullmatch("([0-9]{4})[-/]([0-9]{2})", cell)
    if not found or not EARLIEST <= int(found[1]) <= LATEST:
        raise CellError
    following = f"{(int(found[1]) + 1) % 100:02d}"
    if found[2] != following:
        message = f"to år etter hverandre, som «{found[1]}/{following}»"
        raise CellError(message)
    return f"{found[1]}/{following}"


def is_label(text: str) -> bool:
    """Tell whether the text is the label of a school year, a year, a month or a day."""
    for parse in (_skoleaar, _aar, _maaned, _dato):
        try:
            parse(text, None)
        except CellError:
            continue
        return True
    return False


def _skoleaar(cell: str, _: object) -> str:
    if "/" not in cell:
        raise CellError
    return skoleaar_label(cell)


def _aar(cell: str, _: object) -> str:
    if not re.fullmatch("[0-9]{4}", cell) or not EARLIEST <= int(cell) <= LATEST:
        raise CellError
    return cell


def _maaned(cell: str, _: object) -> str:
    found = re.fullmatch("([0-9]{4})-(0[1-9]|1[0-2])", cell)
    if not found or not EARLIEST <= int(found[1]) <= LATEST:
        raise CellError
    return cell


def _dato(cell: str, _: object) -> str:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise CellError
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        message = "en dato som finnes i kalenderen"
        raise CellError(message) from None
    if not EARLIEST <= day.year <= LATEST:
        raise CellError
    return cell


_SPAN = f"fra {EARLIEST} til {LATEST}"
SKOLEAAR = ColumnType(
    f"et skoleår som «2015/16», {EARLIEST}/{(EARLIEST + 1) % 100:02d} eller senere",
    "str",
    _skoleaar,
)
AAR = ColumnType(f"et årstall {_SPAN}", "str", _aar)
MAANED = ColumnType(f"en måned som «2016-06», {_SPAN}", "str", _maaned)
DATO = ColumnType(f"en dato som «2016-06-15», {_SPAN}", "str", _dato)
