"""From chapter specifications to numbered chapters; a chapter without data says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datapakke import formats
from datapakke.packet import texts
from datapakke.packet.chapters.spec import ChapterSpec, Innhold
from datapakke.packet.context import UTEN_TALL
from datapakke.packet.model import Chapter, Chart, Notice, Table, Text
from datapakke.packet.parts import Part, numbered, with_notes
from datapakke.packet.view import View


@dataclass(frozen=True)
class Built:
    """A chapter, and where its indicators are shown.

    ``levert`` tells whether any of its extracts are delivered, ``tall`` whether it tells of a
    figure, or of one that is hidden: a municipality may be in no extract.
    """

    kapittel: Chapter
    se: dict[str, str]
    levert: bool
    tall: bool


def assemble(view: View, specs: tuple[ChapterSpec, ...]) -> tuple[Built, ...]:
    """Build every chapter, numbered from 1; none is left out."""
    return tuple(_chapter(view, spec, number) for number, spec in enumerate(specs, start=1))


def _chapter(view: View, spec: ChapterSpec, number: int) -> Built:
    lacking = [str(hva) for name, hva in spec.datasett.items() if name not in view.context.sources]
    said = texts.IKKE_LEVERT.format(hva=formats.listing(lacking))
    missing = [Part(Notice(said))] if lacking else []
    delivered = any(name in view.context.sources for name in (*spec.datasett, *spec.alternativ))
    if not delivered:
        ingress = texts.KAPITTEL_IKKE_LEVERT.format(hva=formats.listing(lacking))
        return Built(_as_chapter(spec, number, ingress, []), {}, levert=False, tall=False)
    content = spec.innhold(view)
    message, deler = _said_once(content)
    parts = numbered([*missing, *deler], number)
    ingress = message or texts.KAPITTEL_UTEN_TALL.format(K=view.navn)
    chapter, tall = _as_chapter(spec, number, ingress, parts), bool(message) or _tells(view, parts)
    return Built(chapter, dict(_shown(parts)), levert=True, tall=tall)


def _tells(view: View, parts: Iterable[Part]) -> bool:
    """Tell whether parts have a figure of the municipality, or one that is hidden."""
    names = {name for part in parts for name in part.viser}
    return any(
        key.indikator in names and key.omraade == view.nr and figure.status not in UTEN_TALL
        for key, figure in view.trykt.items()
    )


def _said_once(content: Innhold) -> tuple[str, list[Part]]:
    """Give message and parts; a paragraph that begins with the message becomes the message."""
    parts = list(content.deler)
    for index, part in enumerate(parts):
        said = part.block.tekst if isinstance(part.block, Text) else ""
        if content.ingress and said.startswith(content.ingress) and not part.noter:
            return said, parts[:index] + parts[index + 1 :]
    return content.ingress, parts


def _as_chapter(
    spec: ChapterSpec, number: int, ingress: str, parts: list[Part] | tuple[Part, ...]
) -> Chapter:
    return Chapter(spec.id, number, str(spec.tittel), ingress, with_notes(parts))


def _shown(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    """Give each indicator with the number of the first figure that shows it."""
    for part in reversed(parts):
        if isinstance(part.block, Chart | Table):
            for name in part.viser:
                yield name, part.block.nummer
