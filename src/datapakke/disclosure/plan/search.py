"""Finds the alternative data set that moves a target at the least cost: what must be hidden for it.

A linear program. Its columns are how much every atom goes up or down from the truth, and how far
each printed figure then comes outside what is printed the same. Going outside costs what hiding
that figure costs; figures already hidden are free. A solution that moves nothing printed is a
*witness*: a data set that the reader cannot tell from the true one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from datapakke.disclosure.plan.block import Array
from datapakke.disclosure.plan.targets import Target
from datapakke.disclosure.quiet import Matrix, Quiet

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
TOLERANCE = 1e-6
MOVE = 1e-3
"""What it costs to move one person: a data set near the truth touches few municipalities."""
TIE = 1e-7
"""Keeps two ways from costing the same: the same one is found everywhere."""

OPTIONS: Mapping[str, float | str] = {
    "presolve": "off",
    "simplex_scale_strategy": 0,
    "simplex_dual_edge_weight_strategy": 1,
    "dual_feasibility_tolerance": 1e-9,
}
"""Programs are small: what prepares for large ones costs more than it saves. TIE must be seen."""


@dataclass(frozen=True)
class Limit:
    """What a printed figure, or what anyone knows, fixes.

    Attributes:
        vector: A sum of columns.
        low, high: Between what it can change.
        item: The figure's place among those that can be hidden; −1 for what is known anyway.
    """

    vector: Array
    low: float
    high: float
    item: int = -1


@dataclass(frozen=True)
class Knowledge:
    """The columns of a block, and what hiding costs.

    Attributes:
        truth: The true value of every column.
        is_person: Which columns count persons: whole numbers, and at least 0.
        owner: The place of every column's municipality.
        costs: What hiding each item costs.
        groups: Municipalities that a total is the sum of, which are tried together first.
    """

    truth: Array
    is_person: BoolArray
    owner: IntArray
    costs: Array
    groups: tuple[tuple[int, ...], ...] = ()


class Found(NamedTuple):
    """A data set as changes from the truth, the items that it moves, and what hiding them costs."""

    change: Array
    items: tuple[int, ...]
    cost: float


class _Sparse(NamedTuple):
    """Rows by what is not 0 in them, column by column."""

    row: IntArray
    column: IntArray
    value: Array

    @classmethod
    def of(cls, vectors: Sequence[Array]) -> "_Sparse":
        """Give the rows of vectors that are mostly 0."""
        found = [one.nonzero()[0] for one in vectors]
        row = np.repeat(np.arange(len(found)), [len(at) for at in found])
        column = np.concatenate([np.empty(0, dtype=np.int64), *found])
        values = [one[at] for one, at in zip(vectors, found, strict=True)]
        order = np.argsort(column, kind="stable")
        value = np.concatenate([np.empty(0), *values])
        return cls(row[order], column[order], value[order])


class _Scope(NamedTuple):
    """The part of the program that some municipalities can change."""

    columns: IntArray
    rows: IntArray
    """The limits that they change."""
    given_up: IntArray
    """The item that each column of slack gives up."""
    cost: Array
    """Of the columns of the program: up, down, and what is given up; below, the most of each."""
    most: Array
    matrix: Matrix


class Search:
    """The programs of a block, one for every set of municipalities that may change."""

    def __init__(
        self,
        limits: Sequence[Limit],
        targets: Sequence[Target],
        block: Knowledge,
        *,
        strict: bool = False,
    ) -> None:
        """Prepare the programs.

        Args:
            limits: What is printed and what is known.
            targets: What must be able to move.
            block: Its columns.
            strict: Nothing printed may be broken, at whatever price.
        """
        self._strict = strict
        self._block = block
        self._targets = targets
        self._items = np.array([one.item for one in limits], dtype=np.int64)
        self._rows = _Sparse.of([one.vector for one in limits])
        self._low = np.array([one.low for one in limits])
        self._high = np.array([one.high for one in limits])
        self._scopes: dict[tuple[int, ...], _Scope] = {}
        self._highs = Quiet()
        for name, value in OPTIONS.items():
            self._highs.setOptionValue(name, value)

    def hide(self, items: Iterable[int]) -> None:
        """Free the rows of items that are hidden from now on."""
        gone = np.zeros(len(self._block.costs) + 1, dtype=bool)
        gone[list(items)] = True  # the last is for what is known anyway, whose item is −1
        rows = gone[self._items]
        self._low[rows], self._high[rows] = -np.inf, np.inf

    def find(self, target: int, *, up: bool, free: tuple[int, ...]) -> Found | None:
        """Find the cheapest data set in which the target is as far from the truth as demanded.

        Args:
            target: Which one.
            up: Above the truth, or below it.
            free: The municipalities whose figures may be others than the true ones.

        Returns:
            None when there is none at any cost.
        """
        one = self._targets[target]
        scope = self._scopes.get(free) or self._scope(free)
        self._highs.take(
            scope.matrix,
            cost=scope.cost,
            columns=(np.zeros(len(scope.cost)), scope.most),
            rows=(self._low[scope.rows], self._high[scope.rows]),
        )
        self._demand(scope, one.vector, *((one.up, np.inf) if up else (-np.inf, -one.down)))
        if one.fixed is not None:
            self._demand(scope, one.fixed, 0, 0)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return self._found(scope, np.array(self._highs.getSolution().col_value))

    def _demand(self, scope: _Scope, vector: Array, low: float, high: float) -> None:
        """Add a row for this once."""
        part = vector[scope.columns]
        at = part.nonzero()[0]
        both = np.concatenate([part[at], -part[at]])
        self._highs.addRow(low, high, len(both), np.concatenate([at, at + len(part)]), both)

    def _scope(self, free: tuple[int, ...]) -> _Scope:
        """Cut out the columns of the municipalities, and the rows they change."""
        is_free = np.zeros(int(self._block.owner.max()) + 1, dtype=bool)
        is_free[list(free)] = True
        mine = is_free[self._block.owner]
        columns, there = mine.nonzero()[0], mine[self._rows.column]
        rows, row = _numbered(self._rows.row[there], len(self._items))
        column = (np.cumsum(mine) - 1)[self._rows.column[there]]
        soft = (self._items[rows] >= 0) & (not self._strict)
        below = (soft & (self._low[rows] > -np.inf)).nonzero()[0]
        above = (soft & (self._high[rows] < np.inf)).nonzero()[0]
        given_up = self._items[rows[np.concatenate([below, above])]]
        value = self._rows.value[there]
        in_each = np.bincount(column, minlength=len(columns))
        lengths = [in_each, in_each, np.ones(len(given_up), np.int64)]
        ones = np.ones(len(below)), -np.ones(len(above))
        self._scopes[free] = _Scope(
            columns,
            rows,
            given_up,
            *self._changed(columns, self._block.costs[given_up]),
            Matrix(
                highspy.MatrixFormat.kColwise,
                np.cumsum(np.concatenate([np.zeros(1, np.int64), *lengths])).astype(np.int32),
                np.concatenate([row, row, below, above]).astype(np.int32),
                np.concatenate([value, -value, *ones]),
            ),
        )
        return self._scopes[free]

    def _changed(self, columns: IntArray, hiding: Array) -> tuple[Array, Array]:
        """Give what it costs to move columns up and down, and how far each can be moved."""
        persons = self._block.is_person[columns]
        # Sums of values are not persons: moving them costs nothing by itself.
        move = np.where(persons, MOVE + TIE * (1 + columns % 997), 0)
        down = np.where(persons, self._block.truth[columns], np.inf)
        most = [np.full(len(columns), np.inf), down, np.full(len(hiding), np.inf)]
        return np.concatenate([move, move, hiding]), np.concatenate(most)

    def _found(self, scope: _Scope, values: Array) -> Found:
        size = len(scope.columns)
        change = np.zeros(len(self._block.truth))
        change[scope.columns] = values[:size] - values[size : 2 * size]
        items = sorted(set(scope.given_up[values[2 * size :] > TOLERANCE].tolist()))
        return Found(change, tuple(items), float(self._block.costs[items].sum()))


def _numbered(found: IntArray, most: int) -> tuple[IntArray, IntArray]:
    """Give the numbers that are there, in order, and the place of each among them."""
    there = np.zeros(most, dtype=bool)
    there[found] = True
    return there.nonzero()[0], (np.cumsum(there) - 1)[found]
