"""Finds how low one part of a system lets a sum be; HiGHS proposes, an exact check decides."""

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
from datapakke.disclosure.audit.reduce import ImpossibleError
from datapakke.disclosure.audit.system import TOLERANCE, FloatArray, Form, IntArray

KEPT_POINTS = 500


class Solver:
    """One part that hangs together, with the data sets found so far.

    Attributes:
        form: Rows and variables of the part.
        points: Data sets that were checked against every row, one a row.
        solved: How many linear and how many integer programmes were solved.
    """

    def __init__(self, form: Form) -> None:
        """Prepare; nothing is solved before it is asked for."""
        self.form = form
        self.points = np.empty((0, len(form.low)))
        self.solved = [0, 0]
        self._near: Near | None = None
        self._linear: Highs | None = None
        self._whole: Highs | None = None

    def begin(self, truth: FloatArray) -> None:
        """Look for other data sets near this one, if it is one."""
        if self._check(truth):
            self._near = Near(self.form, truth)

    def keep(self, points: FloatArray) -> None:
        """Keep those of the points that are data sets of this part; the oldest go out."""
        true = points[self.form.holds(points)]
        self.points = np.vstack([self.points, true])[-KEPT_POINTS:]

    def seen(self, columns: IntArray, by: FloatArray) -> float:
        """Give the lowest value of a sum among the data sets found, infinity if none was."""
        return float((self.points[:, columns] @ by).min(initial=np.inf))

    def lowest(self, columns: IntArray, by: FloatArray, enough: float = -np.inf) -> float:
        """Give the lowest value of ``Σ by·x``, or the first found that is ``enough`` or less.

        Returns:
            The value of a kept data set; minus infinity when there is no limit.

        Raises:
            ImpossibleError: no data set fits the rows.
        """
        if self.seen(columns, by) > enough + TOLERANCE:
            self._look_near(columns, by, enough)
        if self.seen(columns, by) > enough + TOLERANCE:
            return self._look_far(columns, by, enough)
        return self.seen(columns, by)

    def feasible(self) -> bool:
        """Tell whether at least one data set is known to exist.

        A sum without a limit is then without one for whole persons too: from any data set one can
        go on in a direction of whole steps, since the coefficients are rational.

        Raises:
            ImpossibleError: no data set fits the rows.
        """
        if not len(self.points):
            self._solve_whole(np.zeros(len(self.form.low)), -np.inf)
        return len(self.points) > 0

    def _look_near(self, columns: IntArray, by: FloatArray, enough: float) -> None:
        """Look for a data set near the true one that is ``enough``."""
        if self._near is None or not np.isfinite(enough):
            return
        self.solved[0] += 1
        point = self._near.lower(columns, by, enough)
        if point is not None:
            self._check(point)

    def _look_far(self, columns: IntArray, by: FloatArray, enough: float) -> float:
        """Give the lowest value, by a linear programme first and then with whole persons."""
        cost = np.zeros(len(self.form.low))
        cost[columns] = by
        limit, point = self._solve_linear(cost)
        if limit == -np.inf:
            return limit if self.feasible() else np.inf
        if self.form.integer[columns].all() and (by == np.round(by)).all():
            limit = float(np.ceil(limit - TOLERANCE))
        self._check(point)
        if self.seen(columns, by) > max(limit, enough) + TOLERANCE:
            self._solve_whole(cost, enough)
        return self.seen(columns, by)

    def _check(self, point: FloatArray) -> bool:
        """Round to whole persons, and keep the point if it is a data set."""
        rounded = np.where(self.form.integer, np.round(point), point)[None]
        true = bool(self.form.holds(rounded)[0])
        if true:
            self.points = np.vstack([self.points, rounded])[-KEPT_POINTS:]
        return true

    def _solve_linear(self, cost: FloatArray) -> Found:
        """Give the lowest value when persons need not be whole, from the last solution on."""
        if self._linear is None:
            self._linear = relaxed(self.form)
            self._linear.setOptionValue("simplex_strategy", 4)
        self.solved[0] += 1
        status = minimise(self._linear, cost)
        if status == Status.kInfeasible:
            raise ImpossibleError
        return Found(-np.inf, cost) if status == Status.kUnbounded else solution(self._linear)

    def _solve_whole(self, cost: FloatArray, enough: float) -> None:
        """Look for the lowest value for whole persons, and keep where it is taken."""
        if self._whole is None:
            self._whole = model(self.form, self.form.integer)
        self._whole.setOptionValue("objective_target", enough)
        self.solved[1] += 1
        status = minimise(self._whole, cost)
        if status == Status.kInfeasible:
            raise ImpossibleError
        value, point = solution(self._whole)
        if np.isfinite(value):
            self._check(point)
