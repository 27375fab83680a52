"""How the figures are made, where they come from, what the symbols mean and what is hidden."""

from collections.abc import Iterator, Sequence
from datetime import date

from datapakke import formats
from datapakke.model import Indicator
from datapakke.packet import texts
from datapakke.packet.context import PacketContext
from datapakke.packet.diagram.captions import kilde
from datapakke.packet.grammar import tall
from datapakke.packet.model import Method, SourceLine
from datapakke.packet.parts import note_lines
from datapakke.packet.phrases import FAMILIER_TITLER, fag_i, familie
from datapakke.packet.view import View
from datapakke.sources import Source


def methods(view: View) -> tuple[Method, ...]:
    """Give the method of every indicator that is printed: call it when all else is made.

    A family's is given once; a member with another method (norsk on Vg1) has its own.
    """
    printed = {key.indikator for key in view.trykt}
    found: dict[tuple[str, str], Method] = {}
    for indicator in view.context.by_id.values():
        if indicator.id not in printed:
            continue
        prefix = familie(indicator)
        first = prefix and prefix not in {name for name, _ in found}
        title = FAMILIER_TITLER[prefix] if first else indicator.title
        text = _text(indicator)
        method = Method(title, text, kilde(view, [indicator]))
        found.setdefault((prefix or indicator.id, text), method)
    return tuple(found.values())


def _text(indicator: Indicator) -> str:
    """Give the method; in a family it is about «faget», whatever subject comes first."""
    if not familie(indicator):
        return indicator.metode
    return indicator.metode.replace(fag_i(indicator), "faget")


def source_lines(context: PacketContext, told: Sequence[str] = ()) -> tuple[SourceLine, ...]:
    """Give the sources that are used, in the order of their datasets' names.

    Remarks that are ``told`` already, under the tables, are not told again.
    """
    return tuple(_line(source, told) for source in used_sources(context))


def _line(source: Source, told: Sequence[str]) -> SourceLine:
    noter = [note for note in source.noter if not any(note.tekst in line for line in told)]
    extracted = formats.date_short(source.uttrukket) if source.uttrukket else ""
    return SourceLine(
        navn=source.navn,
        fil=source.fil,
        lisens=source.lisens,
        uttrukket=extracted or texts.UTTRUKKET_UKJENT,
        syntetisk=source.syntetisk,
        noter=tuple(note_lines(noter)),
    )


def used_sources(context: PacketContext) -> Iterator[Source]:
    """Give the sources that some indicator is made from."""
    names = {name for item in context.by_id.values() for name in item.datasets}
    return (source for name in sorted(names) for source in context.sources[name])


def newest_extraction(context: PacketContext) -> date | None:
    """Give the day on which the newest source was extracted: the packet's date without a round.

    None when a source's day is not known: it may be later than the others'.
    """
    days = [source.uttrukket for source in used_sources(context)]
    known = [day for day in days if day]
    return max(known, default=None) if len(known) == len(days) else None


def hiding(context: PacketContext) -> str:
    """Say what is hidden and why, with the limits of the profile."""
    rules = context.rules
    return texts.SKJERMING.format(
        profil=rules.navn,
        under=tall(rules.antall_under - 1),
        nevner=rules.nevner_under,
        snitt=rules.snitt_under,
        fordeling=rules.fordeling_og_snitt_under,
        sammenlign=rules.sammenlign_fra,
    )
