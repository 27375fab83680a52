"""The tag tree of a PDF with the text that stands in it, read by pypdf, as a screen reader does."""

import io
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pypdf
from pypdf.generic import IndirectObject

_TO_UNICODE = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")


@dataclass(frozen=True)
class Tag:
    """An element of the tree.

    Attributes:
        kind: Its type without the slash (``TH``).
        entries: What it says of itself, as in the file.
        page: The number of its page, from 0.
        below: Its elements and the text of its marks, in reading order.
    """

    kind: str
    entries: dict[str, Any]
    page: int
    below: tuple["Tag | str", ...]

    def all(self, *kinds: str) -> list["Tag"]:
        """Give the elements of some kinds (of every kind for none) in reading order."""
        here = [self] if self.kind in kinds or not kinds else []
        return [*here, *(one for tag in self.tags for one in tag.all(*kinds))]

    @property
    def tags(self) -> list["Tag"]:
        """The elements right below."""
        return [one for one in self.below if isinstance(one, Tag)]

    @property
    def words(self) -> str:
        """All that is read aloud, with ordinary spaces; an alternative stands for the rest."""
        said = self.entries.get("/Alt")
        parts = (
            [str(said)]
            if said
            else [one if isinstance(one, str) else one.words for one in self.below]
        )
        return " ".join(" ".join(parts).replace("\u00a0", " ").split())

    @property
    def own(self) -> str:
        """What the element itself shows, without joints: the text of its marks."""
        return "".join(one for one in self.below if isinstance(one, str)).replace("\u00a0", " ")


@dataclass
class Shown:
    """What a page shows: text by mark, text of artifacts, and text that is neither."""

    marks: dict[int, str] = field(default_factory=dict)
    artifacts: str = ""
    neither: str = ""


class TagReader:
    """Reads one document."""

    def __init__(self, pdf: bytes) -> None:
        """Open a PDF."""
        self.reader = pypdf.PdfReader(io.BytesIO(pdf))
        self._numbers = {
            page.indirect_reference.idnum: number  # type: ignore[union-attr]
            for number, page in enumerate(self.reader.pages)
        }
        self.shown = [self._shown(page) for page in self.reader.pages]
        self.owners: set[tuple[int, int]] = set()
        """Page and number of each mark that stands in the tree."""

    def top(self) -> Tag:
        """Give the document's element."""
        root: Any = self.reader.root_object["/StructTreeRoot"]
        return self._tag(root["/K"][0].get_object())

    def _tag(self, element: Any) -> Tag:  # noqa: ANN401 - pypdf's dictionary
        number = self._numbers[element.raw_get("/Pg").idnum] if "/Pg" in element else -1
        kids = element.get("/K", [])
        below = [self._kid(kid, number) for kid in (kids if isinstance(kids, list) else [kids])]
        return Tag(
            str(element["/S"])[1:],
            {name: element[name] for name in element if name not in {"/K", "/P", "/Pg"}},
            number,
            tuple(one for one in below if one is not None),
        )

    def _kid(self, kid: Any, number: int) -> Tag | str | None:  # noqa: ANN401
        if isinstance(kid, IndirectObject):
            element: Any = kid.get_object()
            return None if element.get("/Type") == "/OBJR" else self._tag(element)
        self.owners.add((number, int(kid)))
        return self.shown[number].marks.get(int(kid), "")

    def _shown(self, page: pypdf.PageObject) -> Shown:
        """Read what a page shows in its marks; the insides of charts too."""
        shown, open_marks, font = Shown(), [], ""
        for operands, operator in page.get_contents().operations:  # type: ignore[union-attr]
            if operator in {b"BDC", b"BMC"}:
                properties = operands[1] if operator == b"BDC" else {}
                open_marks.append(properties.get("/MCID", str(operands[0])))
                if isinstance(open_marks[-1], int):
                    shown.marks.setdefault(open_marks[-1], "")
            elif operator == b"EMC":
                open_marks.pop()
            elif operator == b"Tf":
                font = operands[0]
            elif operator in {b"TJ", b"Tj"}:
                self._book(shown, open_marks, self._decoded(page, font, operands[0]))
        return shown

    @staticmethod
    def _book(shown: Shown, open_marks: list[Any], text: str) -> None:
        if not open_marks:
            shown.neither += text
        elif isinstance(open_marks[-1], int):
            shown.marks[open_marks[-1]] += text
        else:
            shown.artifacts += text

    def _decoded(self, page: pypdf.PageObject, font: str, operand: Any) -> str:  # noqa: ANN401
        pieces = operand if isinstance(operand, list) else [operand]
        raw = b"".join(one.original_bytes for one in pieces if hasattr(one, "original_bytes"))
        table = _table(page["/Resources"]["/Font"][font]["/ToUnicode"].get_data())  # type: ignore[index]
        return "".join(table[raw[at : at + 2]] for at in range(0, len(raw), 2))


@cache
def _table(to_unicode: bytes) -> dict[bytes, str]:
    """Give code → text of a font."""
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _TO_UNICODE.findall(to_unicode)
    }
