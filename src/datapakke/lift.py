"""Shows again what is hidden for others' sake and that nobody can use: the last step of a plan.

What an attack finds is hidden around in steps, and more than is needed goes with it. So every
figure that is hidden only for others' sake is tried shown, one at a time, those of most use first,
and stays so where neither the planner's demands nor an attack by anyone or by a municipality minds.
What was refused once stays refused: what is shown later only tells more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from datapakke.case import Case
from datapakke.disclosure import Decisions, Fate, Planner
from datapakke.disclosure.audit.again import Again
from datapakke.disclosure.audit.build import Said, worlds
from datapakke.disclosure.audit.cells import demands
from datapakke.disclosure.audit.earlier import sort_earlier
from datapakke.model import COARSE, Figure, FigureKey, Nivaa
from datapakke.publish import KEY_COLUMNS, publish

FOR_OTHERS = (Fate.VERN, Fate.TOTAL)


class Try(NamedTuple):
    """Figures that might be shown: one, or a distribution whole.

    Attributes:
        rows: Their places in the results.
        step: How coarsely the value is printed (``Decisions.grov``; 0 for not).
        use: How much the reader gains.
    """

    rows: tuple[int, ...]
    step: int
    use: float

    def on(self, decisions: Decisions) -> Decisions:
        """Give the decisions with the figures shown."""
        at = decisions.fates.index[list(self.rows)]
        fates, grov = decisions.fates.copy(), decisions.grov.copy()
        fates[at], grov[at] = Fate.VIST, self.step
        return replace(decisions, fates=fates, grov=grov)


def lifted(case: Case, planner: Planner, decisions: Decisions) -> Decisions:
    """Show what can be shown without anybody knowing too much.

    Args:
        case: A part of a round.
        planner: Of the part.
        decisions: With which nothing is known too well.
    """
    tries = sorted(_tries(case, planner, decisions), key=lambda one: (-one.use, one.rows, one.step))
    if not tries:
        return decisions
    printed = publish(case.results, decisions, case.indicators)
    labels = sorted(set(case.results.table["aar"]))
    before = sort_earlier(case.earlier, case.known, printed)
    planner.bears(decisions)
    for world, earlier in worlds(case.known, printed, before, Said(), labels):
        there = {world.truth.perioder[t] for t in world.perioder}
        mine = [
            (one, figures)
            for one, figures in zip(tries, _figures(case, decisions, tries), strict=True)
            if set(case.known.periods(figures[0].key.aar)) <= there
        ]
        wanted = [*demands(world), *earlier]
        again = Again(world, wanted, [one for _, one in mine], insiders=case.insiders)
        done: set[int] = set()
        for place, (one, _) in enumerate(mine):
            reader = again.reading(place) if done.isdisjoint(one.rows) else None
            more = one.on(decisions)
            if reader and planner.bears(more):
                again.go_on(reader)
                decisions = more
                done.update(one.rows)
    return decisions


def _tries(case: Case, planner: Planner, decisions: Decisions) -> Iterator[Try]:
    """Give what might be shown, of a meeting also coarsely; the finest first."""
    table, fates = case.results.table, decisions.fates.tolist()
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, key in enumerate(zip(*(table[name] for name in KEY_COLUMNS[:-1]), strict=True)):
        if fates[place] in FOR_OTHERS:
            groups.setdefault(key, []).append(place)
    for rows in groups.values():
        use = planner.use_of(rows[0])
        for step in (0, *COARSE) if _can_be_coarse(table.iloc[rows[0]]) else (0,):
            yield Try(tuple(rows), step, use)


def _can_be_coarse(row: pd.Series) -> bool:
    return bool(row["nivaa"] == Nivaa.MOTE.value and row["slag"] in {"andel", "snitt"})


def _figures(case: Case, decisions: Decisions, tries: Sequence[Try]) -> list[list[Figure]]:
    """Give what each try would print."""
    found = {}
    for step in {one.step for one in tries}:
        rows = [row for one in tries if one.step == step for row in one.rows]
        shown = Try(tuple(rows), step, 0).on(decisions)
        found[step] = publish(case.results, shown, case.indicators)
    keys = [FigureKey(*key) for key in case.results.table[KEY_COLUMNS].to_numpy().tolist()]
    return [[found[one.step][keys[row]] for row in one.rows] for one in tries]
