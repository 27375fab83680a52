"""Tries whether cells are hidden: by data sets near the true one first, then by the engine."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from datapakke.disclosure.audit.cells import Demand
from datapakke.disclosure.audit.engine import Engine, Verdict
from datapakke.disclosure.audit.local import Local
from datapakke.disclosure.audit.seen import End, Seen
from datapakke.disclosure.audit.system import BoolArray
from datapakke.disclosure.audit.world import World
from datapakke.model import Nivaa

SLACK = 1e-6
ANYONE = ""
MET = Verdict(ok=True, lo=math.nan, hi=math.nan)


class Attacker:
    """What anyone can work out in one world.

    Attributes:
        known: What the audit is given.
        own: Municipality → what it knows by itself: variables and their true values.
        seen: What the data sets found so far prove.
        asked: How many times the engine was asked.
    """

    def __init__(self, world: World, demands: Sequence[Demand]) -> None:
        """Prepare the engine and the search.

        Raises:
            ContradictionError: No data set is printed like this.
        """
        truly = np.array(world.truly())
        self.known = world.known
        self.asked = 0
        self._world, self._truly = world, truly
        self._local = Local(world.system.form(), truly, world.movable(), _beside(world))
        self.own = world.owned()
        ends = [end for demand in demands for end in self._ends(demand)]
        self._column = {who: number for number, who in enumerate((ANYONE, *self.own))}
        self.seen = Seen(ends, [(), *map(tuple, self.own.values())], truly)
        self._rows: dict[int, list[int]] = {}
        for row, end in enumerate(ends):
            self._rows.setdefault(id(end.demand), []).append(row)
        if self._local.known:
            self.seen.add(truly[None])
        else:
            self.engine  # noqa: B018 - raises where nothing is printed like this

    @cached_property
    def engine(self) -> Engine:
        """Answers for certain."""
        return Engine(self._world.system, np.nan_to_num(self._truly).tolist())

    def seek(self, who: str, demands: Sequence[Demand]) -> None:
        """Look for data sets that have the ends of some demands, for one who attacks.

        One in which many are few has the lower ends of all that are some of them, and one in which
        some are many the upper ends of all that they are some of: so these are sought first.
        """
        column = self._column[who]
        rows = [row for demand in demands for row in self._rows.get(id(demand), ())]
        for row in sorted(rows, key=lambda row: -sum(self.seen.ends[row].target.values())):
            if not self.seen.hit[row, column]:
                self._found(row, who)

    def lost(self, still: BoolArray, who: str, demands: Sequence[Demand]) -> list[Demand]:
        """Give the demands that are not proven by what still holds (as ``Seen.hit``)."""
        column = self._column[who]
        return [
            demand
            for demand in demands
            if demand.width or not still[self._rows.get(id(demand), []), column].all()
        ]

    def judge(self, demand: Demand, who: str = ANYONE) -> Verdict:
        """Tell whether a demand is met for anyone, or for a municipality with its own numbers."""
        own = self.own.get(who, {})
        if demand.width:
            return self._is_wide(demand, own)
        rows = self._rows.get(id(demand), [])
        column = self._column[who]
        if self.seen.hit[rows, column].all():
            return MET
        self.asked += 1
        given = {**own, **demand.given}
        return self.engine.meets(demand.target, demand.at_most, demand.at_least, given)

    def _found(self, row: int, who: str) -> bool:
        """Look for a data set that has one end, for one who attacks."""
        end = self.seen.ends[row]
        points = self._local.search(
            end.target, end.bound, end.members, given=end.demand.given, without=who
        )
        for point in points:
            self.seen.add(np.vstack([point, self._local.along(point)]))
            if self.seen.hit[row, self._column[who]]:
                return True
        return False

    def _is_wide(self, demand: Demand, own: Mapping[int, float]) -> Verdict:
        """Tell whether a mean of an unknown number can vary enough, for one such number."""
        tally = next(iter(demand.given))
        n = max(1.0, math.ceil(self.engine.interval({tally: 1.0}, own)[0]))
        infinite = -math.inf, math.inf
        found = self.engine.meets(demand.target, *infinite, {**own, tally: n})
        wanted = demand.width * n - SLACK
        ok = found.hi - found.lo >= wanted
        return replace(found, ok=ok, certain=ok or found.most - found.least < wanted)

    def _ends(self, demand: Demand) -> Iterator[End]:
        place = demand.place
        members = self.known.areas.members(Nivaa(place.nivaa), place.omraade)
        if demand.at_most is not None:
            yield End(demand, demand.target, demand.at_most, members)
        if demand.at_least is not None:
            turned = {variable: -by for variable, by in demand.target.items()}
            yield End(demand, turned, -demand.at_least, members)


def _beside(world: World) -> dict[str, tuple[str, ...]]:
    """Give those of the same meeting as each municipality."""
    return {nr: mine for mine in world.known.areas.moter.values() for nr in mine}
