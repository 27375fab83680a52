"""What a drawing says, and where: for the tests of charts."""

from xml.etree import ElementTree as ET

from datapakke.charts.canvas import Ink, text_width
from datapakke.charts.free import Box

SVG = "{http://www.w3.org/2000/svg}"
CAPITALS = 0.66
"""The height of a line's ink, as a share of its size."""


def texts_of(svg: str) -> list[str]:
    """Give every text of a drawing, in painter's order."""
    return [_text(node) for node in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own SVG


def boxes_of(svg: str) -> dict[str, Box]:
    """Give where each upright text stands, by the text."""
    return {name: box for name, (box, upwards) in _places(svg).items() if not upwards}


def all_boxes_of(svg: str) -> dict[str, Box]:
    """Give where each text stands, those that run upwards too."""
    return {name: box for name, (box, _) in _places(svg).items()}


def _places(svg: str) -> dict[str, tuple[Box, bool]]:
    places: dict[str, tuple[Box, bool]] = {}
    for node in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own SVG
        size = float(node.get("font-size", "").removesuffix("px"))
        text = _text(node)
        width = text_width(text, Ink(size, bold=node.get("font-weight") == "700"))
        left, base = float(node.get("x", "")), float(node.get("y", ""))
        assert node.get("text-anchor") == "start"
        upwards = "rotate(-90" in node.get("transform", "")
        height = size * CAPITALS
        box = (
            Box(left - height, base - width, left, base)
            if upwards
            else Box(left, base - height, left + width, base)
        )
        places[f"{len(places)} {text}"] = box, upwards
    return places


def _text(node: ET.Element) -> str:
    return "".join(node.itertext())
