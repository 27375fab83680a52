"""A line begins where its box begins, and has all its width, where nothing floats beside it.

WeasyPrint looks for what floats beside each of a packet's two thousand lines: there is none.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline

from datapakke.pages.lines import is_known


def place_plainly() -> None:
    """Let lines be placed so."""
    if is_known():
        inline.avoid_collisions = _placed


def _placed(
    context: Any,  # noqa: ANN401 - WeasyPrint has no types
    box: Any,  # noqa: ANN401
    containing_block: Any,  # noqa: ANN401
    outer: bool = True,  # noqa: FBT001, FBT002 - WeasyPrint's own
) -> tuple[float, float, float]:
    """Do as ``avoid_collisions`` does: give where a box is placed, and the width that it has."""
    alone = not context.excluded_shapes and containing_block.style["direction"] == "ltr"
    if outer or not alone or not isinstance(box, LineBox):
        return plain_placed(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    right = left + containing_block.width - box.margin_right
    begins = left + box.margin_left
    return begins - box.margin_left, box.border_box_y() - box.margin_top, right - begins


plain_placed: Callable[..., tuple[float, float, float]] = inline.avoid_collisions
"""WeasyPrint's own."""
