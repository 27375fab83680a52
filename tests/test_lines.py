"""Lines that are remembered are the lines that WeasyPrint would set, and draw."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import weasyprint
from weasyprint.draw import text as drawing
from weasyprint.layout import inline
from weasyprint.text import line_break

from datapakke.pages import lines, make, make_pdf, strokes
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE

RENDERER = Renderer(template_folders(Path("finnes-ikke")))
TEXTS = (
    "Modum",
    "Fullført og bestått på fem år, hele landet og fylket og møtet",
    "Vidaregå\u00adande opp\u00adlærings\u00adløp og ar\u00adbeids\u00admarknads\u00adtiltak",
    "Andebuenskommunaleungdomsoppfølgingstjenesteområde og mer",
    "12\t345\u00a0678 :",
    "שלום 12,5 עולם",
    " ",
    "Åse e\u0301t ord\u0332 \u200b\U0001f642 \U0010ffff \ue000 \u4e2d\u6587 fi ffl",
)
STYLES = (
    "",
    "width: 20mm",
    "width: 20mm; white-space: nowrap",
    "width: 20mm; white-space: nowrap; overflow: hidden; text-overflow: ellipsis",
    "width: 20mm; overflow-wrap: anywhere",
    "width: 20mm; word-break: break-all",
    "width: 20mm; hyphens: auto",
    "width: 20mm; hyphens: auto; hyphenate-limit-zone: calc(1em + 2mm)",
    "width: 20mm; hyphens: none",
    "width: 20mm; hyphenate-character: '='",
    "width: 30mm; text-align: justify",
    "width: 30mm; white-space: pre-wrap; tab-size: 3",
    "width: 30mm; white-space: pre; tab-size: 9",
    "font-weight: 700",
    "font-style: italic",
    "font-size: 7pt",
    "letter-spacing: 1pt",
    "word-spacing: 3pt",
    "text-decoration: underline",
    "direction: rtl",
    "font-variant-caps: small-caps",
    "line-height: 2",
    "line-height: 150%; font-size: 11pt",
    "line-height: normal",
    "line-height: calc(1em + 3mm)",
    "font-variant-numeric: tabular-nums",
    "font-feature-settings: 'onum' 1",
    "font-kerning: none",
    "font-family: Helt Ukjent, Source Sans Pro",
)


def strange() -> str:
    """Give pages on which every text stands in every style, twice."""
    told = "".join(
        f'<p lang="{lang}" style="{style}">{text}</p>'
        for _ in range(2)
        for lang in ("nb", "de")
        for style in STYLES
        for text in TEXTS
    )
    return f"<html lang=nb><title>x</title>{told}"


class Reads:
    """A style that notes what is read of it."""

    def __init__(self, style: dict[str, object], noted: set[str]) -> None:
        """Stand before a style."""
        self._style, self._noted = style, noted

    def __getitem__(self, name: str) -> object:
        """Read a property."""
        self._noted.add(name)
        return self._style[name]

    def __getattr__(self, name: str) -> object:
        """Give what else there is."""
        return getattr(self._style, name)


def printed(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes], version: str
) -> tuple[bytes, int]:
    """Give a document as a release of WeasyPrint makes it, and how often a line was set."""
    plain, count = lines.plain_line, 0

    def counted(*asked: object, **named: object) -> tuple[object, ...]:
        nonlocal count
        count += 1
        return plain(*asked, **named)

    with monkeypatch.context() as patch:
        patch.setattr(weasyprint, "__version__", version)
        patch.setattr(lines, "plain_line", counted)
        patch.setattr(inline, "split_first_line", counted)
        patch.setattr(inline, "strut", lines.plain_strut)
        patch.setattr(drawing, "draw_first_line", strokes.plain_draw)
        lines.set_once()
        strokes.draw_once()
        with nothing_remembered():
            return make(), count


@contextmanager
def nothing_remembered() -> Iterator[None]:
    """Begin and end without what other documents had."""
    make._style.cache_clear()  # noqa: SLF001
    yield
    make._style.cache_clear()  # noqa: SLF001


def test_the_release_that_is_locked_is_one_whose_lines_are_known() -> None:
    """A new release: read its ``split_first_line``, run these tests, and name it."""
    assert weasyprint.__version__ in lines.KNOWN


def test_nothing_is_read_of_a_style_that_a_line_is_not_known_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lines that may be hyphenated by rule are not remembered, and may read what they want."""
    noted, plain = set[str](), lines.plain_line

    def reading(text: str, style: dict[str, object], *others: object) -> tuple[object, ...]:
        automatic = style["hyphens"] == "auto"
        return plain(text, Reads(style, set() if automatic else noted), *others)

    with monkeypatch.context() as patch, nothing_remembered():
        patch.setattr(lines, "plain_line", reading)
        make_pdf(strange(), "", {})
        RENDERER.pdf(EXAMPLE)

    assert noted <= set(lines.READ)
    assert len(noted) > len(lines.READ) * 0.9


