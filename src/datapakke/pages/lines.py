"""A line of text is set once in a document, however often it stands there.

Of the lines of a packet two of three are the same as another: a sign, a year, the head of a row.
WeasyPrint sets each of them anew by Pango. Whether two lines are the same depends on their text,
the room they have, and the properties that WeasyPrint reads when it sets a line, no others: a test
records which it reads. How high a line is without text WeasyPrint remembers itself, by a text that
it writes of the properties each time; here it is found by the properties as they are.

Only the releases of WeasyPrint that are named here are known to read these; with any other, every
line is set as WeasyPrint sets it.
"""

from collections.abc import Callable
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

Set = tuple[Any, ...]
"""What comes of a line: Pango's layout put away, and its measures."""


def remember(font_config: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Let the lines of the document that has these fonts be set once each."""
    if weasyprint.__version__ in KNOWN:
        font_config.lines_set, font_config.heights = {}, {}
        inline.split_first_line, inline.strut = _set_once, _strut_once


def _again(layout: dict[str, Any], max_width: float | None) -> Any:  # noqa: ANN401
    """Give a layout of its own, as it was put away: text, direction, place of a rule."""
    copy = Layout.__new__(Layout)
    copy.__dict__.update(layout, max_width=max_width)
    return copy


def _set_once(  # noqa: PLR0913, PLR0917 - WeasyPrint's own parameters
    text: str,
    style: Any,  # noqa: ANN401
    context: Any,  # noqa: ANN401
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002
    minimum: bool = False,  # noqa: FBT001, FBT002
) -> Set:
    """Do as ``split_first_line`` does, or give what it gave for the same line of the document."""
    known = getattr(style.font_config, "lines_set", None)
    of = _properties(style)
    asked = (text, style, context, max_width, justification_spacing, is_line_start, minimum)
    if known is None or style["hyphens"] == "auto":  # the latter may depend on a calculation
        return plain(*asked)
    room = max_width if of[0] in _WRAPS else None
    key = (text, room, justification_spacing, is_line_start, minimum, of)
    try:
        found = known.get(key)
    except TypeError:  # a property's value is none that can be looked up
        return plain(*asked)
    if found is None:
        layout, *measures = plain(*asked)
        known[key] = dict(layout.__dict__), measures
        return layout, *measures
    return _again(found[0], max_width), *found[1]


def _strut_once(style: Any) -> Set:  # noqa: ANN401
    """Do as ``strut`` does, or give what it gave for such a line of the document."""
    known = getattr(style.font_config, "heights", None)
    if known is None:
        return plain_strut(style)
    key = _height(style)
    try:
        found: Set | None = known.get(key)
    except TypeError:
        return plain_strut(style)
    if found is None:
        found = known[key] = plain_strut(style)
    return found


plain: Callable[..., Set] = inline.split_first_line
plain_strut: Callable[..., Set] = inline.strut
"""WeasyPrint's own."""
