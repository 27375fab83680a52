"""The parts of a workbook: unpacked within bounds, and handed on as the very bytes looked at."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from datapakke.reading.archive import DAMAGED
from datapakke.reading.markup import Broken, parse, parser, plain
from datapakke.reading.raised import raised_texts
from datapakke.reading.scan import Scan, scan_sheet

MAX_BYTES = 512 * 1024**2
"""The largest workbook that is read, unpacked."""

MAX_TEXT = 1024**3
"""The most text that a sheet may hold, were its longest in every cell."""

BOOK, BOOK_RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
ALSO = ("[Content_Types].xml", "_rels/.rels", BOOK, BOOK_RELS, STRINGS, "xl/styles.xml")
UNREADABLE = (KeyError, OSError, *DAMAGED)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its name, the part that holds it, and whether a person sees it."""

    name: str
    part: str
    visible: bool


class Parts:
    """The parts of a workbook, each unpacked once."""

    def __init__(self, data: bytes) -> None:
        """Open a workbook.

        Raises:
            Broken: It is damaged.
        """
        self._read: dict[str, bytes] = {}
        self._scans: dict[str, Scan] = {}
        self._raised: frozenset[str] | None = None
        self._left = MAX_BYTES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE:
            raise Broken from None
        self.sheets = self._sheets()

    def scan(self, sheet: Sheet) -> Scan:
        """Go through a sheet.

        Raises:
            Broken: It is damaged or too large.
        """
        if self._raised is None:
            there = STRINGS in self._archive.namelist()
            self._raised = raised_texts(self._part(STRINGS)) if there else frozenset()
        if sheet.part not in self._scans:
            self._scans[sheet.part] = scan_sheet(self._part(sheet.part), self._raised)
        return self._scans[sheet.part]

    def only(self, sheet: Sheet) -> bytes:
        """Give a workbook in which no other sheet has content: what was gone through here.

        Raises:
            Broken: A part is damaged, or its texts are too long for as many cells.
        """
        there = set(self._archive.namelist())
        names = [name for name in (*ALSO, sheet.part) if name in there]
        texts = re.split(b"<(?:[a-z]+:)?si[ >]", self._part(STRINGS)) if STRINGS in there else [b""]
        if self.scan(sheet).values * max(map(len, texts)) > MAX_TEXT:
            message = "den har for mye tekst"
            raise Broken(message)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, self._part(name))
        return out.getvalue()

    def _part(self, name: str) -> bytes:
        if name not in self._read:
            try:
                with self._archive.open(name) as file:
                    found = file.read(self._left + 1)
            except UNREADABLE:
                raise Broken from None
            self._left -= len(found)
            if self._left < 0:
                message = f"den er større enn {MAX_BYTES // 1024**2} MB utpakket"
                raise Broken(message)
            self._read[name] = found
        return self._read[name]

    def _sheets(self) -> tuple[Sheet, ...]:
        """Find the sheets that have cells, in the order of their tabs."""
        targets = {
            one.get("Id", ""): _resolved(one.get("Target", ""))
            for one in self._elements(BOOK_RELS, "Relationship")
            if one.get("Type", "").endswith("/worksheet")
        }
        found = []
        for one in self._elements(BOOK, "sheet"):
            key = next((one[key] for key in one if key.endswith(":id") or key == "id"), "")
            if key in targets and "name" in one:
                visible = one.get("state", "visible") == "visible"
                found.append(Sheet(one["name"], targets[key], visible))
        return tuple(found)

    def _elements(self, part: str, wanted: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if plain(name) == wanted:
                found.append(attributes)

        reader = parser()
        reader.StartElementHandler = start
        parse(reader, self._part(part))
        return found


def _resolved(target: str) -> str:
    """Give the name in the archive of what a relationship of the workbook points to."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
