"""What a packet may never say, and how its sentences must begin."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache, partial
from itertools import product

import pytest

from datapakke.indicators import all_indicators
from datapakke.kommuner import Kommune
from datapakke.locale import Tekst
from datapakke.model import Flagg, Forventet, Retning, Status, Trend, Unit
from datapakke.packet import phrases, texts
from datapakke.packet.build import build_packet
from datapakke.packet.model import Chart, Packet, Table
from packet_figures import AAL, AAR, FLAA, MODUM, World

FORBIDDEN = re.compile(
    r"\b(skyldes|fordi|best|dårligst\w*|rangering\w*|signifikan\w*|svikter|lykkes|burde|bevis)\b",
    re.IGNORECASE,
)
GENITIVE = re.compile(r"\b(Modums|Flås|Åls|Buskeruds)\b")


def catalogue() -> Iterator[str]:
    """Give every text of the catalogues."""
    for module in (texts, phrases):
        for name, value in vars(module).items():
            if name.isupper():
                yield from strings(value)


def strings(value: object) -> Iterator[str]:
    """Give every string in nested data."""
    if isinstance(value, str | Tekst):
        yield str(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from strings(getattr(value, part.name))


def full_world(flagg: Flagg, status: Status) -> World:
    """Give all indicators six periods and one flag, and the newest period one status."""
    world = World(all_indicators())
    for item in world.indicators:
        verdi = "39.4".rjust(4) if item.desimaler else "39"
        for aar in periods(item.datasets[0]):
            if item.unit is Unit.PROSENT and ("fordeling" in item.id or "status" in item.id):
                continue
            world.compare(item.id, aar, verdi, "41", flagg)
        if status is not Status.VIST:
            world.put(item.id, periods(item.datasets[0])[-1], status.value)
    return world


def periods(dataset: str) -> tuple[str, ...]:
    """Give the labels that a dataset's periods have."""
    years = range(2010, 2016)
    return {
        "gjennomforing": tuple(str(aar) for aar in years),
        "neet": tuple(str(aar) for aar in years),
        "ot": tuple(f"{aar}-06-15" for aar in years),
        "nav": tuple(f"{aar}-06" for aar in years),
        "helt_ledige": ("2016-06",),
    }.get(dataset, AAR)


@pytest.mark.parametrize("text", list(catalogue()))
def test_no_text_of_the_catalogue_claims_too_much(text: str) -> None:
    """No cause, no rank, no verdict in any text that a packet is made from."""
    assert not FORBIDDEN.search(text)


def test_the_forbidden_words_are_found_when_they_are_there() -> None:
    """The guard itself: whole words only, so that «bestått» is fine."""
    assert FORBIDDEN.search("Det skyldes lav n")
    assert FORBIDDEN.search("Forskjellen er signifikant")
    assert not FORBIDDEN.search("Elever som har bestått, og kompetansebevis")


def told_world(retning: Retning, flagg: Flagg) -> World:
    """Give a world in which all that can be told of a figure is told: trends, genders, and more."""
    world = full_world(flagg, Status.VIST)
    by_id = {one.id: one for one in world.indicators}
    for key in list(world.comparisons):
        labels = periods(by_id[key.indikator].datasets[0])
        world.trender[key] = Trend(retning, labels[-5:])
        world.intervaller[key] = (Decimal(30), Decimal(50))
        likely = Flagg.INGEN if flagg is Flagg.FAA else flagg
        world.forventet[key] = Forventet(Decimal(45), Decimal(8), likely)
        rest = (Decimal(41), Decimal(42))
        world.comparisons[key] = replace(world.comparisons[key], samlet=True, resten=rest)
        for kjonn, teller in (("K", 70), ("M", 40)):
            world.put(key.indikator, key.aar, "41", kjonn=kjonn, teller=teller, n=100)
        world.put(key.indikator, labels[-5:][0], "38")
    return world


