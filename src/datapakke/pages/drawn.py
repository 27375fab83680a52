"""A chart as drawing operations of the page, so that WeasyPrint need not read it as SVG.

WeasyPrint reads every element by CSS and sets every letter of a label as a paragraph of its own.
What our own charts consist of is little: paths of straight lines and curves, and labels. An image
that knows it is handed over in the cache of images, which WeasyPrint asks before it fetches one.
What is not understood here stays SVG.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from datapakke.pages.faces import Faces

_SVG = "{http://www.w3.org/2000/svg}"
_PIXELS = 4 / 3
"""CSS pixels of a point."""
_PATH = {"d", "fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-dasharray"}
_TEXT = {"x", "y", "font-size", "font-weight", "fill", "transform"}
_FIXED = {"stroke-dashoffset": "0", "text-anchor": "start", "font-family": f"'{Faces.FAMILY}'"}
"""What may stand there besides, and what it must be."""
_COMMANDS = {"M": (2, b"m"), "L": (2, b"l"), "C": (6, b"c"), "z": (0, b"h")}
"""A path's command → how many numbers it takes, and PDF's operator."""
_JOINS = {"miter": b"0", "round": b"1"}
_COLOR = re.compile("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_UPWARDS = re.compile(r"rotate\(-90 ([0-9.-]+) ([0-9.-]+)\)")


class NotOursError(ValueError):
    """Something in a drawing is none of the few things that our charts consist of."""


@dataclass(frozen=True)
class _Label:
    """One line of text: its baseline begins at (x, y), in points from the top left corner."""

    text: str
    x: float
    y: float
    size: float
    color: bytes
    bold: bool
    upwards: bool


class Drawn:
    """A chart as WeasyPrint has images: it tells its size, and draws itself."""

    def __init__(self, svg: str, faces: Faces) -> None:
        """Read a drawing.

        Raises:
            NotOursError: There is something in it that WeasyPrint must draw.
        """
        self._faces = faces
        root = ET.fromstring(svg)  # noqa: S314 - drawn by our own charts
        try:
            self._width, self._height = _size(root)
            self._parts = [part for one in root for part in _read(one)]
        except LookupError as error:  # something is not said, or a word is not known
            raise NotOursError(*error.args) from error

    def get_intrinsic_size(self, *_: object) -> tuple[float, float, float]:
        """Give width and height in CSS pixels, and their ratio."""
        return self._width * _PIXELS, self._height * _PIXELS, self._width / self._height

    def draw(self, stream: Any, width: float, _height: float, _style: object) -> None:  # noqa: ANN401
        """Draw on a page, ``width`` CSS pixels wide, from the top left corner and downwards."""
        with stream.stacked():
            stream.transform(a=width / self._width, d=width / self._width)
            stream.set_alpha(1)
            stream.set_alpha(1, stroke=True)
            stream.stream.append(b"0 J")
            for part in self._parts:
                if isinstance(part, bytes):
                    stream.stream.append(part)
                else:
                    self._write(stream, part)

    def _write(self, stream: Any, label: _Label) -> None:  # noqa: ANN401
        name, codes = self._faces.set_in(stream, label.text, bold=label.bold)
        turn = (0, -1, -1, 0) if label.upwards else (1, 0, 0, -1)
        stream.stream.append(label.color)
        stream.begin_text()
        stream.set_font_size(name, label.size)
        stream.set_text_matrix(*turn, label.x, label.y)
        stream.show_text(f"<{codes}>")
        stream.end_text()


def _size(root: ET.Element) -> tuple[float, float]:
    """Give width and height in points of a drawing whose units are points."""
    left, top, width, height = (_number(one) for one in root.attrib["viewBox"].split())
    if (left, top) != (0, 0) or float(root.attrib["width"].removesuffix("pt")) != width:
        message = "units"
        raise NotOursError(message)
    return width, height


def _read(element: ET.Element) -> Iterator[bytes | _Label]:
    """Give an element as operations, or as a label."""
    said = dict(element.attrib)
    kinds = {f"{_SVG}path": _PATH, f"{_SVG}text": _TEXT}
    allowed = kinds.get(element.tag, set())
    others = {name: value for name, value in said.items() if name not in allowed}
    if not allowed or len(element) or not others.items() <= _FIXED.items():
        raise NotOursError(element.tag)
    if element.tag.endswith("text"):
        yield _label(said, element.text or "")
    else:
        yield b"\n".join(_path(said))


def _path(said: Mapping[str, str]) -> Iterator[bytes]:
    """Give a path as operations: colours, line, the path itself, and how it is painted."""
    fills, strokes = said["fill"] != "none", said.get("stroke", "none") != "none"
    if fills:
        yield _color(said["fill"]) + b" rg"
    if strokes:
        dashes = [_plain(one) for one in said.get("stroke-dasharray", "").split(",") if one]
        yield _color(said["stroke"]) + b" RG"
        yield _plain(said.get("stroke-width", "1")) + b" w"
        yield _JOINS[said.get("stroke-linejoin", "round")] + b" j"
        yield b"[" + b" ".join(dashes) + b"] 0 d"
    words = iter(said["d"].split())
    for word in words:
        count, operator = _COMMANDS[word]
        yield b" ".join([*(_plain(next(words, "")) for _ in range(count)), operator])
    yield {(True, True): b"B", (True, False): b"f", (False, True): b"S"}.get((fills, strokes), b"n")


def _label(said: Mapping[str, str], text: str) -> _Label:
    x, y = _number(said.get("x", "0")), _number(said.get("y", "0"))
    turn = said.get("transform", "")
    if turn:
        match = _UPWARDS.fullmatch(turn)
        if not match or (float(match[1]), float(match[2])) != (x, y):
            raise NotOursError(turn)
    return _Label(
        text,
        x,
        y,
        size=_number(said["font-size"].removesuffix("px")),
        color=_color(said["fill"]) + b" rg",
        bold=said.get("font-weight") == "700",
        upwards=bool(turn),
    )


def _color(text: str) -> bytes:
    """Give ``#rrggbb`` as three numbers between 0 and 1."""
    match = _COLOR.fullmatch(text)
    if not match:
        raise NotOursError(text)
    return b" ".join(b"%.6g" % (int(part, 16) / 255) for part in match.groups())


def _plain(text: str) -> bytes:
    """Give a number as it stands, which PDF writes the same way."""
    if not _NUMBER.fullmatch(text):
        raise NotOursError(text)
    return text.encode()


def _number(text: str) -> float:
    return float(_plain(text))
