"""Charts drawn straight on the page look as they do when WeasyPrint reads them as SVG."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from weasyprint.text.fonts import FontConfiguration

from datapakke.fonts import prepare_fonts
from datapakke.layout import lay_out
from datapakke.packet.model import Chart
from datapakke.pages import make
from datapakke.pages.drawn import Drawn, NotOursError
from datapakke.pages.faces import Faces
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE

RENDERER = Renderer(template_folders(Path("finnes-ikke")))
FIGURES = replace(EXAMPLE, tabeller=(), metoder=(), sporsmal=(), kilder=(), funn=())


def words(pdf: bytes) -> list[list[str]]:
    """Give the words of each page."""
    return [page.extract_text().split() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def painted(pdf: bytes) -> list[tuple[bytes, tuple[float, ...]]]:
    """Give what is painted: operators of paths and colours with their numbers."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for operands, operator in page.get_contents().operations:  # type: ignore[union-attr]
            if operator in {b"m", b"l", b"c", b"h", b"rg", b"RG", b"f", b"S", b"B", b"w"}:
                found.append((operator, tuple(round(float(one), 3) for one in operands)))
    return found


def as_svg(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Give the figures with WeasyPrint's own reading of SVG."""

    def none(_images: Mapping[str, str], _faces: Faces) -> dict[str, Drawn]:
        return {}

    with monkeypatch.context() as patch:
        patch.setattr(make, "_drawn", none)
        return RENDERER.pdf(FIGURES)


def test_the_same_is_painted_as_from_svg(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every point of every line and every area is where it was, in its colour."""
    ours, theirs = painted(RENDERER.pdf(FIGURES)), painted(as_svg(monkeypatch))
    paths = {b"m", b"l", b"c", b"f", b"S", b"B"}

    assert len(ours) > 2000
    begins = {(b"m", (0.0, 0.0))}  # WeasyPrint begins every path there
    assert {one for one in ours if one[0] in paths} == {
        one for one in theirs if one[0] in paths
    } - begins
    assert {one for one in ours if one[0] in {b"rg", b"RG"}} == {
        one for one in theirs if one[0] in {b"rg", b"RG"}
    }


def test_the_same_words_stand_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order, and none of them in pieces."""
    ours = [sorted(page) for page in words(RENDERER.pdf(FIGURES))]
    theirs = [sorted(page) for page in words(as_svg(monkeypatch))]

    assert sum(map(len, ours)) > 400
    assert ours == theirs


def test_every_chart_of_a_packet_is_drawn_so() -> None:
    """Should a chart begin to use something new, this says so; the packet would only be slower."""
    prepare_fonts()
    faces = Faces(FontConfiguration())
    layout = lay_out(EXAMPLE)
    blocks = [block for chapter in EXAMPLE.kapitler for block in chapter.blokker]

    assert len(layout.drawings) == sum(isinstance(block, Chart) for block in blocks) + 1
    for drawing in layout.drawings.values():
        assert Drawn(drawing.svg, faces).get_intrinsic_size()[0] > 100


@pytest.mark.parametrize(
    "inside",
    [
        "<circle r='3'/>",
        "<path d='M 0 0 A 1 1 0 0 0 1 1' fill='none' stroke='#000000'/>",
        "<path d='M 0 0 l 1 1' fill='none' stroke='#000000'/>",
        "<path d='M 0 0 L 1 1' fill='url(#a)'/>",
        "<path d='M 0 0 L 1 1' fill='#000000' fill-opacity='0.5'/>",
        "<path d='M 0 0 L 1 1' fill='red'/>",
        "<text x='0' y='0' font-size='8px' fill='#000000'>a<tspan>b</tspan></text>",
        "<text x='0' y='0' font-size='8px' fill='#000000' text-anchor='end'>a</text>",
        "<text x='0' y='0' font-size='8px' fill='#000000' font-family='Arial'>a</text>",
        "<text x='0' y='0' font-size='8px' fill='#000000' transform='scale(2)'>a</text>",
        "<text x='0' y='0' font-size='1e3px' fill='#000000'>a</text>",
        "<path d='M 0 0 L 1 1 ET (x) Tj' fill='none' stroke='#000000'/>",
        "<path d='M 0' fill='none' stroke='#000000'/>",
        "<path fill='none'/>",
        "<text>a</text>",
    ],
)
def test_what_is_not_ours_is_left_to_weasyprint(inside: str) -> None:
    """Nothing is drawn that is only half understood, and no text becomes an operator."""
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='10pt' viewBox='0 0 10 10'>{inside}</svg>"

    with pytest.raises(NotOursError):
        Drawn(svg, Faces(None))
