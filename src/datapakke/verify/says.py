"""What a packet says, in the order in which it says it: passages, charts and tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from datapakke.formats import listing
from datapakke.locale import sagt
from datapakke.packet.model import Block, Chart, Packet, Seksjon, SourceLine, Table

INVENTED = "oppdiktede tall"
"""Stands behind a source of invented figures."""


@dataclass(frozen=True)
class Passage:
    """Texts that stand right after each other; ``where`` names them in messages.

    ``anywhere``: templates may gather such passages in another order. ``beside``: the texts stand
    on one line, in whatever order they were drawn. ``cover``: they stand on the first page.
    """

    where: str
    parts: tuple[str, ...]
    anywhere: bool = False
    beside: bool = False
    cover: bool = False


Said = Passage | Chart | Table


def says(packet: Packet) -> Iterator[Said]:
    """Give all that the document must say, in order."""
    yield from _cover(packet)
    if packet.siden_sist:
        yield from _section("siden sist", packet.siden_sist)
    if packet.oversikt:
        yield Passage("oversikten", (packet.oversikt.tittel,))
        yield from (Passage("oversikten", (text,)) for text in packet.oversikt_tekst)
        yield packet.oversikt
    for sign, meaning in packet.tegnforklaring:
        yield Passage("tegnforklaringen", (sign, meaning), beside=True)
    for chapter in packet.kapitler:
        where = f"kapittel {chapter.nummer}"
        yield Passage(where, (str(chapter.nummer), chapter.tittel, chapter.ingress))
        for block in chapter.blokker:
            yield from _block(where, block)
    yield from (Passage("spørsmålene", (text,)) for text in packet.sporsmal)
    if packet.rammer:
        yield from _section("rammene", packet.rammer)
    yield from packet.tabeller
    yield from (Passage("kildene", _source(line)) for line in packet.kilder)
    yield Passage("kildene", (packet.skjerming,))
    for kilde in dict.fromkeys(method.kilde for method in packet.metoder):
        yield Passage("metodene", (kilde,), anywhere=True)
    for method in packet.metoder:
        yield Passage("metodene", (method.tittel, method.tekst), anywhere=True)


def _section(where: str, section: Seksjon) -> Iterator[Passage]:
    yield Passage(where, (section.tittel, section.ingress))
    for part in section.avsnitt:
        first, *others = part.punkter
        yield Passage(where, (part.overskrift, first))
        yield from (Passage(where, (text,)) for text in others)


def caption(block: Chart | Table) -> Passage:
    """Give what stands above a chart or a table."""
    return Passage(block.nummer, (block.nummer, block.tittel, block.undertekst))


def notes(table: Table) -> Iterator[Passage]:
    """Give what stands below a table."""
    return (Passage(f"noten til {table.nummer}", (note,)) for note in table.noter)


def _cover(packet: Packet) -> Iterator[Passage]:
    for text in (packet.avsender, packet.kommune):
        yield Passage("forsiden", (text,), anywhere=True, cover=True)
    if packet.mote:
        told = (packet.mote.dato, packet.mote.sted, listing(packet.mote.inviterte))
        yield Passage("møtet på forsiden", told, anywhere=True, cover=True)
    for finding in packet.funn:
        yield Passage("funnene på forsiden", (finding.tittel, finding.tekst, finding.se))
    yield from (Passage("lesehjelpen", (text,)) for text in packet.lesehjelp)


def _block(where: str, block: Block) -> Iterator[Said]:
    if isinstance(block, Chart | Table):
        yield block
    else:
        yield Passage(where, (block.tekst,))


def _source(line: SourceLine) -> tuple[str, ...]:
    invented = (sagt(INVENTED),) if line.syntetisk else ()
    return (line.navn, *invented, *line.noter, line.fil, line.lisens, line.uttrukket)
