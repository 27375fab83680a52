"""A page that reads the same as XML is read as XML, for a twentieth of the work.

A reader of HTML puts right what an author left out or closed in the wrong order, one letter after
the other. A page on which there is nothing to put right is XML, but for the elements that are never
closed. Whether it is such a page is told by what it consists of: plain tags, closed in order, each
element within one that HTML lets it stand in as it is. Of anything else nothing is read here.
"""

import re
from xml.etree import ElementTree as ET

_TYPE = "<!DOCTYPE html>"
_NEVER_CLOSED = "br|col|img|meta|wbr"
_OPEN = re.compile(rf"<((?:{_NEVER_CLOSED})\b[^<>]*)(?<!/)>")
_CLOSES_ITSELF = re.compile(rf"<(?!(?:{_NEVER_CLOSED})\b)[^<>]*/>")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?: (?!xmlns)[a-z][a-z-]*=\"[^\"<>\t\n]*\")* ?/?>")
_ODD = re.compile(
    "&(?!(?:amp|lt|gt|quot|#34|#39);)|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
"""What the two have names of their own for, or refuse."""

_PHRASES = {
    *("a", "abbr", "b", "br", "em", "i", "img"),
    *("small", "span", "strong", "sub", "sup", "wbr"),
}
_FLOW = {
    *_PHRASES,
    *("dl", "div", "figcaption", "figure", "footer", "h1", "h2", "h3", "header", "main", "nav"),
    *("ol", "p", "section", "table", "ul"),
}
_WITHIN = {
    "html": {"head", "body"},
    "head": {"meta", "title"},
    "dl": {"div", "dt", "dd"},
    "ol": {"li"},
    "ul": {"li"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "colgroup": {"col"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
}
"""Elements that may stand right within another, where that is not text and what goes with it."""
_TEXTLESS = {"html", "head", "table", "colgroup", "thead", "tbody", "tfoot", "tr"}
_OF_PHRASES = {"h1", "h2", "h3", "p", *_PHRASES}
_OF_FLOW = {"body", "caption", "dd", "dt", "li", "td", "th", *_FLOW - _OF_PHRASES - _WITHIN.keys()}


def read(page: str) -> ET.Element | None:
    """Read a page, or tell that it is none that may be read so.

    Returns:
        What a reader of HTML finds on it, without namespaces; or None.
    """
    if not page.startswith(_TYPE) or _ODD.search(page) or _CLOSES_ITSELF.search(page):
        return None
    if "<" in _TAG.sub("", page.removeprefix(_TYPE)):
        return None
    try:
        root = ET.fromstring(_OPEN.sub(r"<\1/>", page))  # noqa: S314 - there are no entities in it
    except ET.ParseError:
        return None
    parts = [root.tag, *(one.tag for one in root)]
    if parts != ["html", "head", "body"] or not _is_plain(root, "", linked=False):
        return None
    _tidy(root, page[page.rindex(">") + 1 :])
    return root


def _is_plain(element: ET.Element, above: str, *, linked: bool) -> bool:
    """Tell whether HTML lets all below an element stand where it does."""
    name = element.tag
    linked = linked or name == "a"
    within = _within(name, above)
    texts = [element.text, *(one.tail for one in element)] if name in _TEXTLESS else ()
    return not any(text and text.strip(" \n") for text in texts) and all(
        one.tag in within
        and not (linked and one.tag == "a")
        and _is_plain(one, name, linked=linked)
        for one in element
    )


def _within(name: str, above: str) -> set[str]:
    if name == "div" and above == "dl":
        return {"dt", "dd"}
    if name in _OF_PHRASES:
        return _PHRASES
    return _FLOW if name in _OF_FLOW else _WITHIN.get(name, set())


def _tidy(root: ET.Element, last: str) -> None:
    """Put the spaces between and after the largest parts where a reader of HTML puts them."""
    _, body = root
    after = (body.tail or "") + last
    root.text = body.tail = None
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after
    else:
        body.text = (body.text or "") + after