STATES: dict[str, tuple[Callable[[], World], Kommune]] = {
    **{
        f"{retning.value}, {flagg.value}": (partial(told_world, retning, flagg), MODUM)
        for retning, flagg in product(Retning, Flagg)
    },
    **{flagg.value: (partial(full_world, flagg, Status.VIST), MODUM) for flagg in Flagg},
    **{
        status.value: (partial(full_world, Flagg.INGEN, status), MODUM)
        for status in (Status.SKJULT, Status.MANGLER, Status.FINNES_IKKE)
    },
    **{one.slug: (lambda: World(all_indicators()), one) for one in (FLAA, AAL)},
}
"""Worlds in which every figure has the same state, and two without figures; one packet of each."""


@cache
def packet_in(state: str) -> Packet:
    """Give the packet of a state, put together once."""
    world, kommune = STATES[state]
    return build_packet(world().context(), kommune)


def prose(packet: Packet) -> Iterator[str]:
    """Give the packet's sentences: all its texts except those of its sources and methods."""
    yield from packet.lesehjelp
    yield from packet.oversikt_tekst
    yield from packet.sporsmal
    for funn in packet.funn:
        yield from (funn.tittel, funn.tekst)
    for kapittel in packet.kapitler:
        yield kapittel.ingress
        for blokk in kapittel.blokker:
            yield from (getattr(blokk, name) for name in ("alt", "tekst") if hasattr(blokk, name))


@pytest.mark.parametrize("state", STATES)
def test_no_packet_claims_too_much(state: str) -> None:
    """Every sentence of packets in every state, and every other text in them."""
    packet = packet_in(state)
    said = [text for text in strings(packet) if FORBIDDEN.search(text)]
    assert said == [], state
    assert [text for text in strings(packet) if "{" in text] == []


@pytest.mark.parametrize("state", STATES)
def test_no_sentence_starts_with_a_digit_or_has_a_name_in_the_genitive(state: str) -> None:
    """The reader's language, in every state."""
    packet = packet_in(state)
    for text in prose(packet):
        assert not re.search(r"(?:^|[.!?] )\d", text), (state, text)
        assert not GENITIVE.search(text), (state, text)
        assert "  " not in text, (state, text)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_whole_cover(state: str) -> None:
    """Three to five findings (one that says so where nothing is delivered), and five chapters."""
    packet = packet_in(state)
    assert 3 <= len(packet.funn) <= 5 or packet.funn[0].tittel in {"Ingen tall", "Ingen tal"}, state
    assert len(packet.kapitler) == 5
    assert all(kapittel.ingress.endswith(".") for kapittel in packet.kapitler), state
    assert len(packet.sporsmal) >= 5


@pytest.mark.parametrize("state", STATES)
def test_charts_and_tables_have_their_own_names_and_alternative_texts(state: str) -> None:
    """Ids are ASCII and unique, so that links lead where they say."""
    packet = packet_in(state)
    blocks = [blokk for kapittel in packet.kapitler for blokk in kapittel.blokker]
    named = [block for block in blocks if isinstance(block, Chart | Table)]
    ids = [block.id for block in (*named, *packet.tabeller)]
    assert len(ids) == len(set(ids)), state
    assert all(name.isascii() for name in ids)
    assert all(block.alt for block in named if isinstance(block, Chart)), state


def test_all_that_can_be_told_is_told_somewhere() -> None:
    """The states above hold the sentences that they are there for."""
    said = " ".join(text for state in STATES for text in prose(packet_in(state)))
    for part in ("har økt gjennom", "har gått ned gjennom", "ingen sikker endring", "ventet at"):
        assert part in said
    for part in ("resten av fylket", "For jenter var tallet", "forskjellene mellom alle kommunene"):
        assert part in said


def test_a_flag_of_a_hidden_figure_is_not_told() -> None:
    """Neither a filled marker, nor a finding, nor a count of comparisons."""
    world = full_world(Flagg.SVAERT_UVANLIG, Status.SKJULT)

    packet = build_packet(world.context(), MODUM)

    charts = [b for k in packet.kapitler for b in k.blokker if isinstance(b, Chart)]
    assert all(point.apen for chart in charts for s in chart.series for point in s.punkter)
    assert "ingen sammenligninger" in " ".join(packet.lesehjelp)
    assert all("Så stor forskjell" not in funn.tekst for funn in packet.funn)
