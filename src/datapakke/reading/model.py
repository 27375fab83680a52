"""How a text file is laid out, and what it looks like after reading."""

from dataclasses import dataclass

import pandas as pd

from datapakke.reading.charset import charset_of, decoded

LINJE = "linje"
"""The name of a TextTable's index: the line number in the file, counted from 1."""

DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabulator", "|": "loddrett strek"}
"""The delimiters that are looked for, and what errors call them."""


@dataclass(frozen=True)
class Dialect:
    """What a caller knows of how a file is laid out; None is found out from the file.

    Attributes:
        encoding: Name of the encoding.
        delimiter: One ASCII character between cells.
        header: The line number of the first header row, counted from 1. 0 when no row names the
            columns: they are then called ``1``, ``2``, …
        header_rows: How many rows together name the columns.
        sheet: The sheet of a workbook.
        names: Names of columns by which the header row is known. Not all must be there.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header: int | None = None
    header_rows: int | None = None
    sheet: str | None = None
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Clean:
    """A file as text of one kind, whatever it was packed and encoded in.

    Attributes:
        data: Text in ``charset`` without byte order mark and NUL. LF between lines, or only CR LF
            in a text without quotes. Lines are those of the file; of a workbook, the rows of the
            sheet.
        encoding: What the file was decoded from; ``xlsx`` for a workbook.
        file: The file inside an archive; "" when there is no archive.
        sheet: The sheet of a workbook; "" when there is none.
        damaged: How many lines have characters that were lost or encoded twice.
        first_damaged: The first of them; 0 when there is none.
        delimiter: What stands between the cells, when it is known; "" when it is to be found.
    """

    data: bytes
    encoding: str
    file: str = ""
    sheet: str = ""
    damaged: int = 0
    first_damaged: int = 0
    delimiter: str = ""

    @property
    def charset(self) -> str:
        """What ``data`` is in: an encoding of one byte per character, or UTF-8."""
        return charset_of(self.encoding)

    def text(self, data: bytes) -> str:
        """Decode ``data``, or whole lines of it; LF between them."""
        return decoded(data, self.charset).replace("\r\n", "\n")


@dataclass(frozen=True)
class Layout:
    """How the lines of a file are to be understood.

    Attributes:
        delimiter: The character between cells.
        start: The first line that is not ``sep=``.
        header_line: The line of the first header row; 0 when no row names the columns.
        header_rows: How many rows together name the columns; 0 when none does.
    """

    delimiter: str
    start: int
    header_line: int
    header_rows: int


@dataclass(frozen=True)
class ReadAs:
    """How a file was read, for a person to see.

    Attributes:
        file: The file inside an archive, else the file's own name.
        encoding: What it was decoded from; ``xlsx`` for a workbook.
        delimiter: The character between cells.
        header_line: The line of the first header row; 0 when no row names the columns.
        header_rows: How many rows together name the columns.
        rows: How many rows of data there are.
        sheet: The sheet of a workbook; "" when there is none.
        repeated: How many rows inside the data were the header over again; they are left out.
        damaged: How many lines have characters that were lost or encoded twice.
        first_damaged: The first of them; 0 when there is none.
        cut: Whether the last line is the only one without a line end: the file may be cut off.
    """

    file: str
    encoding: str
    delimiter: str
    header_line: int
    header_rows: int
    rows: int
    sheet: str = ""
    repeated: int = 0
    damaged: int = 0
    first_damaged: int = 0
    cut: bool = False


@dataclass(frozen=True)
class TextTable:
    """A file as cells.

    Attributes:
        name: The file's name, as errors tell it.
        header_line: The line that names the columns; 0 when none does.
        table: Every cell as it stands, blank cells as ``""``. The columns are in the file's order,
            the index is the line number.
        read_as: How the file was read.
        unread: The columns of the file that were not asked for.
        above: The lines above the header, LF between them.
    """

    name: str
    header_line: int
    table: pd.DataFrame
    read_as: ReadAs
    unread: tuple[str, ...] = ()
    above: str = ""


@dataclass(frozen=True)
class Beginning:
    """The first rows of a file, by which a format knows its own.

    Attributes:
        columns: The names of the columns.
        rows: The first rows that are not blank, header and titles included.
        titles: What stands above the header: each such line as a whole, and each of its cells.
            Where no row names the columns, all first lines are titles.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...] = ()


MOST_COLUMNS = 4096
"""More than any table that a person has made. A damaged file can look as if it had millions."""


def place(name: str, line: int | None = None, column: str | None = None) -> str:
    """Word a place so that a reader finds it: ``fil.csv, linje 4, kolonne «dager»``."""
    parts = [name]
    if line is not None:
        parts.append(f"linje {line}")
    if column is not None:
        parts.append(f"kolonne «{column}»")
    return ", ".join(parts)
