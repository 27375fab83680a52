"""How the figures are made, where they come from, what the symbols mean and what is hidden."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from datapakke import formats
from datapakke.model import Indicator
from datapakke.packet import texts
from datapakke.packet.context import PacketContext
from datapakke.packet.diagram.captions import kilde, populasjon
from datapakke.packet.grammar import tall
from datapakke.packet.left_out import left_out_lines
from datapakke.packet.model import Method, SourceLine
from datapakke.packet.parts import note_lines
from datapakke.packet.phrases import FAMILIER_TITLER, fag_i, familie
from datapakke.packet.remarks import in_form
from datapakke.packet.view import View
from datapakke.sources import Source

FILES_NAMED = 3
"""A source with more files has the others counted."""


def methods(view: View) -> tuple[Method, ...]:
    """Give the method of every indicator that is printed: call it when all else is made.

    A family's is given once; a member with another method (norsk on Vg1) has its own. What is made
    as another is, word for word, says so. The last says how figures are compared, where any is.
    """
    printed = {key.indikator for key in view.trykt}
    found: dict[tuple[str, str], Method] = {}
    for indicator in view.context.by_id.values():
        if indicator.id not in printed:
            continue
        prefix = familie(indicator)
        first = prefix and prefix not in {name for name, _ in found}
        title = str(FAMILIER_TITLER[prefix]) if first else indicator.title
        text = _text(indicator)
        method = Method(title, text, f"{kilde(view, [indicator])}: {populasjon([indicator])}")
        found.setdefault((prefix or indicator.id, text), method)
    return (*_once(found.values()), *_comparing(view))


def _once(methods: Iterable[Method]) -> Iterator[Method]:
    """Say the same words once: after that, whose they are."""
    told: dict[str, str] = {}
    for method in methods:
        first = told.setdefault(method.tekst, method.tittel)
        same = first != method.tittel
        yield replace(method, tekst=texts.SAMME_METODE.format(tittel=first)) if same else method


def _comparing(view: View) -> list[Method]:
    """Say how the figures are held against the county's, where any is."""
    if not view.sammenligninger:
        return []
    said = texts.SAMMENLIGNET.format(fra=view.context.rules.sammenlign_fra)
    return [Method(str(texts.SAMMENLIGNET_TITTEL), said, str(texts.SAMMENLIGNET_HODE))]


def _text(indicator: Indicator) -> str:
    """Give the method; in a family it is about «faget», whatever subject comes first."""
    if not familie(indicator):
        return indicator.metode
    return indicator.metode.replace(fag_i(indicator), str(texts.FAGET))


def source_lines(context: PacketContext, told: Sequence[str] = ()) -> tuple[SourceLine, ...]:
    """Give the sources that are used, a line each, in the order of their datasets' names.

    Files are one source when they have its name, its licence and both are invented or not. Remarks
    that are ``told`` already, under the tables, are not told again.
    """
    lines: dict[tuple[str, str, bool], list[Source]] = {}
    for source in used_sources(context):
        lines.setdefault((source.navn, source.lisens, source.syntetisk), []).append(source)
    return tuple(_line(context, sources, told) for sources in lines.values())


def _line(context: PacketContext, sources: Sequence[Source], told: Sequence[str]) -> SourceLine:
    remarks = dict.fromkeys(in_form(note) for source in sources for note in source.noter)
    noter = [note for note in remarks if not any(note.tekst in line for line in told)]
    names = tuple(dict.fromkeys(source.datasett for source in sources))
    first = sources[0]
    return SourceLine(
        navn=first.navn,
        fil=_files([source.fil for source in sources]),
        lisens=first.lisens,
        uttrukket=_days([source.uttrukket for source in sources]),
        syntetisk=first.syntetisk,
        noter=(*note_lines(noter), *left_out_lines(context, names)),
        filer=tuple(source.fil for source in sources),
    )


def _files(names: Sequence[str]) -> str:
    """Name the first files, and tell how many more there are."""
    if len(names) <= FILES_NAMED:
        return formats.listing(names)
    shown = ", ".join(names[: FILES_NAMED - 1])
    return texts.FLERE_FILER.format(filer=shown, flere=tall(len(names) - FILES_NAMED + 1))


def _days(days: Sequence[date | None]) -> str:
    """Give the day on which all were extracted, or the first and the last."""
    known = sorted({day for day in days if day})
    if not known:
        return str(texts.UTTRUKKET_UKJENT)
    ends = [formats.date_short(day) for day in dict.fromkeys((known[0], known[-1]))]
    dager = formats.DASH.join(ends)
    return dager if all(days) else texts.UTTRUKKET_IKKE_ALLE.format(dager=dager)


def used_sources(context: PacketContext) -> Iterator[Source]:
    """Give the sources that some indicator is made from."""
    names = {name for item in context.by_id.values() for name in item.datasets}
    return (source for name in sorted(names) for source in context.sources[name])


def is_demo(context: PacketContext) -> bool:
    """Tell whether any of the sources is of invented figures."""
    return any(source.syntetisk for source in used_sources(context))


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
    named = _named(context, rules.hovedtall)
    return texts.SKJERMING.format(
        profil=rules.navn,
        under=tall(rules.antall_under - 1),
        nevner=rules.nevner_under,
        null=_none_and_all(context),
        snitt=rules.snitt_under,
        fordeling=rules.fordeling_og_snitt_under,
        hovedtall=texts.HOVEDTALL.format(titler=named) if named else "",
        sammenlign=rules.sammenlign_fra,
    )


def _none_and_all(context: PacketContext) -> str:
    """Say whose 0 % and 100 % are hidden."""
    if context.rules.null_skjules_alle:
        return str(texts.NULL_ALLE)
    also = _named(context, sorted(context.rules.sensitive))
    told = texts.NULL_OGSA.format(titler=also) if also else ""
    return f"{texts.NULL_FOLSOMME} {told}".strip()


def _named(context: PacketContext, names: Sequence[str]) -> str:
    """Name indicators as the overview does, those whose datasets are delivered."""
    known = [context.by_id[name] for name in names if name in context.by_id]
    return formats.listing([f"«{one.kort or one.title}»" for one in known])
