"""A page is set the same without WeasyPrint's rules for what it has not; by them where it has."""

from pathlib import Path

import pytest
import weasyprint
from weasyprint.html import UA

from datapakke.pages import lines, make_pdf, plain
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE

NOTES = (
    ("span { float: footnote }", "<p>Tekst<span>Merknad</span>"),
    ("span { FLOAT: FootNote }", "<p>Tekst<span>Merknad</span>"),
    (":root { --x: footnote } span { float: var(--x) }", "<p>Tekst<span>Merknad</span>"),
    ("", "<p>Tekst<span style='float: footnote'>Merknad</span>"),
    ("div { display: list-item; list-style: decimal inside }", "<div>En</div><div>To</div>"),
    ("", "<p style='display: List-Item; list-style: disc inside'>En"),
    (
        "aside { position: note(n) } @page { @bottom-left { content: element(n) } }",
        "<p>Tekst<aside>Merknad</aside>",
    ),
)
PLAIN = (
    "<ol><li>En<li>To</ol><q>Sitat</q> et<wbr>ord <a href='#x'>dit</a><p id=x>Fotnote: note (1)",
    "<details open><summary>Kort</summary>Lang</details><menu><li>Meny</menu>",
    "<ul style='font: 9pt x'><li>Punkt</ul><table><tr><th>Et<td>12,5</table><dl><dt>A<dd>B</dl>",
)


def as_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "is_known", lambda: False)


@pytest.mark.parametrize("html", PLAIN)
def test_a_page_without_notes_is_the_same(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    html, css = f"<html lang=nb><title>Side</title>{html}", ".fotnote { color: black }"
    assert isinstance(plain.page(html, css, None), plain.Plain)
    ours = make_pdf(html, css, {})

    as_weasyprint(monkeypatch)

    assert not isinstance(plain.page(html, css, None), plain.Plain)
    assert make_pdf(html, css, {}) == ours


def test_a_packet_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Renderer(template_folders(Path("finnes-ikke")))
    ours = renderer.pdf(EXAMPLE)

    as_weasyprint(monkeypatch)

    assert renderer.pdf(EXAMPLE) == ours


@pytest.mark.parametrize(("css", "html"), NOTES)
def test_notes_and_items_of_ones_own_templates_are_set(
    css: str, html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = f"<html lang=nb><title>Side</title>{html}"
    assert not isinstance(plain.page(html, css, None), plain.Plain)
    ours = make_pdf(html, css, {})

    as_weasyprint(monkeypatch)

    assert make_pdf(html, css, {}) == ours


def test_the_rules_stand_where_they_are_looked_for() -> None:
    if weasyprint.__version__ not in lines.KNOWN:
        pytest.skip("another release of WeasyPrint: see KNOWN")
    assert "::footnote-call" in UA
    assert "::footnote-" not in plain.NOTES.sub("", UA)
    assert UA.count("::marker") == len(plain.MARKERS.findall(UA)) == 1
    makes = [line for line in UA.splitlines() if "display: list-item" in line]
    assert makes == ["li { display: list-item }"]
