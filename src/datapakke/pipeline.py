"""The way from extracts to packets, a step a line: what every command that builds calls."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from datapakke.case import Case
from datapakke.compare import Known, compare, expected, intervals, trends
from datapakke.compute import compute, newest_together
from datapakke.config import Config
from datapakke.disclosure.ledger import Ledger, LedgerEntry
from datapakke.errors import Problem
from datapakke.explain import Basis
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.kept.cache import Cache
from datapakke.extracts.load import Loaded, context_of, read_folder
from datapakke.extracts.model import FIL, Extract, Extracts
from datapakke.indicators import all_indicators, all_universer
from datapakke.indicators.profile import under_profile
from datapakke.kommuner import Kommune
from datapakke.model import Published
from datapakke.order import Order
from datapakke.output import stamped
from datapakke.packet.build import PacketContext, build_packet
from datapakke.packet.chapters.own import shown
from datapakke.packet.model import Packet
from datapakke.plans import Plans
from datapakke.project import Project
from datapakke.publish import publish
from datapakke.rounds import areas_of, earlier, names_of
from datapakke.secure import secure
from datapakke.since import last_time
from datapakke.sources import Note, Source


def read_extracts(
    order: Order, config: Config, folder: Path, cache: Cache | None = None
) -> Extracts:
    """Read the extracts in ``folder``, or what a cache has kept of them, as the order may use them.

    Raises:
        ExtractError: Something in them is wrong; every problem at once.
    """
    return load(order, config, folder, cache).whole()


def load(order: Order, config: Config, folder: Path, cache: Cache | None = None) -> Loaded:
    """Read the extracts as far as they can be read; never raises for what is in them."""
    data_til = order.runde.data_til if order.runde else None
    context = context_of(config, order.inndeling, data_til)
    loaded = read_folder(folder, context, FORMATS, cache)
    extracts = loaded.extracts
    warned = replace(extracts, warnings=(*extracts.warnings, *_astray(extracts)))
    return replace(loaded, extracts=warned)


def _astray(extracts: Extracts) -> Iterator[Problem]:
    """Tell of remarks that name indicators there are none of: they would follow no figure."""
    known = {indicator.id for indicator in all_indicators()}
    for extract in extracts.by_name.values():
        notes = ((source.fil, note) for source in extract.sources for note in source.noter)
        for fil, note in notes:
            for name in note.gjelder:
                if name not in known:
                    what = f"merknaden fra {note.fra} gjelder «{name}», som ikke er en indikator."
                    yield Problem(fil, what)


def count(
    extracts: Extracts, order: Order, config: Config, printed: Sequence[LedgerEntry] = ()
) -> Case:
    """Compute every indicator of the whole county, before anything is hidden.

    The three newest cohorts are counted together too. ``printed`` is as in ``make_figures``.
    """
    areas = areas_of(order)
    indicators = under_profile(all_indicators(), config.regler)
    together = newest_together(indicators, all_universer(), _remarks(extracts))
    return Case(
        results=compute(indicators, extracts.tables(), areas, all_universer(), together),
        indicators=indicators,
        universer=all_universer(),
        areas=areas,
        rules=config.regler,
        navn=names_of(order),
        inndeling=order.inndeling.aar,
        earlier=tuple(earlier(printed, config)),
    )


def make_figures(
    extracts: Extracts,
    order: Order,
    config: Config,
    printed: Sequence[LedgerEntry] = (),
    plans: Plans | None = None,
) -> Basis:
    """Compute, hide and publish.

    The whole county is computed even for one packet: it is what the packet compares with, and
    hiding looks at all municipalities together. Every packet of the round is attacked as if all of
    them were printed, with everything that may be printed in them, before any is made.

    Args:
        extracts: What was read.
        order: The round and its division.
        config: The profile, and earlier rounds.
        printed: The ledger of everything printed before.
        plans: Those kept of earlier runs.

    Raises:
        LeakError: Something would be known too well.
    """
    return figures_of(count(extracts, order, config, printed), extracts, order, plans)


def figures_of(
    counted: Case, extracts: Extracts, order: Order, plans: Plans | None = None
) -> Basis:
    """Hide and publish what is counted; as ``make_figures``, for who needs the counts too.

    Raises:
        LeakError: Something would be known too well.
    """
    decisions = secure(counted, plans)
    return Basis(
        extracts=extracts,
        results=counted.results,
        decisions=decisions,
        figures=publish(counted.results, decisions, counted.indicators),
        indicators=counted.indicators,
        areas=counted.areas,
        inndeling=order.inndeling,
        rules=counted.rules,
    )


def _remarks(extracts: Extracts) -> dict[str, tuple[Note, ...]]:
    """Give dataset → what its sources remark."""
    return {
        name: tuple(note for source in extract.sources for note in source.noter)
        for name, extract in extracts.by_name.items()
    }


def prepare(
    extracts: Extracts,
    order: Order,
    config: Config,
    printed: Sequence[LedgerEntry] = (),
    plans: Plans | None = None,
) -> PacketContext:
    """Make the figures and compare them, once for all packets of an order.

    Raises:
        LeakError: Something would be known too well.
    """
    basis = make_figures(extracts, order, config, printed, plans)
    return context_from(basis, order, config, printed)


def context_from(
    basis: Basis, order: Order, config: Config, printed: Sequence[LedgerEntry] = ()
) -> PacketContext:
    """Compare the figures, and give all that packets are made from."""
    extracts = basis.extracts
    chosen = shown(config.pakke.kapitler, basis.indicators)
    names = {indicator.id for indicator in chosen}
    figures = {key: figure for key, figure in basis.figures.items() if key.indikator in names}
    known = Known(basis.results, basis.figures, basis.indicators, config.regler)
    universer = all_universer()
    return PacketContext(
        published=Published(
            figures,
            compare(known, universer),
            trends(known, universer, _remarks(extracts)),
            intervals(known),
            expected(
                extracts.tables().get("gjennomforing"),
                basis.figures,
                basis.indicators,
                config.regler,
                [entry.key for entry in printed],
            ),
        ),
        indicators=chosen,
        sources={name: _used(extract) for name, extract in extracts.by_name.items()},
        inndeling=order.inndeling,
        runde=order.runde,
        fylke=config.fylke.navn,
        avsender=config.avsender.navn,
        rules=config.regler,
        utelatt={name: extract.utelatt for name, extract in extracts.by_name.items()},
        universer={one.id: one for one in universer},
        sporsmal=config.sporsmal,
        kapitler=config.pakke.kapitler,
        sist=last_time(printed, config, order),
    )


def packet_of(context: PacketContext, kommune: Kommune) -> Packet:
    """Give the packet of a municipality, with its stamp.

    Raises:
        PacketError: A text is not in the catalogue of its written form.
    """
    return stamped(build_packet(context, kommune))


def _used(extract: Extract) -> tuple[Source, ...]:
    """Give the files that rows come from; all of them when there are no rows."""
    files = set(extract.table[FIL].unique())
    return tuple(one for one in extract.sources if one.fil in files) or extract.sources


def open_ledger(project: Project, extracts: Extracts) -> Ledger:
    """Give the ledger that the packets are written down in; invented figures have their own."""
    used = (source for extract in extracts.by_name.values() for source in _used(extract))
    return Ledger(project.printed(demo=any(source.syntetisk for source in used)))
