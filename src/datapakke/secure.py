"""Plans what is hidden and attacks the plan, until the attack finds nothing: universe by universe.

Figures of different universes tell nothing of each other, so each is planned and attacked apart, as
many at a time as there are cores. Where an attack finds a cell, the plan is made again with more
hidden around it, as long as there is more to hide. What is found then, the caller refuses.
"""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

import pandas as pd

from datapakke.case import Case
from datapakke.disclosure import Decisions, Planner
from datapakke.disclosure.audit.audit import Detail, audit
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import SHOWN, Failure
from datapakke.disclosure.plan.exposed import LAST, Exposed, raised
from datapakke.errors import DatapakkeError, Problem
from datapakke.forked import each
from datapakke.lift import lifted
from datapakke.plans import Plans
from datapakke.publish import publish

GENTLE = 6
"""How often one step more is hidden around what is found; after that all that can be is."""


class LeakError(DatapakkeError):
    """Something could tell about single persons: nothing is published."""

    exit_code = 3


class Secured(NamedTuple):
    """What is decided of a part, and what is known too well all the same."""

    decisions: Decisions
    failures: tuple[Failure, ...]


def secure(case: Case, plans: Plans | None = None) -> Decisions:
    """Decide the fate of every row of the results so that no attack finds anything.

    Args:
        case: The round.
        plans: Those kept of earlier runs.

    Raises:
        LeakError: Something is found all the same; names each cell and how it is known.
        ValueError: A universe is declared wrongly.
    """
    parts = list(case.parts())
    every = [plans.get(part) if plans else None for part in parts]
    lacking = [place for place, one in enumerate(every) if one is None]
    failures: list[Failure] = []
    made = each(secure_part, [parts[one] for one in lacking], lambda one: len(one.results.table))
    for place, found in zip(lacking, made, strict=True):
        every[place] = found.decisions
        failures += found.failures
        if plans and not found.failures:
            plans.put(parts[place], found.decisions)
    _refuse(sorted(failures))
    at = case.results.table.index
    names = ("fates", "with_n", "grov")
    joined_up = ([getattr(one, name) for one in every] for name in names)
    return Decisions(*(pd.concat(some).reindex(at) for some in joined_up))


def _refuse(failures: Sequence[Failure]) -> None:
    if failures:
        what = "Ingen pakke er laget. Meld fra om dette: tallene må skjules for hånd eller endres."
        told = [Problem("Røper", str(failure)) for failure in failures[: SHOWN - 1]]
        raise LeakError([*told, Problem("kontrollen", what)], len(failures) + 1)


def secure_part(case: Case) -> Secured:
    """Plan and attack one universe until nothing is found, or nothing more can be hidden for it."""
    (univers,) = case.universer
    steps: dict[Exposed, int] = {}
    planner = Planner(case.results, case.indicators, case.universer, case.areas, case.rules)
    for attempt in count(1):
        decisions = planner.plan(steps)
        failures = _attacked(case, decisions, Detail.CELLS)
        found = {Exposed(univers.id, *failure.sted) for failure in failures}
        more = raised(steps, found, by=1 if attempt < GENTLE else LAST)
        if more == steps:
            break
        steps = more
    if failures:
        return Secured(decisions, _attacked(case, decisions, Detail.WORDS))
    again = lifted(case, planner, decisions)
    # Proven figure by figure, and attacked once more from the beginning all the same.
    return Secured(decisions if _attacked(case, again, Detail.CELLS) else again, ())


def _attacked(case: Case, decisions: Decisions, detail: Detail) -> tuple[Failure, ...]:
    """Give what is known too well: by anyone, and only when there is nothing, by municipalities."""
    report = audit(
        Printed(publish(case.results, decisions, case.indicators)),
        case.known,
        earlier=case.earlier,
        insiders=case.insiders,
        detail=detail,
        brief=True,
    )
    return report.failures
