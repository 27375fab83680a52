"""What chapters are made of before they are numbered, and their numbering."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from datapakke.packet import texts
from datapakke.packet.grammar import spenn
from datapakke.packet.model import Block, Chart, Notice, Table
from datapakke.sources import Note


@dataclass(frozen=True)
class Part:
    """A block, the indicators whose newest figure it shows, and the remarks that concern it."""

    block: Block
    viser: tuple[str, ...] = ()
    noter: tuple[Note, ...] = ()


def numbered(parts: Sequence[Part], kapittel: int) -> tuple[Part, ...]:
    """Number the charts «Figur 2.1» and the tables «Tabell 2.1» in reading order."""
    counts = dict.fromkeys((texts.FIGUR_NR, texts.TABELL_NR), 0)
    result = []
    for part in parts:
        block = part.block
        if isinstance(block, Chart | Table):
            kind = texts.FIGUR_NR if isinstance(block, Chart) else texts.TABELL_NR
            counts[kind] += 1
            block = replace(block, nummer=kind.format(nr=f"{kapittel}.{counts[kind]}"))
        result.append(replace(part, block=block))
    return tuple(result)


def with_notes(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Put each remark once, under the first figures that it concerns: the last of neighbours."""
    blocks: list[Block] = []
    told: set[Note] = set()
    for index, part in enumerate(parts):
        blocks.append(part.block)
        following = parts[index + 1].noter if index + 1 < len(parts) else ()
        due = [note for note in _left_out(part.noter, following) if note not in told]
        blocks.extend(Notice(line) for line in note_lines(due))
        told.update(due)
    return tuple(blocks)


def _left_out(notes: tuple[Note, ...], following: tuple[Note, ...]) -> tuple[Note, ...]:
    return tuple(note for note in notes if note not in following)


def note_lines(notes: Sequence[Note]) -> Iterator[str]:
    """Give each remark once, after the periods it concerns: «2019/20 og 2020/21: …»."""
    periods: dict[str, list[str]] = {}
    for note in sorted(notes, key=lambda note: (note.fra, note.til, note.tekst)):
        periods.setdefault(note.tekst, []).append(spenn((note.fra, note.til)))
    for tekst, labels in periods.items():
        yield texts.MERKNAD.format(perioder=", ".join(dict.fromkeys(labels)), tekst=tekst)
