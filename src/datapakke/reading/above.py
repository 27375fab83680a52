"""Refuse what looks like rows of data above the header: they would be lost without a word."""

from collections import Counter
from collections.abc import Sequence

from datapakke.errors import ExtractError, Problem
from datapakke.reading.header import MOST_ROWS, filled, is_label_row
from datapakke.reading.model import place
from datapakke.reading.records import Record


def refuse_rows_above(rows: Sequence[Record], line: int, number: int, name: str) -> None:
    """Refuse a header with rows above it that are hardly titles.

    They are not when one with figures is as wide as the header, or as another of them; nor when
    more have several cells than header rows can be.

    Args:
        rows: The first rows of the file.
        line: The line of the first header row, which was found and not told.
        number: How many header rows there are.
        name: What errors call the file.

    Raises:
        ExtractError: There are such rows.
    """
    header = [_width(row) for at, row in rows if at >= line][:number]
    above = [(at, row) for at, row in rows if at < line and filled(row) > 1]
    widths = Counter(_width(row) for _, row in above)
    figures = [(at, _width(row)) for at, row in above if not is_label_row(row)]
    lost = [at for at, width in figures if width >= max(header) or widths[width] > 1]
    if len(above) > MOST_ROWS:
        lost = lost or [at for at, _ in above]
    if lost:
        what = (
            f"ser ut som en rad i tabellen, men står over overskriften i linje {line} og ville ikke"
            " blitt lest. Flytt overskriften øverst, eller oppgi «overskrift» (linjenummer) under"
            " «lesing» hvis det som står over den, ikke skal leses."
        )
        raise ExtractError([Problem(place(name, lost[0]), what)])


def _width(row: Sequence[str]) -> int:
    """Count the cells up to the last that is not blank: rows of a sheet are all equally long."""
    return max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)
