"""Find what separates the cells: the mark by which the rows are equally wide."""

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from datapakke.errors import ExtractError, Problem
from datapakke.reading.header import join_names
from datapakke.reading.model import DELIMITERS, place
from datapakke.reading.records import Record, records

ENOUGH = 500
SEP = re.compile(r'"?sep=([^\w"])"?\1*\n?', re.IGNORECASE)
"""The first line by which Excel is told the delimiter."""

DECIMAL = re.compile("(?<=[0-9]),(?=[0-9])")


@dataclass(frozen=True)
class Split:
    """The beginning of a file, split at one mark.

    Attributes:
        delimiter: The mark.
        rows: The first rows.
        width: How many cells most of the rows that were split have; 1 if none was.
        agree: How many rows are of that width.
        after: How many rows there are from the first of that width on.
        known: How many of the names that are looked for stand in one row.
    """

    delimiter: str
    rows: list[Record]
    width: int
    agree: int
    after: int
    known: int

    @property
    def fits(self) -> bool:
        """Tell whether most rows are split alike."""
        return self.width > 1 and self.agree * 2 >= self.after

    @property
    def whole(self) -> bool:
        """Tell whether all rows are split alike, from the first that is."""
        return self.agree == self.after


def split(text: str, delimiter: str, start: int, names: frozenset[str] = frozenset()) -> Split:
    """Split the beginning of a file at a mark, as far as its quotes allow."""
    rows: list[Record] = []
    with suppress(ExtractError):  # what comes before is enough to judge by
        rows.extend(islice(records(text, delimiter, start, ""), ENOUGH))
    widths = [len(row) for _, row in rows]
    counted = Counter(width for width in widths if width > 1)
    width, agree = counted.most_common(1)[0] if counted else (1, widths.count(1))
    after = len(widths) - widths.index(width) if width in widths else 0
    known = max((len(names.intersection(join_names([row]))) for _, row in rows), default=0)
    return Split(delimiter, rows, width, agree, after, known)


def told_by_first_line(text: str) -> str | None:
    """Give the delimiter that a first line such as ``sep=;`` tells, or None."""
    found = SEP.fullmatch(text[: text.find("\n") + 1] or text)
    return found[1] if found else None


def find_delimiter(text: str, start: int, names: frozenset[str], name: str) -> str:
    """Find the delimiter.

    A row that holds the names that are looked for decides. Else rows that are equally wide do; a
    comma, which also stands in numbers, only where no other mark splits most rows.

    Args:
        text: The beginning of the file.
        start: The first line that is read.
        names: Names of columns by which the header row is known.
        name: What errors call the file.

    Raises:
        ExtractError: Two marks fit as well, and another choice would give other cells.
    """
    found = [split(text, mark, start, names) for mark in DELIMITERS]
    known = max(one.known for one in found)
    if known:
        found = [one for one in found if one.known == known]
    fit = [one for one in found if one.fits]
    strong = [one for one in fit if one.delimiter != ","]
    if len(strong) > 1:
        strong = [one for one in strong if one.whole] or strong
        most = max(one.agree for one in strong)
        strong = [one for one in strong if one.agree * 2 > most]
    comma = [one for one in fit if one.delimiter == ","]
    if strong and comma and _is_rather(comma[0], strong[0], text):
        strong += comma
    if len(strong) > 1:
        raise ExtractError([_ambiguous(strong, name)])
    best = strong or comma or sorted(found, key=lambda one: (one.width == 1, -one.agree))
    return best[0].delimiter


def _is_rather(comma: Split, other: Split, text: str) -> bool:
    """Tell whether commas, not only decimal ones, split the rows as well as the other mark does."""
    as_well = comma.agree >= other.agree and (comma.whole or not other.whole)
    return as_well and "," in DECIMAL.sub("", text)


def _ambiguous(fit: list[Split], name: str) -> Problem:
    words = " og ".join(DELIMITERS[one.delimiter] for one in fit)
    line = fit[0].rows[0][0]
    what = f"feltene kan være skilt med både {words}. Oppgi «skilletegn» under «lesing»."
    return Problem(place(name, line), what)
