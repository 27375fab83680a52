"""Where the rows of a text begin and how wide they are, found by counting bytes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

PIECE = 4 * 1024 * 1024
QUOTE, LINE_END = b'"'[0], b"\n"[0]


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


def find_marks(data: bytes, delimiter: str) -> Marks | None:
    """Find the rows of a text.

    A quote may stand around a cell, and doubled inside such a cell. What stands inside separates
    nothing.

    Args:
        data: ASCII where UTF-8 has it, LF between lines.
        delimiter: One ASCII character.

    Returns:
        None when a quote stands elsewhere: then it takes more than counting.
    """
    mark = delimiter.encode()[0]
    around = bytes([mark, LINE_END, QUOTE])
    ends: list[Numbers] = []
    cells: list[Numbers] = []
    lines: list[Numbers] = []
    cells_before, lines_before, inside, quoted = 0, 0, False, False
    for at in range(0, len(data), PIECE):
        piece = np.frombuffer(data, np.uint8, min(PIECE, len(data) - at), at)
        both = np.flatnonzero((piece == mark) | (piece == LINE_END))
        is_end = piece[both] == LINE_END
        row_ends, lines_at_end = both[is_end], np.arange(int(is_end.sum()))
        cells_at_end = np.flatnonzero(is_end) - lines_at_end
        found = len(both) - len(row_ends), len(row_ends)
        if inside or data.find(QUOTE, at, at + PIECE) >= 0:
            quoted = True
            quotes = np.flatnonzero(piece == QUOTE)
            if not _are_around_cells(data, at + quotes, around, inside=inside):
                return None
            outside = (np.searchsorted(quotes, both) + inside) % 2 == 0
            row_ends, marks = both[is_end & outside], both[~is_end & outside]
            lines_at_end = np.searchsorted(both[is_end], row_ends)
            cells_at_end = np.searchsorted(marks, row_ends)
            found = len(marks), found[1]
            inside = bool((len(quotes) + inside) % 2)
        ends.append(at + row_ends)
        cells.append(cells_before + cells_at_end)
        lines.append(lines_before + lines_at_end)
        cells_before += found[0]
        lines_before += found[1]
    if inside:
        return None
    if not data.endswith(b"\n"):
        ends.append(np.array([len(data)]))
        cells.append(np.array([cells_before]))
        lines.append(np.array([lines_before]))
    return _marks(np.concatenate(ends), np.concatenate(cells), np.concatenate(lines), quotes=quoted)


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
