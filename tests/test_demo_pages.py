"""The longest packets of the demo round, as it is printed, have no more pages than are read."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from conftest import ROOT
from datapakke import pipeline
from datapakke.config import load_config
from datapakke.locale import NYNORSK
from datapakke.order import Choice, make_order
from datapakke.packet.context import PacketContext
from datapakke.project import Project
from datapakke.render import Renderer, template_folders

pytestmark = pytest.mark.usefixtures("kept_plan")

PAGES = range(8, 13)
LONGEST = ("drammen", "kongsberg", "ringerike", "nedre-eiker", "roeyken")
"""With all their figures shown, and in nynorsk, which is longer: all 42 would take 90 CPU seconds.

Flå's is the shortest, in bokmål.
"""


@cache
def context() -> PacketContext:
    """Give what the packets of the whole round are made from."""
    config = load_config(ROOT / "config" / "kommuner.yaml")
    order = make_order(Choice(alle=True), config)
    return pipeline.prepare(pipeline.read_extracts(order, config, Project(ROOT).raw), order, config)


@pytest.mark.parametrize(
    ("slug", "form"), [*((slug, NYNORSK) for slug in LONGEST), ("flaa", "bokmål")]
)
def test_a_packet_has_eight_to_twelve_pages(slug: str, form: str) -> None:
    made = replace(context(), maalform=form)
    (kommune,) = (one for one in made.inndeling if one.slug == slug)

    pdf = Renderer(template_folders(Path("finnes-ikke"))).pdf(pipeline.packet_of(made, kommune))

    assert len(pypdfium2.PdfDocument(pdf)) in PAGES
