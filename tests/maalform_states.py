"""Packets in every state that their texts tell apart, in a written form asked for."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from datapakke.indicators import all_indicators, all_universer
from datapakke.kommuner import Kommune
from datapakke.layout import Layout, lay_out
from datapakke.model import Flagg, Status
from datapakke.packet.build import build_packet
from datapakke.packet.context import PacketContext
from datapakke.packet.model import Packet
from datapakke.render import Renderer, package_templates
from packet_figures import AAL, MODUM, World
from test_packet_texts import full_world, periods

_TAG = re.compile(r"<[^>]*>")
_SPOKEN = re.compile(r'\s(?:alt|title|aria-label|content)="([^"]*)"')


@cache
def states() -> tuple[tuple[str, PacketContext, Kommune], ...]:
    """Give worlds in which all figures have the same state, and one in which there is none."""
    found = [(flagg.value, full_world(flagg, Status.VIST)) for flagg in Flagg]
    hidden = (Status.SKJULT, Status.MANGLER, Status.FINNES_IKKE)
    found += [(status.name.lower(), full_world(Flagg.INGEN, status)) for status in hidden]
    for _, world in found:
        distribute(world)
    found.append(("tom", World(all_indicators())))
    worlds = [(name, replace(world, universer=all_universer())) for name, world in found]
    made = [(name, world.context(syntetisk=True), MODUM) for name, world in worlds]
    return (*made, ("aal", worlds[0][1].context(), AAL))


def distribute(world: World) -> None:
    """Give the municipality and the county their distributions."""
    for item in world.indicators:
        for index, kategori in enumerate(item.kategorier):
            aar = periods(item.datasets[0])[-1]
            for hvem in ("0623", "fylke"):
                world.put(item.id, aar, str(10 + index), hvem=hvem, kategori=kategori)


STATES = (*(flagg.value for flagg in Flagg), "skjult", "mangler", "finnes_ikke", "tom", "aal")


def context_of(state: str, maalform: str) -> tuple[PacketContext, Kommune]:
    """Give the world of a state, with all packets in one form."""
    context, kommune = next((one, kommune) for name, one, kommune in states() if name == state)
    return replace(context, maalform=maalform), kommune


@cache
def packet(state: str, maalform: str) -> Packet:
    """Give the packet of a state in a form."""
    return build_packet(*context_of(state, maalform))


@cache
def text(state: str, maalform: str) -> str:
    """Give all that its pages say and are heard to say, except names that its sources have."""
    made = packet(state, maalform)
    said = printed(made)
    for one in made.kilder:
        for name in (one.navn, one.fil, one.lisens):
            said = said.replace(name, "")
    return said


def printed(packet: Packet) -> str:
    """Give all that a packet's pages say and are heard to say, the charts' words too."""
    layout = lay_out(packet)
    page = Renderer([package_templates()]).html(packet, layout)
    return f"{page_text(page)}\n{drawn(layout)}"


def page_text(page: str) -> str:
    """Give what stands between a page's tags, and what is read aloud instead of them."""
    spoken = "\n".join(_SPOKEN.findall(page))
    return html.unescape(f"{_TAG.sub(chr(10), page)}\n{spoken}")


def drawn(layout: Layout) -> str:
    """Give the words of all charts."""
    return "\n".join(page_text(one.svg) + one.alt for one in layout.drawings.values())


def without(text: str, names: Callable[[str], bool]) -> list[str]:
    """Give the words of two letters or more in the Latin alphabet that are not ``names``."""
    return sorted({word for word in re.findall(r"[A-Za-zÀ-ÿ]{2,}", text) if not names(word)})
