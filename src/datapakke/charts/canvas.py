"""A drawing surface in points with the origin at the top left, on matplotlib's SVG renderer."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import font_source_sans_pro
import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, IdentityTransform

from datapakke import theme
from datapakke.charts.lean import lean

_FILES = Path(font_source_sans_pro.font_directory)
_POINTS = 72
_UNITS_16_16 = 65536
_NBSP = "\u00a0"
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_Renderer: Any = RendererSVG  # matplotlib says no types of it
_AS_IT_IS = IdentityTransform()
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
    """Break ``text`` between words into at most ``most`` lines; the last is cut with «…».

    A word that is wider than a line is broken with a hyphen.
    """
    lines: list[str] = []
    words = clean(text).split(" ")
    while words:
        taken = 1
        if len(lines) < most - 1 and text_width(words[0], ink) > width:
            words[:1] = _parted(words[0], width, ink)
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), ink) <= width:
            taken += 1
        if len(lines) == most - 1:
            taken = len(words)
        lines.append(shorten(" ".join(words[:taken]), width, ink))
        words = words[taken:]
    return lines


def _parted(word: str, width: float, ink: Ink) -> list[str]:
    """Give the start of a word that fits with a hyphen (one character at least), and the rest."""
    end = len(word) - 1
    while end > 1 and text_width(f"{word[:end]}-", ink) > width:
        end -= 1
    return [f"{word[:end]}-", word[end:]] if word[1:] else [word]


def longest_word(text: str, ink: Ink) -> float:
    """Give the width of the longest word in points."""
    return max((text_width(word, ink) for word in clean(text).split(" ")), default=0.0)


@lru_cache(maxsize=16)
def _marker_path(marker: str) -> Outline:
    """Give matplotlib's marker as an outline of size 1 around the origin."""
    style = MarkerStyle(marker)
    return style.get_path().transformed(style.get_transform())


@dataclass(frozen=True)
class _Place:
    """Where a line of text begins, in points from the bottom left corner, as the renderer asks."""

    x: float
    y: float

    def get_unitless_position(self) -> tuple[float, float]:
        """Give the place."""
        return self.x, self.y

    def get_transform(self) -> IdentityTransform:
        """Give what turns it into points."""
        return _AS_IT_IS

    def get_rotation_mode(self) -> str:
        """Say that a text turns around its beginning."""
        return "anchor"

    def get_ha(self) -> str:
        """Say that it begins there."""
        return "left"


class _Stroke(GraphicsContextBase):
    """How a line is drawn; nothing of it is asked of matplotlib's settings."""

    def __init__(
        self, color: str = "none", width: float = 0, joins: Literal["miter", "round"] = "miter"
    ) -> None:
        """Draw a line of ``width`` points around a shape; none where the colour is ``none``."""
        super().__init__()
        if color == "none":
            width = 0
        else:
            self.set_foreground(color)
        self.set_linewidth(width)
        self.set_joinstyle(joins)


class Canvas:
    """Collects what is drawn, for the renderer alone: half of the work of artists on a Figure.

    A Figure with Axes costs ten times as much as one without.
    """

    def __init__(self, width: float, height: float) -> None:
        """Open a surface of ``width`` × ``height`` points."""
        self.width = width
        self.height = height
        self._drawn: list[Callable[[Any], None]] = []
        """In painter's order: what comes later lies on top."""

    def text(self, x: float, y: float, text: str, ink: Ink, anchor: str = "left") -> None:
        """Write one line of text with its baseline at ``y``; mathematics and TeX are off."""
        self._write((x - _SHARE[anchor] * text_width(text, ink), y), text, ink, 0.0)

    def text_upwards(self, x: float, y: float, text: str, ink: Ink) -> None:
        """Write one line of text that runs upwards, its baseline at ``x``, centred on ``y``."""
        self._write((x, y + text_width(text, ink) / 2), text, ink, 90.0)

    def _write(self, place: tuple[float, float], text: str, ink: Ink, angle: float) -> None:
        """Write from the left: an SVG anchor makes a drawing within the drawing of each text."""
        said, font = clean(text), _properties(ink.size, bold=ink.bold)
        if said:
            how = _Stroke(ink.color)
            at = _Place(place[0], self.height - place[1])
            self._drawn.append(lambda to: to.draw_text(how, *place, said, font, angle, mtext=at))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        color: str,
        width: float,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through ``points``; ``dash`` is the on-off pattern in points."""
        ink = _Stroke(color, width, "round")
        if dash:
            ink.set_dashes(0, dash)
        self._draw(ink, Outline([(x, self.height - y) for x, y in points]))

    def marker(
        self, x: float, y: float, style: theme.Style, *, filled: bool, size: float = 5
    ) -> None:
        """Draw a role's marker with its centre at (x, y), filled or open."""
        place = Affine2D().scale(size).translate(x, self.height - y)
        fill = style.color if filled else theme.PAPER
        self._draw(_Stroke(style.color, 1.3), _marker_path(style.marker).transformed(place), fill)

    def box(
        self, x: float, y: float, size: tuple[float, float], fill: str, edge: str = "none"
    ) -> None:
        """Draw a rectangle of ``size`` (width, height) whose top left corner is (x, y)."""
        width, height = size
        place = Affine2D().scale(width, height).translate(x, self.height - y - height)
        self._draw(_Stroke(edge, 0.6), Outline.unit_rectangle().transformed(place), fill)

    def _draw(self, ink: _Stroke, path: Outline, fill: str = "none") -> None:
        face = None if fill == "none" else to_rgb(fill)
        self._drawn.append(lambda to: to.draw_path(ink, path, _AS_IT_IS, face))

    def svg(self) -> str:
        """Give the drawing as SVG with text as text; the same drawing gives the same bytes."""
        buffer = io.StringIO()
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "datapakke"}):
            renderer = _Renderer(
                self.width, self.height, buffer, image_dpi=_POINTS, metadata=_NO_METADATA
            )
            for draw in self._drawn:
                draw(renderer)
            renderer.finalize()
        return lean(buffer.getvalue())
