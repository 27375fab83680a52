"""From a workbook to one sheet as text: a row of the sheet is a line, whatever its cells hold."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from datapakke.errors import SHOWN_AT_MOST, ExtractError, Problem
from datapakke.reading.damage import damaged_lines
from datapakke.reading.markup import Broken
from datapakke.reading.model import Clean
from datapakke.reading.parts import Parts, Sheet
from datapakke.reading.scan import Scan

DELIMITER = ";"
LINE_BREAK = re.compile("\r\n|\r|\n")
BYTE_ORDER_MARK = "\ufeff"
MAX_CELLS = 10 * 10**6
WHOLE = 10**15
"""Excel keeps 15 digits; what stands after them is noise from the machine's arithmetic."""

Cell = float | str | bool | date | datetime | time | timedelta


def read_sheet(data: bytes, sheet: str | None, name: str, file: str) -> Clean:
    """Give a sheet as text, as it would be if saved with ``;`` between its cells.

    What a formula last gave is its cell's content. Hidden rows are read like others. Of merged
    cells the first holds the content. A line break in a cell becomes a space, so that rows and
    lines agree.

    Args:
        data: The workbook, an ``.xlsx``.
        sheet: The sheet; None for the one that is visible and has content.
        name: What errors call the file.
        file: The file inside an archive; "" when there is no archive.

    Raises:
        ExtractError: It is damaged, too large or empty, has several sheets with content, or has
            cells with an error, a formula that has not been calculated, or a raised footnote.
    """
    try:
        parts = Parts(data)
        chosen = _choose(parts, sheet, name)
        _refuse_cells(parts.scan(chosen), f"{name}, ark «{chosen.name}»")
        with _panics_told():
            book = CalamineWorkbook.from_filelike(io.BytesIO(parts.only(chosen)))
            text = _written(book.get_sheet_by_name(chosen.name))
    except (CalamineError, Broken) as error:
        said = str(error) if isinstance(error, Broken) else ""
        what = f"kan ikke leses som en Excel-arbeidsbok: {said or 'filen er skadet'}."
        raise ExtractError([Problem(name, what)]) from None
    damaged, first = damaged_lines(text)
    return Clean(text, "xlsx", file, chosen.name, damaged, first, DELIMITER)


@contextmanager
def _panics_told() -> Iterator[None]:
    """Tell what the reader in Rust did not foresee, such as an hour of 1e308, as damage."""
    try:
        yield
    except (OverflowError, ValueError):
        raise Broken from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # no module has it to import
            raise
        raise Broken from None


def _choose(parts: Parts, told: str | None, name: str) -> Sheet:
    """Give the sheet that is told, else the only one in which a person sees something."""
    if told:
        found = next((one for one in parts.sheets if one.name == told), None)
        if found:
            return found
        what = f"har ikke noe ark «{told}». Arkene er {_listed(parts.sheets)}."
        raise ExtractError([Problem(name, what)])
    seen = [one for one in parts.sheets if one.visible and parts.scan(one).values]
    if not seen:
        raise ExtractError([Problem(name, "er tom: ingen synlige ark har noe innhold.")])
    if len(seen) > 1:
        what = f"har flere ark med innhold: {_listed(seen)}. Oppgi «ark» under «lesing»."
        raise ExtractError([Problem(name, what)])
    return seen[0]


def _refuse_cells(scan: Scan, where: str) -> None:
    if scan.faults:
        shown = [Problem(f"{where}, celle {cell}", what) for cell, what in scan.faults]
        raise ExtractError(shown[:SHOWN_AT_MOST], len(shown))
    if not scan.values:
        raise ExtractError([Problem(where, "er tomt.")])
    if scan.rows * scan.columns > MAX_CELLS:
        what = f"har over {MAX_CELLS // 10**6} millioner celler. Lagre det som CSV."
        raise ExtractError([Problem(where, what)])


def _listed(sheets: Sequence[Sheet]) -> str:
    shown = [f"«{one.name}»" for one in sheets[:SHOWN_AT_MOST]]
    return ", ".join(shown) + (" …" if len(sheets) > len(shown) else "")


def _written(sheet: CalamineSheet) -> bytes:
    """Write the cells, from the sheet's first row and column on."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator="\n")
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        cells = [_text(cell) for cell in row]
        writer.writerow(before + cells if any(cells) else [])
    return out.getvalue().replace(BYTE_ORDER_MARK, "").encode(errors="replace")


def _text(cell: Cell) -> str:
    """Give what stands in a cell, as the program's own files have it."""
    if isinstance(cell, str):
        return LINE_BREAK.sub(" ", cell)
    if isinstance(cell, bool):
        return "SANN" if cell else "USANN"
    if isinstance(cell, float | int):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return cell.isoformat()


def _number(value: float) -> str:
    if float(value).is_integer() and abs(value) < WHOLE:
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f").replace(".", ",")
