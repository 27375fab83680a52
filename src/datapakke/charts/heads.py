"""Names above columns: whole, on two lines or with more room where one line is too narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke.charts.canvas import Canvas, Ink, text_width, wrap

_LINE = 8.6
_STEP = 4.0
_CUT = "…"


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
    """Give ``name`` within ``room`` points, with more where two lines are too narrow.

    It is cut with «…» only where ``most`` points are too little.
    """
    lines = wrap(name, room, ink)
    while room < most and any(line.endswith(_CUT) for line in lines):
        room = min(room + _STEP, most)
        lines = wrap(name, room, ink)
    return Head(tuple(lines), ink)


def extra_height(heads: Sequence[Head]) -> float:
    """Give the height that heads of two lines need more than those of one."""
    return max((len(one.lines) - 1 for one in heads), default=0) * _LINE
