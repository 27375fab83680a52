"""What a person has found out of a message whose fate the program does not know."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from datapakke.delivery.plan import Planned
from datapakke.delivery.sent import PAKKE, Delivery, State, as_record, settled, standing
from datapakke.delivery.writing import KEPT, keep
from datapakke.errors import Problem, UsageError
from datapakke.journal import Journal

ANSWERS = {"sendt": True, "ikke-sendt": False}
REFUSED = "avviste"
"""Stands for the ids of all that were refused: it was the server's doing, or ours."""


def parse_answer(text: str) -> tuple[str, bool]:
    """Read «ID=sendt» or «ID=ikke-sendt»: the message's id, and whether it has arrived.

    Instead of an id, «avviste» stands for all that were refused.

    Raises:
        UsageError: It is neither.
    """
    name, _, answer = text.partition("=")
    if answer not in ANSWERS:
        what = "skal være ID=sendt eller ID=ikke-sendt, med en ID fra datapakke send --dry-run."
        raise UsageError([Problem(f"--avklar {text!a}", what)])
    return name, ANSWERS[answer]


def settle(
    journal: Journal,
    found: Mapping[str, Delivery],
    plan: Sequence[Planned],
    answers: Mapping[str, bool],
    now: datetime,
) -> list[Delivery]:
    """Write down what has become of messages, and give them as they were.

    A message that is not in the journal can be said to have arrived too: a journal that was lost is
    made again in this way.

    Args:
        journal: Held by the run.
        found: All messages of the journal.
        plan: Messages that need not be in the journal.
        answers: By the message's id: whether it has arrived.
        now: When it is written.

    Raises:
        UsageError: There is no such message, or nothing to find out of it; every problem.
        JournalError: The journal cannot be written.
    """
    known = {one.delivery.id: one.delivery for one in plan} | dict(found)
    problems = [problem for name, sent in answers.items() for problem in _wrong(known, name, sent)]
    if problems:
        raise UsageError(problems)
    for one in plan:
        if one.delivery.id in answers and one.delivery.slag == PAKKE:
            keep(journal.path.parent / KEPT, one.cargo)
    for name, sent in answers.items():
        new = [] if name in found else [as_record(known[name])]
        journal.append(*new, settled(known[name], sent=sent, naar=now))
    return [known[name] for name in answers]


def with_refused(
    answers: Mapping[str, bool], found: Mapping[str, Delivery], mote: str
) -> dict[str, bool]:
    """Give the answers by ids, where «avviste» stands for all refused messages to a meeting."""
    if REFUSED not in answers:
        return dict(answers)
    refused = [one.id for one in standing(found) if one.state is State.AVVIST and one.mote == mote]
    every = dict.fromkeys(refused, answers[REFUSED]) | dict(answers)
    every.pop(REFUSED)
    return every


def _wrong(known: Mapping[str, Delivery], name: str, sent: bool) -> list[Problem]:  # noqa: FBT001
    one = known.get(name)
    if one is None:
        what = "finnes ikke. datapakke send --dry-run viser dem som gjelder møtet."
    elif one.state is State.SENDT:
        what = f"er sendt {one.naar:%d.%m.%Y}: det er ikke noe å avklare."
    elif not sent and one.state in (State.PLANLAGT, State.UTSATT):
        what = "er ikke sendt, og sendes neste gang: det er ikke noe å avklare."
    else:
        return []
    return [Problem(f"--avklar {name!a}", what)]
