"""How sources write numbers: decimal mark, spaces between thousands, percent signs, units."""

import re
from collections.abc import Iterable
from decimal import Decimal

from datapakke.extracts.columns import CellError, ColumnType

COMMA, POINT = ",", "."
PERCENT = "prosent"
PARTS = {PERCENT: Decimal(1), "andel": Decimal(100), "promille": Decimal("0.1")}
"""Units of a share, and what one of them is in percent."""

SPACES = " \u00a0\u202f\u2009"
GROUPED = re.compile(f"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?=[,.]|$)")
NUMBER = re.compile("([0-9]{1,12})(?:([,.])([0-9]{1,14}))?")
THOUSANDS = 3
"""So many digits after a mark may be a number of thousands: ``1.234``."""


def find_mark(cells: Iterable[str]) -> str:
    """Find the decimal mark that cells use, among those where it can be nothing else.

    Returns:
        ``,`` or ``.``, or nothing when no cell settles it.

    Raises:
        CellError: Some use the one and some the other.
    """
    found: dict[str, str] = {}
    for cell in cells:
        number = _split(cell)
        if number and number[2] and not _may_be_thousands(number):
            found.setdefault(number[2], cell)
    if len(found) > 1:
        message = (
            f"tall med ett desimaltegn, men her står både «{found[COMMA]}» og «{found[POINT]}»"
        )
        raise CellError(message)
    return next(iter(found), "")


def number(cell: str, kind: ColumnType, mark: str, unit: str) -> str:
    """Give a number as the dataset writes it: digits, decimal comma, in the dataset's own unit.

    Args:
        cell: A number as the source writes it.
        kind: The dataset's column: how many decimals it has, and its unit.
        mark: The decimal mark; nothing when it is not known.
        unit: The unit that the source uses.

    Raises:
        CellError: It is no number, or could be two.
    """
    if cell.endswith("%") and unit != PERCENT:
        message = "et tall uten prosenttegn, for enheten er ikke oppgitt som prosent"
        raise CellError(message)
    found = _split(cell)
    if found is None:
        raise CellError
    if found[2] and found[2] != mark:
        raise CellError(_why_not(found, mark))
    decimals = found[3] or ""
    if kind.decimals or not _may_be_thousands(found):
        # «12,0» is how spreadsheets write 12 in a column of decimal numbers.
        decimals = decimals[: kind.decimals] + decimals[kind.decimals or 0 :].rstrip("0")
    digits = found[1] + (f".{decimals}" if decimals else "")
    if unit in PARTS and kind.unit == PERCENT and PARTS[unit] != 1:
        digits = format((Decimal(digits) * PARTS[unit]).normalize(), "f")
    return digits.replace(".", COMMA)


def is_number(cell: str) -> bool:
    """Tell whether a cell is a number, in any way of writing it."""
    return _split(cell) is not None


def _split(cell: str) -> re.Match[str] | None:
    cell = cell.removesuffix("%").rstrip(SPACES)
    grouped = GROUPED.match(cell)
    if grouped:
        cell = re.sub(f"[{SPACES}]", "", grouped[0]) + cell[grouped.end() :]
    return NUMBER.fullmatch(cell)


def _may_be_thousands(found: re.Match[str]) -> bool:
    """Tell whether a mark may stand between thousands."""
    return len(found[3] or "") == THOUSANDS >= len(found[1]) and found[1] != "0"


def _why_not(found: re.Match[str], mark: str) -> str:
    if mark:
        return f"et tall med «{mark}» som desimaltegn, som ellers i filen"
    whole = found[1] + found[3]
    return (
        f"et tall som bare kan bety én ting: dette kan være {whole} eller {found[1]},{found[3]}."
        " Skriv «desimaltegn» for filen i kilder.yaml"
    )
