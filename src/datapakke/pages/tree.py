"""The tag tree of a document as pydyf has it, made simple, and whose each piece of a page is."""

from collections.abc import Iterator
from typing import Any

import pydyf

_WRAPPERS = frozenset({"/NonStruct", "/Span", "/Div"})
_GROUPS = frozenset({"/Document", "/Sect", "/Part", "/Art"})
"""What holds other elements and never text of its own."""
_LISTS = frozenset({"/L", "/LI", "/Table", "/THead", "/TBody", "/TR"})
"""What holds elements of certain kinds only."""
_RUNNING = pydyf.Dictionary({"Type": "/Pagination"})

Element = Any
"""A structure element, a dictionary of pydyf's: names begin with a slash, kids are references (or
marks, which are numbers)."""


class Tree:
    """The structure elements of a document, by reference, and whose each mark of a page is."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 - pydyf has no types
        """Take the tree of a document that is not written yet."""
        self._pdf = pdf
        self._objects = pdf.objects
        self._pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self._index = {page.reference: index for index, page in enumerate(self._pages)}
        root = self._at(pdf.catalog["StructTreeRoot"])
        self._owners = self._at(root["ParentTree"])["Nums"]
        self._gone: dict[bytes, bytes] = {}
        self.top = self._at(root["K"][0])

    def _at(self, reference: bytes) -> Any:  # noqa: ANN401
        return self._objects[int(reference.split(b" ", 1)[0])]

    def kids(self, element: Element) -> Iterator[Element]:
        """Give the elements right below."""
        for kid in element["K"]:
            if isinstance(kid, bytes) and self._at(kid).get("Type") == "/StructElem":
                yield self._at(kid)

    def living(self, element: Element | None = None) -> Iterator[Element]:
        """Give every element of the tree."""
        for kid in self.kids(self.top if element is None else element):
            yield kid
            yield from self.living(kid)

    def height(self, element: Element) -> float:
        """Give the height in points of the page that an element stands on."""
        height: float = self._pages[self._index[element["Pg"]]]["MediaBox"][3]
        return height

    def simplify(self, element: Element) -> None:
        """Take away what only wraps: text belongs to the paragraph, the heading or the cell."""
        kids = pydyf.Array()
        for kid in element["K"]:
            child: Element = self._at(kid) if isinstance(kid, bytes) else {}
            if child.get("Type") != "/StructElem":
                kids.append(kid)
                continue
            self.simplify(child)
            if child["S"] == "/Div" and element["S"] == "/L":
                self._pair(child)
            if not _only_wraps(child, element):
                kids.append(kid)
                continue
            for below in self.kids(child):
                below["P"] = element.reference
            kids.extend(child["K"])
            self._gone[child.reference] = element.reference
            child.clear()
        element["K"] = self._item(element, kids) if element["S"] == "/LI" else kids

    def _pair(self, group: Element) -> None:
        """Make a term and its description, of which WeasyPrint makes an item each, one item."""
        group["S"] = "/LI"
        for index, item in enumerate(self.kids(group)):
            item["S"] = "/LBody" if index else "/Lbl"
            for body in list(self.kids(item)):
                item["K"] = body["K"]
                body.clear()

    def _item(self, item: Element, kids: Any) -> Any:  # noqa: ANN401
        """Gather what stands in an item beside its label and body in a body."""
        parts = ("/Lbl", "/LBody")
        loose = [kid for kid in kids if isinstance(kid, int) or self._at(kid)["S"] not in parts]
        if not loose:
            return kids
        body = pydyf.Dictionary(item | {"S": "/LBody", "K": pydyf.Array(loose)})
        self._pdf.add_object(body)
        body["P"] = item.reference
        for kid in self.kids(body):
            kid["P"] = body.reference
        return pydyf.Array([*(kid for kid in kids if kid not in loose), body.reference])

    def say(self, cell: Element, words: str) -> None:
        """Let words be read aloud where a cell shows a sign."""
        span = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Span",
                "K": cell["K"],
                "Pg": cell["Pg"],
                "P": cell.reference,
                "Alt": pydyf.String(words),
            }
        )
        self._pdf.add_object(span)
        cell["K"] = pydyf.Array([span.reference])

    def own_marks(self) -> None:
        """Say of each mark on a page whose it is; what is nobody's is header or footer."""
        owners: list[dict[int, bytes]] = [{} for _ in self._pages]
        for element in self.living():
            marks = [kid for kid in element["K"] if isinstance(kid, int)]
            if marks:
                page = owners[self._index[element["Pg"]]]
                page |= dict.fromkeys(marks, element.reference)
        for index, (page, owned) in enumerate(zip(self._pages, owners, strict=True)):
            marks = self._owners[2 * index + 1]
            marks[:] = [owned.get(mark, "null") for mark in range(len(marks))]
            _run(self._at(page["Contents"]).stream, owned)
        for place in range(2 * len(self._pages) + 1, len(self._owners), 2):
            while self._owners[place] in self._gone:
                self._owners[place] = self._gone[self._owners[place]]


def _only_wraps(child: Element, parent: Element) -> bool:
    """Tell whether an element may go, its kids being its parent's from then on.

    Text right below a section becomes a paragraph instead.
    """
    kind, above = child["S"], parent["S"]
    if not child["K"] and kind in {*_WRAPPERS, "/P", "/Sect"}:
        return True
    if kind == above and kind not in _GROUPS | _LISTS:
        return True
    if kind not in _WRAPPERS or above in _LISTS:
        return False
    if above in _GROUPS and any(isinstance(kid, int) for kid in child["K"]):
        child["S"] = "/P"
    return child["S"] in _WRAPPERS


def _run(stream: list[Any], owned: dict[int, bytes]) -> None:
    """Mark as artifacts the pieces of a page that belong to no element."""
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID", -1) not in owned:
            stream[place - 1 : place + 1] = ["/Artifact", _RUNNING]
