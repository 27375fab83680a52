"""The beginning of a file, by which a format knows its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from datapakke.errors import ExtractError
from datapakke.reading.decode import read_first_lines
from datapakke.reading.delimiter import split
from datapakke.reading.header import join_names
from datapakke.reading.model import Beginning, Dialect
from datapakke.reading.sniff import BEGINNING, beginning_of, find_layout


def read_beginning(path: Path, dialect: Dialect) -> Beginning | None:
    """Read the first rows of a file, to see what kind of file it is.

    Args:
        path: The file.
        dialect: What is known of how it is laid out; the rest is found out.

    Returns:
        Its columns and first rows; None when it cannot be read. Never raises.
    """
    try:
        clean = read_first_lines(path, dialect, path.name, BEGINNING)
        try:
            layout = find_layout(clean, dialect, path.name)
        except ExtractError:  # no header, or none that is seen: its rows may be enough
            layout = find_layout(clean, replace(dialect, header=0), path.name)
    except ExtractError:
        return None
    found = split(beginning_of(clean, path.name), layout.delimiter, layout.start).rows
    header = [row for line, row in found if line >= layout.header_line][: layout.header_rows]
    columns = join_names(header) if header else []
    above = [row for line, row in found if line < layout.header_line or not layout.header_line]
    titles = tuple(_titles(above, layout.delimiter))
    return Beginning(tuple(columns), tuple(tuple(row) for _, row in found), titles)


def _titles(rows: list[list[str]], delimiter: str) -> Iterator[str]:
    """Give each row as a whole, and each of its cells; a title may hold the delimiter."""
    for row in rows:
        cells = [cell.strip() for cell in row]
        yield delimiter.join(cells).rstrip(delimiter)
        yield from (cell for cell in cells if cell)
