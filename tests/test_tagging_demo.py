"""Packets of the invented round as they are read aloud: large, tiny, in nynorsk, full of gaps."""

from functools import cache
from pathlib import Path

import page
import pytest

from datapakke.packet.build import build_packet
from datapakke.packet.model import Packet
from datapakke.render import Renderer, template_folders
from demo_packets import LOT, RULE, hidden_by
from tag_tree import TagReader

RENDERER = Renderer(template_folders(Path("finnes-ikke")))
MOST = 400_000
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@cache
def packets(seed: int) -> dict[str, Packet]:
    """Give the packets by name."""
    slugs = {slug for _, slug in CASES}
    context = hidden_by(seed)
    return {one.slug: build_packet(context, one) for one in context.inndeling if one.slug in slugs}


CASES = [(RULE, "modum"), (RULE, "flaa"), (RULE, "drammen"), (RULE, "aal"), (LOT, "flaa")]


@pytest.mark.parametrize(("seed", "slug"), CASES)
def test_a_packet_of_the_round_can_be_opened_by_everyone(seed: int, slug: str) -> None:
    """PDF/UA-1 without a remark, small, and a tree that says what the page says."""
    packet = packets(seed)[slug]
    pdf = RENDERER.pdf(packet)
    reader = TagReader(pdf)
    tree = reader.top()

    assert [(one.rule_id, one.message) for one in page.validate_pdf_bytes(pdf).failures] == []
    assert len(pdf) < MOST
    assert str(reader.reader.root_object["/Lang"]) == ("nn" if slug == "aal" else "nb")
    assert all(one.words for one in tree.all("Figure"))
    assert all(one.words and not one.tags for one in tree.all(*HEADINGS))
    assert all("/Scope" in one.entries["/A"] for one in tree.all("TH"))
    assert all(one.entries["/A"]["/Headers"] for one in tree.all("TD"))
    assert not any(shown.neither for shown in reader.shown)
    told = tree.words
    for chapter in packet.kapitler:
        assert f"{chapter.nummer} {chapter.tittel}" in told
    for table in packet.tabeller:
        assert f"{table.nummer} {table.tittel}" in told
