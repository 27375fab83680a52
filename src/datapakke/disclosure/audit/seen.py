"""Which ends of the demands data sets have been seen to have, and for whom."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from datapakke.disclosure.audit.cells import Demand
from datapakke.disclosure.audit.system import TOLERANCE, BoolArray, FloatArray, Target


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
        points: The data sets, in bunches of one a row.
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
        self.points: list[FloatArray] = [np.empty((0, len(truth)))]
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
        self.points.append(points)
        self.hit |= self.shown_by(points)

    def of(self, points: FloatArray) -> "Seen":
        """Give what some of the data sets (one a row) show by themselves."""
        few = copy.copy(self)
        few.points, few.hit = [points], self.shown_by(points)
        return few

    def shown_by(self, points: FloatArray) -> BoolArray:
        """Tell which ends data sets (one a row) have, for each who attacks."""
        has = self._targets @ points.T <= self._bounds[:, None] + TOLERANCE
        has &= ~(np.abs(self._given @ points.T - self._told[:, None]) > TOLERANCE)
        changed = np.abs(points - self._truth) > TOLERANCE
        same = changed.astype(np.float32) @ self._owned == 0
        hit: BoolArray = has.astype(np.float32) @ same.astype(np.float32) > 0
        return hit


def as_rows(terms: Sequence[Mapping[int, float]], size: int) -> csr_array:
    """Give sums of variables as rows of a matrix with so many columns."""
    shape = len(terms), size
    entries = [(row, *term) for row, one in enumerate(terms) for term in one.items()]
    row, column, by = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((np.array(by, dtype=float), (row, column)), shape=shape)
