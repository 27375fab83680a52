"""Go through a sheet's XML for what a reader of workbooks would pass over in silence.

A cell with an error, and a formula that no program has calculated, are both blank to it. A small
file can also claim millions of rows.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from xml.parsers import expat

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""The size of a sheet in Excel."""

CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
ROW = re.compile("[0-9]{1,7}")
NO_XML = (expat.ExpatError, ValueError, LookupError)
"""What the parser raises for text that is no XML, or is in an encoding it does not know."""

NOT_CALCULATED = (
    "her står en formel som ikke er regnet ut. Åpne arbeidsboken i Excel og lagre den på nytt."
)


class Broken(Exception):  # noqa: N818 - a state of the file, turned into an ExtractError
    """A workbook that is damaged, or not within bounds; says how, in bokmål, or nothing."""


@dataclass
class Scan:
    """What a sheet holds.

    Attributes:
        rows: The last row that has a cell.
        columns: The last column that has a cell.
        values: How many cells have something in them.
        faults: The cells that cannot be read, and what is wrong with each.
    """

    rows: int = 0
    columns: int = 0
    values: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)


def scan_sheet(xml: bytes) -> Scan:
    """Go through a sheet.

    Raises:
        Broken: It is not a sheet's XML, or has cells outside of what a sheet can have.
    """
    reader = parser()
    walk = _Walk(reader)
    try:
        reader.Parse(xml, True)  # noqa: FBT003 - takes no keyword
    except NO_XML:
        raise Broken from None
    return walk.scan


def parser() -> expat.XMLParserType:
    """Give a parser that refuses declared entities, with which a little XML can become much."""
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = _refuse
    return reader


def _refuse(*_: object) -> None:
    raise Broken


class _Walk:
    """Where in the sheet the parser is, and what it has seen.

    Only cells with an error or a formula are listened to in full: the others are many.
    """

    def __init__(self, reader: expat.XMLParserType) -> None:
        self.scan = Scan()
        self._reader = reader
        self._row = self._column = 0
        self._type = self._content = ""
        self._inside = False
        reader.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._enter(attributes.get("r"))
            self._type = attributes.get("t", "n")
            if self._type == "e":
                self._listen()
        elif name in {"v", "is"}:
            self._inside = True
            self._count()
        elif name == "f":
            self._listen()
        elif name == "row":
            told = attributes.get("r", str(self._row + 1))
            self._row = _within(int(told) if ROW.fullmatch(told) else 0, MAX_ROW)
            self._column = 0

    def _enter(self, told: str | None) -> None:
        if told is None:
            self._column = _within(self._column + 1, MAX_COLUMN)
            return
        found = CELL.fullmatch(told)
        if not found:
            raise Broken
        self._row = _within(int(found[2]), MAX_ROW)
        self._column = _within(_column(found[1]), MAX_COLUMN)

    def _count(self) -> None:
        scan = self.scan
        scan.values += 1
        scan.rows = max(scan.rows, self._row)
        scan.columns = max(scan.columns, self._column)

    def _listen(self) -> None:
        self._content, self._inside = "", False
        self._reader.CharacterDataHandler = self._text
        self._reader.EndElementHandler = self._end

    def _text(self, data: str) -> None:
        if self._inside:
            self._content += data

    def _end(self, name: str) -> None:
        self._inside = False
        if name[name.find(":") + 1 :] != "c":
            return
        self._reader.CharacterDataHandler = self._reader.EndElementHandler = None
        if self._type == "e":
            what = f"her står feilverdien {self._content[:20]}. Rett den i arbeidsboken."
            self.scan.faults.append((f"{_letters(self._column)}{self._row}", what))
        elif not self._content and self._type != "str":
            self.scan.faults.append((f"{_letters(self._column)}{self._row}", NOT_CALCULATED))


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _within(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise Broken
    return number
