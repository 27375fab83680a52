"""What boxes of one style have in common is worked out once for the style.

The boxes of a packet, ten thousand, have some hundred styles between them. WeasyPrint works out the
margins, paddings, borders and sizes of each from its style and from the box that it stands in. Only
percentages, and borders that collapse, need the latter: without them all boxes of a style are given
what the first was given. A property that a style does not name is its parent's or the initial one,
which WeasyPrint finds by going through all that could be the matter first.

Only the releases of WeasyPrint that are known (``lines.py``) to do this so are helped.
"""

import sys
from collections.abc import Callable
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import background, percent
from weasyprint.layout.absolute import AbsolutePlaceholder

from datapakke.pages.lines import is_known

_SIDES = ("top", "right", "bottom", "left")
_CORNERS = [
    f"border_{one}_radius" for one in ("top_left", "top_right", "bottom_right", "bottom_left")
]
_LENGTHS = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))
"""What ``resolve_percentages`` gives a box."""
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))
"""What ``resolve_radii_percentages`` gives a box without rounded corners."""
_OTHERWISE = {"page", "position", "float", "display", *INITIAL_NOT_COMPUTED}
"""Properties that WeasyPrint finds in ways of their own."""


def _plainly(name: str) -> bool:
    own = name in _OTHERWISE or name.startswith("text_decoration_")
    return not own and not check_math(INITIAL_VALUES[name])


_FIXED = {name: value for name, value in INITIAL_VALUES.items() if _plainly(name)}
_PASSED_ON = {name: value for name, value in _FIXED.items() if name in INHERITED}
_INITIAL = {name: value for name, value in _FIXED.items() if name not in INHERITED}
_UNTURNED = {name: value for name, value in _INITIAL.items() if name not in PHYSICAL_FUNCTIONS}
"""Without those that may be named by the direction of writing too."""
_TURNED = {
    turn(block="ttb", inline=way) for turn in PHYSICAL_FUNCTIONS.values() for way in ("ltr", "rtl")
}


def work_out_once() -> None:
    """Let WeasyPrint do so."""
    if not is_known():
        return
    ComputedStyle.__init__ = _begin
    AnonymousStyle.__init__ = _begin_anonymous
    Box.is_in_normal_flow = _flows
    ours = {plain_lengths: _used, plain_radii: _corners, plain_backgrounds: _backgrounds}
    for module in [one for name, one in sys.modules.items() if name.startswith("weasyprint.")]:
        for name, function in list(vars(module).items()):
            if callable(function) and function in ours:
                setattr(module, name, ours[function])


def _used(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Do as ``resolve_percentages`` does."""
    known = box.style.__dict__.get("used")
    if known:
        _give(box, known)
        return
    plain_lengths(box, containing_block)
    if known is None:
        alike = _is_alike(box.style)
        box.style.used = {name: getattr(box, name) for name in _USED} if alike else {}


def _give(box: Any, lengths: dict[str, Any]) -> None:  # noqa: ANN401
    """Set each: a box that stands for another lets that have them."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 - all is set there
    box.__dict__ |= lengths


def _is_alike(style: Any) -> bool:  # noqa: ANN401
    """Tell whether all boxes of a style are given the same lengths."""
    lengths = [style[name] for name in _LENGTHS]
    fixed = all(one == "auto" or getattr(one, "unit", "%") not in {None, "%"} for one in lengths)
    return fixed and style["border_collapse"] == "separate"


def _corners(box: Any) -> None:  # noqa: ANN401
    """Do as ``resolve_radii_percentages`` does."""
    style = box.style
    square = style.__dict__.get("square")
    if square is None:
        square = style.square = all((0, "px") in style[name] for name in _CORNERS)
    if square:
        _give(box, _SQUARE)
    else:
        plain_radii(box)


def _flows(box: Any) -> bool:  # noqa: ANN401
    """Do as ``Box.is_in_normal_flow`` does."""
    known: bool | None = box.style.__dict__.get("flows")
    if known is None:
        known = box.style.flows = plain_flows(box)
    return known


def _backgrounds(
    page: Any,  # noqa: ANN401
    box: Any,  # noqa: ANN401
    get_image_from_uri: Any,  # noqa: ANN401
    *others: Any,  # noqa: ANN401
    **named: Any,  # noqa: ANN401
) -> None:
    """Do as ``layout_box_backgrounds`` does for a box and all in it."""
    if others or named or box is page or not _is_bare(box.style):
        plain_backgrounds(page, box, get_image_from_uri, *others, **named)
        return
    _corners(box)
    for child in box.all_children():
        _backgrounds(page, child, get_image_from_uri)
    box.background = None


def _is_bare(style: Any) -> bool:  # noqa: ANN401
    """Tell whether boxes of a style have nothing behind them, and no image around them."""
    known: bool | None = style.__dict__.get("bare")
    if known is None:
        images = (style["border_image_source"], style["mask_border_source"])
        behind = (*images, *style["background_image"])
        clear = get_color(style, "background_color").alpha == 0 and not style["box_shadow"]
        known = style.bare = clear and all(kind == "none" for kind, _ in behind)
    return known


def _begin(style: Any, parent: Any, cascaded: Any, *others: Any) -> None:  # noqa: ANN401
    """Begin a style as WeasyPrint does, with what it says of itself already known."""
    style.update(_INITIAL if _TURNED.isdisjoint(cascaded) else _UNTURNED)
    _pass_on(style, parent)
    for name in _FIXED.keys() & cascaded.keys():
        style.pop(name, None)
    plain_begin(style, parent, cascaded, *others)


def _begin_anonymous(style: Any, parent: Any) -> None:  # noqa: ANN401
    """Begin the style of a box that no element has."""
    style.update(_INITIAL)
    _pass_on(style, parent)
    plain_begin_anonymous(style, parent)


def _pass_on(style: Any, parent: Any) -> None:  # noqa: ANN401
    """Give what a parent passes on, as far as that is known; the root has what is initial."""
    if parent is None:
        style.update(_PASSED_ON)
    else:
        style.update((name, parent[name]) for name in _PASSED_ON.keys() & parent.keys())


plain_flows: Callable[..., bool] = Box.is_in_normal_flow
plain_backgrounds: Callable[..., None] = background.layout_box_backgrounds
plain_begin: Callable[..., None] = ComputedStyle.__init__
plain_begin_anonymous: Callable[..., None] = AnonymousStyle.__init__
plain_lengths: Callable[..., None] = percent.resolve_percentages
plain_radii: Callable[..., None] = percent.resolve_radii_percentages
"""WeasyPrint's own."""
