"""Raised and lowered script in workbooks: read as plain text, a footnote would be a digit more."""

from itertools import pairwise

from datapakke.reading.markup import parse, parser, plain

MARK = b"vertAlign"
"""Stands in every part in which some of a text is raised or lowered."""

RAISED = {"superscript", "subscript"}


class Runs:
    """The pieces of one text, each raised or lowered or not."""

    def __init__(self) -> None:
        self._runs: list[tuple[bool, str]] = []
        self._raised = self._reading = self._spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element, called by its name without prefix."""
        if name in {"si", "is"}:
            self._runs = []
            self._raised = False
        elif name == "r":
            self._raised = False
        elif name == "vertAlign":
            self._raised = attributes.get("val") in RAISED
        elif name == "rPh":
            self._spoken = True
        elif name == "t":
            self._reading = not self._spoken

    def text(self, data: str) -> None:
        """Take some text."""
        if self._reading:
            self._runs.append((self._raised, data))

    def end(self, name: str) -> None:
        """Take the end of an element, called by its name without prefix."""
        if name == "t":
            self._reading = False
        elif name == "rPh":
            self._spoken = False

    def beside_digit(self) -> bool:
        """Tell whether something raised stands right before or after a digit that is not."""
        shown = [(raised, text.strip()) for raised, text in self._runs if text.strip()]
        return any(
            (right[0] and left[1][-1].isdigit()) or (left[0] and right[1][0].isdigit())
            for left, right in pairwise(shown)
            if left[0] != right[0]
        )


def raised_texts(strings: bytes) -> frozenset[str]:
    """Give the numbers, from 0, of the shared texts with something raised beside a digit.

    Raises:
        Broken: It is no XML.
    """
    if MARK not in strings:
        return frozenset()
    found: set[str] = set()
    runs, number = Runs(), 0

    def end(name: str) -> None:
        nonlocal number
        name = plain(name)
        runs.end(name)
        if name == "si":
            if runs.beside_digit():
                found.add(str(number))
            number += 1

    reader = parser()
    reader.StartElementHandler = lambda name, attributes: runs.start(plain(name), attributes)
    reader.CharacterDataHandler = runs.text
    reader.EndElementHandler = end
    parse(reader, strings)
    return frozenset(found)
