"""Packets of the demo round as pages: the longest of them, and those of which little is known."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest

from datapakke import pipeline
from datapakke.case import Case
from datapakke.disclosure import Decisions, Fate
from datapakke.locale import BOKMAAL, NYNORSK
from datapakke.packet.context import PacketContext
from datapakke.packet.model import Packet
from datapakke.render import Renderer, template_folders
from datapakke.verify import Verifier
from demo_packets import by_rule, given

NOWHERE = template_folders(Path("finnes-ikke"))
PAGES = range(8, 13)
LONGEST = ("drammen", "kongsberg", "ringerike", "nedre-eiker", "roeyken")
"""With all their figures shown, and in nynorsk, which is longer: all 42 would take 90 CPU seconds.

Flå's is the shortest, in bokmål.
"""


@cache
def whole() -> PacketContext:
    """Give what the packets of the round are made from."""
    order, config, extracts = given()
    return pipeline.prepare(extracts, order, config)


def packet(context: PacketContext, slug: str, form: str) -> Packet:
    made = replace(context, maalform=form)
    (kommune,) = (one for one in made.inndeling if one.slug == slug)
    return pipeline.packet_of(made, kommune)


def pages(pdf: bytes) -> list[str]:
    """Give the text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.usefixtures("kept_plan")
@pytest.mark.parametrize(
    ("slug", "form"), [*((slug, NYNORSK) for slug in LONGEST), ("flaa", BOKMAAL)]
)
def test_a_packet_has_eight_to_twelve_pages(slug: str, form: str) -> None:
    """And its cover is one of them, however much stands out."""
    made = packet(whole(), slug, form)
    assert made.oversikt

    found = pages(Renderer(NOWHERE).pdf(made))

    assert len(found) in PAGES
    assert made.oversikt.tittel in found[1].splitlines()


def everything(_name: str, table: pd.DataFrame) -> pd.DataFrame:
    return table


def one_year(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Leave out all periods but the newest; residents are counted in their own."""
    return table if name == "befolkning" else table[table["aar"].eq(max(table["aar"]))]


def nothing_of_flaa(_name: str, table: pd.DataFrame) -> pd.DataFrame:
    return table[table["kommunenr"].ne("0615")]


def all_hidden(case: Case) -> Decisions:
    """Hide every figure of a municipality."""
    decisions = by_rule(case, 0)
    shown = decisions.fates.map(lambda fate: fate is Fate.VIST)
    shown &= case.results.table["nivaa"].eq("kommune")
    nobody = pd.Series(data=False, index=shown.index)
    return replace(decisions, fates=decisions.fates.mask(shown, Fate.FAA), with_n=nobody)


def small(case: Case) -> Decisions:
    """Hide what is small."""
    return by_rule(case, 0)


LITTLE = {
    "karakterer alene": (everything, {"karakterer"}, small, "modum", NYNORSK),
    "ett år": (one_year, None, small, "drammen", BOKMAAL),
    "ingenting": (nothing_of_flaa, None, small, "flaa", BOKMAAL),
    "alt skjult": (everything, None, all_hidden, "modum", NYNORSK),
}


@pytest.mark.parametrize(("change", "only", "hide", "slug", "form"), LITTLE.values(), ids=LITTLE)
def test_a_packet_of_little_is_a_whole_packet(
    change: Callable[[str, pd.DataFrame], pd.DataFrame],
    only: set[str] | None,
    hide: Callable[[Case], Decisions],
    slug: str,
    form: str,
) -> None:
    """It says what it should, on no more pages than any, and blames nothing on privacy."""
    order, config, extracts = given()
    kept = {
        name: replace(one, table=change(name, one.table))
        for name, one in extracts.by_name.items()
        if only is None or name in only
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "secure", lambda case, _: hide(case))
        context = pipeline.prepare(replace(extracts, by_name=kept), order, config)
    made = packet(context, slug, form)

    pdf = Renderer(NOWHERE).pdf(made)

    assert Verifier(NOWHERE).verify(pdf, made, "x.pdf").problems == ()
    found = pages(pdf)
    assert len(found) <= max(PAGES)
    second = made.oversikt.tittel if made.oversikt else made.kapitler[0].tittel
    assert second in found[1], "the cover is one page"
    if change is nothing_of_flaa:
        assert [kapittel.blokker for kapittel in made.kapitler[:4]] == [()] * 4
        assert [funn.tekst for funn in made.funn] == ["Ingen av kapitlene har tall for Flå."]
