"""The published files of ``../shared/data``, read without any of the project's own code."""

import csv
from pathlib import Path

Row = dict[str, str]


def udir(path: Path) -> list[Row]:
    """Give the rows of an export of Udir's: UTF-16LE without mark, tabs, ``sep=`` first."""
    first, *lines = path.read_bytes().decode("utf-16-le").replace("\r", "").split("\n")
    assert first == "sep=\t"
    return list(csv.DictReader(lines, delimiter="\t"))


def nav(path: Path) -> dict[str, list[str]]:
    """Give «3039 Flå» and «I alt Viken» → the cells of the months of NAV's sheet."""
    rows = csv.reader(path.read_bytes().decode("cp1252").splitlines(), delimiter=";")
    return {row[1]: row[2:12] for row in rows if row[1][:1].isdigit() or row[1][:5] == "I alt"}


def ssb(path: Path) -> list[Row]:
    """Give the rows of SSB's table of residents."""
    text = path.read_bytes().decode("iso8859-1")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))


def number(cell: str) -> float | None:
    """Give a cell with decimal comma and perhaps a space between thousands; None for ``*``."""
    return None if cell == "*" else float(cell.replace(" ", "").replace(",", "."))
