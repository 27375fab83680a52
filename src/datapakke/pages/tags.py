"""What WeasyPrint's tags lack before a screen reader can read the pages as they are meant.

The tree that WeasyPrint writes passes PDF/UA-1 and reads badly: a heading within a heading, an
element of its own around every piece of text, header cells without a direction, running headers
and footers as content, the outline of a figure upside down, links described by their address.
"""

from typing import Any

import pydyf

from datapakke.pages.tree import Element, Tree

_PRINT = 4
"""The flag by which an annotation is printed too."""
_PIXEL = 0.75
"""Points of a CSS pixel."""


def finish(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Put the tags of a finished document right; for ``write_pdf(finisher=…)``.

    Args:
        document: WeasyPrint's document, whose boxes know their links.
        pdf: pydyf's, before it is written.
    """
    tree = Tree(pdf)
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
    _relate(pdf)


def _give_directions(tree: Tree, table: Element) -> None:
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


def _relate(pdf: Any) -> None:  # noqa: ANN401
    """Say of the files attached that they are the document's data."""
    objects: list[Element] = [one for one in pdf.objects if isinstance(one, dict)]
    files = [one for one in objects if one.get("Type") == "/Filespec"]
    for file in files:
        file["AFRelationship"] = "/Data"
    if files:
        pdf.catalog["AF"] = pydyf.Array(file.reference for file in files)
