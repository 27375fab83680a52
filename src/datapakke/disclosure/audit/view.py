"""The system as one attacker sees it: narrowed by what he knows, and split in parts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from datapakke.disclosure.audit.points import Goal
from datapakke.disclosure.audit.reduce import split, tighten
from datapakke.disclosure.audit.solver import Solver
from datapakke.disclosure.audit.system import FloatArray, Form, IntArray, Target

Frozen = Mapping[int, float]
"""Variable → its value, for one who knows it."""


class Pieces(NamedTuple):
    """A target: what is not tied by any row, lowest and highest, and what the parts decide."""

    low: float
    high: float
    parts: list[tuple[Solver, Goal]]


class View:
    """What one attacker sees, with the data sets found for him.

    Attributes:
        frozen: What he knows besides what is printed.
        solvers: The parts that hang together.
    """

    def __init__(
        self, form: Form, frozen: Frozen, truth: FloatArray | None, public: "View | None"
    ) -> None:
        """Narrow and split; data sets already found for the public are tried again.

        Raises:
            ImpossibleError: no data set is printed like this.
        """
        self.frozen = frozen
        self.form = tighten(frozen_form(form, frozen))
        self.solvers: list[Solver] = []
        self.part = np.full(len(form.low), -1)
        self._place = np.zeros(len(form.low), dtype=np.int64)
        for number, (columns, part) in enumerate(split(self.form)):
            self.part[columns] = number
            self._place[columns] = np.arange(len(columns))
            solver = Solver(part)
            if public is not None:
                owner = public.solvers[public.part[columns[0]]]
                solver.points.add(owner.points.every[:, public._place[columns]])  # noqa: SLF001
            if truth is not None:
                solver.begin(truth[columns])
            self.solvers.append(solver)

    def pieces(self, target: Target, given: Frozen) -> Pieces:
        """Split a target, and what is given besides, by the parts that decide it."""
        columns, by = arrays({variable: by for variable, by in target.items() if by})
        fixed, values = arrays(given)
        part, owner = self.part[columns], self.part[fixed]
        alone = columns[part < 0]
        ends = by[part < 0] * self.form.low[alone], by[part < 0] * self.form.high[alone]
        parts = []
        for one in np.unique(part[part >= 0]).tolist():
            mine, known = part == one, owner == one
            place, given_place = self._place[columns[mine]], self._place[fixed[known]]
            goal = Goal(place, by[mine], given_place, values[known])
            parts.append((self.solvers[one], goal))
        low, high = np.minimum(*ends).sum(), np.maximum(*ends).sum()
        return Pieces(float(low), float(high), parts)

    def can_be_given(self, variable: int, value: float) -> bool:
        """Tell whether a variable's value can be given for one question: rows tie it, or it is it.

        Other variables' limits may have been narrowed by what this one could be, and their rows
        left out; then all must be done anew.
        """
        fixed = self.form.low[variable] == self.form.high[variable] == value
        return bool(self.part[variable] >= 0 or fixed)


def frozen_form(form: Form, frozen: Frozen) -> Form:
    """Set the limits of known variables to what they are."""
    columns, values = arrays(frozen)
    low, high = form.low.copy(), form.high.copy()
    low[columns] = high[columns] = values
    return replace(form, low=low, high=high)


def arrays(terms: Target) -> tuple[IntArray, FloatArray]:
    """Give variables, and what belongs to each."""
    columns = np.fromiter(terms, dtype=np.int64, count=len(terms))
    return columns, np.fromiter(terms.values(), dtype=float, count=len(terms))
