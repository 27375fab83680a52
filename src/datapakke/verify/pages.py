"""What stands where on the pages of a PDF. Lengths are in points from the bottom left corner."""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        left, bottom, right, top = self
        return (left + right) / 2, (bottom + top) / 2

    @property
    def width(self) -> float:
        """Points from side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.top - self.bottom

    def around(self, other: "Box") -> "Box":
        """Give the smallest rectangle that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def exceeds(self, room: "Box", most: float) -> bool:
        """Tell whether more than ``most`` points of it lie outside ``room`` at any side."""
        return (
            self.left < room.left - most
            or self.right > room.right + most
            or self.bottom < room.bottom - most
            or self.top > room.top + most
        )


class Run(NamedTuple):
    """A piece of a line of text, as it was drawn, with the extent of its ink.

    Attributes:
        text: With single spaces.
        page: Counted from 1.
        box: Where the ink is.
        base: The baseline; its distance from the left edge where the text runs upwards.
        size: Font size in points.
        upwards: The text is turned.
        cut: A part of it is clipped away, or all of it is invisible.
        order: How many things were drawn on the page before it.
    """

    text: str
    page: int
    box: Box
    base: float
    size: float
    upwards: bool = False
    cut: bool = False
    order: int = 0


@dataclass(frozen=True)
class Page:
    """A page: what is written and drawn on it, and read aloud instead of what is drawn.

    Attributes:
        number: Counted from 1.
        width: In points.
        height: In points.
        runs: Texts in the order they were drawn.
        marks: The extents of lines and shapes.
        fills: Those that hide what lies under them, each with how many things were drawn before.
        alts: The texts that stand for pictures and symbols, in reading order.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    marks: tuple[Box, ...]
    fills: tuple[tuple[int, Box], ...]
    alts: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A line of the bookmarks: its words and the page it leads to."""

    title: str
    page: int


@dataclass(frozen=True)
class Document:
    """A PDF as it was read back.

    Attributes:
        pages: In order.
        about: Its document information (``Title``, …).
        headings: Its bookmarks.
        files: The names and contents of the files that lie in it.
    """

    pages: tuple[Page, ...]
    about: dict[str, str]
    headings: tuple[Heading, ...]
    files: tuple[tuple[str, bytes], ...] = ()