def test_the_height_of_a_line_is_known_by_what_weasyprint_knows_it_by() -> None:
    """Its own key names the same properties, and no others."""
    noted = set[str]()
    style: dict[str, object] = dict.fromkeys((*lines.READ, *lines.HEIGHT), "")

    line_break._font_style_cache_key(Reads(style, noted), include_size=True)  # noqa: SLF001

    assert noted == set(lines.HEIGHT)


@pytest.mark.parametrize("what", ["strange", "packet"])
def test_the_bytes_are_those_of_lines_set_one_by_one(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Every text in every style, and a packet; most of a packet's lines are set once."""

    def make() -> bytes:
        return RENDERER.pdf(EXAMPLE) if what == "packet" else make_pdf(strange(), "", {})

    remembered, once = printed(monkeypatch, make, lines.KNOWN[0])
    one_by_one, each = printed(monkeypatch, make, "70.0.1")

    assert remembered == one_by_one
    assert once < each * (0.6 if what == "packet" else 0.9)


def drawn(monkeypatch: pytest.MonkeyPatch, made: Callable[[], bytes]) -> tuple[bytes, int]:
    """Give a document, and how many of its lines WeasyPrint itself went through to draw them."""
    plain, count = strokes.plain_draw, 0

    def counted(*asked: object) -> object:
        nonlocal count
        count += 1
        return plain(*asked)

    with monkeypatch.context() as patch:
        patch.setattr(strokes, "plain_draw", counted)
        return made(), count


def test_what_another_document_had_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """A packet again, and strange pages after others of the same style."""
    with nothing_remembered():
        first, many = drawn(monkeypatch, lambda: RENDERER.pdf(EXAMPLE))
        again, few_again = drawn(monkeypatch, lambda: RENDERER.pdf(EXAMPLE))
    with nothing_remembered():
        odd, _ = drawn(monkeypatch, lambda: make_pdf(strange(), "", {}))
        make_pdf("<html lang=nb><title>x</title><p>Andebu <b>og mer</b>", "", {})
        odd_again, few = drawn(monkeypatch, lambda: make_pdf(strange(), "", {}))

    assert (again, odd_again) == (first, odd)
    assert few_again < many / 5
    assert 0 < few < strange().count("<p")


def test_a_line_is_drawn_anew_where_a_font_has_another_width_of_a_glyph() -> None:
    """Notes of other measures than the document's own are none of it."""
    page = "<html lang=nb><title>x</title><p>Ord<p><b>Tekst</b><p style='font-size: 9pt'>Ord"
    with nothing_remembered():
        right = make_pdf(page, "", {})
        _, font_config = make._style("")  # noqa: SLF001
        *_, last = [one.strokes for one in font_config.lines_set.values() if one.strokes]
        ((_, _, widths),) = last._faces  # noqa: SLF001
        widths[max(widths)] += 1
        last._said[:] = [("show_text", ("<0001>",))]  # noqa: SLF001

        assert make_pdf(page, "", {}) == right


def test_lines_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that makes packets for a night keeps no more than a limit; bytes are the same."""
    monkeypatch.setattr(lines, "MOST", 10)
    with nothing_remembered():
        few = RENDERER.pdf(EXAMPLE)
        _, font_config = make._style(RENDERER._css)  # noqa: SLF001

        assert 0 < len(font_config.lines_set) <= lines.MOST

    assert few == RENDERER.pdf(EXAMPLE)
