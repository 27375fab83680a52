"""Changes some variables of the true data set and leaves the others, until a sum is low enough."""

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_array, vstack

from datapakke.disclosure.audit.highs import Highs, Status, model, solution
from datapakke.disclosure.audit.near import Near
from datapakke.disclosure.audit.points import Goal
from datapakke.disclosure.audit.reduce import bare, tighten
from datapakke.disclosure.audit.system import FloatArray, Form, IntArray, Target
from datapakke.disclosure.audit.view import arrays

QUICK = {
    "mip_heuristic_run_feasibility_jump": False,
    "mip_detect_symmetry": False,
    "mip_max_nodes": 30,
}
"""Twice as fast for small programmes: 6,5 ms against 12 measured."""


class Change:
    """The form of the variables that may change, when all others are as they truly are.

    Attributes:
        moved: The variables that the last change touched, also when persons were not yet whole.
        impossible: Whether the last demand was seen to be out of reach.
    """

    def __init__(self, form: Form, truth: FloatArray, columns: IntArray, owner: IntArray) -> None:
        """Prepare to change some columns of a data set of the form."""
        self._truth = truth
        part = form.matrix[:, columns].tocsr()
        rows = np.flatnonzero(np.diff(part.indptr))
        part = part[rows]
        rest = form.matrix[rows] @ truth - part @ truth[columns]
        alone = Form(
            part,
            form.row_low[rows] - rest,
            form.row_high[rows] - rest,
            form.low[columns],
            form.high[columns],
            form.integer[columns],
        )
        free, self._form = bare(tighten(alone))
        self._columns = columns[free]
        self._owner = owner[self._columns]
        self._place = np.full(len(truth), -1)
        self._place[self._columns] = np.arange(len(free))
        self.moved = columns[:0]
        self.impossible = False
        self._near: Near | None = None
        self._whole: Highs | None = None

    def slightly(
        self, target: Target, bound: float, given: Mapping[int, float]
    ) -> FloatArray | None:
        """Give a data set in which a target is at most ``bound``; None when none is found.

        It is found by linear programmes.
        """
        near = self._nearby()
        goal, bound = self._inside(target, bound, given)
        found = near.lower(goal, bound)
        self.moved = self._columns[near.moved]
        self.impossible = near.impossible
        return self._put_back(found)

    def beyond(self, target: Target, bound: float, given: Mapping[int, float]) -> bool:
        """Tell whether a target is seen to be above ``bound`` always; parts of persons too."""
        return self._nearby().beyond(*self._inside(target, bound, given))

    def _nearby(self) -> Near:
        self._near = self._near or Near(self._form, self._truth[self._columns], self._owner)
        return self._near

    def wholly(self, target: Target, bound: float, given: Mapping[int, float]) -> FloatArray | None:
        """Give such a data set, found by a search for whole persons."""
        form = self._form
        if self._whole is None:
            self._whole = _with_demand(form)
        goal, bound = self._inside(target, bound, given)
        last = len(form.row_low)
        for column, by in zip(goal.columns.tolist(), goal.by.tolist(), strict=True):
            self._whole.changeCoeff(last, column, by)
        for column, value in zip(goal.given.tolist(), goal.values.tolist(), strict=True):
            self._whole.changeColBounds(column, value, value)
        self._whole.changeRowBounds(last, -np.inf, bound)
        self._whole.run()
        status = self._whole.getModelStatus()
        done = status == Status.kOptimal
        self.impossible = status == Status.kInfeasible
        found = solution(self._whole).point if done else None
        for column in goal.columns.tolist():
            self._whole.changeCoeff(last, column, 0.0)
        for column in goal.given.tolist():
            self._whole.changeColBounds(column, form.low[column], form.high[column])
        return self._put_back(found)

    def _inside(
        self, target: Target, bound: float, given: Mapping[int, float]
    ) -> tuple[Goal, float]:
        """Give what the columns must do, when the others are as they truly are."""
        columns, by = arrays(target)
        inside = self._place[columns] >= 0
        bound -= float(by[~inside] @ self._truth[columns[~inside]])
        fixed, values = arrays(given)
        known = self._place[fixed] >= 0
        place, fixed = self._place[columns[inside]], self._place[fixed[known]]
        return Goal(place, by[inside], fixed, values[known]), bound

    def _put_back(self, found: FloatArray | None) -> FloatArray | None:
        if found is None:
            return None
        point = self._truth.copy()
        point[self._columns] = np.where(self._form.integer, np.round(found), found)
        return point


def _with_demand(form: Form) -> Highs:
    """Hand a form to HiGHS with an empty last row, for the demand."""
    solver = model(
        Form(
            vstack([form.matrix, csr_array((1, len(form.low)))], format="csr"),
            np.append(form.row_low, -np.inf),
            np.append(form.row_high, np.inf),
            form.low,
            form.high,
            form.integer,
        ),
        form.integer,
    )
    for option, value in QUICK.items():
        solver.setOptionValue(option, value)
    return solver
