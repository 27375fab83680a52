"""Documents are compressed nearly as much as can be, and say the same."""

import io
import zlib
from pathlib import Path

import pydyf
import pypdf
import pytest

from datapakke.pages import packed
from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE


def test_a_packet_says_the_same_and_is_hardly_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Renderer(template_folders(Path("finnes-ikke")))
    ours, again = renderer.pdf(EXAMPLE), renderer.pdf(EXAMPLE)
    monkeypatch.setattr(pydyf, "zlib", zlib)
    most = renderer.pdf(EXAMPLE)

    assert ours == again
    assert contents(ours) == contents(most)
    assert len(most) < len(ours) < len(most) * 1.03


def contents(pdf: bytes) -> list[bytes]:
    """Give what is drawn on each page."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [found.get_data() for page in pages if (found := page.get_contents())]


def test_no_more_is_compressed_than_is_asked_for() -> None:
    """A level that is lower stays, and all else of ``zlib`` is there."""
    text = b"abc " * 1000
    for level in (0, 1, 7, 9):
        writer = pydyf.zlib.compressobj(level=level)
        found = writer.compress(text) + writer.flush()
        assert found == zlib.compress(text, min(level, packed.LEVEL))
    assert pydyf.zlib.decompress(pydyf.zlib.compress(text)) == text
