"""HTML to be set without those of WeasyPrint's rules that are for what it has not: notes, markers.

WeasyPrint's own style sheet says how a note's call and mark, and the marker of an item of a list,
look at every element: thirteen thousand styles for a packet, which has no notes and few items.

Only the releases of WeasyPrint that are known to take their own sheet so are given another; with
any other the page is set as WeasyPrint sets it.
"""

import re
from functools import cache
from typing import Any

import weasyprint
from weasyprint.html import UA

from datapakke.pages.lines import KNOWN

NOTES = re.compile(r"^::(foot)?note-.*$", re.MULTILINE)
"""The rules of that sheet for notes; each stands on a line of its own."""
MARKERS = re.compile(r"^(?=::marker)", re.MULTILINE)
"""Where its rule for markers begins. That sheet makes items of ``li`` alone."""
_HAS = re.compile(r"footnote|\bnote\(|list-item", re.IGNORECASE)
"""What a page says that has a note or makes items of others: ``float: footnote``, ``position:
note(…)``, ``display: list-item``."""


def page(html: str, css: str, **how: Any) -> weasyprint.HTML:  # noqa: ANN401
    """Give HTML to be set.

    Args:
        html: The page.
        css: Its style.
        how: What else ``weasyprint.HTML`` is to know.
    """
    plain = weasyprint.__version__ in KNOWN and not _HAS.search(css + html)
    return (Plain if plain else weasyprint.HTML)(string=html, **how)


class Plain(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is set so."""

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:  # noqa: FBT001, FBT002
        whole: list[weasyprint.CSS] = super()._ua_stylesheets(forms)
        return [_sheet(), *whole[1:]]


@cache
def _sheet() -> weasyprint.CSS:
    """Give WeasyPrint's own sheet with fewer rules."""
    return weasyprint.CSS(string=MARKERS.sub("li", NOTES.sub("", UA)))
