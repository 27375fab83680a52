"""Every pair of colours that stand on each other is told apart as WCAG 2.1 AA asks."""

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import ROOT
from datapakke import theme
from datapakke.colours import ACCENT, INK, MUTED, PAPER, RAMP, TEXT, TINT, contrast, text_on
from datapakke.layout import lay_out
from example_packet import EXAMPLE

SEEN = 3.0
"""What must be seen and is no text: lines and markers that carry meaning (WCAG 1.4.11)."""
ON_PAPER = (INK, MUTED, ACCENT, *(style.color for style in theme.STYLES.values()))
"""What is written on white: text, and labels in the colour of their line."""
DECORATION = {theme.RULE, theme.GRID, theme.SHADE, theme.BOX, TINT}
"""What may be faint: nothing is told by it alone (lines between rows, grounds)."""
VARIABLES = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", theme.css_variables()))


@pytest.mark.parametrize("color", sorted(set(ON_PAPER)))
def test_text_on_white_can_be_read(color: str) -> None:
    """Body text, secondary text, headings, and the labels of lines."""
    assert contrast(color, PAPER) >= TEXT


@pytest.mark.parametrize("color", [INK, MUTED, ACCENT])
def test_text_in_boxes_can_be_read(color: str) -> None:
    """On the tone of boxes and of the municipality's own rows."""
    assert contrast(color, TINT) >= TEXT


@pytest.mark.parametrize("color", sorted({INK, MUTED, theme.STYLES[theme.Rolle.KOMMUNE].color}))
def test_text_on_shaded_years_can_be_read(color: str) -> None:
    """«Pandemien: kan ikke sammenlignes», and values that lie there."""
    assert contrast(color, theme.SHADE) >= TEXT


@pytest.mark.parametrize("fill", RAMP)
def test_numbers_in_bars_can_be_read(fill: str) -> None:
    """White on the dark parts, ink on the light ones."""
    assert contrast(text_on(fill), fill) >= TEXT


@pytest.mark.parametrize("ground", [PAPER, theme.SHADE, theme.BOX])
def test_markers_can_be_seen(ground: str) -> None:
    """The municipality's point, on white, on shaded years and on the middle half."""
    assert contrast(ACCENT, ground) >= SEEN
    assert contrast(INK, ground) >= SEEN


def test_the_line_of_chance_can_be_seen() -> None:
    """It tells how far a point may lie; its ends are on white or on the middle half."""
    assert contrast(theme.CHANCE, PAPER) >= SEEN


@pytest.mark.parametrize("color", sorted({style.color for style in theme.STYLES.values()}))
def test_lines_can_be_seen(color: str) -> None:
    """Each on white and on shaded years."""
    assert contrast(color, PAPER) >= SEEN
    assert contrast(color, theme.SHADE) >= SEEN


def test_neighbours_in_a_bar_are_told_apart_in_grey_too() -> None:
    """A white line lies between them, and their tones differ."""
    for count in range(1, len(RAMP) + 1):
        colors = theme.category_colors(count)
        assert all(contrast(a, b) > 1.15 for a, b in itertools.pairwise(colors))


def test_contrast_is_wcags() -> None:
    """Black on white, and the grey that just passes."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_charts_write_in_no_other_colours() -> None:
    """Every text of a chart is in a colour that is tried here."""
    known = {*ON_PAPER, PAPER}  # white stands in dark bars only: text_on
    for drawing in lay_out(EXAMPLE).drawings.values():
        root = ET.fromstring(drawing.svg)  # noqa: S314 - our own drawing
        texts = [one for one in root.iter() if one.tag.endswith("}text")]
        assert {one.attrib["fill"] for one in texts} <= known


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.css")), ids=lambda p: p.name)
def test_styles_take_their_colours_from_the_theme(path: Path) -> None:
    """No colour is written in a style, and text is in one that is tried here."""
    css = path.read_text("utf-8")
    rules = re.findall(r"(?<![-a-z])color:\s*([^;}]+)", css)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", css) == []
    assert {one.strip() for one in rules} <= {f"var(--{name})" for name in VARIABLES}
    text = {VARIABLES[one.strip()[6:-1]] for one in rules}
    assert text & DECORATION == set()
    assert text <= {INK, MUTED, ACCENT, PAPER}
