"""Finds a data set close to the true one in which a hidden amount is as low as demanded.

A small move from the truth seldom meets a rounding, so it is mostly whole by itself; and it touches
few municipalities, so that most insiders see nothing of it either.
"""

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from datapakke.disclosure.audit.highs import Status, minimise, relaxed
from datapakke.disclosure.audit.points import Goal
from datapakke.disclosure.audit.system import TOLERANCE, FloatArray, Form, IntArray

SPREAD = 5
"""The dearest owner's moves cost so many times the cheapest's."""

DIVES = 40
"""So many times a part of a person is made a whole one before the search is given up."""


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
        moves = hstack([form.matrix, -form.matrix], format="csr")
        self._whole = np.concatenate([form.integer, form.integer])
        self._most = np.concatenate([form.high - truth, truth - form.low])
        self._demand = len(told)
        self._model = relaxed(
            Form(
                vstack([moves, csr_array((1, 2 * count))], format="csr"),
                np.append(form.row_low - told, -np.inf),
                np.append(form.row_high - told, np.inf),
                np.zeros(2 * count),
                self._most,
                self._whole,
            )
        )

    def lower(self, goal: Goal, most: float, dives: int = DIVES) -> FloatArray | None:
        """Give a point where ``Σ by·x ≤ most`` as far as was looked; None when none was found."""
        self.impossible = False
        self.moved = self.moved[:0]
        given = np.concatenate([goal.given, goal.given + len(self.truth)])
        move = goal.values - self.truth[goal.given]
        ends = np.concatenate([move, -move]).clip(0)
        if (ends > self._most[given] + TOLERANCE).any():
            return None
        self._ask(goal.columns, goal.by)
        room = most - float(self.truth[goal.columns] @ goal.by)
        self._model.changeRowBounds(self._demand, -np.inf, room)
        self._bound(given, ends, ends)
        self._model.setBasis()
        moves = self._dive(dives)
        self._bound(given, np.zeros(len(given)), self._most[given])
        self._ask(goal.columns, np.zeros(len(goal.by)))
        if moves is None:
            return None
        up, down = np.split(moves, 2)
        point: FloatArray = self.truth + up - down
        return point

    def _dive(self, dives: int) -> FloatArray | None:
        """Solve, and make one part of a person after the other whole: a larger move, or a smaller.

        Which of equally good moves is chosen differs from time to time (but not from run to run),
        so that not every data set found moves the same municipality, and its insider sees it.
        """
        random = np.random.default_rng(self.solved)
        prices = 1 + random.random(len(self._most))
        prices *= np.tile(SPREAD ** random.random(self._owner.max(initial=0) + 1)[self._owner], 2)
        minimise(self._model, prices)
        moves = self._moves()
        self.impossible = self._model.getModelStatus() == Status.kInfeasible
        if moves is not None:
            up, down = np.split(moves, 2)
            self.moved = np.flatnonzero(up + down > TOLERANCE)
        changed: list[int] = []
        while moves is not None:
            parts = np.where(self._whole, np.abs(moves - np.round(moves)), 0.0)
            one = int(parts.argmax())
            if parts[one] < TOLERANCE:
                break
            if len(changed) == dives:
                moves = None
                break
            changed.append(one)
            self._model.changeColBounds(one, np.ceil(moves[one]), self._most[one])
            self._model.run()
            larger = self._moves()
            if larger is None:
                self._model.changeColBounds(one, 0.0, np.floor(moves[one]))
                self._model.run()
                larger = self._moves()
            moves = larger
        self._bound(np.array(changed, dtype=int), np.zeros(len(changed)), self._most[changed])
        return moves

    def _bound(self, moves: IntArray, low: FloatArray, high: FloatArray) -> None:
        """Set how far some moves must and can go."""
        for one, least, most in zip(moves.tolist(), low.tolist(), high.tolist(), strict=True):
            self._model.changeColBounds(one, least, most)

    def _moves(self) -> FloatArray | None:
        """Give the moves that were found."""
        self.solved += 1
        if self._model.getModelStatus() != Status.kOptimal:
            return None
        return np.array(self._model.getSolution().col_value)

    def _ask(self, columns: IntArray, by: FloatArray) -> None:
        """Set what the last row counts."""
        count = len(self.truth)
        for column, times in zip(columns.tolist(), by.tolist(), strict=True):
            self._model.changeCoeff(self._demand, column, times)
            self._model.changeCoeff(self._demand, count + column, -times)
