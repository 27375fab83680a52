"""The published cases of statistics, outside the project."""

import csv

from conftest import ROOT

FOLDER = ROOT.parent / "shared" / "cases" / "statistics"
Row = dict[str, str]


def cases(name: str) -> list[Row]:
    """Read a file of cases; none where it is missing, which skips the tests made of them."""
    path = FOLDER / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
