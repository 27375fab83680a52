"""Puts what can be printed of a universe in some periods into a system that can be solved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from datapakke.disclosure.plan.block import Array, Columns, columns_of
from datapakke.disclosure.plan.blocks import Block, Item, Periods, Planned
from datapakke.disclosure.plan.costs import cost_of
from datapakke.disclosure.plan.exposed import is_held_back
from datapakke.disclosure.plan.ground import Ground
from datapakke.disclosure.plan.needless import Figure, System
from datapakke.disclosure.plan.printed import Bound, Cell, Kind, Place, bounds
from datapakke.disclosure.plan.search import Knowledge, Limit
from datapakke.disclosure.plan.targets import Target, targets
from datapakke.model import Indicator, Nivaa, Univers

ROUNDED = 1e-6


def block_of(ground: Ground, place: Periods, planned: Planned) -> Block | None:
    """Give the block of a place, None when nothing must stay unknown and nothing is exposed.

    Raises:
        ValueError: The universe is declared wrongly; the message names it.
    """
    return _Builder(ground, *place, planned).block()


@dataclass(frozen=True)
class _Builder:
    ground: Ground
    univers: Univers
    periods: tuple[str, ...]
    cells: Sequence[Cell]
    planned: Planned

    def block(self) -> Block | None:
        demands = [
            target
            for place, kjonn, cells in self._places
            for target in targets(cells, place, kjonn, self._truth, self.ground.rules)
        ]
        demands = _distinct(demands)
        if not demands and not self.planned.steps:
            return None
        items, limits, costs, held = self._printed()
        system = System(
            limits=[*self._known(), *limits],
            targets=demands,
            block=Knowledge(
                truth=self._truth,
                is_person=self._columns.is_person,
                owner=self._columns.owner,
                costs=np.array(costs),
                groups=self._meetings,
            ),
            figures=_figures(items),
        )
        name = f"{self.univers.id} {'+'.join(self.periods)}"
        return Block(name, system, tuple(items), tuple(held))

    @cached_property
    def _columns(self) -> Columns:
        names = dict.fromkeys(cell.indikator for cell in self.cells)
        means = [cell.indikator for cell in self.cells if cell.slag == "snitt"]
        indicators = [self.ground.indicators[name] for name in names]
        return columns_of(self.univers, indicators, means, self.periods, self.ground.areas.kommuner)

    @cached_property
    def _truth(self) -> Array:
        columns = self._columns
        kommuner = {nr: place for place, nr in enumerate(columns.kommuner)}
        genders = {kjonn: place for place, kjonn in enumerate(columns.genders)}
        found = np.zeros(columns.shape)
        for p, aar in enumerate(columns.periods):
            parts = self.ground.parts.get((self.univers.id, aar), {})
            for (nr, kjonn, part), count in parts.items():
                if nr in kommuner and kjonn in genders:
                    found[p, kommuner[nr], genders[kjonn], columns.classes[part]] += count
        self._add_sums(found)
        return found.reshape(-1)

    def _add_sums(self, found: Array) -> None:
        columns = self._columns
        first = columns.shape[3] - len(columns.sums)
        for (s, name), (p, aar), (m, nr), (g, kjonn) in product(
            enumerate(columns.sums),
            enumerate(columns.periods),
            enumerate(columns.kommuner),
            enumerate(columns.genders),
        ):
            found[p, m, g, first + s] = self.ground.sums.get((name, aar, nr, kjonn), 0)

    @cached_property
    def _places(self) -> list[tuple[Place, str, list[tuple[Cell, Indicator]]]]:
        """Give what can be printed of every place and gender."""
        groups: dict[tuple[str, str, str, str], list[tuple[Cell, Indicator]]] = {}
        for cell in self.cells:
            key = (cell.nivaa, cell.omraade, cell.aar, cell.kjonn)
            groups.setdefault(key, []).append((cell, self.ground.indicators[cell.indikator]))
        return [(self._place(group[0][0]), key[3], group) for key, group in groups.items()]

    @property
    def _meetings(self) -> tuple[tuple[int, ...], ...]:
        at = {nr: place for place, nr in enumerate(self._columns.kommuner)}
        moter = self.ground.areas.moter.values()
        return tuple(tuple(at[nr] for nr in kommuner) for kommuner in moter)

    def _place(self, cell: Cell) -> Place:
        members = self.ground.areas.members(Nivaa(cell.nivaa), cell.omraade)
        return Place(self._columns, self.univers, self.ground.periods(cell.aar), members)

    def _printed(self) -> tuple[list[Item], list[Limit], list[float], list[Item]]:
        """Give what can be hidden, what it fixes, what hiding it costs, and what is held back."""
        groups: dict[tuple[str, ...], list[Cell]] = {}
        for cell in self.cells:
            if cell.row not in self.planned.hidden - self.planned.coarse:
                key = (cell.indikator, cell.nivaa, cell.omraade, cell.aar, cell.kjonn)
                groups.setdefault(key, []).append(cell)
        items: list[Item] = []
        limits: list[Limit] = []
        costs: list[float] = []
        held: list[Item] = []
        for group in groups.values():
            one = self.ground.indicators[group[0].indikator]
            place = self._place(group[0])
            rounded = self.planned.rounded
            found = [pair for cell in group for pair in bounds(cell, one, place, rounded=rounded)]
            if group[0].row in self.planned.coarse:
                found = [pair for pair in found if pair[0] is not Kind.VERDI]
            kinds = sorted({kind for kind, _ in found}, key=lambda kind: kind.value)
            for kind in kinds:
                item = Item(kind, tuple(cell.row for cell in group))
                if is_held_back(self.ground, self.planned.steps, group[0], kind):
                    held.append(item)
                    continue
                of_kind = [bound for other, bound in found if other is kind]
                limits += [self._limit(bound, len(items)) for bound in of_kind]
                items.append(item)
                costs.append(
                    cost_of(
                        self.ground,
                        group[0],
                        kind,
                        last=kind is kinds[-1],
                        newest=group[0].aar == self.periods[-1],
                    )
                )
        return items, limits, costs, held

    def _limit(self, bound: Bound, item: int) -> Limit:
        """Turn values into changes.

        Raises:
            ValueError: The truth is not what is to be printed: a universe is declared wrongly.
        """
        now = float(bound.vector @ self._truth)
        if not bound.low - ROUNDED <= now <= bound.high + ROUNDED:
            message = f"{self.univers.id}: {now} is not between {bound.low} and {bound.high}"
            raise ValueError(message)
        return Limit(bound.vector, min(bound.low - now, 0), max(bound.high - now, 0), item)

    def _known(self) -> Iterator[Limit]:
        """Give what anyone knows: how many a cohort is, and the range of what is summed."""
        columns = self._columns
        whole = columns.weights(self.univers.deler)
        for aar, nr, kjonn in product(columns.periods, columns.kommuner, columns.genders):
            if self.univers.kjent:
                yield Limit(columns.vector(whole, (aar,), (nr,), kjonn), 0, 0)
            for name in columns.sums:
                yield from self._ranges(self.ground.indicators[name], aar, nr, kjonn)

    def _ranges(self, one: Indicator, aar: str, nr: str, kjonn: str) -> Iterator[Limit]:
        columns = self._columns
        for end, sign in ((0, 1), (1, -1)):
            weights = sign * columns.sum_weights(one.id)
            for part, limits in one.grenser.items():
                weights = weights - sign * float(limits[end]) * columns.weights([part])
            vector = columns.vector(weights, (aar,), (nr,), kjonn)
            yield Limit(vector, min(-float(vector @ self._truth), 0), np.inf)


def _figures(items: Sequence[Item]) -> list[Figure]:
    """Give the figure that each item is of."""
    tall: dict[tuple[int, ...], int] = {}
    values: dict[tuple[int, ...], set[int]] = {}
    for place, item in enumerate(items):
        if item.kind is Kind.TALL:
            tall[item.rows] = place
        else:
            values.setdefault(item.rows, set()).add(place)
    figures = {
        rows: Figure(frozenset(values.get(rows, ())), tall.get(rows)) for rows in {**tall, **values}
    }
    return [figures[item.rows] for item in items]


def _distinct(found: Sequence[Target]) -> list[Target]:
    """Give every target once: two figures may leave the same persons, or ask differently far."""
    by_vector: dict[bytes, Target] = {}
    for one in found:
        key = one.vector.tobytes()
        other = by_vector.get(key, one)
        down, up = max(one.down, other.down), max(one.up, other.up)
        by_vector[key] = Target(one.vector, down, up, one.fixed)
    return [one for one in by_vector.values() if one.down > 0 or one.up > 0]
