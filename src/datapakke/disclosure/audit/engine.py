"""The attacker: from what is printed to what every hidden amount can be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datapakke.disclosure.audit.conflict import contradicting
from datapakke.disclosure.audit.points import Goal
from datapakke.disclosure.audit.reduce import ImpossibleError
from datapakke.disclosure.audit.solver import Solver
from datapakke.disclosure.audit.system import TOLERANCE, ContradictionError, System, Target
from datapakke.disclosure.audit.view import Frozen, View

VIEWS = 3
"""Views kept besides the public's. Ask all about one insider before the next."""

FEW = 3
"""So few known variables are fixed for one question, without narrowing and splitting anew."""

NOTHING = Goal(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.int64), np.empty(0))


@dataclass(frozen=True)
class Verdict:
    """Whether a hidden amount is as uncertain as demanded.

    Attributes:
        ok: True when checked data sets reach both ends of the demand.
        certain: Whether it is proven; False when the search ended before an end was reached or
            proven to be out of reach.
        lo: The lowest the attacker must reckon with; where the demand is met, as far as was looked.
        hi: The highest, likewise.
        least: What it is proven not to be below, as far as was looked.
        most: What it is proven not to be above, likewise.
    """

    ok: bool
    lo: float
    hi: float
    least: float = -math.inf
    most: float = math.inf
    certain: bool = True


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
        self._views: list[View] = []
        self._last: Frozen = {}
        self._done = [0, 0]
        self._public = self._build({}, None)

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
        known = frozen or {}
        view = self._view(known)
        given = {key: value for key, value in known.items() if key not in view.frozen}
        try:
            low, high, parts = view.pieces(target, given)
            low, least = _lowest(parts, low, math.inf if at_most is None else at_most)
            turned = [(solver, goal._replace(by=-goal.by)) for solver, goal in parts]
            high, most = _lowest(turned, -high, math.inf if at_least is None else -at_least)
            high, most = -high, -most
        except ImpossibleError:
            raise ContradictionError(contradicting(self.system, known)) from None
        ok = (at_most is None or low <= at_most + TOLERANCE) and (
            at_least is None or high >= at_least - TOLERANCE
        )
        out_of_reach = (at_most is not None and least > at_most + TOLERANCE) or (
            at_least is not None and most < at_least - TOLERANCE
        )
        return Verdict(ok, low, high, least, most, ok or out_of_reach)

    def check(self) -> None:
        """See that at least one data set is printed like this, also where no target looks.

        Raises:
            ContradictionError: there is none; a part too hard to decide counts as fine.
        """
        try:
            for solver in self._public.solvers:
                solver.feasible(NOTHING)
        except ImpossibleError:
            raise ContradictionError(contradicting(self.system, {})) from None

    def solved(self) -> tuple[int, int]:
        """Give how many linear and how many integer programmes were solved."""
        counts = [one.solved for view in (self._public, *self._views) for one in view.solvers]
        linear, whole = (sum(one[place] for one in counts) for place in (0, 1))
        return linear + self._done[0], whole + self._done[1]

    def _view(self, known: Frozen) -> View:
        """Give a view of one who knows all of this but a few variables; made when there is none."""
        for view in (*self._views, self._public):
            if view.frozen.items() <= known.items() and not self._must_split(view, known):
                return view
        shared = dict(known.items() & self._last.items())
        own = shared if len(shared) > FEW and len(known) - len(shared) <= FEW else known
        self._last = known
        view = self._build(own, self._public)
        for old in self._views[VIEWS - 1 :]:
            for solver in old.solvers:
                self._done = [a + b for a, b in zip(self._done, solver.solved, strict=True)]
        self._views = [view, *self._views[: VIEWS - 1]]
        return self._view(known) if own is not known else view

    def _must_split(self, view: View, known: Frozen) -> bool:
        """Tell whether what is known besides is too much to be given for one question."""
        more = known.keys() - view.frozen.keys()
        return len(more) > FEW or not all(view.can_be_given(one, known[one]) for one in more)

    def _build(self, known: Frozen, public: View | None) -> View:
        try:
            return View(self.form, dict(known), self._truth, public)
        except ImpossibleError:
            raise ContradictionError(contradicting(self.system, known)) from None


def _lowest(parts: list[tuple[Solver, Goal]], known: float, enough: float) -> tuple[float, float]:
    """Give the lowest sum over the parts, or the first that is found to be enough.

    Returns:
        The sum, and what it is proven not to be below.
    """
    alone = len(parts) == 1 and math.isfinite(enough)
    best = [solver.points.lowest(goal) for solver, goal in parts]
    for place, (solver, goal) in enumerate(parts):
        others = known + sum(best[:place] + best[place + 1 :])
        if others + best[place] <= enough + TOLERANCE:
            break
        wanted = enough - others if math.isfinite(others) else -math.inf
        best[place] = solver.lowest(goal, wanted, exact=not alone)
    proven = sum(solver.limit(goal) for solver, goal in parts)
    return float(known + sum(best)), float(known + proven)
