"""Rows of cells with the line that each begins on: the careful way, quotes and all."""

import csv
import io
from collections.abc import Iterator

from datapakke.errors import ExtractError, Problem
from datapakke.reading.model import place

Record = tuple[int, list[str]]
"""The line that a row begins on, counted from 1, and its cells."""

csv.field_size_limit(2**31 - 1)
# A cell may be as long as the text: else a long one is told as a wrong quote.

BLANKS = " \t"
"""A line of nothing else is blank."""


def records(text: str, delimiter: str, start: int, name: str) -> Iterator[Record]:
    """Give the rows that are not blank.

    Args:
        text: LF between lines.
        delimiter: The character between cells.
        start: The first line that is read.
        name: What errors call the file.

    Raises:
        ExtractError: A quote stands where none can, or is never closed.
    """
    stream = io.StringIO(text)
    for _ in range(start - 1):
        stream.readline()
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = start
    try:
        for row in reader:
            if len(row) > 1 or (row and row[0].strip(BLANKS)):
                yield line, row
            line = start + reader.line_num
    except csv.Error:
        what = "kan ikke deles i felt: et anførselstegn står feil eller blir ikke lukket."
        raise ExtractError([Problem(place(name, line), what)]) from None
