"""A drawing surface in points with the origin at the top left, on a matplotlib Figure."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import font_source_sans_pro
import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

from datapakke import theme
from datapakke.charts.lean import lean

_FILES = Path(font_source_sans_pro.font_directory)
_POINTS = 72
_UNITS_16_16 = 65536
_NBSP = "\u00a0"
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of a text lies to the left of its place."""


@dataclass(frozen=True)
class Ink:
    """How a text looks: size in points, colour, weight."""

    size: float = theme.SMALL
    color: str = theme.INK
    bold: bool = False


@lru_cache(maxsize=64)
def _properties(size: float, *, bold: bool) -> FontProperties:
    """Give the theme's font; the family is what the SVG names, the file what is measured."""
    name = "SourceSansPro-Bold.ttf" if bold else "SourceSansPro-Regular.ttf"
    weight = "bold" if bold else "normal"
    return FontProperties(family=theme.FONT, weight=weight, size=size, fname=str(_FILES / name))


@lru_cache(maxsize=2)
def _font(*, bold: bool) -> FT2Font:
    font = FT2Font(str(_properties(1, bold=bold).get_file()))
    font.set_size(_POINTS, _POINTS)
    return font


@lru_cache(maxsize=1024)
def _advance(char: str, *, bold: bool) -> float:
    """Give the width of a character as a share of the font size."""
    glyph = _font(bold=bold).load_char(ord(char), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / _UNITS_16_16 / _POINTS


def text_width(text: str, ink: Ink) -> float:
    """Give the width of ``text`` in points, without kerning (which only narrows it)."""
    return ink.size * sum(_advance(char, bold=ink.bold) for char in clean(text))


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """Give ``text`` as one line of characters that the font has.

    Control characters, which no SVG may hold, become spaces; what the font lacks becomes «?».
    """
    font = _font(bold=False)
    printable = (char if char.isprintable() or char == _NBSP else " " for char in text)
    known = "".join(char if font.get_char_index(ord(char)) else "?" for char in printable)
    return " ".join(part for part in known.split(" ") if part)


def shorten(text: str, width: float, ink: Ink) -> str:
    """Give ``text``, cut with «…» where it is wider than ``width`` points."""
    text = clean(text)
    if text_width(text, ink) <= width:
        return text
    while text and text_width(text + "…", ink) > width:
        text = text[:-1].rstrip()
    return text + "…"


def wrap(text: str, width: float, ink: Ink, most: int = 2) -> list[str]:
    """Break ``text`` between words into at most ``most`` lines; the last is cut with «…»."""
    lines: list[str] = []
    words = clean(text).split(" ")
    while words:
        taken = 1
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), ink) <= width:
            taken += 1
        if len(lines) == most - 1:
            taken = len(words)
        lines.append(shorten(" ".join(words[:taken]), width, ink))
        words = words[taken:]
    return lines


@lru_cache(maxsize=16)
def _marker_path(marker: str) -> Outline:
    """Give matplotlib's marker as an outline of size 1 around the origin."""
    style = MarkerStyle(marker)
    return style.get_path().transformed(style.get_transform())


class _Words(Text):
    """One line of text with its place given; matplotlib would measure it again to place it."""

    def draw(self, renderer: RendererBase) -> None:
        """Hand the text to the renderer as it is."""
        x, y = self.get_position()
        _, height = renderer.get_canvas_width_height()
        ink = renderer.new_gc()
        ink.set_foreground(self.get_color())
        renderer.draw_text(
            ink,
            x,
            height - y,
            self.get_text(),
            self.get_fontproperties(),
            self.get_rotation(),
            ismath=False,
            mtext=self,
        )
        ink.restore()


class Canvas:
    """Collects primitive artists; a Figure without Axes costs a tenth of one with."""

    def __init__(self, width: float, height: float) -> None:
        """Open a surface of ``width`` × ``height`` points."""
        self.width = width
        self.height = height
        self._figure = Figure(figsize=(width / _POINTS, height / _POINTS), dpi=_POINTS)
        self._figure.patch.set_visible(False)
        self._order = 0

    def _add(self, artist: Artist) -> None:
        """Add in painter's order: what comes later lies on top."""
        self._order += 1
        artist.set_zorder(self._order)
        artist.set_transform(IdentityTransform())
        self._figure.add_artist(artist)

    def text(self, x: float, y: float, text: str, ink: Ink, anchor: str = "left") -> None:
        """Write one line of text with its baseline at ``y``; mathematics and TeX are off."""
        self._write((x - _SHARE[anchor] * text_width(text, ink), y), text, ink, 0)

    def text_upwards(self, x: float, y: float, text: str, ink: Ink) -> None:
        """Write one line of text that runs upwards, its baseline at ``x``, centred on ``y``."""
        self._write((x, y + text_width(text, ink) / 2), text, ink, 90)

    def _write(self, place: tuple[float, float], text: str, ink: Ink, angle: int) -> None:
        """Write from the left: an SVG anchor makes a drawing within the drawing of each text."""
        if not clean(text):
            return
        self._add(
            _Words(
                place[0],
                self.height - place[1],
                clean(text),
                color=ink.color,
                ha="left",
                va="baseline",
                rotation=angle,
                rotation_mode="anchor",
                fontproperties=_properties(ink.size, bold=ink.bold),
                parse_math=False,
                usetex=False,
            )
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        color: str,
        width: float,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through ``points``; ``dash`` is the on-off pattern in points."""
        self._add(
            Line2D(
                [x for x, _ in points],
                [self.height - y for _, y in points],
                color=color,
                linewidth=width,
                linestyle=(0, tuple(part / width for part in dash)) if dash else "-",
                solid_capstyle="butt",
                dash_capstyle="butt",
                solid_joinstyle="round",
            )
        )

    def marker(
        self, x: float, y: float, style: theme.Style, *, filled: bool, size: float = 5
    ) -> None:
        """Draw a role's marker with its centre at (x, y), filled or open."""
        place = Affine2D().scale(size).translate(x, self.height - y)
        self._add(
            PathPatch(
                _marker_path(style.marker).transformed(place),
                edgecolor=style.color,
                facecolor=style.color if filled else theme.PAPER,
                linewidth=1.3,
            )
        )

    def box(
        self, x: float, y: float, size: tuple[float, float], fill: str, edge: str = "none"
    ) -> None:
        """Draw a rectangle of ``size`` (width, height) whose top left corner is (x, y)."""
        width, height = size
        self._add(
            Rectangle(
                (x, self.height - y - height),
                width,
                height,
                facecolor=fill,
                edgecolor=edge,
                linewidth=0.6 if edge != "none" else 0,
            )
        )

    def svg(self) -> str:
        """Give the drawing as SVG with text as text; the same drawing gives the same bytes."""
        buffer = io.StringIO()
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "datapakke"}):
            self._figure.savefig(buffer, format="svg", metadata=_NO_METADATA)
        return lean(buffer.getvalue())
