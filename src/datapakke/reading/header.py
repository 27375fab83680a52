"""Header rows to the names of columns."""

import re
from collections.abc import Sequence

MOST_ROWS = 5
NUMBER = re.compile(r"[-−+]?[0-9][0-9.,\s]*%?")
YEAR = re.compile("(19|20)[0-9]{2}")
SYMBOLS = re.compile(r"[.:*\-–]+")


def join_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give the names of columns from header rows that stand over each other.

    A blank cell of an upper row has what stands to the left of it, as a merged cell of a sheet has.
    The parts are joined by a space; white space in them is one space. Trailing columns without a
    name are left out.

    Args:
        rows: The header rows from the upper to the lower.
    """
    width = max(len(row) for row in rows)
    padded = [[_one_line(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    columns = zip(*[*(_filled(row) for row in padded[:-1]), padded[-1]], strict=True)
    names = [" ".join(filter(None, parts)) for parts in columns]
    blank = [not any(row[column] for row in padded) for column in range(width)]
    while blank and blank[-1]:
        names.pop()
        blank.pop()
    return names


def are_names(names: Sequence[str]) -> bool:
    """Tell whether every column has a name of its own."""
    return bool(names) and all(names) and len(set(names)) == len(names)


def is_label_row(row: Sequence[str]) -> bool:
    """Tell whether a row can be a header row under another: words and years, no figures."""
    return filled(row) > 1 and not any(is_no_word(cell) and cell.strip() for cell in row)


def is_no_word(cell: str) -> bool:
    """Tell whether a cell is a number, a symbol in place of one, or blank."""
    cell = cell.strip()
    return not cell or is_figure(cell) or SYMBOLS.fullmatch(cell) is not None


def is_figure(cell: str) -> bool:
    """Tell whether a cell is a number and not a year."""
    cell = cell.strip()
    return NUMBER.fullmatch(cell) is not None and not YEAR.fullmatch(cell)


def filled(row: Sequence[str]) -> int:
    """Count the cells that are not blank."""
    return sum(1 for cell in row if cell.strip())


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _filled(row: list[str]) -> list[str]:
    left = ""
    return [left := cell or left for cell in row]
