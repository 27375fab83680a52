"""Attacks a round before it is published: what is printed, with what was printed before."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from datapakke import formats
from datapakke.config import Config
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.earlier import Earlier
from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import SHOWN, Report
from datapakke.disclosure.ledger import LedgerEntry
from datapakke.errors import DatapakkeError, PacketError, Problem, UsageError
from datapakke.explain import Basis
from datapakke.indicators import all_universer
from datapakke.model import Nivaa
from datapakke.order import Choice, Order, make_order
from datapakke.output import write_atomic
from datapakke.pipeline import areas_of
from datapakke.results import Areas


class LeakError(DatapakkeError):
    """Something could tell about single persons: nothing is published."""

    exit_code = 3


def attack(  # noqa: PLR0913 - a round, and what is known of it
    basis: Basis,
    order: Order,
    config: Config,
    printed: Printed,
    entries: Sequence[LedgerEntry],
    *,
    insiders: bool,
) -> Report:
    """Attack what is printed of a round.

    Args:
        basis: The true counts.
        order: The round and its division.
        config: For the areas of earlier rounds.
        printed: What is printed, or will be.
        entries: The ledger of everything printed before.
        insiders: Attack as each municipality with its own numbers too.

    Raises:
        StaleError: What is printed does not agree with the true counts.
        ContradictionError: No data set at all is printed like this.
    """
    known = Known(
        results=basis.results,
        indicators=basis.indicators,
        universer=all_universer(),
        areas=basis.areas,
        rules=basis.rules,
        navn=_names(order),
        inndeling=order.inndeling.aar,
    )
    return audit(printed, known, earlier=_earlier(entries, config), insiders=insiders)


def refuse_leaks(
    basis: Basis, order: Order, config: Config, entries: Sequence[LedgerEntry]
) -> None:
    """Refuse to publish when anyone can work out too much from what may be printed.

    The whole round is attacked as if every packet of it were printed, with everything that may be
    printed in it: which of them are built, and in which order, makes no difference.

    Raises:
        LeakError: Something is known too well; names each cell and how it is known.
    """
    report = attack(basis, order, config, Printed(basis.figures), entries, insiders=False)
    if not report.ok:
        what = "Ingen pakke er laget. datapakke audit forteller mer."
        told = [Problem("Røper", str(failure)) for failure in report.failures[: SHOWN - 1]]
        raise LeakError([*told, Problem("kontrollen", what)], len(report.failures) + 1)


def write_report(text: str, path: Path) -> None:
    """Write the report of an audit.

    Raises:
        PacketError: It cannot be written.
    """
    try:
        write_atomic(path, text.encode())
    except OSError as error:
        raise PacketError([Problem(str(path), f"kan ikke skrives: {error.strerror}")]) from error


def _names(order: Order) -> dict[str, str]:
    """Give what areas are called: municipalities by name, meetings by date."""
    names = {order.inndeling.kommunenr(one): order.inndeling.navn(one) for one in order.inndeling}
    meetings = order.runde.moter if order.runde else ()
    return names | {one.id: f"møtet {formats.date_words(one.dato)}" for one in meetings}


def _earlier(entries: Sequence[LedgerEntry], config: Config) -> Iterator[Earlier]:
    """Give what was printed before, with the municipalities that each figure is about."""
    areas: dict[tuple[str, int], Areas | None] = {}
    for entry in entries:
        about = entry.runde, entry.inndeling
        if about not in areas:
            areas[about] = _areas(*about, config)
        yield Earlier(entry.runde, entry.inndeling, entry.figure, _members(entry, areas[about]))


def _areas(runde: str, inndeling: int, config: Config) -> Areas | None:
    """Give the areas of a round; None when it is not in the configuration as it was then."""
    choice = (
        Choice(runde=runde, alle=True)
        if runde
        else Choice(uten_runde=True, alle=True, inndeling=inndeling)
    )
    try:
        order = make_order(choice, config)
    except UsageError:
        return None
    return areas_of(order) if order.inndeling.aar == inndeling else None


def _members(entry: LedgerEntry, areas: Areas | None) -> tuple[str, ...]:
    """Give the codes that an earlier figure is about; none when they are not known."""
    nivaa, omraade = Nivaa(entry.key.nivaa), entry.key.omraade
    if nivaa is Nivaa.KOMMUNE:
        return (omraade,)
    if areas is None or (nivaa is Nivaa.MOTE and omraade not in areas.moter):
        return ()
    return areas.members(nivaa, omraade)
