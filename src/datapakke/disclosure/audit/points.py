"""Data sets that were found to be printed the same: a question that one of them answers is free."""

from typing import NamedTuple

import numpy as np

from datapakke.disclosure.audit.system import TOLERANCE, FloatArray, Form, IntArray

KEPT = 2000
"""Data sets kept for a part; then the oldest is written over."""


class Goal(NamedTuple):
    """A sum ``Σ by·x`` to be as low as can be, while some variables have given values."""

    columns: IntArray
    by: FloatArray
    given: IntArray
    values: FloatArray


class Points:
    """Data sets of a form, each of them checked against all its rows."""

    def __init__(self, form: Form) -> None:
        """Begin with none."""
        self.form = form
        self._store = np.empty((len(form.low), 8))
        self._count = 0

    @property
    def every(self) -> FloatArray:
        """All that are kept, one a row."""
        return self._store[:, : min(self._count, KEPT)].T

    def add(self, points: FloatArray) -> bool:
        """Round to whole persons, and keep those of the points (rows) that are data sets."""
        rounded = np.where(self.form.integer, np.round(points), points)
        true = rounded[self.form.holds(rounded)]
        for point in true:
            if self._count == self._store.shape[1] < KEPT:
                self._store = np.hstack([self._store, np.empty_like(self._store)])[:, :KEPT]
            self._store[:, self._count % KEPT] = point
            self._count += 1
        return len(true) > 0

    def lowest(self, goal: Goal) -> float:
        """Give the lowest value among those that are as given, infinity if there are none."""
        kept = self._store[:, : min(self._count, KEPT)]
        values = goal.by @ kept[goal.columns]
        if len(goal.given):
            same = np.abs(kept[goal.given] - goal.values[:, None]) < TOLERANCE
            values = values[same.all(axis=0)]
        return float(values.min(initial=np.inf))
