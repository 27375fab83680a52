"""Lines that are remembered are the lines that WeasyPrint would set."""

from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint
from weasyprint.layout import inline
from weasyprint.text import line_break

from datapakke.pages import lines, make_pdf
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
    plain, count = lines.plain, 0

    def counted(*asked: object, **named: object) -> tuple[object, ...]:
        nonlocal count
        count += 1
        return plain(*asked, **named)

    with monkeypatch.context() as patch:
        patch.setattr(weasyprint, "__version__", version)
        patch.setattr(lines, "plain", counted)
        patch.setattr(inline, "split_first_line", counted)
        patch.setattr(inline, "strut", lines.plain_strut)
        return make(), count


def test_the_release_that_is_locked_is_one_whose_lines_are_known() -> None:
    """A new release: read its ``split_first_line``, run these tests, and name it."""
    assert weasyprint.__version__ in lines.KNOWN


def test_nothing_is_read_of_a_style_that_a_line_is_not_known_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lines that may be hyphenated by rule are not remembered, and may read what they want."""
    noted, plain = set[str](), lines.plain

    def reading(text: str, style: dict[str, object], *others: object) -> tuple[object, ...]:
        automatic = style["hyphens"] == "auto"
        return plain(text, Reads(style, set() if automatic else noted), *others)

    with monkeypatch.context() as patch:
        patch.setattr(lines, "plain", reading)
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
