"""Find how a file is laid out: delimiter, titles before the header, header rows."""

from datapakke.errors import ExtractError, Problem
from datapakke.reading.above import refuse_rows_above
from datapakke.reading.delimiter import find_delimiter, split, told_by_first_line
from datapakke.reading.header import (
    MOST_ROWS,
    are_names,
    filled,
    is_figure,
    is_label_row,
    is_no_word,
    join_names,
)
from datapakke.reading.model import (
    DELIMITERS,
    MOST_COLUMNS,
    Clean,
    Dialect,
    Layout,
    place,
)
from datapakke.reading.records import Record

BEGINNING = 256 * 1024
LONGEST = 512 * 1024
"""The longest first line: as many columns as there can be, with long names."""
MARKS = tuple(mark.encode() for mark in DELIMITERS)


def find_layout(clean: Clean, dialect: Dialect, name: str) -> Layout:
    """Find how a file is laid out, from its beginning.

    Args:
        clean: The file.
        dialect: What is known; that is not looked for.
        name: What errors call the file.

    Raises:
        ExtractError: The file can be understood in two ways that give other cells, or no row can
            be its header, or rows above the header would be lost.
    """
    text = beginning_of(clean, name)
    told = "" if clean.delimiter else told_by_first_line(text)
    start = 2 if told else 1
    delimiter = clean.delimiter or dialect.delimiter or told
    delimiter = delimiter or find_delimiter(text, start, dialect.names, name)
    rows = split(text, delimiter, start)
    if told and delimiter == told and rows.width == 1:
        _refuse_untrue(text, told, name)
    if dialect.header == 0:
        return Layout(delimiter, start, 0, 0)
    if dialect.header is not None:
        below = [row for row in rows.rows if row[0] >= dialect.header]
        return Layout(delimiter, start, dialect.header, _rows_down(below, dialect, name))
    line, number = _header(rows.rows, rows.width, dialect, name)
    refuse_rows_above(rows.rows, line, number, name)
    return Layout(delimiter, start, line, number)


def beginning_of(clean: Clean, name: str) -> str:
    """Give the lines that a layout is found from.

    Raises:
        ExtractError: The first line is longer than any header, or a line has more columns than any
            table: it would take long to split.
    """
    data = clean.data
    if len(data) > BEGINNING:
        end = data.rfind(b"\n", 0, BEGINNING) + 1 or data.find(b"\n", 0, LONGEST) + 1
        if not end and len(data) > LONGEST:
            what = f"er lengre enn {LONGEST // 1024} kB og kan ikke være en overskrift."
            raise ExtractError([Problem(place(name, 1), what)])
        data = data[:end] if end else data
    for line, text in enumerate(data.split(b"\n"), 1):
        if len(text) > MOST_COLUMNS and max(map(text.count, MARKS)) >= MOST_COLUMNS:
            what = f"har over {MOST_COLUMNS} kolonner og blir ikke lest."
            raise ExtractError([Problem(place(name, line), what)])
    return clean.text(data)


def _header(rows: list[Record], width: int, dialect: Dialect, name: str) -> tuple[int, int]:
    """Give the first line of the header and the number of its rows."""
    found = _by_names(rows, dialect) or _by_form(rows, width, dialect, name)
    if found is None:
        line = rows[0][0] if rows else 1
        what = "programmet ser ikke hvilken linje som er overskriften. Oppgi «overskrift»"
        raise ExtractError([Problem(place(name, line), f"{what} (linjenummer) under «lesing».")])
    return found


def _by_names(rows: list[Record], dialect: Dialect) -> tuple[int, int] | None:
    """Find the rows that hold the most of the names: the fewest such rows, and the first."""
    best, found = (0, False), None
    numbers = [dialect.header_rows] if dialect.header_rows else range(1, MOST_ROWS + 1)
    for number in numbers:
        for first in range(len(rows) - number + 1):
            block = [row for _, row in rows[first : first + number]]
            if not dialect.header_rows and not all(map(is_label_row, block[1:])):
                continue
            names = join_names(block)
            known = (len(dialect.names.intersection(names)), are_names(names))
            if known[0] and known > best:
                best, found = known, (rows[first][0], number)
    return found


def _by_form(rows: list[Record], width: int, dialect: Dialect, name: str) -> tuple[int, int] | None:
    """Take the first row that is as wide as the others and has words in it.

    Rows before it with one filled cell are titles. One with more, which is not as wide, can be a
    title or a header that lacks a name; it is a title only when words follow.
    """
    passed = False
    for at, (line, row) in enumerate(rows):
        if width > 1 and filled(row) == 1:
            continue
        if len(row) < width:
            passed = True
            continue
        only_figures = all(map(is_no_word, row))
        if only_figures or (passed and not is_label_row(row)):
            return None
        number = _rows_down(rows[at:], dialect, name)
        if number == 1 and not dialect.header_rows:
            _refuse_second(rows[at:], name)
        return line, number
    return None


def _refuse_second(rows: list[Record], name: str) -> None:
    """Refuse rows of only words under the first, the last of which looks like the header instead.

    It does when it stands over a column of nothing but figures; the first can then be a title.
    """
    labels = 0
    while labels < len(rows) and is_label_row(rows[labels][1]):
        labels += 1
    line, last = rows[labels - 1]
    below = [row for _, row in rows[labels:]]
    for column, cell in enumerate(last if labels > 1 else []):
        cells = [row[column].strip() for row in below if column < len(row)]
        if cell.strip() and any(map(is_figure, cells)) and all(map(is_no_word, cells)):
            what = f"overskriften kan være denne linjen eller linje {line}."
            what += " Oppgi «overskrift» (linjenummer) under «lesing»."
            raise ExtractError([Problem(place(name, rows[0][0]), what)])


def _rows_down(rows: list[Record], dialect: Dialect, name: str) -> int:
    """Tell how many rows, from the first, make names that are all there and all different.

    Raises:
        ExtractError: Such rows are followed by one more of only words, which can be a header row
            too, or data.
    """
    if dialect.header_rows:
        return dialect.header_rows
    cells = [row for _, row in rows[: MOST_ROWS + 1]]
    if not cells or are_names(join_names(cells[:1])):
        return 1
    for number in range(2, len(cells)):
        if not is_label_row(cells[number - 1]):
            break
        if are_names(join_names(cells[:number])):
            if not is_label_row(cells[number]):
                return number
            what = "kan være overskrift eller data. Oppgi «overskriftsrader» under «lesing»."
            raise ExtractError([Problem(place(name, rows[number][0]), what)])
    return 1


def _refuse_untrue(text: str, told: str, name: str) -> None:
    other = next((mark for mark in DELIMITERS if mark != told and split(text, mark, 2).fits), None)
    if other:
        what = f"her står sep={told}, men feltene er skilt med {DELIMITERS[other]}."
        raise ExtractError([Problem(place(name, 1), f"{what} Oppgi «skilletegn» under «lesing».")])
