"""Reads the demo's files as rows of text, with nothing from the program."""

import csv
import gzip
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean

Row = dict[str, str]

GRADES = frozenset("123456")


def read(raw: Path, name: str) -> list[Row]:
    """Give the rows of a file in ``data/raw``."""
    path = raw / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(content.decode().splitlines(), delimiter=";"))


def points(row: Row) -> float:
    """Give the points of a row of inntakspoeng; 0 without."""
    return float(row["inntakspoeng"].replace(",", ".") or 0)


def share(rows: Iterable[Row], wanted: Callable[[Row], bool]) -> float:
    """Give the share of the rows that are as wanted."""
    return mean(wanted(row) for row in rows)


def grade_mean(rows: Iterable[Row], column: str) -> float:
    """Give the mean of the grades 1–6 in a column."""
    return mean(int(row[column]) for row in rows if row[column] in GRADES)


def year_before(skoleaar: str) -> str:
    """Give the school year before: 2014/15 for 2015/16."""
    first = int(skoleaar[:4])
    return f"{first - 1}/{first % 100:02d}"
