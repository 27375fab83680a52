"""Which ends of the demands data sets have been seen to have, and for whom."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from datapakke.disclosure.audit.cells import Demand
from datapakke.disclosure.audit.system import TOLERANCE, BoolArray, FloatArray, Target

Numbers = npt.NDArray[np.float32]
Bunch = tuple[FloatArray, Numbers, Numbers]
"""Data sets, one a row; which of them have each end; which agree with what each attacker knows."""


@dataclass(frozen=True)
class End:
    """One end of a demand, turned so that ``target ≤ bound`` must be possible."""

    demand: Demand
    target: Target
    bound: float
    members: tuple[str, ...]


class Seen:
    """Which ends the data sets found so far have, for each who attacks.

    Attributes:
        ends: All of them.
        hit: End × who attacks: a data set that agrees with what that one knows has the end.
        points: The data sets, one a row.
    """

    def __init__(
        self, ends: Sequence[End], owned: Sequence[Sequence[int]], truth: FloatArray
    ) -> None:
        """Begin with nothing seen.

        Args:
            ends: Those that shall be seen.
            owned: For each who attacks, the variables that are known beforehand.
            truth: A value per variable.
        """
        self.ends = ends
        self.hit = np.zeros((len(ends), len(owned)), dtype=bool)
        has, agrees = np.zeros((len(ends), 0), np.float32), np.zeros((0, len(owned)), np.float32)
        self._bunches: list[Bunch] = [(np.zeros((0, len(truth))), has, agrees)]
        self._truth = truth
        self._owned = np.zeros((len(truth), len(owned)), dtype=np.float32)
        for number, own in enumerate(owned):
            self._owned[list(own), number] = 1
        size = len(truth)
        self._targets = as_rows([end.target for end in ends], size)
        self._given = as_rows([dict.fromkeys(end.demand.given, 1.0) for end in ends], size)
        self._told = np.array([sum(end.demand.given.values()) for end in ends])
        self._bounds = np.array([end.bound for end in ends])

    def add(self, points: FloatArray) -> None:
        """Note what data sets (one a row) show."""
        has = self._targets @ points.T <= self._bounds[:, None] + TOLERANCE
        has &= ~(np.abs(self._given @ points.T - self._told[:, None]) > TOLERANCE)
        changed = csr_array((np.abs(points - self._truth) > TOLERANCE).astype(np.float32))
        agrees = changed @ self._owned == 0
        self._keep(points, has.astype(np.float32), agrees.astype(np.float32))

    @property
    def points(self) -> FloatArray:
        """All data sets, one a row."""
        return self._joined()[0]

    def _joined(self) -> Bunch:
        points, has, agrees = zip(*self._bunches, strict=True)
        self._bunches = [(np.vstack(points), np.hstack(has), np.vstack(agrees))]
        return self._bunches[0]

    def of(self, which: BoolArray) -> "Seen":
        """Give what some of the data sets show by themselves."""
        few = copy.copy(self)
        few.hit, few._bunches = np.zeros_like(self.hit), []  # noqa: SLF001 - its own
        points, has, agrees = self._joined()
        few._keep(points[which], has[:, which], agrees[which])  # noqa: SLF001
        return few

    def _keep(self, points: FloatArray, has: Numbers, agrees: Numbers) -> None:
        self._bunches.append((points, has, agrees))
        # Sparse, since many threads for such small products cost more than they give.
        self.hit = self.hit | (csr_array(has) @ agrees > 0)


def as_rows(terms: Sequence[Mapping[int, float]], size: int) -> csr_array:
    """Give sums of variables as rows of a matrix with so many columns."""
    shape = len(terms), size
    entries = [(row, *term) for row, one in enumerate(terms) for term in one.items()]
    row, column, by = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((np.array(by, dtype=float), (row, column)), shape=shape)
