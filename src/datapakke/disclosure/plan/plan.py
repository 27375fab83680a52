"""Decides what is printed: what is too small, and what would give it away.

Printable rows → primary rules → pooled periods where single ones are hidden → for every universe a
search for data sets that prove what is hidden safe, and for what must be hidden for them to exist.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd

from datapakke.disclosure.decisions import Decisions
from datapakke.disclosure.plan.bearing import Bearing
from datapakke.disclosure.plan.blocks import Block, Item, Periods, Planned, places
from datapakke.disclosure.plan.builder import block_of
from datapakke.disclosure.plan.costs import cost_of
from datapakke.disclosure.plan.exposed import SHARES, Steps, exposed_in
from datapakke.disclosure.plan.fates import coarse_at_least, decisions, withheld_by
from datapakke.disclosure.plan.ground import Ground, cells_of
from datapakke.disclosure.plan.primary import can_be_printed, is_small, pooled_instead
from datapakke.disclosure.plan.printed import Cell, Kind
from datapakke.disclosure.plan.repair import Repair
from datapakke.disclosure.plan.search import Search
from datapakke.disclosure.plan.whole import telling
from datapakke.model import Indicator, Nivaa, Univers
from datapakke.results import LEVERT, Areas, Results
from datapakke.rules import Rules


def protect(  # noqa: PLR0913, PLR0917 - what is counted, declared, and found
    results: Results,
    indicators: Sequence[Indicator],
    universer: Sequence[Univers],
    areas: Areas,
    rules: Rules,
    steps: Steps | None = None,
) -> Decisions:
    """Decide the fate of every row of the results: see ``Planner``."""
    return Planner(results, indicators, universer, areas, rules).plan(steps or {})


class Planner:
    """Decides the fate of every row of the results, again where an attack found something."""

    def __init__(
        self,
        results: Results,
        indicators: Sequence[Indicator],
        universer: Sequence[Univers],
        areas: Areas,
        rules: Rules,
    ) -> None:
        """Find what can be printed, and what is hidden from its own counts.

        Args:
            results: All counts of a run.
            indicators: At least those in the results.
            universer: At least those of the indicators.
            areas: Which municipalities the totals are the sums of.
            rules: The profile of hiding.

        Raises:
            ValueError: An indicator or a universe is declared wrongly; the message names it.
        """
        table = results.table.reset_index(drop=True)
        by_id = {one.id: one for one in indicators}
        _check(set(table["indikator"]), by_id, universer)
        printed = can_be_printed(table, by_id)
        hidden = is_small(table[printed], by_id, rules).reindex(table.index, fill_value=False)
        pooled = table["aar"].isin(list(results.samlet))
        instead = pooled_instead(table[printed], hidden[printed], results)
        unprinted = printed & pooled & ~instead.reindex(table.index, fill_value=False)
        ours = printed & table["tilstand"].eq(LEVERT) & table["nivaa"].ne(Nivaa.LAND.value)
        printed &= ~unprinted
        cells = cells_of(table[ours], by_id)
        coarse = coarse_at_least(chain(*cells.values()), _places(hidden & printed), rules)
        # Cohorts together that have no place in a packet must stay unknown as hidden ones must.
        small = _places(hidden | unprinted)
        self._universer, self._index = tuple(universer), results.table.index
        self._table, self._printed = table, printed
        self._planned = Planned(cells, small, coarse)
        self._ground = Ground(results, by_id, {one.id: one for one in universer}, areas, rules)
        self._kept: dict[object, Sequence[Item]] = {}
        self._bearings: list[Bearing] = []

    def plan(self, steps: Steps) -> Decisions:
        """Decide, with more hidden around what is exposed.

        Args:
            steps: What an attack on an earlier plan of the same results found exposed.

        Raises:
            ValueError: A universe is declared wrongly; the message names it.
        """
        planned = replace(self._planned, steps=steps)
        withheld: dict[Kind, set[int]] = {kind: set() for kind in Kind}
        for place in places(self._ground, self._universer, planned):
            for item in self._hidden_in(place, planned):
                withheld[item.kind] |= set(item.rows)
        without_n = _without_n(planned, self._ground, withheld)
        withheld[Kind.VERDI] |= {cell.row for cell in telling(self._ground, without_n)}
        return decisions(self._table, self._printed, planned, withheld).at(self._index)

    def bears(self, decisions: Decisions) -> bool:
        """Tell whether the planner's own demands are as well met as by what was borne last.

        The first time, what is decided is what later decisions are held against.

        Args:
            decisions: About every row; more is shown than the last time.
        """
        withheld = withheld_by(decisions)
        if not self._bearings:
            planned = replace(self._planned, rounded=True)
            found = places(self._ground, self._universer, planned)
            blocks = [block_of(self._ground, place, planned) for place in found]
            self._bearings = [Bearing(one, withheld) for one in blocks if one]
        without_n = _without_n(self._planned, self._ground, withheld)
        if any(True for _ in telling(self._ground, without_n)):
            return False
        return all(one.shows(withheld) for one in self._bearings)

    def use_of(self, row: int) -> float:
        """Give how much the reader gains when a figure is shown (``costs``).

        Args:
            row: Its place in the results.
        """
        cell = self._cells[row]
        newest = cell.aar == max(self._ground.results.deler["aar"])
        return cost_of(self._ground, cell, Kind.VERDI, last=True, newest=newest)

    @cached_property
    def _cells(self) -> dict[int, Cell]:
        return {cell.row: cell for cells in self._planned.cells.values() for cell in cells}

    def _hidden_in(self, place: Periods, planned: Planned) -> Sequence[Item]:
        """Give what is hidden to protect others; only where something new is exposed, again."""
        exposed = exposed_in(self._ground, planned.steps, place.univers.id, place.periods)
        key = place.univers.id, place.periods, frozenset(exposed.items())
        if key not in self._kept:
            block = block_of(self._ground, place, replace(planned, steps=exposed))
            self._kept[key] = _repaired(block) if block else ()
        return self._kept[key]


def _places(rows: pd.Series) -> frozenset[int]:
    return frozenset(np.flatnonzero(rows).tolist())


def _check(
    counted: Iterable[str], indicators: Mapping[str, Indicator], universer: Sequence[Univers]
) -> None:
    """Refuse what could not be protected: an indicator of no universe, or of parts it lacks."""
    parts = {one.id: set(one.deler) for one in universer}
    for name in sorted(counted):
        one = indicators[name]
        named = {*one.teller, *one.nevner, *one.grenser, *chain(*one.kategorier.values())}
        if one.univers not in parts:
            message = f"{name} is of the universe {one.univers or '(none)'}, which is not given"
            raise ValueError(message)
        if not named <= parts[one.univers]:
            lacking = sorted(named - parts[one.univers])
            message = f"{name} names parts that {one.univers} lacks: {lacking}"
            raise ValueError(message)


def _without_n(
    planned: Planned, ground: Ground, withheld: Mapping[Kind, set[int]]
) -> Iterator[Cell]:
    """Give the shares of known universes that are shown without n."""
    for univers, cells in planned.cells.items():
        if ground.universer[univers].kjent:
            for cell in cells:
                row = cell.row
                hidden = row in planned.hidden or row in withheld[Kind.VERDI]
                if cell.slag in SHARES and row in withheld[Kind.TALL] and not hidden:
                    yield cell


def _repaired(block: Block) -> list[Item]:
    """Give what is hidden to protect others."""
    system = block.system
    if not system.targets:
        return list(block.held)
    repair = Repair(system)
    repair.run(Search(system.limits, system.targets, system.block))
    return [*block.held, *(block.items[item] for item in sorted(repair.hidden))]
