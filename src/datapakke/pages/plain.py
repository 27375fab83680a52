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
from cssselect2 import ElementWrapper
from weasyprint.html import UA

from datapakke.pages.lines import is_known
from datapakke.pages.parsed import read

NOTES = re.compile(r"^::(foot)?note-.*$", re.MULTILINE)
"""The rules of that sheet for notes; each stands on a line of its own."""
MARKERS = re.compile(r"^(?=::marker)", re.MULTILINE)
"""Where its rule for markers begins. That sheet makes items of ``li`` alone."""
_HAS = re.compile(r"footnote|\bnote\(|list-item", re.IGNORECASE)
"""What a page says that has a note or makes items of others: ``float: footnote``, ``position:
note(…)``, ``display: list-item``."""


def page(html: str, css: str, url_fetcher: Any) -> weasyprint.HTML:  # noqa: ANN401
    """Give HTML to be set.

    Args:
        html: The page.
        css: Its style.
        url_fetcher: Where it has images from.
    """
    plain = is_known() and not _HAS.search(css + html)
    return (Plain if plain else weasyprint.HTML)(string=html, url_fetcher=url_fetcher)


_NOTHING = "<title></title>"


class Plain(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is set so, and read as XML where that is the same."""

    def __init__(self, string: str, url_fetcher: Any = None) -> None:  # noqa: ANN401
        """Read a page."""
        root = read(string)
        super().__init__(string=_NOTHING if root is not None else string, url_fetcher=url_fetcher)
        if root is not None:
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:  # noqa: FBT001, FBT002
        whole: list[weasyprint.CSS] = super()._ua_stylesheets(forms)
        return [_sheet(), *whole[1:]]


@cache
def _sheet() -> weasyprint.CSS:
    """Give WeasyPrint's own sheet with fewer rules."""
    return weasyprint.CSS(string=MARKERS.sub("li", NOTES.sub("", UA)))
