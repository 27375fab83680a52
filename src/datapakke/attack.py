"""Attacks a round before it is published: what is printed, with what was printed before."""

from collections.abc import Callable, Sequence
from pathlib import Path

from datapakke.case import Case
from datapakke.disclosure.audit.audit import Outcome, audit
from datapakke.disclosure.audit.build import Sketch
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Report
from datapakke.forked import each
from datapakke.output import write_or_tell


def attack(case: Case, printed: Printed, *, insiders: bool) -> Report:
    """Attack what is printed of a round.

    Args:
        case: The true counts, and everything printed before.
        printed: What is printed.
        insiders: Attack as each municipality with its own numbers too. Either is done on all cores.

    Raises:
        StaleError: What is printed does not agree with the true counts.
        ContradictionError: No data set at all is printed like this.
    """
    return audit(printed, case.known, earlier=case.earlier, insiders=insiders, each=_each)


def _each(work: Callable[[Sketch], Outcome], worlds: Sequence[Sketch]) -> list[Outcome]:
    return each(work, worlds, lambda one: len(one.placed))


def write_report(text: str, path: Path) -> None:
    """Write the report of an audit.

    Raises:
        PacketError: It cannot be written.
    """
    write_or_tell(path, text.encode())
