"""Free places: boxes on a drawing that lie on no line, no marker and no other label."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle in points, origin at the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share an area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Tell whether the straight line between two points passes through (Liang–Barsky)."""
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        low, high = 0.0, 1.0
        for slope, room in (
            (-dx, x - self.left),
            (dx, self.right - x),
            (-dy, y - self.top),
            (dy, self.bottom - y),
        ):
            if slope == 0:
                if room <= 0:
                    return False
                continue
            if slope < 0:
                low = max(low, room / slope)
            else:
                high = min(high, room / slope)
        return low < high


class Taken:
    """What is drawn already."""

    def __init__(self) -> None:
        """Begin with an empty drawing."""
        self._boxes: list[Box] = []
        self._lines: list[tuple[tuple[float, float], tuple[float, float]]] = []

    def add_line(self, points: Sequence[tuple[float, float]]) -> None:
        """Note a line through ``points``."""
        self._lines.extend(itertools.pairwise(points))

    def add_box(self, box: Box) -> None:
        """Note a label or a marker."""
        self._boxes.append(box)

    def first_free(self, candidates: Iterable[Box]) -> Box | None:
        """Give the first of the candidates that is free, or None when none is."""
        return next((box for box in candidates if self._is_free(box)), None)

    def _is_free(self, box: Box) -> bool:
        return not any(box.meets(other) for other in self._boxes) and not any(
            box.holds(start, end) for start, end in self._lines
        )
