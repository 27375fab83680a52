"""Finds the alternative data set that moves a target at the least cost: what must be hidden for it.

A linear program. Its columns are how much every atom goes up or down from the truth, and how far
each printed figure then comes outside what is printed the same. Going outside costs what hiding
that figure costs; figures already hidden are free. A solution that moves nothing printed is a
*witness*: a data set that the reader cannot tell from the true one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from datapakke.disclosure.plan.block import Array
from datapakke.disclosure.plan.targets import Target
from datapakke.disclosure.quiet import Quiet

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
TOLERANCE = 1e-6
MOVE = 1e-3
"""What it costs to move one person: a data set near the truth touches few municipalities."""
TIE = 1e-7
"""Keeps two ways from costing the same: the same one is found everywhere."""


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


class _Scope(NamedTuple):
    """The part of the program that some municipalities can change."""

    columns: IntArray
    rows: IntArray
    soft: IntArray
    """Places in ``rows`` of those that can be hidden."""
    program: highspy.HighsLp


class Search:
    """The linear program of one block, asked again and again."""

    def __init__(
        self,
        limits: Sequence[Limit],
        targets: Sequence[Target],
        block: Knowledge,
    ) -> None:
        """Build the program.

        Args:
            limits: Every limit.
            targets: What is to be moved.
            block: The columns and costs.
        """
        self._block = block
        self._targets = targets
        self._items = np.array([one.item for one in limits], dtype=np.int64)
        vectors = [one.vector for one in limits] + [one.vector for one in targets]
        unfixed = np.zeros(len(block.truth))
        vectors += [unfixed if one.fixed is None else one.fixed for one in targets]
        self._rows = np.array(vectors)
        free = [np.inf] * (len(vectors) - len(limits))
        self._low = np.array([one.low for one in limits] + [-one for one in free])
        self._high = np.array([one.high for one in limits] + free)
        self._scopes: dict[tuple[int, ...], _Scope] = {}
        self._highs = Quiet()
        self._highs.setOptionValue("presolve", "off")

    def hide(self, items: Iterable[int]) -> None:
        """Free the rows of items that are hidden from now on."""
        rows = np.isin(self._items, list(items)).nonzero()[0]
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
        low, high = self._low.copy(), self._high.copy()
        row = len(self._items) + target
        low[row], high[row] = (one.up, np.inf) if up else (-np.inf, -one.down)
        if one.fixed is not None:
            low[row + len(self._targets)] = high[row + len(self._targets)] = 0
        return self._solve(free, low, high)

    def _scope(self, free: tuple[int, ...]) -> _Scope:
        """Cut out the columns of the municipalities, and the rows they change."""
        columns = np.flatnonzero(np.isin(self._block.owner, free))
        part = self._rows[:, columns]
        rows = np.flatnonzero((part != 0).any(axis=1))
        items = np.full(len(self._rows), -1)
        items[: len(self._items)] = self._items
        soft = np.flatnonzero(items[rows] >= 0)
        slack = np.zeros((len(rows), len(soft)))
        slack[soft, np.arange(len(soft))] = 1
        matrix = np.hstack([part[rows], -part[rows], -slack, slack])
        hiding = self._block.costs[items[rows[soft]]]
        program = _program(self._block, columns, matrix, np.concatenate([hiding, hiding]))
        self._scopes[free] = _Scope(columns, rows, soft, program)
        return self._scopes[free]

    def _solve(self, free: tuple[int, ...], low: Array, high: Array) -> Found | None:
        scope = self._scopes.get(free) or self._scope(free)
        scope.program.row_lower_, scope.program.row_upper_ = low[scope.rows], high[scope.rows]
        self._highs.passModel(scope.program)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = np.array(self._highs.getSolution().col_value)
        size = len(scope.columns)
        moved = values[:size] - values[size : 2 * size]
        return self._found(scope, moved, values[2 * size :])

    def _found(self, scope: _Scope, moved: Array, slack: Array) -> Found:
        change = np.zeros(len(self._block.truth))
        change[scope.columns] = moved
        count = len(scope.soft)
        outside = slack[:count] + slack[count:]
        rows = scope.rows[scope.soft[outside > TOLERANCE]]
        items = tuple(sorted(set(self._items[rows].tolist())))
        return Found(change, items, float(self._block.costs[list(items)].sum()))


def _program(block: Knowledge, columns: IntArray, matrix: Array, hiding: Array) -> highspy.HighsLp:
    """Give the program of a scope, without the bounds of its rows."""
    persons = block.is_person[columns]
    size = len(columns)
    most = np.where(persons, block.truth[columns], np.inf)
    # Sums of values are not persons: moving them costs nothing by itself.
    move = np.where(persons, MOVE + TIE * (1 + columns % 997), 0)
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = matrix.shape
    program.col_cost_ = np.concatenate([move, move, hiding])
    program.col_lower_ = np.zeros(program.num_col_)
    free = np.full(len(hiding), np.inf)
    program.col_upper_ = np.concatenate([np.full(size, np.inf), most, free])
    across, down = np.nonzero(matrix.T)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.searchsorted(across, np.arange(matrix.shape[1] + 1))
    program.a_matrix_.index_ = down
    program.a_matrix_.value_ = matrix[down, across]
    return program
