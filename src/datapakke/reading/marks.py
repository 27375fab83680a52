"""Where the rows of a text begin and how wide they are, found by counting bytes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PIECE = 1024 * 1024
THREADS = 2
QUOTE, LINE_END = b'"\n'


@dataclass(frozen=True)
class Marks:
    """The rows of a text, blank ones included.

    Attributes:
        starts: Where each begins.
        ends: Where its line end, or the end of the text, is.
        widths: How many cells each has.
        lines: The line that each begins on.
        quotes: Whether there are any.
    """

    starts: Numbers
    ends: Numbers
    widths: Numbers
    lines: Numbers
    quotes: bool

    def those(self, there: Mask) -> "Marks":
        """Give those of the rows that are marked."""
        if there.all():
            return self
        return Marks(
            self.starts[there],
            self.ends[there],
            self.widths[there],
            self.lines[there],
            self.quotes,
        )


@dataclass(frozen=True)
class _Piece:
    """The rows that end in a piece of a text.

    Attributes:
        ends: Where the line end of each is, in the text.
        cells: How many delimiters there are before that, in the piece.
        lines: How many line ends, those in quotes included.
        found: How many of both there are in all of the piece.
    """

    ends: Numbers
    cells: Numbers
    lines: Numbers
    found: tuple[int, int]


def find_marks(data: bytes, delimiter: str) -> Marks | None:
    """Find the rows of a text.

    A quote may stand around a cell, and doubled inside such a cell. What stands inside separates
    nothing.

    Args:
        data: As ``Clean.data``.
        delimiter: One ASCII character.

    Returns:
        None when a quote stands elsewhere: then it takes more than counting.
    """
    places = range(0, len(data), PIECE)
    quotes = [data.count(QUOTE, at, at + PIECE) for at in places]
    inside = (np.cumsum([0, *quotes]) % 2).tolist()
    if inside[-1]:
        return None
    find = partial(_find, data, delimiter.encode()[0])
    with ThreadPoolExecutor(THREADS) as pool:
        pieces = list(pool.map(find, places, quotes, inside[:-1]))
    if not data.endswith(b"\n"):
        none = np.zeros(1, dtype=np.int64)
        pieces.append(_Piece(none + len(data), none, none, (0, 0)))
    ends, cells, lines, before = [], [], [], (0, 0)
    for piece in pieces:
        if piece is None:
            return None
        ends.append(piece.ends)
        cells.append(before[0] + piece.cells)
        lines.append(before[1] + piece.lines)
        before = before[0] + piece.found[0], before[1] + piece.found[1]
    quoted = any(quotes)
    found = _marks(
        np.concatenate(ends), np.concatenate(cells), np.concatenate(lines), quotes=quoted
    )
    if b"\r" in data:  # before each line end, since it is there at all
        found.ends[found.ends < len(data)] -= 1
    return found


def _find(data: bytes, mark: int, at: int, quotes: int, inside: int) -> _Piece | None:
    """Find the rows that end in a piece, which begins inside a quoted cell (1) or not (0)."""
    piece = np.frombuffer(data, np.uint8, min(PIECE, len(data) - at), at)
    both = np.flatnonzero((piece == mark) | (piece == LINE_END))
    is_end = piece[both] == LINE_END
    ends, lines = both[is_end], np.arange(int(is_end.sum()))
    cells = np.flatnonzero(is_end) - lines
    found = len(both) - len(ends), len(ends)
    if inside or quotes:
        there = np.flatnonzero(piece == QUOTE)
        if not _are_around_cells(
            data, at + there, bytes([mark, LINE_END, QUOTE]), inside=bool(inside)
        ):
            return None
        outside = (np.searchsorted(there, both) + inside) % 2 == 0
        ends, marks = both[is_end & outside], both[~is_end & outside]
        lines = np.searchsorted(both[is_end], ends)
        cells = np.searchsorted(marks, ends)
        found = len(marks), found[1]
    return _Piece(at + ends, cells, lines, found)


def _marks(ends: Numbers, cells: Numbers, lines: Numbers, *, quotes: bool) -> Marks:
    """Give the rows from where each ends and how many delimiters and lines there are before."""
    starts = np.empty_like(ends)
    starts[0], starts[1:] = 0, ends[:-1] + 1
    first = np.empty_like(lines)
    first[0], first[1:] = 1, lines[:-1] + 2
    return Marks(starts, ends, np.diff(cells, prepend=0) + 1, first, quotes)


def _are_around_cells(data: bytes, quotes: Numbers, around: bytes, *, inside: bool) -> bool:
    """Tell whether each quote begins or ends a cell, or is one of two inside a quoted cell."""
    found = np.frombuffer(data, np.uint8)
    begins, ends = (quotes[1::2], quotes[::2]) if inside else (quotes[::2], quotes[1::2])
    begins, ends = begins[begins > 0], ends[ends < len(data) - 1]
    allowed = np.frombuffer(around, np.uint8)
    return bool(
        np.isin(found[begins - 1], allowed).all() and np.isin(found[ends + 1], allowed).all()
    )
