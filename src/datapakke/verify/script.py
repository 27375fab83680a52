"""The runs of a document, crossed out one by one as they are found to be what the packet says."""

import difflib
import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from datapakke.errors import Problem
from datapakke.verify.pages import Box, Document, Run

_HYPHENS = "-\u00ad\u0002\ufffe"
"""They and spaces differ where a line is broken. The minus and the dash are others."""
_LONGEST = 160
"""Characters of a text that are quoted."""
_ALIKE = 0.6
_WHOLE = 6
"""A shorter text must be a whole text of a template: any letter is a part of some text."""


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Give a text without what may differ where lines are broken."""
    kept = "".join(text.split())
    for hyphen in _HYPHENS:
        kept = kept.replace(hyphen, "")
    return kept


def quoted(text: str) -> str:
    """Give a text as quoted in a message, cut where it is long."""
    return f"«{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}»"


@lru_cache(maxsize=4)
def _together(texts: frozenset[str]) -> str:
    """Give texts one after the other: those of the templates are the same for many packets."""
    return " ".join(sorted(texts))


class Script:
    """The runs of all pages in the order they were drawn; each can be taken once."""

    def __init__(self, document: Document, name: str, fixed: frozenset[str]) -> None:
        """Begin with nothing taken.

        Args:
            document: What was read.
            name: The file's, for messages.
            fixed: The templates' own words, bare.
        """
        self.document = document
        self.name = name
        self.fixed = fixed
        self._all_fixed = _together(fixed)
        self.runs: list[Run] = [run for page in document.pages for run in page.runs]
        self.problems: list[Problem] = []
        self.cursor = 0
        self.bare = [bare(run.text) for run in self.runs]
        self._free = [bool(text) for text in self.bare]
        self._by_letter: dict[str, list[int]] = {}
        for index, text in enumerate(self.bare):
            self._by_letter.setdefault(text[:1], []).append(index)
        sizes = (len(page.runs) for page in document.pages)
        self._starts = dict(enumerate(itertools.accumulate(sizes, initial=0), start=1))

    def complain(self, page: int, what: str) -> None:
        """Note a problem; page 0 is the document as a whole."""
        self.problems.append(Problem(f"{self.name}, side {page}" if page else self.name, what))

    def of_page(self, page: int) -> range:
        """Give the indices of the runs of a page."""
        return range(self._starts[page], self._starts[page + 1])

    def free(self, page: int = 0) -> Iterator[tuple[int, Run]]:
        """Give the runs that nobody has taken: of a page, or of all."""
        runs, free = self.runs, self._free
        return ((i, runs[i]) for i in (self.of_page(page) if page else range(len(runs))) if free[i])

    def is_free(self, index: int) -> bool:
        """Tell whether a run is there and nobody has taken it."""
        return index < len(self.runs) and self._free[index]

    def take(self, indices: Sequence[int]) -> None:
        """Cross runs out."""
        for index in indices:
            self._free[index] = False

    def next_free(self, index: int) -> int:
        """Give the first run from ``index`` on that is free, or the number of runs."""
        while index < len(self.runs) and not self._free[index]:
            index += 1
        return index

    def is_fixed(self, text: str) -> bool:
        """Tell whether a text is one of the templates' own, or a line of one."""
        wanted = bare(text)
        return wanted in self.fixed or (len(wanted) >= _WHOLE and wanted in self._all_fixed)

    def end_of(self, page: int) -> int:
        """Give the number of runs up to the end of a page."""
        return self._starts[page + 1]

    def match(self, text: str, first: int) -> list[int]:
        """Give the free runs from ``first`` on that are exactly ``text``; none where they are not.

        A text goes on in the run drawn next, or in the first one of the next page.
        """
        rest, taken, index = bare(text), list[int](), first
        while rest:
            found = self._continues(rest, index)
            if not found and taken:
                index = self.next_free(self._starts.get(self.runs[taken[-1]].page + 1, index))
                found = self._continues(rest, index)
            if not found:
                return []
            taken.append(index)
            rest = rest[len(self.bare[index]) :]
            index = self.next_free(index + 1)
        return taken

    def _continues(self, rest: str, index: int) -> bool:
        return self.is_free(index) and rest.startswith(self.bare[index])

    def find(self, text: str, start: int, end: int) -> list[int]:
        """Give the first free runs, beginning from ``start`` to ``end``, that are ``text``."""
        wanted = bare(text)
        free, stands = self._free, self.bare
        places = self._by_letter.get(wanted[:1], [])
        for index in places[bisect_left(places, start) : bisect_left(places, end)]:
            here = free[index] and wanted.startswith(stands[index])
            if here and (taken := self.match(text, index)):
                return taken
        return []

    def nearest(self, text: str) -> str:
        """Give what stands in the document instead of ``text``, as far as that can be guessed."""
        wanted = bare(text)
        free = {self.bare[i]: run.text for i, run in self.free()}
        close = difflib.get_close_matches(wanted[:_LONGEST], free, 1, _ALIKE)
        return f" Kanskje står {quoted(free[close[0]])} der i stedet." if close else ""


def around(runs: Sequence[Run]) -> Box:
    """Give the smallest rectangle that holds all of ``runs``, which are on one page."""
    box = runs[0].box
    for run in runs[1:]:
        box = box.around(run.box)
    return box
