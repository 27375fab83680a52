"""A line of text is set once with the same fonts, however often it stands there.

Of the lines of a packet two of three are the same as another: a sign, a year, the head of a row;
and most of the others are those of another municipality's packet. WeasyPrint sets each of them anew
by Pango. Whether two lines are the same depends on their text, the room they have, and the
properties that WeasyPrint reads when it sets a line, no others: a test records which it reads. How
high a line is without text WeasyPrint remembers itself, by a text that it writes of the properties
each time; here it is found by the properties as they are.

What is remembered are measures and texts, nothing of Pango's: that is asked again only for a line
that must be drawn by it (``strokes.py``).

Only the releases of WeasyPrint that are named here are known to read these; with any other, every
line is set as WeasyPrint sets it.
"""

from collections.abc import Callable
from contextlib import suppress
from operator import itemgetter
from typing import Any

import weasyprint
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

KNOWN = ("70.0",)
"""The releases whose ``split_first_line`` reads what is listed below."""
_FONT = (
    *("font_size", "font_family", "font_style", "font_stretch", "font_weight"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override", "lang"),
)
READ = (
    *("white_space", *_FONT, "font_kerning"),
    *("direction", "text_decoration_line", "word_spacing", "letter_spacing", "tab_size"),
    *("overflow_wrap", "word_break", "hyphens", "hyphenate_character", "hyphenate_limit_chars"),
)
"""What a line depends on; the first says whether it is broken at all."""
HEIGHT = (*_FONT, "line_height")
"""What WeasyPrint knows the height of a line without text by."""
_WRAPS = ("normal", "pre-wrap", "pre-line")
_properties, _height = itemgetter(*READ), itemgetter(*HEIGHT)

Measured = tuple[Any, ...]
"""What comes of a line: Pango's layout put away, and its measures."""
MOST = 20_000
"""Lines that are remembered, some megabytes; a packet has 1 350 that are different."""


class Known:
    """What is remembered of a line; ``strokes`` is how it is drawn, when that is known."""

    __slots__ = ("layout", "measures", "strokes")

    def __init__(self, layout: Layout, measures: list[Any]) -> None:
        """Keep what a layout says when it is put away."""
        self.layout, self.measures = dict(layout.__dict__), measures
        self.strokes: Any = None


class Line(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A line as it was put away: text, direction, place of a rule. Pango has nothing of it."""

    def __init__(self, known: Known, style: Any, max_width: float | None) -> None:  # noqa: ANN401
        """Stand for a line that is remembered, in a box of this style."""
        self.__dict__.update(known.layout, max_width=max_width)
        self.known, self.set_for = known, style

    def reactivate(self, _style: Any) -> None:  # noqa: ANN401
        """Wait: it may be known how the line is drawn."""

    def by_pango(self, style: Any) -> None:  # noqa: ANN401
        """Let Pango set it again."""
        super().reactivate(style)

    def deactivate(self) -> None:
        """Put away what Pango has of it, if anything."""
        with suppress(AttributeError):
            super().deactivate()


def is_known() -> bool:
    """Tell whether WeasyPrint is of a release that is known."""
    return weasyprint.__version__ in KNOWN


def set_once() -> None:
    """Let the lines be set once of all documents whose fonts ``remember`` was told of."""
    if is_known():
        inline.split_first_line, inline.strut = _set_once, _strut_once


def remember(font_config: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Let the lines of all documents that have these fonts be remembered."""
    if is_known():
        font_config.lines_set, font_config.heights = {}, {}


def _set_once(  # noqa: PLR0913, PLR0917 - WeasyPrint's own parameters
    text: str,
    style: Any,  # noqa: ANN401
    context: Any,  # noqa: ANN401
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002
    minimum: bool = False,  # noqa: FBT001, FBT002
) -> Measured:
    """Do as ``split_first_line`` does, or give what it gave for the same line."""
    lines = getattr(style.font_config, "lines_set", None)
    of = _properties(style)
    asked = (text, style, context, max_width, justification_spacing, is_line_start, minimum)
    if lines is None or style["hyphens"] == "auto":  # the latter may depend on a calculation
        return plain_line(*asked)
    room = max_width if of[0] in _WRAPS else None
    key = (text, room, justification_spacing, is_line_start, minimum, of)
    try:
        known = lines.get(key)
    except TypeError:  # a property's value is none that can be looked up
        return plain_line(*asked)
    if known is None:
        layout, *measures = plain_line(*asked)
        if len(lines) >= MOST:
            lines.clear()
        known = lines[key] = Known(layout, measures)
    return Line(known, style, max_width), *known.measures


def _strut_once(style: Any) -> Measured:  # noqa: ANN401
    """Do as ``strut`` does, or give what it gave for such a line."""
    known = getattr(style.font_config, "heights", None)
    if known is None:
        return plain_strut(style)
    key = _height(style)
    try:
        found: Measured | None = known.get(key)
    except TypeError:
        return plain_strut(style)
    if found is None:
        found = known[key] = plain_strut(style)
    return found


plain_line: Callable[..., Measured] = inline.split_first_line
plain_strut: Callable[..., Measured] = inline.strut
"""WeasyPrint's own."""
