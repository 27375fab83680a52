"""What boxes of one style have in common, and where lines stand, is as WeasyPrint has it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import inline

from datapakke.pages import make, make_pdf, places, styles
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE

LENGTHS = (
    "auto",
    "0",
    "3mm",
    "12%",
    "calc(1em + 2%)",
    "calc(2mm + 3pt)",
    "1.5em",
    "4vw",
    "inherit",
)
SIDES = ("left", "right", "top", "bottom", "inline-start", "inline-end", "block-start", "block-end")
SIZES = (
    *("width", "height", "min-width", "min-height", "max-width", "max-height"),
    *("inline-size", "block-size", "max-inline-size"),
)
WORDS = {
    "box-sizing": ("border-box", "padding-box", "content-box"),
    "border": ("1pt solid", "3pt double #123456", "none", "medium dashed", "0"),
    "border-inline-start": ("2pt solid",),
    "border-radius": ("3pt", "20%", "0 2mm 0 0", "0"),
    "border-collapse": ("collapse", "separate"),
    "border-spacing": ("2pt",),
    "direction": ("rtl", "ltr"),
    "display": ("inline-block", "inline", "block", "flex", "grid", "table", "table-cell", "none"),
    "position": ("relative", "absolute", "static", "fixed", "running(topp)"),
    "float": ("left", "right", "inline-start", "none", "footnote"),
    "clear": ("both",),
    "columns": ("2",),
    "overflow": ("hidden",),
    "color": ("#246", "inherit", "var(--farge)"),
    "--farge": ("#a00",),
    "--luft": ("4%",),
    "padding": ("var(--luft)", "2pt"),
    "background": ("#eee", "none", "linear-gradient(#fff, #000)", "currentcolor"),
    "background-color": ("transparent", "#12345600"),
    "box-shadow": ("1pt 1pt #999", "none"),
    "border-image": ("linear-gradient(#fff, #000) 1", "none"),
    "mask-border": ("linear-gradient(#fff, #000) 1",),
    "font-size": ("12pt", "80%", "2vw"),
    "line-height": ("1", "1.6", "14pt"),
    "text-decoration": ("underline", "line-through #b00", "none"),
    "visibility": ("hidden", "visible"),
    "page": ("bred",),
    "vertical-align": ("top", "bottom", "super"),
    "border-top-style": ("initial", "unset", "inherit"),
}
declarations = st.one_of(
    st.tuples(st.sampled_from([f"margin-{side}" for side in SIDES]), st.sampled_from(LENGTHS)),
    st.tuples(st.sampled_from([f"padding-{side}" for side in SIDES]), st.sampled_from(LENGTHS)),
    st.tuples(st.sampled_from(SIZES), st.sampled_from(LENGTHS)),
    st.sampled_from([(name, value) for name, values in WORDS.items() for value in values]),
)
rules = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "p",
                "div",
                "td",
                "th",
                "table",
                "tr",
                "body",
                "span",
                "html",
                "p::before",
                ".a",
                "img",
            ]
        ),
        st.lists(declarations, min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=8,
)
BODY = """<html lang=nb><title>x</title><div>Først <span>og <span class=a>så</span></span><p>En<p
class=a>To <b>tre</b><table><tr><th>Et<td>12,5<td class=a>3<tr><th class=a>To<td>1<td>2</table>
<div class=a><p>Inni<div>Dypere <span>her</span></div></div><p>Sist<table><tr><td><p>Kort<td><p>Et
langt avsnitt som er lengre enn det ved siden av</table><div class=f>Flyter</div><p>Ved siden av det
som flyter, og videre under det når det er slutt på det, for det er mange ord i dette avsnittet"""
TELLING = (
    "td p { padding-left: 12% }",
    "td p { width: 40%; background: #eee }",
    "table { border-collapse: collapse } td { border: 3pt solid } .a { border: 9pt solid }",
    "td p { box-shadow: 1pt 1pt #999 }",
    "td p { border: 2pt solid; border-radius: 0 4pt 0 20% }",
    ".f { float: left; width: 30mm; height: 20mm }",
    ".f { float: right; width: 30%; height: 9mm } div { border-radius: 2pt }",
    "html { direction: rtl }",
    "p { direction: rtl; width: 60mm }",
)
"""Each has boxes of one style that are not alike, or lines that begin elsewhere than their box."""


PAGES = """@page bred { size: A4 landscape } @page { @top-left { content: element(topp) } }
p::before { content: 'før ' }"""


def sheet(drawn: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """Give rules as a style sheet; some pages are wider."""
    return PAGES + "".join(
        f"{where} {{ {'; '.join(f'{name}: {value}' for name, value in said)} }}"
        for where, said in drawn
    )


@contextmanager
def by_weasyprint() -> Iterator[None]:
    """Let WeasyPrint work everything out itself."""
    ours = {
        styles._used: styles.plain_lengths,  # noqa: SLF001
        styles._corners: styles.plain_radii,  # noqa: SLF001
        styles._backgrounds: styles.plain_backgrounds,  # noqa: SLF001
    }
    modules = [one for name, one in sys.modules.items() if name.startswith("weasyprint.")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline, "avoid_collisions", places.plain_placed)
        patch.setattr(Box, "is_in_normal_flow", styles.plain_flows)
        patch.setattr(ComputedStyle, "__init__", styles.plain_begin)
        patch.setattr(AnonymousStyle, "__init__", styles.plain_begin_anonymous)
        for module in modules:
            for name, function in list(vars(module).items()):
                if callable(function) and function in ours:
                    patch.setattr(module, name, ours[function])
        yield


def both(made: Callable[[], bytes]) -> tuple[bytes, bytes]:
    """Give a document as we make it, and as WeasyPrint alone does."""
    make._style.cache_clear()  # noqa: SLF001
    ours = made()
    with by_weasyprint():
        return ours, made()


def test_a_packet_is_the_same() -> None:
    renderer = Renderer(template_folders(Path("finnes-ikke")))

    ours, plain = both(lambda: renderer.pdf(EXAMPLE))

    assert ours == plain


@pytest.mark.parametrize("css", TELLING)
def test_boxes_of_a_style_that_are_not_alike_are_not_made_so(css: str) -> None:
    ours, plain = both(lambda: make_pdf(BODY, css, {}))

    assert ours == plain


@settings(max_examples=60, deadline=None)
@given(rules)
def test_any_page_is_the_same(drawn: list[tuple[str, list[tuple[str, str]]]]) -> None:
    """Percentages, what is calculated, borders that collapse, names by direction of writing."""
    css = sheet(drawn)

    ours, plain = both(lambda: made_or_refused(css))

    assert ours == plain


def made_or_refused(css: str) -> bytes:
    """Give a page, or why WeasyPrint cannot set it: the same reason both ways."""
    try:
        return make_pdf(BODY, css, {})
    except Exception as error:  # noqa: BLE001 - whatever it is
        return str(error).encode()


def test_the_lengths_of_a_packet_are_worked_out_once_a_style() -> None:
    """Of three boxes two have those of another box of their style, and more in larger packets."""
    asked = {"_give": 0, "plain_lengths": 0}

    def counted(name: str) -> Callable[..., None]:
        work = getattr(styles, name)

        def counting(*boxes: object, **named: object) -> None:
            asked[name] += 1
            work(*boxes, **named)

        return counting

    with pytest.MonkeyPatch.context() as patch:
        for name in asked:
            patch.setattr(styles, name, counted(name))
        Renderer(template_folders(Path("finnes-ikke"))).pdf(EXAMPLE)

    assert asked["_give"] > 2 * asked["plain_lengths"] > 0
