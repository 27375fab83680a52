"""The reader of ``plan_enumerated``, content with parts of persons: by linear programmes.

What the planner promises by itself. Where a data set of whole persons does not exist although one
of parts of persons does, only the audit can tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from audit_helpers import slag
from datapakke.model import Status
from plan_enumerated import Demand, IntArray, Reader

Array = npt.NDArray[np.float64]
ENOUGH = 1000.0
"""More persons than are in any part."""
Row = tuple[Array, float, float]
"""Weights of everything, and between what their sum lies."""


@dataclass(frozen=True)
class Relaxed(Reader):
    """A reader who reckons with parts of persons too."""

    def spread(self, weights: IntArray | Array, omraade: str) -> Array:
        """Give the weights in all municipalities of an area, 0 in others."""
        mine = [nr in self.members(omraade) for nr in self.round.areas.kommuner]
        return np.outer(mine, weights).reshape(-1).astype(float)

    @cached_property
    def rows(self) -> list[Row]:
        """Give what anyone knows and what is printed."""
        return [*self._known(), *self._printed()]

    def _known(self) -> Iterator[Row]:
        size = len(self.round.universet.deler)
        for nr in self.round.areas.kommuner:
            there = self.truth([nr])
            for place, count in enumerate(there):
                if nr == self.insider:
                    one = self.spread(np.eye(len(there))[place], nr)
                    yield one, count, count
            for first in range(0, len(there), size) if self.round.universet.kjent else ():
                group = np.zeros(len(there))
                group[first : first + size] = 1
                yield self.spread(group, nr), float(there @ group), float(there @ group)

    def _printed(self) -> Iterator[Row]:
        by_id = {one.id: one for one in self.round.indicators}
        for omraade, figures in self.by_omraade.items():
            for figure in figures:
                one, key = by_id[figure.key.indikator], figure.key
                parts = one.kategorier[key.kategori] if key.kategori else one.teller
                counted = self.spread(self.weights(parts, key.aar, key.kjonn), omraade)
                among = self.spread(self.weights(one.nevner, key.aar, key.kjonn), omraade)
                if slag(one) == "antall":
                    yield counted, float(figure.verdi or 0), float(figure.verdi or 0)
                    continue
                if figure.status is Status.FINNES_IKKE:
                    yield among, 0, 0
                    continue
                assert figure.verdi is not None
                whole = 100.0
                if slag(one) == "snitt":
                    counted, whole = self.spread(self.values(one, key.aar, key.kjonn), omraade), 1
                half = figure.avrundet_til * 10.0**-one.desimaler / 2
                value = float(figure.verdi)
                yield whole * counted - (value - half) * among, 0, np.inf
                yield whole * counted - (value + half) * among, -np.inf, 0
                if figure.n is not None:
                    yield among, figure.n, figure.n
                if figure.teller is not None:
                    yield counted, figure.teller, figure.teller

    def met(self, demand: Demand) -> bool:
        """Tell whether the sum may be as small and as large as is demanded."""
        target = self.spread(demand.weights, demand.omraade)
        rows = self.rows
        if demand.given is not None:
            given = self.spread(demand.given, demand.omraade)
            sure = float(self.truth(self.members(demand.omraade)) @ demand.given)
            rows = [*rows, (given, sure, sure)]
        low = demand.low is None or self._end(target, rows) <= demand.low + 1e-6
        return low and -self._end(-target, rows) >= demand.high - 1e-6

    @staticmethod
    def _end(target: Array, rows: list[Row]) -> float:
        sides = [(sign, row) for sign, row in product((1, -1), rows)]
        at_most = [(sign * w, high if sign > 0 else -low) for sign, (w, low, high) in sides]
        finite = [(w, limit) for w, limit in at_most if np.isfinite(limit)]
        solved = linprog(
            target,
            A_ub=np.array([w for w, _ in finite]) if finite else None,
            b_ub=[limit for _, limit in finite] if finite else None,
            bounds=(0, ENOUGH),
        )
        assert solved.status == 0, solved.message
        return float(solved.fun)
