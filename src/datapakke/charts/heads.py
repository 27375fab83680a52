"""Names above columns: whole, on several lines or with more room where one is too narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke.charts.canvas import Canvas, Ink, longest_word, text_width, wrap

_LINE = 8.6
_STEP = 4.0
_CUT = "…"
_MOST_LINES = 3


@dataclass(frozen=True)
class Head:
    """A name as it stands above its column."""

    lines: tuple[str, ...]
    ink: Ink

    @property
    def width(self) -> float:
        """The width of its longest line in points."""
        return max((text_width(line, self.ink) for line in self.lines), default=0)

    def write(self, canvas: Canvas, right: float, bottom: float) -> None:
        """Write it with its last line at ``bottom``, ending at ``right``."""
        for back, line in enumerate(reversed(self.lines)):
            canvas.text(right, bottom - back * _LINE, line, self.ink, "right")


def head(name: str, room: float, most: float, ink: Ink) -> Head:
    """Give ``name`` within ``room`` points, with more where three lines are too narrow.

    A word is broken, or the name cut with «…», only where ``most`` points are too little.
    """
    room = min(max(room, longest_word(name, ink)), most)
    lines = wrap(name, room, ink, _MOST_LINES)
    while room < most and lines[-1].endswith(_CUT):
        room = min(room + _STEP, most)
        lines = wrap(name, room, ink, _MOST_LINES)
    return Head(tuple(lines), ink)


def extra_height(heads: Sequence[Head]) -> float:
    """Give the height that heads of several lines need more than those of one."""
    return max((len(one.lines) - 1 for one in heads), default=0) * _LINE
