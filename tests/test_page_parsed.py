"""What is read as XML is what a reader of HTML finds; all else is left to it."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import tinyhtml5
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from datapakke.locale import SPRAK
from datapakke.pages import parsed
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE

TAGS = (
    *("p", "div", "span", "b", "a", "em", "h1", "h2", "table", "thead", "tbody", "tr", "td", "th"),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "section", "caption", "colgroup", "nav"),
    *(
        "sup",
        "pre",
        "form",
        "button",
        "select",
        "option",
        "svg",
        "textarea",
        "style",
        "DIV",
        "image",
    ),
)
VOID = ("br", "img", "col", "wbr", "hr", "input", "meta")
TEXTS = (
    *(
        "Ord",
        " ",
        "\n",
        " 12,5 ",
        "&amp;",
        "&nbsp;",
        "&#39;",
        "&#128;",
        "&copy",
        "<!-- x -->",
        "\t",
    ),
    *("]]>", "a > b", "\r\n", "\x00", "\ufffe", "<p>", "</p>", "</br>", "\u2028", "𝄞", "\x85"),
)
ATTRIBUTES = (
    *(' class="a"', ' id="b"', ' alt="En &amp; to"', ' title="a\nb"', ' title="a>b"', " hidden"),
    *(' alt="&copy=1"', " class=a", ' ID="c"', ' class="a" class="b"', ' xml:lang="nb"', " / "),
    *(' xmlns=""', ' data-x="&#34;"', "  lang='nb'", ' title="\t"'),
)
texts = st.sampled_from(TEXTS)
attributes = st.lists(st.sampled_from(ATTRIBUTES), max_size=2).map("".join)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Give elements around what is given, and elements that are never closed."""
    closed = st.tuples(st.sampled_from(TAGS), attributes, st.lists(inner, max_size=3)).map(
        lambda one: f"<{one[0]}{one[1]}>{''.join(one[2])}</{one[0]}>"
    )
    void = st.tuples(st.sampled_from(VOID), attributes, st.sampled_from(["", "/", " /"])).map(
        lambda one: f"<{one[0]}{one[1]}{one[2]}>"
    )
    itself = st.sampled_from(TAGS).map(lambda name: f"<{name}/>")
    return st.one_of(closed, closed, void, itself)


bodies = st.recursive(texts, element, max_leaves=12)
PLAIN_TAGS = ("p", "div", "span", "b", "a", "h1", "ul", "li", "dl", "dt", "dd", "section")
sound = st.recursive(
    st.sampled_from(("Ord", " ", "\n", "&amp;", "<br>", '<img alt="x">')),
    lambda inner: st.tuples(st.sampled_from(PLAIN_TAGS), st.lists(inner, max_size=3)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=12,
)


def by_html(page: str) -> ET.Element:
    """Read a page as HTML."""
    found: ET.Element = tinyhtml5.parse(page, namespace_html_elements=False)
    return found


def plainly(root: ET.Element) -> tuple[Any, ...]:
    """Give an element and all in it as plain values."""
    below = tuple(plainly(one) for one in root)
    return root.tag, dict(root.attrib), root.text or "", root.tail or "", below


def document(body: str, head: str = "<title>Side</title>") -> str:
    """Give a body as a page."""
    return (
        f'<!DOCTYPE html>\n<html lang="nb">\n<head>{head}\n</head>\n<body>{body}</body>\n</html>\n'
    )


@pytest.mark.parametrize("form", SPRAK)
def test_a_packet_is_read_so(form: str) -> None:
    packet = replace(EXAMPLE, maalform=form)
    html = Renderer(template_folders(Path("finnes-ikke"))).html(packet)

    found = parsed.read(html)

    assert found is not None
    assert plainly(found) == plainly(by_html(html))


@settings(max_examples=400, deadline=None)
@given(st.one_of(bodies, sound))
def test_what_is_read_is_what_a_reader_of_html_finds(body: str) -> None:
    html = document(body)
    found = parsed.read(html)

    assert found is None or plainly(found) == plainly(by_html(html))


@settings(max_examples=150, deadline=None)
@given(st.lists(bodies, max_size=3).map("".join), st.integers(0, 200), st.sampled_from(TEXTS))
def test_so_with_what_stands_anywhere(body: str, place: int, text: str) -> None:
    html = document(body)
    html = html[:place] + text + html[place:]
    found = parsed.read(html)

    assert found is None or plainly(found) == plainly(by_html(html))


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>Uten kropp</td></tr></table>",
        "<p>Et avsnitt <div>med mer</div></p>",
        "<table>Tekst<tbody><tr><td>1</td></tr></tbody></table>",
        "<a>En <span><a>to</a></span></a>",
        "<div/>",
        "<P>Stor</P>",
        "<dl><dt>Et<div><dt>annet</dt></div></dt></dl>",
        '<img alt="a>b">',
        "<p>Ikke lukket",
        "<pre>\nTekst</pre>",
        "Et&nbsp;ord",
        "<h1>En<h2>to</h2></h1>",
        "<ul><p>Ikke et punkt</p></ul>",
        "<!-- merknad -->",
    ],
)
def test_what_html_reads_otherwise_or_has_words_for_is_left_to_it(body: str) -> None:
    assert parsed.read(document(body)) is None


@pytest.mark.parametrize("body", ["", "Tekst", "<p>En</p>\n", "<ul><li>1</li>\n</ul>to"])
def test_plain_pages_are_read(body: str) -> None:
    """Spaces between the largest parts stand where a reader of HTML puts them."""
    html = document(body, '<meta charset="utf-8">\n<title>A &amp; B</title>')
    found = parsed.read(html)

    assert found is not None
    assert plainly(found) == plainly(by_html(html))


@pytest.mark.parametrize("kind", [str, Markup])
def test_a_page_without_its_type_is_left_to_html(kind: type[str]) -> None:
    """Also where the text is of a kind of its own, as templates give."""
    assert parsed.read(kind(document("<p>En</p>").partition("\n")[2])) is None
