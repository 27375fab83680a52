"""HTML to be set without WeasyPrint's rules for the calls and marks of notes, where it has none.

WeasyPrint's own style sheet says how the call of a note and its mark look at every element, so that
five thousand styles are kept for the elements of a packet, which has no notes: 4 % of its time.

Only the releases of WeasyPrint that are known to take their own sheet so are given another; with
any other the page is set as WeasyPrint sets it.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import weasyprint

from datapakke.pages.lines import KNOWN

RULE = re.compile(r"^::(foot)?note-.*$", re.MULTILINE)
"""A rule of that sheet for notes; each stands on a line of its own."""
_MAKES = re.compile(r"footnote|\bnote\(", re.IGNORECASE)
"""What a page says that has a note: ``float: footnote`` or ``position: note(…)``."""


def page(html: str, css: str, **how: Any) -> weasyprint.HTML:  # noqa: ANN401
    """Give HTML to be set.

    Args:
        html: The page.
        css: Its style.
        how: What else ``weasyprint.HTML`` is to know.
    """
    plain = weasyprint.__version__ in KNOWN and not _MAKES.search(css + html)
    return (Plain if plain else weasyprint.HTML)(string=html, **how)


class Plain(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is set so."""

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:  # noqa: FBT001, FBT002
        whole: list[weasyprint.CSS] = super()._ua_stylesheets(forms)
        return [_sheet(), *whole[1:]]


@cache
def _sheet() -> weasyprint.CSS:
    """Give WeasyPrint's own sheet without the rules for notes."""
    own = (files("weasyprint") / "css" / "html5_ua.css").read_text(encoding="utf-8")
    return weasyprint.CSS(string=RULE.sub("", own))
