"""Go through a sheet's XML for what a reader of workbooks would pass over in silence.

A cell with an error, and a formula that no program has calculated, are both blank to it. Of two
cells in one place it gives the last, and of a number with a comment inside the beginning. A small
file can also claim millions of rows.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from xml.parsers import expat

from datapakke.reading.markup import Broken, parse, parser, plain, refuse
from datapakke.reading.raised import MARK, Runs

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""The size of a sheet in Excel."""

CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
ROW = re.compile("[0-9]{1,7}")
ESCAPED_DIGIT = re.compile(rb"&#(?:0*(?:4[3-9]|5[0-7])|x0*(?:2[b-f]|3[0-9]));", re.IGNORECASE)
"""A digit or a sign of a number, written as no program writes it: a number would end before it."""

NOT_CALCULATED = (
    "her står en formel som ikke er regnet ut. Åpne arbeidsboken i Excel og lagre den på nytt."
)
RAISED = (
    "her står hevet eller senket skrift ved siden av et siffer. En fotnote ville blitt lest som en"
    " del av tallet. Fjern den i arbeidsboken."
)


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


def scan_sheet(xml: bytes, raised: frozenset[str] = frozenset()) -> Scan:
    """Go through a sheet.

    Args:
        xml: The sheet.
        raised: The numbers of the shared texts that no cell may show.

    Raises:
        Broken: It is not a sheet's XML, has cells outside of what a sheet can have, or has two
            rows, cells or contents in one place.
    """
    if ESCAPED_DIGIT.search(xml):
        raise Broken
    reader = parser()
    walk = _Walk(reader, raised, inline=MARK in xml)
    parse(reader, xml)
    return walk.scan


class _Walk:
    """Where in the sheet the parser is, and what it has seen.

    Only cells that can have a fault are listened to in full: the others are many.
    """

    def __init__(
        self, reader: expat.XMLParserType, raised: frozenset[str], *, inline: bool
    ) -> None:
        self.scan = Scan()
        self._reader = reader
        self._raised = raised
        self._inline = "inlineStr" if inline else ""
        self._full = {"e", self._inline, "s" if raised else ""}
        self._runs = Runs()
        self._row = self._column = 0
        self._type = self._content = ""
        self._inside = self._formula = self._begun = False
        self._filled = True
        reader.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = plain(name)
        if name == "c":
            self._enter(attributes.get("r"))
            self._type = attributes.get("t", "n")
            self._filled = self._formula = False
            if self._type in self._full:
                self._listen()
        elif name in {"v", "is"}:
            self._inside = True
            self._count()
        elif name == "f":
            self._formula = True
            self._listen()
        elif name == "row":
            self._next(attributes.get("r"))
        elif name == "sheetData":
            self._begin()
        if self._type == self._inline:
            self._runs.start(name, attributes)

    def _begin(self) -> None:
        """Begin the sheet's cells: once, and with no comments among them."""
        if self._begun:
            raise Broken
        self._begun = True
        self._reader.CommentHandler = self._reader.ProcessingInstructionHandler = refuse
        self._reader.StartCdataSectionHandler = refuse

    def _next(self, told: str | None) -> None:
        """Begin a row, below the one before."""
        before = self._row
        number = (int(told) if ROW.fullmatch(told) else 0) if told else before + 1
        self._row = _within(number, before + 1, MAX_ROW)
        self._column = 0

    def _enter(self, told: str | None) -> None:
        """Begin a cell: in its row, to the right of the one before."""
        if told is None:
            self._column = _within(self._column + 1, 1, MAX_COLUMN)
            return
        found = CELL.fullmatch(told)
        if not found or int(found[2]) != self._row:
            raise Broken
        self._column = _within(_column(found[1]), self._column + 1, MAX_COLUMN)

    def _count(self) -> None:
        if self._filled:
            raise Broken
        self._filled = True
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
        self._runs.text(data)

    def _end(self, name: str) -> None:
        self._inside = False
        name = plain(name)
        self._runs.end(name)
        if name != "c":
            return
        self._reader.CharacterDataHandler = self._reader.EndElementHandler = None
        what = self._fault()
        if what:
            self.scan.faults.append((f"{_letters(self._column)}{self._row}", what))

    def _fault(self) -> str:
        """Tell what is wrong with a cell that was listened to, or nothing."""
        if self._type == "e":
            return f"her står feilverdien {self._content[:20]}. Rett den i arbeidsboken."
        if self._formula and not self._content and self._type != "str":
            return NOT_CALCULATED
        if self._type == "s" and self._content.strip() in self._raised:
            return RAISED
        return RAISED if self._type == self._inline and self._runs.beside_digit() else ""


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


def _within(number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise Broken
    return number
