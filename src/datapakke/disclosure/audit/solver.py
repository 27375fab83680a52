"""Finds how low one part of a system lets a sum be; HiGHS proposes, an exact check decides."""

from contextlib import suppress

import numpy as np

from datapakke.disclosure.audit.highs import (
    Found,
    Highs,
    Status,
    minimise,
    model,
    relaxed,
    solution,
)
from datapakke.disclosure.audit.near import Near
from datapakke.disclosure.audit.points import Goal, Points
from datapakke.disclosure.audit.reduce import ImpossibleError
from datapakke.disclosure.audit.system import TOLERANCE, FloatArray, Form

PRIMAL = 4
"""HiGHS' primal simplex: the last solution still fits the rows when only the sum is another."""


class WrongError(Exception):
    """HiGHS says that there is no data set, and one is known: what it was asked is not decided."""


class Solver:
    """One part that hangs together, with the data sets found so far.

    Attributes:
        form: Rows and variables of the part.
        points: The data sets.
    """

    def __init__(self, form: Form) -> None:
        """Prepare; nothing is solved before it is asked for."""
        self.form = form
        self.points = Points(form)
        self._solved = [0, 0]
        self._settled: set[bytes] = set()
        self._limits: dict[bytes, float] = {}
        self._near: Near | None = None
        self._linear: Highs | None = None
        self._whole: Highs | None = None

    @property
    def solved(self) -> tuple[int, int]:
        """How many linear and how many integer programmes were solved."""
        return self._solved[0] + (self._near.solved if self._near else 0), self._solved[1]

    def begin(self, truth: FloatArray) -> None:
        """Look for other data sets near this one, if it is one."""
        if self.points.add(truth[None]):
            self._near = Near(self.form, truth)

    def lowest(self, goal: Goal, enough: float = -np.inf, *, exact: bool = True) -> float:
        """Give the lowest value of a sum, or the first found that is ``enough`` or less.

        Args:
            goal: The sum.
            enough: What is low enough.
            exact: Go on to the lowest where what is enough is seen to be out of reach. Needed where
                it depends on another part of the system that is not yet at its lowest.

        Returns:
            The value of a kept data set; minus infinity when there is no limit.

        Raises:
            ImpossibleError: no data set fits the rows and what is given.
        """
        self._look_near(goal, enough)
        if self._misses(goal, enough):
            with suppress(WrongError):
                return self._look_far(goal, enough, exact=exact)
        return self._seen(goal)

    def limit(self, goal: Goal) -> float:
        """Give what a sum is proven not to be below; minus infinity where nothing is proven."""
        return self._limits.get(_key(goal), -np.inf)

    def feasible(self, goal: Goal) -> bool:
        """Tell whether at least one data set is known to exist.

        A sum without a limit is then without one for whole persons too: from any data set one can
        go on in a direction of whole steps, since the coefficients are rational.

        Raises:
            ImpossibleError: no data set fits the rows and what is given.
        """
        anything = goal._replace(columns=goal.columns[:0], by=goal.by[:0])
        if self._misses(anything, 0):
            self._solve_whole(anything, -np.inf)
        return not self._misses(anything, 0)

    def _seen(self, goal: Goal) -> float:
        return self.points.lowest(goal)

    def _misses(self, goal: Goal, enough: float) -> bool:
        """Tell whether no data set found is ``enough``."""
        return self._seen(goal) > enough + TOLERANCE

    def _look_near(self, goal: Goal, enough: float) -> None:
        """Look for a data set near the true one, or the first one found, that is ``enough``."""
        if self._near is None and len(self.points.every):
            self._near = Near(self.form, self.points.every[0])
        if self._near and np.isfinite(enough) and self._misses(goal, enough):
            point = self._near.lower(goal, enough)
            if point is not None:
                self.points.add(point[None])

    def _look_far(self, goal: Goal, enough: float, *, exact: bool) -> float:
        """Give the lowest value, by a linear programme first and then with whole persons.

        What was sought in vain is not sought once more.
        """
        key = _key(goal)
        if key in self._settled:
            return self._seen(goal)
        limit, point = self._solve_linear(goal)
        if limit == -np.inf:
            return limit if self.feasible(goal) else np.inf
        if self.form.integer[goal.columns].all() and (goal.by == np.round(goal.by)).all():
            limit = float(np.ceil(limit - TOLERANCE))
        self._limits[key] = limit
        if not exact and limit > enough + TOLERANCE:
            return self._seen(goal)
        self.points.add(point[None])
        self._look_near(goal, max(limit, enough))
        if self._misses(goal, max(limit, enough)):
            self._limits[key] = max(limit, self._solve_whole(goal, enough))
        if self._misses(goal, enough):
            self._settled.add(key)
        return self._seen(goal)

    def _solve_linear(self, goal: Goal) -> Found:
        """Give the lowest value when persons need not be whole, from the last solution on."""
        if self._linear is None:
            self._linear = relaxed(self.form)
            self._linear.setOptionValue("simplex_strategy", PRIMAL)
        self._solved[0] += 1
        status, found = self._minimise(self._linear, goal)
        return found._replace(value=-np.inf) if status == Status.kUnbounded else found

    def _solve_whole(self, goal: Goal, enough: float) -> float:
        """Look for the lowest value for whole persons, and keep where it is taken.

        Returns:
            What it is proven not to be below.
        """
        if self._whole is None:
            self._whole = model(self.form, self.form.integer)
        self._whole.setOptionValue("objective_target", enough)
        self._solved[1] += 1
        found = self._minimise(self._whole, goal)[1]
        if np.isfinite(found.value):
            self.points.add(found.point[None])
        return float(self._whole.getInfo().mip_dual_bound)

    def _minimise(self, solver: Highs, goal: Goal) -> tuple[Status, Found]:
        """Minimise with what is given, and take that back.

        Raises:
            ImpossibleError: no data set fits the rows and what is given.
            WrongError: HiGHS says so of what a known data set fits.
        """
        cost = np.zeros(len(self.form.low))
        cost[goal.columns] = goal.by
        for column, value in zip(goal.given.tolist(), goal.values.tolist(), strict=True):
            solver.changeColBounds(column, value, value)
        status, found = minimise(solver, cost), solution(solver)
        for column in goal.given.tolist():
            solver.changeColBounds(column, self.form.low[column], self.form.high[column])
        if status == Status.kInfeasible:
            anything = goal._replace(columns=goal.columns[:0], by=goal.by[:0])
            raise WrongError if np.isfinite(self._seen(anything)) else ImpossibleError
        return status, found


def _key(goal: Goal) -> bytes:
    """Tell a goal from others."""
    return b"|".join(array.tobytes() for array in goal)
