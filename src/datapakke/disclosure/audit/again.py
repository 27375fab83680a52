"""Would anyone know too much if a figure more were printed? The proofs already found say most.

A data set that proved a cell hidden proves it still if the figure would be printed the same of it.
Only cells that lose their proofs are attacked anew, with the figure's rows beside the others, until
one of them is known too well.
"""

import copy
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from datapakke.disclosure.audit.attacker import ANYONE, Attacker
from datapakke.disclosure.audit.cells import Demand
from datapakke.disclosure.audit.rows import Row, rows_of
from datapakke.disclosure.audit.system import TOLERANCE, FloatArray
from datapakke.disclosure.audit.world import World
from datapakke.model import Figure, Nivaa

Shown = Sequence[Figure]
"""Figures that are printed together: one, or a distribution whole."""


class Again:
    """A world in which nothing is known too well, and what else might be printed about it.

    Attributes:
        exposed: Whether something is known too well all the same; then nothing else is told.
    """

    def __init__(
        self, world: World, wanted: Sequence[Demand], every: Sequence[Shown], *, insiders: bool
    ) -> None:
        """Attack the world.

        Args:
            world: What is printed.
            wanted: Every demand.
            every: What might be printed too.
            insiders: Attack as each municipality too.
        """
        self._world, self._wanted = world, wanted
        # Before the attack: the rows of a mean may be about a sum that nothing else is.
        self._rows = [_rows(world, figures) for figures in every]
        self._attacker = Attacker(world, wanted)
        who = (ANYONE, *self._attacker.own) if insiders else (ANYONE,)
        self._asked = {one: [demand for demand in wanted if self._asks(one, demand)] for one in who}
        self.exposed = self._fails(self._attacker, self._asked)

    def gives_away(self, place: int) -> bool:
        """Tell whether something is known too well, or not decided, when figures are shown too.

        Args:
            place: Which of those that might be.
        """
        rows = self._rows[place]
        seen = self._attacker.seen
        kept = _fitting(np.vstack(seen.points), rows)
        still = seen.shown_by(kept)
        lost = {
            who: self._attacker.lost(still, who, demands) for who, demands in self._asked.items()
        }
        if not any(lost.values()):
            return False
        world = copy.copy(self._world)
        world.system = self._world.system.copy()
        for row in rows:
            world.system.add_row(*row)
        attacker = Attacker(world, self._wanted)
        attacker.seen.add(kept)
        return self._fails(attacker, lost)

    @staticmethod
    def _fails(attacker: Attacker, asked: dict[str, list[Demand]]) -> bool:
        """Tell whether a demand is not met; the first that is not is enough."""
        for who, demands in asked.items():
            for demand in demands:
                attacker.seek(who, [demand])
                if not attacker.judge(demand, who).ok:
                    return True
        return False

    def _asks(self, who: str, demand: Demand) -> bool:
        """Tell whether a demand is about others than the one who attacks."""
        place = demand.place
        return who not in self._world.known.areas.members(Nivaa(place.nivaa), place.omraade)


def _rows(world: World, figures: Shown) -> list[Row]:
    """Give what some figures would tell."""
    found = []
    for figure in figures:
        key = figure.key
        members = world.known.areas.members(Nivaa(key.nivaa), key.omraade)
        cells = world.cells_of(members, key.aar, key.kjonn)
        found += list(rows_of(world, figure, cells)) if cells is not None else []
    return found


def _fitting(points: FloatArray, rows: Sequence[Row]) -> FloatArray:
    """Give the data sets (one a row) that rows are true of."""
    entries = [(number, *term) for number, row in enumerate(rows) for term in row.terms.items()]
    number, column, by = zip(*entries, strict=True) if entries else ((), (), ())
    shape = len(rows), points.shape[1]
    told = csr_array((np.array(by, dtype=float), (number, column)), shape=shape) @ points.T
    low, high = (np.array([getattr(row, end) for row in rows])[:, None] for end in ("low", "high"))
    fits = ((told >= low - TOLERANCE) & (told <= high + TOLERANCE)).all(axis=0)
    kept: FloatArray = points[fits]
    return kept
