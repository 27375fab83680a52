"""The pages: what a reader finds in them, and what can never get into them."""

import io
from pathlib import Path

import pypdf

from datapakke.render import Renderer, template_folders
from example_packet import EXAMPLE

RENDERER = Renderer(template_folders(Path("finnes-ikke")))


def test_the_example_becomes_eight_to_fourteen_pages() -> None:
    """A packet of ordinary size is neither a leaflet nor a book."""
    pages = pypdf.PdfReader(io.BytesIO(RENDERER.pdf(EXAMPLE))).pages

    assert 8 <= len(pages) <= 14
