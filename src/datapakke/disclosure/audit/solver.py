"""Finds how low one part of a system lets a sum be; HiGHS proposes, an exact check decides."""

from typing import NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from datapakke.disclosure.audit.reduce import ImpossibleError
from datapakke.disclosure.audit.system import TOLERANCE, BoolArray, FloatArray, Form, IntArray

IndexArray = npt.NDArray[np.int32]

KEPT_POINTS = 500
NODES = 200_000
"""Nodes that a search for whole persons may take; what is not found by then counts as hidden."""

OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
    "mip_feasibility_tolerance": 1e-9,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-6,
    "mip_max_nodes": NODES,
}


class Found(NamedTuple):
    """A value that the solver proposes, and where it is taken."""

    value: float
    point: FloatArray


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
        self._linear: highspy.Highs | None = None
        self._whole: highspy.Highs | None = None
        self._columns = np.arange(len(form.low), dtype=np.int32)

    def keep(self, points: FloatArray) -> None:
        """Keep those of the points that are data sets of this part; the oldest go out."""
        true = points[self.form.holds(points)]
        self.points = np.vstack([self.points, true])[-KEPT_POINTS:]

    def seen(self, columns: IntArray, by: FloatArray) -> tuple[float, float]:
        """Give the lowest and the highest value of a sum among the data sets found."""
        if not len(self.points):
            return np.inf, -np.inf
        values = self.points[:, columns] @ by
        return float(values.min()), float(values.max())

    def lowest(self, columns: IntArray, by: FloatArray, enough: float = -np.inf) -> float:
        """Give the lowest value of ``Σ by·x``, or the first found that is ``enough`` or less.

        Returns:
            The value of a kept data set; minus infinity when there is no limit.

        Raises:
            ImpossibleError: no data set fits the rows.
        """
        cost = np.zeros(len(self._columns))
        cost[columns] = by
        seen = self.seen(columns, by)[0]
        if seen <= enough + TOLERANCE:
            return seen
        limit, point = self._solve_linear(cost)
        if limit == -np.inf:
            return limit if self._feasible() else np.inf
        if self.form.integer[columns].all() and (by == np.round(by)).all():
            limit = float(np.ceil(limit - TOLERANCE))
        if limit > seen - TOLERANCE:
            return seen
        value = self._check(point, cost)
        if value > max(limit, enough) + TOLERANCE:
            value = min(value, self._solve_whole(cost, enough))
        return min(seen, value)

    def _feasible(self) -> bool:
        """Tell whether at least one data set is known to exist.

        A sum without a limit is then without one for whole persons too: from any data set one can
        go on in a direction of whole steps, since the coefficients are rational.
        """
        if not len(self.points):
            self._solve_whole(np.zeros(len(self._columns)), -np.inf)
        return len(self.points) > 0

    def _check(self, point: FloatArray, cost: FloatArray) -> float:
        """Round to whole persons and keep the point if it is a data set; else infinity."""
        rounded = np.where(self.form.integer, np.round(point), point)[None]
        if not self.form.holds(rounded)[0]:
            return np.inf
        self.points = np.vstack([self.points, rounded])[-KEPT_POINTS:]
        return float(rounded[0] @ cost)

    def _solve_linear(self, cost: FloatArray) -> Found:
        """Give the lowest value when persons need not be whole, from the last solution on."""
        if self._linear is None:
            self._linear = model(self.form, np.zeros(len(cost), dtype=bool))
            self._linear.setOptionValue("presolve", "off")
            self._linear.setOptionValue("solver", "simplex")
            self._linear.setOptionValue("simplex_strategy", 4)
        status = run(self._linear, self._columns, cost)
        self.solved[0] += 1
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ImpossibleError
        if status == highspy.HighsModelStatus.kUnbounded:
            return Found(-np.inf, cost)
        return _solution(self._linear)

    def _solve_whole(self, cost: FloatArray, enough: float) -> float:
        """Give the lowest value for whole persons, infinity when none was found that checks."""
        if self._whole is None:
            self._whole = model(self.form, self.form.integer)
        self._whole.setOptionValue("objective_target", enough)
        status = run(self._whole, self._columns, cost)
        self.solved[1] += 1
        if status == highspy.HighsModelStatus.kInfeasible:
            raise ImpossibleError
        value, point = _solution(self._whole)
        return self._check(point, cost) if np.isfinite(value) else np.inf


def model(form: Form, integer: BoolArray) -> highspy.Highs:
    """Hand the form to HiGHS."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    matrix = form.matrix.tocsr()
    rows, columns = matrix.shape
    solver.passModel(
        columns,
        rows,
        matrix.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        form.low,
        form.high,
        form.row_low,
        form.row_high,
        matrix.indptr[:-1].astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data,
        integer.astype(np.int32),
    )
    return solver


def run(solver: highspy.Highs, columns: IndexArray, cost: FloatArray) -> highspy.HighsModelStatus:
    """Minimise a sum; a linear programme goes on from the last solution."""
    solver.changeColsCost(len(columns), columns, cost)
    solver.run()
    return solver.getModelStatus()


def _solution(solver: highspy.Highs) -> Found:
    """Give what HiGHS found."""
    value = solver.getInfo().objective_function_value
    return Found(value, np.array(solver.getSolution().col_value))
