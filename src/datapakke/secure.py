"""Plans what is hidden and attacks the plan, until the attack finds nothing: universe by universe.

Figures of different universes tell nothing of each other, so each is planned and attacked apart, as
many at a time as there are cores. Where an attack finds a cell, the plan is made again with more
hidden around it. What is still found after that is left for the caller to refuse.
"""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import pandas as pd

from datapakke.case import Case
from datapakke.disclosure import Decisions, Planner
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import SHOWN, Failure
from datapakke.disclosure.plan.exposed import Exposed, raised
from datapakke.errors import DatapakkeError, Problem
from datapakke.plans import Plans
from datapakke.publish import publish

ATTEMPTS = 6
"""How often a plan is made before what it leaves exposed is told."""


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
    # The largest first: so no core is left alone with it at the end.
    lacking = [place for place, one in enumerate(every) if one is None]
    lacking.sort(key=lambda place: -len(parts[place].results.table))
    failures: list[Failure] = []
    for place, found in zip(lacking, _each([parts[one] for one in lacking]), strict=True):
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


_PARTS: list[Case] = []
"""What a worker works on: inherited when it is forked, so that nothing is copied to it."""


def _each(parts: Sequence[Case]) -> Iterator[Secured]:
    """Secure every part, on all cores where processes can be forked."""
    cores = min(len(parts), _cores())
    if cores < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004
        yield from map(secure_part, parts)
        return
    _PARTS[:] = parts
    try:
        with ProcessPoolExecutor(cores, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_nth, range(len(parts)))
    finally:
        _PARTS.clear()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _nth(place: int) -> Secured:
    return secure_part(_PARTS[place])


def secure_part(case: Case) -> Secured:
    """Plan and attack one universe until nothing is found."""
    steps: dict[Exposed, int] = {}
    failures: tuple[Failure, ...] = ()
    planner = Planner(case.results, case.indicators, case.universer, case.areas, case.rules)
    for attempt in range(ATTEMPTS):
        last = attempt == ATTEMPTS - 1
        decisions = planner.plan(steps)
        for insiders in (False, True) if case.insiders else (False,):
            failures = _attacked(case, decisions, insiders=insiders, explained=last)
            if failures:
                break
        if not failures:
            break
        (univers,) = case.universer
        steps = raised(steps, {Exposed(univers.id, *failure.sted) for failure in failures})
    return Secured(decisions, failures)


def _attacked(
    case: Case, decisions: Decisions, *, insiders: bool, explained: bool
) -> tuple[Failure, ...]:
    printed = Printed(publish(case.results, decisions, case.indicators))
    report = audit(
        printed, case.known, earlier=case.earlier, insiders=insiders, explained=explained
    )
    return report.failures
