"""Hides figures of a block until every target has its witnesses.

A target is safe from the public when there is a data set in which it is low enough, and one in
which it is high enough, that both print what is printed. It is safe from the other municipalities
when none of them, knowing its own figures, can rule all such data sets out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from datapakke.disclosure.plan.block import Array
from datapakke.disclosure.plan.needless import System, Witness, needless, within
from datapakke.disclosure.plan.search import TOLERANCE, Found, Search

BoolArray = npt.NDArray[np.bool_]
DEAR = 3.0
"""A data set that costs less hides no municipality's figure, and no total whole."""


@dataclass
class Repair:
    """What is hidden so far, and the witnesses that prove it enough."""

    system: System
    hidden: set[int] = field(default_factory=set)

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
        self._witnesses: list[Witness] = []
        self._seen = np.zeros((len(self._vectors), 2), dtype=bool)
        self._knowing = np.ones((len(self._vectors), 2, self._kommuner), dtype=bool)

    def run(self, search: Search) -> None:
        """Hide until all is safe, or cannot be made so."""
        self.prove(search)
        needs = self._needs > 0
        self.hidden -= needless(self.system, self._witnesses, self.hidden, needs, self._owns)

    def prove(self, search: Search) -> None:
        """Look for witnesses for every target, and hide what they need, if the search may."""
        for target in range(len(self._vectors)):
            for way in (0, 1):
                if self._needs[target, way] > 0:
                    self._protect(search, target, way)

    def witnesses_within(self, hidden: set[int]) -> list[Array]:
        """Give the data sets found that are witnesses too when only some items are hidden."""
        if not self._witnesses:
            return []
        changes = np.array([one.change for one in self._witnesses])
        limits = [one for one in self.system.limits if one.item in self.hidden - hidden]
        return list(changes[within(limits, changes)]) if limits else list(changes)

    @property
    def unknown(self) -> BoolArray:
        """Tell by target, way and who asks (each municipality, and last anyone) what is unknown.

        True too where nothing is demanded, and of what is a municipality's own.
        """
        anyone = self._seen[:, :, None]
        each = ~self._knowing | self._owns[:, None, :]
        unknown: BoolArray = np.concatenate([each, anyone], axis=2)
        unknown[self._needs <= 0] = True
        return unknown

    def _protect(self, search: Search, target: int, way: int) -> None:
        # What no hiding protects is left to the attack, which finds and refuses it.
        if not self._seen[target, way] and not self._try(search, target, way, []):
            return
        knowing = self._who_knows(target, way)
        while knowing:
            if not self._try(search, target, way, knowing):
                for one in knowing:
                    self._try(search, target, way, [one])
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
        self.keep(found.change)
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

    def keep(self, change: Array) -> None:
        """Note for which targets the data set is a witness, and who is not moved by it."""
        one = Witness(change, self._serves(change), self._moved(change))
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
