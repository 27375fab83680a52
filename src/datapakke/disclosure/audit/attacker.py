"""Tries whether cells are hidden: by data sets near the true one first, then by the engine."""

import copy
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from datapakke.disclosure.audit.cells import Demand
from datapakke.disclosure.audit.engine import Engine, Verdict
from datapakke.disclosure.audit.local import Local
from datapakke.disclosure.audit.mend import Mend
from datapakke.disclosure.audit.moves import Moves
from datapakke.disclosure.audit.rows import Row
from datapakke.disclosure.audit.seen import End, Seen
from datapakke.disclosure.audit.system import IntArray
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
        self._never: set[tuple[int, str]] = set()
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

    def mend(self, asked: Sequence[tuple[str, Demand]]) -> None:
        """Look for data sets that have the ends of demands by moves, for those who attack."""
        seen, local = self.seen, self._local
        ends = [(row, self._column[who]) for who, one in asked for row in self._of([one])]
        lost = [(row, column) for row, column in ends if not seen.hit[row, column]]
        if lost and local.known:
            sought = [seen.ends[row] for row, _ in lost], [column - 1 for _, column in lost]
            points = Mend(local.form, self._truly, self._moves, *sought).points()
            seen.add(points[local.form.holds(points)])

    def beyond(self, who: str, demand: Demand) -> bool:
        """Tell whether an end of a demand is at once seen to be out of reach for an attacker."""
        column = self._column[who]
        for row in self._of([demand]):
            end = self.seen.ends[row]
            if not self.seen.hit[row, column] and self._local.beyond(
                end.target, end.bound, given=demand.given, without=who
            ):
                self._never.add((row, who))
                return True
        return False

    def seek(self, who: str, demands: Sequence[Demand]) -> None:
        """Look for them by programmes, one at a time.

        One in which many are few has the lower ends of all that are some of them, and one in which
        some are many the upper ends of all that they are some of: so these are sought first.
        """
        column = self._column[who]
        rows = self._of(demands)
        for row in sorted(rows, key=lambda row: -sum(self.seen.ends[row].target.values())):
            if not self.seen.hit[row, column] and not self._is_never(row, who):
                self._found(row, who)

    def _of(self, demands: Sequence[Demand]) -> list[int]:
        """Give the numbers of the ends of some demands."""
        return [row for demand in demands for row in self._rows.get(id(demand), ())]

    @cached_property
    def _moves(self) -> Moves:
        return Moves(self._local.form, self._world.grid())

    def reading(self, rows: Sequence[Row]) -> "Attacker":
        """Give one who reads some figures more; the proofs that they leave are kept."""
        other = copy.copy(self)
        other.__dict__.pop("engine", None)
        other._never = set(self._never)  # noqa: SLF001 - its own
        other._world = copy.copy(self._world)  # noqa: SLF001
        other._world.system = self._world.system.copy()  # noqa: SLF001
        for row in rows:
            other._world.system.add_row(*row)  # noqa: SLF001
        form, more = self._local.form, self._local.form.more(rows)
        other._local = self._local.of(more)  # noqa: SLF001
        fresh = more.rows(np.arange(len(form.row_low), len(more.row_low)))
        other.seen = self.seen.of(fresh.holds(self.seen.points))
        other._moves = self._moves.more(fresh)  # noqa: SLF001
        return other

    def where(self, asked: Sequence[tuple[str, Demand]]) -> IntArray:
        """Give where the ends of demands are seen for those who attack, for ``lacking``.

        Returns:
            A row per demand: its first and its last end, −1 where it has none, and the column.
        """
        ends = [self._rows.get(id(demand), [-1]) for _, demand in asked]
        found = [
            (rows[0], rows[-1], self._column[who])
            for rows, (who, _) in zip(ends, asked, strict=True)
        ]
        return np.array(found, dtype=np.int64).reshape(-1, 3)

    def lacking(self, where: IntArray) -> list[int]:
        """Give the places of the demands that the data sets found so far do not prove."""
        first, last, column = where.T
        proven = self.seen.hit[first, column] & self.seen.hit[last, column] & (first >= 0)
        return np.flatnonzero(~proven).tolist()

    def judge(self, demand: Demand, who: str = ANYONE) -> Verdict:
        """Tell whether a demand is met for anyone, or for a municipality with its own numbers."""
        own = self.own.get(who, {})
        if demand.width:
            return self._is_wide(demand, own)
        rows = self._rows.get(id(demand), [])
        column = self._column[who]
        if self.seen.hit[rows, column].all():
            return MET
        if any(self._is_never(row, who) for row in rows):
            return replace(MET, ok=False)
        self.asked += 1
        given = {**own, **demand.given}
        return self.engine.meets(demand.target, demand.at_most, demand.at_least, given)

    def _is_never(self, row: int, who: str) -> bool:
        """Tell whether no data set has an end, for one who knows as much as another or more."""
        return not self._never.isdisjoint({(row, who), (row, ANYONE)})

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
        if self._local.impossible:
            self._never.add((row, who))
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
