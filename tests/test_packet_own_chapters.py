"""Chapters chosen in the configuration: which indicators they show, and where tables stand."""

from dataclasses import replace

from datapakke.config.own import Kapittel
from datapakke.locale import BOKMAAL, NYNORSK
from datapakke.packet.build import build_packet
from datapakke.packet.chapters import CHAPTERS
from datapakke.packet.chapters.own import chosen, shown
from datapakke.packet.model import Packet
from packet_figures import MODUM, indicator, points_world

POENG = points_world().context().indicators[0]
EGET = Kapittel("eget", "Vårt tema", "Temaet vårt", (POENG.id,))


def packet(*kapitler: Kapittel) -> Packet:
    """Give a packet with these chapters."""
    return build_packet(replace(points_world().context(), kapitler=kapitler), MODUM)


def test_without_a_choice_all_chapters_are_there() -> None:
    """And all indicators."""
    indicators = (indicator("a"), indicator("b", chapter="nav_ot"))

    assert chosen((), {}, BOKMAAL) == CHAPTERS
    assert shown((), indicators) == indicators


def test_indicators_are_those_of_the_chapters_and_those_named() -> None:
    """In the order of the packet."""
    a, b, c = (indicator(name, chapter=name) for name in "abc")

    assert shown((Kapittel("c"), Kapittel("eget", indikatorer=("a",))), (a, b, c)) == (a, c)


def test_a_chapter_of_ones_own_shows_its_figures_with_a_table() -> None:
    """The indicator's own chapter is not in the packet: the table stands here, once."""
    made = packet(EGET)

    assert [(one.nummer, one.tittel) for one in made.kapitler] == [(1, "Vårt tema")]
    assert POENG.id in {name.id for name in made.indikatorer}
    assert sum(POENG.title in g.tittel for t in made.tabeller for g in t.grupper) == 1
    assert made.tabeller[0].tittel.startswith("Vårt tema")


def test_a_table_stays_in_the_indicators_own_chapter_when_that_is_there() -> None:
    """It is not printed twice."""
    made = packet(EGET, Kapittel(POENG.chapter))

    assert sum(POENG.title in g.tittel for t in made.tabeller for g in t.grupper) == 1
    assert not any(one.tittel.startswith("Vårt tema") for one in made.tabeller)


def test_the_heading_is_in_the_packets_written_form() -> None:
    """Both are in the configuration."""
    assert chosen((EGET,), {}, NYNORSK)[0].tittel == "Temaet vårt"
    assert chosen((EGET,), {}, BOKMAAL)[0].tittel == "Vårt tema"


def test_a_dataset_that_is_not_delivered_is_named() -> None:
    """As in the other chapters."""
    context = points_world().context()
    without = replace(context, sources={}, kapitler=(EGET,))

    (chapter,) = build_packet(without, MODUM).kapitler

    assert "ikke levert" in chapter.ingress
