"""Finds a data set close to the true one in which a hidden amount is as low as demanded.

A small move from the truth seldom meets a rounding, so it is mostly whole by itself; and it touches
few municipalities, so that most insiders see nothing of it either.
"""

import math
from collections.abc import Callable
from itertools import product

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from datapakke.disclosure.audit.highs import Status, minimise, relaxed
from datapakke.disclosure.audit.points import Goal
from datapakke.disclosure.audit.system import TOLERANCE, FloatArray, Form, IntArray

SPREAD = 5
"""The dearest owner's moves cost so many times the cheapest's."""

TRIES = 3
"""So many first solutions are made whole, or given up."""

AT_ONCE = 0.5
"""This share of the parts of persons is made whole before the rest is solved again."""

DIVES = 60
"""So many times some are made whole before a try is given up."""

WAYS = tuple(
    np.array(list(product((0.0, 1.0), repeat=many))).reshape(2**many, many).T for many in range(9)
)
"""Every way to round so many parts of persons: down is 0, up is 1; a way per column."""


class Near:
    """Moves from the truth: x = truth + up − down, of as few persons as can be.

    With no move as the first solution only the demand is unmet, so the dual simplex needs about as
    many steps as there are amounts to be moved.

    Attributes:
        solved: How many linear programmes were solved.
        moved: What the first solution to the last demand moved, also when not yet whole.
        impossible: Whether the last demand was seen to be out of reach, even in parts of persons.
    """

    def __init__(self, form: Form, truth: FloatArray, owner: IntArray | None = None) -> None:
        """Prepare a programme with the demand as its last row.

        Args:
            form: The system.
            truth: What is moved from.
            owner: A number per variable: those with the same are dear or cheap together, so that
                few owners' are moved.
        """
        self._owner = np.arange(len(truth)) if owner is None else owner
        self.truth = truth
        self.solved = 0
        self.moved: IntArray = np.empty(0, dtype=np.int64)
        self.impossible = False
        count = len(truth)
        told = form.matrix @ truth
        self._matrix = form.matrix
        self._low = (form.row_low - told - TOLERANCE)[:, None]
        self._high = (form.row_high - told + TOLERANCE)[:, None]
        self._goal = np.zeros(count)
        self._enough = np.inf
        moves = hstack([form.matrix, -form.matrix], format="csr")
        self._whole = form.integer
        self._rows = np.diff(form.matrix.tocsc().indptr)
        self._most = np.concatenate([form.high - truth, truth - form.low])
        self._demand = len(told)
        self._model = relaxed(
            Form(
                vstack([moves, csr_array((1, 2 * count))], format="csr"),
                np.append(form.row_low - told, -np.inf),
                np.append(form.row_high - told, np.inf),
                np.zeros(2 * count),
                self._most,
                np.tile(form.integer, 2),
            )
        )

    def lower(self, goal: Goal, most: float) -> FloatArray | None:
        """Give a point where ``Σ by·x ≤ most`` as far as was looked; None when none was found."""
        moves = self._asked(goal, most, self._search)
        return None if moves is None else self.truth + moves

    def beyond(self, goal: Goal, most: float) -> bool:
        """Tell whether ``Σ by·x ≤ most`` is seen to be out of reach, even in parts of persons."""
        self._asked(goal, most, self._first)
        return self.impossible

    def _asked(
        self, goal: Goal, most: float, look: Callable[[IntArray], FloatArray | None]
    ) -> FloatArray | None:
        """Look for moves while the demand is the programme's last row."""
        self.impossible = False
        self.moved = self.moved[:0]
        move = goal.values - self.truth[goal.given]
        if (np.maximum(move, -move) > self._room(goal.given, move) + TOLERANCE).any():
            return None
        self._ask(goal.columns, goal.by)
        room = most - float(self.truth[goal.columns] @ goal.by)
        self._goal[goal.columns], self._enough = goal.by, room + TOLERANCE
        self._model.changeRowBounds(self._demand, -np.inf, room)
        self._fix(goal.given, move)
        self._model.setBasis()
        moves = look(goal.given)
        self._free(goal.given)
        self._goal[goal.columns] = 0
        self._ask(goal.columns, np.zeros(len(goal.by)))
        return moves

    def _first(self, _: IntArray) -> FloatArray | None:
        """Give the cheapest moves, of parts of persons."""
        minimise(self._model, np.ones(len(self._most)))
        moves = self._moves()
        self.impossible = self._model.getModelStatus() == Status.kInfeasible
        return moves

    def _search(self, given: IntArray) -> FloatArray | None:
        """Give moves of whole persons; from several cheapest moves of parts of persons.

        Which of equally good moves is chosen differs from time to time (but not from run to run),
        so that not every data set found moves the same municipality, and its insider sees it.
        """
        random = np.random.default_rng(self.solved)
        for attempt in range(TRIES):
            prices = 1 + random.random(len(self._most))
            spread = SPREAD ** random.random(self._owner.max(initial=0) + 1)
            minimise(self._model, prices * np.tile(spread[self._owner], 2))
            moves = self._moves()
            if moves is None:
                self.impossible = self._model.getModelStatus() == Status.kInfeasible
                return None
            if attempt == 0:
                self.moved = np.flatnonzero(np.abs(moves) > TOLERANCE)
            fixed: list[IntArray] = []
            moves = self._dive(moves, fixed)
            self._free(np.setdiff1d(np.concatenate([given[:0], *fixed]), given))
            if moves is not None:
                return moves
        return None

    def _dive(self, moves: FloatArray, fixed: list[IntArray]) -> FloatArray | None:
        """Make parts of persons whole, those in most rows first, and let the others follow.

        Args:
            moves: The moves as they are.
            fixed: Filled with the variables whose moves are made whole.
        """
        for _ in range(DIVES):
            parts = np.where(self._whole, np.abs(moves - np.round(moves)), 0.0)
            left = np.flatnonzero(parts > TOLERANCE)
            rounded = self._rounded(moves, left)
            if rounded is not None or not len(left):
                return rounded
            left = left[np.argsort(-self._rows[left], kind="stable")]
            some = left[: math.ceil(AT_ONCE * len(left))]
            fixed.append(some)
            near = np.round(moves)
            further = np.where(near > moves, near - 1, near + 1)
            for those, whole in ((some, near), (some[:1], near), (some[:1], further)):
                self._free(some)
                self._fix(those, whole[those])
                self._model.run()
                found = self._moves()
                if found is not None:
                    break
            if found is None:
                return None
            moves = found
        return None

    def _rounded(self, moves: FloatArray, left: IntArray) -> FloatArray | None:
        """Round parts of persons up or down so that every row holds; None where no way does."""
        if len(left) >= len(WAYS):
            return None
        points = np.repeat(moves[:, None], 2 ** len(left), axis=1)
        points[left] = np.floor(moves[left])[:, None] + WAYS[len(left)]
        told = self._matrix @ points
        holds = (told >= self._low) & (told <= self._high)
        ways = np.flatnonzero(holds.all(axis=0) & (self._goal @ points <= self._enough))
        return points[:, ways[0]] if len(ways) else None

    def _room(self, columns: IntArray, move: FloatArray) -> FloatArray:
        """Give how far some variables can be moved the way that they are."""
        room: FloatArray = self._most[np.where(move > 0, columns, columns + len(self.truth))]
        return room

    def _fix(self, columns: IntArray, move: FloatArray) -> None:
        """Let some variables be moved so far and no other way."""
        ends = np.concatenate([move, -move]).clip(0)
        self._bound(np.concatenate([columns, columns + len(self.truth)]), ends, ends)

    def _free(self, columns: IntArray) -> None:
        """Let some variables be moved as far as they can."""
        both = np.concatenate([columns, columns + len(self.truth)])
        self._bound(both, np.zeros(len(both)), self._most[both])

    def _bound(self, moves: IntArray, low: FloatArray, high: FloatArray) -> None:
        """Set how far some moves must and can go."""
        self._model.changeColsBounds(len(moves), moves.astype(np.int32), low, high)

    def _moves(self) -> FloatArray | None:
        """Give how far each variable was moved, None when no way was found."""
        self.solved += 1
        if self._model.getModelStatus() != Status.kOptimal:
            return None
        up, down = np.split(np.array(self._model.getSolution().col_value), 2)
        moves: FloatArray = up - down
        return moves

    def _ask(self, columns: IntArray, by: FloatArray) -> None:
        """Set what the last row counts."""
        count = len(self.truth)
        for column, times in zip(columns.tolist(), by.tolist(), strict=True):
            self._model.changeCoeff(self._demand, column, times)
            self._model.changeCoeff(self._demand, count + column, -times)
