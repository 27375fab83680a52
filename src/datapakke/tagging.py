"""What WeasyPrint's tags lack before a screen reader can read the pages as they are meant.

The tree that WeasyPrint writes passes PDF/UA-1 and reads badly: a heading within a heading, an
element of its own around every piece of text, header cells without a direction, running headers
and footers as content, the outline of a figure upside down, links described by their address.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

_PRINT = 4
"""The flag by which an annotation is printed too."""
_PIXEL = 0.75
"""Points of a CSS pixel."""
_WRAPPERS = frozenset({"/NonStruct", "/Span", "/Div"})
_GROUPS = frozenset({"/Document", "/Sect", "/Part", "/Art"})
"""What holds other elements and never text of its own."""
_LISTS = frozenset({"/L", "/LI", "/Table", "/THead", "/TBody", "/TR"})
"""What holds elements of certain kinds only."""
_RUNNING = pydyf.Dictionary({"Type": "/Pagination"})

Element = Any
"""A structure element, a dictionary of pydyf's: names begin with a slash, kids are references (or
marks, which are numbers)."""


def finish(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Put the tags of a finished document right; for ``write_pdf(finisher=…)``.

    Args:
        document: WeasyPrint's document, whose boxes know their links.
        pdf: pydyf's, before it is written.
    """
    tree = _Tree(pdf)
    tree.simplify(tree.top)
    for element in tree.living():
        if element["S"] == "/Table":
            _give_directions(tree, element)
        elif element["S"] == "/Figure":
            _turn(element, tree.height(element))
    for page in document.pages:
        for _, _, _, box in page.links:
            _describe(box)
        for box in page._page_box.descendants():  # noqa: SLF001 - the way from a cell to its tag
            if (cell := getattr(box, "mark", None)) and (said := box.element.get("aria-label")):
                tree.say(cell, said)
    tree.own_marks()


class _Tree:
    """The structure elements of a document, by reference, and whose each mark of a page is."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401
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


def _give_directions(tree: _Tree, table: Element) -> None:
    """Say of each header cell whether it is about its row or its column.

    A header cell across the body is about the rows below it, which are told so.
    """
    for part in tree.kids(table):
        group: list[Any] = []
        for row in tree.kids(part):
            for cell in tree.kids(row):
                about = cell["A"]
                if cell["S"] == "/TD":
                    about["Headers"][:0] = group
                    continue
                across = "ColSpan" in about
                group = [cell["ID"]] if across else group
                column = across or part["S"] == "/THead"
                about["Scope"] = "/Column" if column else "/Row"


def _turn(figure: Element, height: float) -> None:
    """Give the outline of a figure in points from the bottom of the page."""
    left, top, right, bottom = (edge * _PIXEL for edge in figure["A"]["BBox"])
    figure["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def _describe(box: Any) -> None:  # noqa: ANN401
    """Let a link be printed, and be described by its words rather than by its address."""
    if annotation := box.link_annotation:
        annotation["F"] = _PRINT
        annotation["Contents"] = pydyf.String(" ".join("".join(box.element.itertext()).split()))
