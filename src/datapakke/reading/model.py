"""How a text file is laid out, and what it looks like after reading."""

from dataclasses import dataclass

import pandas as pd

LINJE = "linje"
"""The name of a TextTable's index: the line number in the file, counted from 1."""


@dataclass(frozen=True)
class Dialect:
    """How a text file is laid out.

    Attributes:
        encoding: Name of the encoding; a byte order mark is accepted in all of them.
        delimiter: One ASCII character between cells.
        skip_lines: Lines before the header (``sep=``).
        header: The first line after those names the columns. Without it they are called
            ``1``, ``2``, …
    """

    encoding: str = "utf-8"
    delimiter: str = ";"
    skip_lines: int = 0
    header: bool = True


@dataclass(frozen=True)
class TextTable:
    """A file as cells.

    Attributes:
        name: The file's name, as errors tell it.
        header_line: The line that names the columns; 0 when none does.
        table: Every cell as it stands, blank cells as ``""``. The columns are in the file's order,
            the index is the line number.
    """

    name: str
    header_line: int
    table: pd.DataFrame


def place(name: str, line: int | None = None, column: str | None = None) -> str:
    """Word a place so that a reader finds it: ``fil.csv, linje 4, kolonne «dager»``."""
    parts = [name]
    if line is not None:
        parts.append(f"linje {line}")
    if column is not None:
        parts.append(f"kolonne «{column}»")
    return ", ".join(parts)
