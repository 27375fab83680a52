"""Attacks a round before it is published: what is printed, with what was printed before."""

from collections.abc import Sequence
from pathlib import Path

from datapakke.config import Config
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Report
from datapakke.disclosure.ledger import LedgerEntry
from datapakke.errors import PacketError, Problem
from datapakke.indicators import all_universer
from datapakke.order import Order
from datapakke.output import write_atomic
from datapakke.pipeline import Counted
from datapakke.rounds import earlier, names_of


def attack(  # noqa: PLR0913 - a round, and what is known of it
    counted: Counted,
    order: Order,
    config: Config,
    printed: Printed,
    entries: Sequence[LedgerEntry],
    *,
    insiders: bool,
) -> Report:
    """Attack what is printed of a round.

    Args:
        counted: The true counts.
        order: The round and its division.
        config: For the areas of earlier rounds.
        printed: What is printed.
        entries: The ledger of everything printed before.
        insiders: Attack as each municipality with its own numbers too.

    Raises:
        StaleError: What is printed does not agree with the true counts.
        ContradictionError: No data set at all is printed like this.
    """
    known = Known(
        results=counted.results,
        indicators=counted.indicators,
        universer=all_universer(),
        areas=counted.areas,
        rules=config.regler,
        navn=names_of(order),
        inndeling=order.inndeling.aar,
    )
    return audit(printed, known, earlier=earlier(entries, config), insiders=insiders)


def write_report(text: str, path: Path) -> None:
    """Write the report of an audit.

    Raises:
        PacketError: It cannot be written.
    """
    try:
        write_atomic(path, text.encode())
    except OSError as error:
        raise PacketError([Problem(str(path), f"kan ikke skrives: {error.strerror}")]) from error
