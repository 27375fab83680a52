"""The attacker: from what is printed to what every hidden amount can be."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from datapakke.disclosure.audit.conflict import contradicting
from datapakke.disclosure.audit.reduce import ImpossibleError, split, tighten
from datapakke.disclosure.audit.solver import Solver
from datapakke.disclosure.audit.system import (
    TOLERANCE,
    ContradictionError,
    FloatArray,
    Form,
    IntArray,
    System,
    Target,
)

Frozen = Mapping[int, float]
"""Variable → its true value, for one who knows it."""


@dataclass(frozen=True)
class Verdict:
    """Whether a hidden amount is as uncertain as demanded.

    Attributes:
        ok: True when checked data sets reach both ends of the demand.
        lo, hi: The attacker's interval; at an end that meets its demand only as far as was looked.
    """

    ok: bool
    lo: float
    hi: float


class Piece(NamedTuple):
    """What a target says about one part: variables within the part, and their coefficients."""

    solver: Solver
    columns: IntArray
    by: FloatArray


class View:
    """The system as one attacker sees it: narrowed, and split in parts that hang together."""

    def __init__(self, form: Form, frozen: Frozen, public: "View | None" = None) -> None:
        """Narrow and split; data sets already found for the public are tried again.

        Raises:
            ImpossibleError: no data set is printed like this.
        """
        self.form = tighten(frozen_form(form, frozen))
        self.solvers: list[Solver] = []
        self.columns: list[IntArray] = []
        self.part = np.full(len(form.low), -1)
        self.place = np.zeros(len(form.low), dtype=np.int64)
        for number, (columns, part) in enumerate(split(self.form)):
            self.part[columns] = number
            self.place[columns] = np.arange(len(columns))
            self.columns.append(columns)
            self.solvers.append(Solver(part))
            if public is not None:
                owner = public.solvers[public.part[columns[0]]]
                self.solvers[-1].keep(owner.points[:, public.place[columns]])

    def pieces(self, target: Target) -> tuple[FloatArray, list[Piece]]:
        """Give what the target is from variables that no row ties, low and high, and the rest."""
        columns = np.fromiter(target, dtype=np.int64, count=len(target))
        by = np.fromiter(target.values(), dtype=float, count=len(target))
        columns, by = columns[by != 0], by[by != 0]
        part = self.part[columns]
        loose, alone = columns[part < 0], by[part < 0]
        ends = alone * self.form.low[loose], alone * self.form.high[loose]
        known = np.array([np.minimum(*ends).sum(), np.maximum(*ends).sum()])
        pieces = [
            Piece(self.solvers[one], self.place[columns[part == one]], by[part == one])
            for one in np.unique(part[part >= 0]).tolist()
        ]
        return known, pieces


class Engine:
    """Answers how low and how high sums of the system's variables can be.

    Both ends of every answer are taken by a data set that was checked against all rows, so an
    answer is never wider than the truth; when HiGHS proves its bounds it is not narrower either.
    """

    def __init__(self, system: System, truth: Sequence[float] = ()) -> None:
        """Prepare the public's view.

        Args:
            system: What the attacker knows.
            truth: A value per variable: a data set to begin with, which saves solving. It changes
                no answer, and is of no use when it is not printed like this.

        Raises:
            ContradictionError: no data set is printed like this.
        """
        self.system = system
        self.form = system.form()
        self._truth = np.array(truth, dtype=float) if truth else None
        self._views: dict[tuple[tuple[int, float], ...], View] = {}
        self._view(None)

    def interval(self, target: Target, frozen: Frozen | None = None) -> tuple[float, float]:
        """Give the lowest and the highest value of a target, infinite where there is no limit.

        Raises:
            ContradictionError: no data set is printed like this.
        """
        verdict = self.meets(target, -math.inf, math.inf, frozen)
        return verdict.lo, verdict.hi

    def meets(
        self,
        target: Target,
        at_most: float | None,
        at_least: float | None,
        frozen: Frozen | None = None,
    ) -> Verdict:
        """Tell whether a target can be as low as ``at_most`` and as high as ``at_least``.

        Args:
            target: Variable → coefficient.
            at_most: The demand downwards; None for none.
            at_least: The demand upwards; None for none.
            frozen: What an insider knows: variable → true value.

        Raises:
            ContradictionError: no data set is printed like this.
        """
        try:
            known, pieces = self._view(frozen).pieces(target)
            low = _lowest(pieces, known[0], math.inf if at_most is None else at_most)
            turned = [piece._replace(by=-piece.by) for piece in pieces]
            high = -_lowest(turned, -known[1], math.inf if at_least is None else -at_least)
        except ImpossibleError:
            raise ContradictionError(contradicting(self.system, frozen or {})) from None
        ok = (at_most is None or low <= at_most + TOLERANCE) and (
            at_least is None or high >= at_least - TOLERANCE
        )
        return Verdict(ok, low, high)

    def check(self) -> None:
        """See that at least one data set is printed like this, also where no target looks.

        Raises:
            ContradictionError: there is none; a part too hard to decide counts as fine.
        """
        try:
            for solver in self._view(None).solvers:
                solver.feasible()
        except ImpossibleError:
            raise ContradictionError(contradicting(self.system, {})) from None

    def solved(self) -> tuple[int, int]:
        """Give how many linear and how many integer programmes were solved."""
        counts = [one.solved for view in self._views.values() for one in view.solvers]
        return sum(one[0] for one in counts), sum(one[1] for one in counts)

    def _view(self, frozen: Frozen | None) -> View:
        """Give the view of one who knows ``frozen``; made once."""
        key = tuple(sorted(frozen.items())) if frozen else ()
        if key not in self._views:
            try:
                view = View(self.form, dict(key), self._views.get(()))
            except ImpossibleError:
                raise ContradictionError(contradicting(self.system, dict(key))) from None
            if self._truth is not None:
                for columns, solver in zip(view.columns, view.solvers, strict=True):
                    solver.begin(self._truth[columns])
            self._views[key] = view
        return self._views[key]


def _lowest(pieces: list[Piece], known: float, enough: float) -> float:
    """Give the lowest sum of the pieces, or the first that is found to be enough."""
    best = [piece.solver.seen(piece.columns, piece.by) for piece in pieces]
    for place, piece in enumerate(pieces):
        others = known + sum(best[:place] + best[place + 1 :])
        if others + best[place] <= enough + TOLERANCE:
            break
        wanted = enough - others if math.isfinite(others) else -math.inf
        best[place] = piece.solver.lowest(piece.columns, piece.by, wanted)
    return float(known + sum(best))


def frozen_form(form: Form, frozen: Frozen) -> Form:
    """Set the limits of known variables to what they are."""
    if not frozen:
        return form
    columns, values = np.array(list(frozen)), np.array(list(frozen.values()), dtype=float)
    low, high = form.low.copy(), form.high.copy()
    low[columns] = high[columns] = values
    return replace(form, low=low, high=high)
