"""Go through a sheet's XML for what a reader of workbooks would pass over in silence.

A cell with an error, and a formula that no program has calculated, are both blank to it. A small
file can also claim millions of rows.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""The size of a sheet in Excel."""

CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
ROW = re.compile("[0-9]{1,7}")
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
    reader, walk = parser(), _Walk()
    reader.buffer_text = True
    reader.StartElementHandler = walk.start
    reader.EndElementHandler = walk.end
    reader.CharacterDataHandler = walk.text
    try:
        reader.Parse(xml, True)  # noqa: FBT003 - takes no keyword
    except expat.ExpatError:
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
    """Where in the sheet the parser is, and what it has seen."""

    def __init__(self) -> None:
        self.scan = Scan()
        self._row = self._column = 0
        self._type = ""
        self._formula = self._has_value = self._inside = False
        self._content = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        name = name[name.find(":") + 1 :]
        if name == "c":
            self._enter(attributes.get("r"))
            self._type = attributes.get("t", "n")
            self._formula = self._has_value = False
            self._content = ""
        elif name == "v" or (name == "t" and self._type == "inlineStr"):
            self._has_value = self._inside = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            told = attributes.get("r", str(self._row + 1))
            self._row = _within(told if ROW.fullmatch(told) else "0", MAX_ROW)
            self._column = 0

    def text(self, data: str) -> None:
        """Keep what is the value of a cell."""
        if self._inside:
            self._content += data

    def end(self, name: str) -> None:
        """Leave an element; when it is a cell, judge it."""
        self._inside = False
        if name[name.find(":") + 1 :] != "c":
            return
        if self._type == "e":
            what = f"her står feilverdien {self._content[:20]}. Rett den i arbeidsboken."
            self.scan.faults.append((self._place(), what))
        elif self._formula and not self._content and self._type != "str":
            self.scan.faults.append((self._place(), NOT_CALCULATED))
        if self._has_value:
            self.scan.values += 1
            self.scan.rows = max(self.scan.rows, self._row)
            self.scan.columns = max(self.scan.columns, self._column)

    def _enter(self, told: str | None) -> None:
        if told is None:
            self._column = _within(str(self._column + 1), MAX_COLUMN)
            return
        found = CELL.fullmatch(told)
        if not found:
            raise Broken
        self._row = _within(found[2], MAX_ROW)
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self._column = _within(str(column), MAX_COLUMN)

    def _place(self) -> str:
        letters, column = "", self._column
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self._row}"


def _within(number: str, most: int) -> int:
    if not 1 <= int(number) <= most:
        raise Broken
    return int(number)
