"""Hides figures of a block until every target has its witnesses.

A target is safe from the public when there is a data set in which it is low enough, and one in
which it is high enough, that both print what is printed. It is safe from the other municipalities
when none of them, knowing its own figures, can rule all such data sets out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from datapakke.disclosure.plan.block import Array
from datapakke.disclosure.plan.search import TOLERANCE, Found, Knowledge, Limit, Search
from datapakke.disclosure.plan.targets import Target

BoolArray = npt.NDArray[np.bool_]
DEAR = 3.0
"""A data set that costs less hides no municipality's figure, and no total whole."""


class Figure(NamedTuple):
    """A figure's value as it can be rounded, and the item that is the n printed with it."""

    values: frozenset[int]
    n: int | None


@dataclass(frozen=True)
class System:
    """A block ready for the search.

    Attributes:
        limits: What is printed and what is known.
        targets: What must stay unknown.
        block: The columns, and what hiding costs.
        figures: The figure that each item is of.
    """

    limits: Sequence[Limit]
    targets: Sequence[Target]
    block: Knowledge
    figures: Sequence[Figure]


@dataclass
class Repair:
    """What is hidden so far, and the witnesses that prove it enough."""

    system: System
    hidden: set[int] = field(default_factory=set)
    unprotected: list[int] = field(default_factory=list)
    """Targets that no hiding protects."""

    def __post_init__(self) -> None:
        """Prepare what is asked again and again."""
        self._vectors = np.array([one.vector for one in self.system.targets])
        self._needs = np.array([(one.down, one.up) for one in self.system.targets])
        self._kommuner = int(self.system.block.owner.max()) + 1
        owns = np.zeros((len(self._vectors), self._kommuner), dtype=bool)
        for kommune in range(self._kommuner):
            mine = self.system.block.owner == kommune
            owns[:, kommune] = (self._vectors[:, mine] != 0).any(axis=1)
        self._owns = owns
        fixed = [(at, one.fixed) for at, one in enumerate(self.system.targets)]
        fixed = [(at, one) for at, one in fixed if one is not None]
        self._with_fixed = np.array([at for at, _ in fixed], dtype=np.int64)
        self._fixed = np.array([one for _, one in fixed]).reshape(-1, self._vectors.shape[1])
        self._witnesses: list[_Witness] = []
        self._seen = np.zeros((len(self._vectors), 2), dtype=bool)
        self._knowing = np.ones((len(self._vectors), 2, self._kommuner), dtype=bool)

    def run(self, search: Search) -> None:
        """Hide until all is safe, or cannot be made so."""
        for target in range(len(self._vectors)):
            for way in (0, 1):
                if self._needs[target, way] > 0:
                    self._protect(search, target, way)
        self._show_again()

    def _protect(self, search: Search, target: int, way: int) -> None:
        if not self._seen[target, way] and not self._try(search, target, way, []):
            self.unprotected.append(target)
            return
        knowing = self._who_knows(target, way)
        while knowing:
            if not self._try(search, target, way, knowing):
                for one in knowing:
                    self._try(search, target, way, [one])
                if self._who_knows(target, way):
                    self.unprotected.append(target)
                return
            knowing = self._who_knows(target, way)

    def _who_knows(self, target: int, way: int) -> list[int]:
        """Give the municipalities that know too much as long as no other witness is found."""
        knowing = self._knowing[target, way] & ~self._owns[target]
        return np.flatnonzero(knowing).tolist()

    def _try(self, search: Search, target: int, way: int, still: list[int]) -> bool:
        """Find one more witness in which some municipalities stay as they are, if there is any."""
        found = self._cheapest(search, target, way, still)
        if found is None:
            return False
        fresh = {*found.items} - self.hidden
        # The n of a figure that is not printed is not printed either.
        figures = (self.system.figures[item] for item in found.items)
        gone = {one.n for one in figures if one.values <= self.hidden | fresh}
        fresh |= {one for one in gone if one is not None} - self.hidden
        if fresh:
            search.hide(fresh)
            self.hidden |= fresh
        self._keep(found)
        knowing = self._knowing[target, way, still]
        return bool(self._seen[target, way] and not knowing.any())

    def _cheapest(self, search: Search, target: int, way: int, still: list[int]) -> Found | None:
        """Look in the municipality itself, then among those it is summed with, then everywhere."""
        best: Found | None = None
        tried: set[tuple[int, ...]] = set()
        for free in self._scopes(target, still):
            if free and free not in tried:
                tried.add(free)
                found = search.find(target, up=bool(way), free=free)
                if found and (best is None or found.cost < best.cost):
                    best = found
                if best and best.cost < DEAR:
                    break
        return best

    def _scopes(self, target: int, still: list[int]) -> Iterator[tuple[int, ...]]:
        own = np.flatnonzero(self._owns[target]).tolist()
        everyone = range(self._kommuner)
        together = [one for group in self.system.block.groups for one in group if own[0] in group]
        for free in (own, together or own, everyone):
            yield tuple(sorted({*own, *free} - set(still)))

    def _keep(self, found: Found) -> None:
        """Note for which targets the data set is a witness, and who is not moved by it."""
        one = _Witness(found.change, self._serves(found.change), self._moved(found.change))
        self._witnesses.append(one)
        self._seen |= one.serves
        self._knowing[one.serves] &= one.moved

    def _serves(self, change: Array) -> BoolArray:
        """Tell for every target whether the data set lies low enough and high enough."""
        at = change.nonzero()[0]
        reach = self._vectors[:, at] @ change[at]
        serves: BoolArray = np.column_stack([-reach, reach]) >= self._needs - TOLERANCE
        fixed = self._fixed[:, at] @ change[at]
        serves[self._with_fixed[np.abs(fixed) > TOLERANCE]] = False
        return serves

    def _moved(self, change: Array) -> BoolArray:
        moved = np.zeros(self._kommuner, dtype=bool)
        moved[self.system.block.owner[np.abs(change) > TOLERANCE]] = True
        return moved

    def _show_again(self) -> None:
        """Show what turned out not to be needed, the dearest first, as long as witnesses last."""
        if not self._witnesses:
            return
        changes = np.array([one.change for one in self._witnesses])
        serves = np.array([one.serves for one in self._witnesses], dtype=np.int64)
        still = np.array([~one.moved for one in self._witnesses], dtype=np.int64)
        left = serves.sum(axis=0)
        left_alone = np.einsum("wtd,wk->tdk", serves, still)
        alive = np.ones(len(serves), dtype=bool)
        others = ~self._owns[:, None, :]
        others = others & (self._needs > 0)[:, :, None]
        by_item: dict[int, list[Limit]] = {}
        for limit in self.system.limits:
            by_item.setdefault(limit.item, []).append(limit)
        for item in sorted(self.hidden, key=lambda one: (-self.system.block.costs[one], one)):
            rows = by_item[item]
            lost = alive & ~_within(rows, changes)
            fewer = left - serves[lost].sum(axis=0)
            fewer_alone = left_alone - np.einsum("wtd,wk->tdk", serves[lost], still[lost])
            gone = (self._needs > 0) & (left > 0) & (fewer == 0)
            known = others & (left_alone > 0) & (fewer_alone == 0)
            if not gone.any() and not known.any():
                self.hidden.discard(item)
                alive, left, left_alone = alive & ~lost, fewer, fewer_alone


class _Witness(NamedTuple):
    """A data set, the targets and ways that it serves, and the municipalities that it changes."""

    change: Array
    serves: BoolArray
    moved: BoolArray


def _within(limits: Sequence[Limit], changes: Array) -> BoolArray:
    """Tell which data sets keep all the limits."""
    vectors = np.array([one.vector for one in limits])
    at = np.flatnonzero(vectors.any(axis=0))
    reach = changes[:, at] @ vectors[:, at].T
    low = np.array([one.low for one in limits]) - TOLERANCE
    high = np.array([one.high for one in limits]) + TOLERANCE
    kept: BoolArray = ((reach >= low) & (reach <= high)).all(axis=1)
    return kept
