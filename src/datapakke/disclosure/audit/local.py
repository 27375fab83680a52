"""Finds data sets that are the true one but for a municipality or two: proofs of what is hidden.

What one municipality is changed by, nobody may see, or another takes up. Such a programme is a
hundred times smaller than the whole, and its solution serves every insider but those two. A
solution counts only when the whole system holds for it.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array, vstack

from datapakke.disclosure.audit.highs import Status, model, solution
from datapakke.disclosure.audit.system import BoolArray, FloatArray, Form, IntArray, Target

PARTNERS = 3
"""So many others are tried as the one that takes up a change."""

QUICK = {"mip_heuristic_run_feasibility_jump": False, "mip_detect_symmetry": False}
"""Twice as fast for small programmes: 6,5 ms against 12 measured."""


class Local:
    """The true data set, and the search for others near it.

    Attributes:
        known: Whether all of the true data set is known; else nothing is found.
    """

    def __init__(self, form: Form, truth: FloatArray, owned: Mapping[str, Sequence[int]]) -> None:
        """Prepare.

        Args:
            form: The system.
            truth: A value per variable; NaN where not known.
            owned: Municipality → its variables, the largest first; under no name those that follow
                from others and may always change.
        """
        self.form, self.truth = form, truth
        self.owned = {name: np.array(columns, dtype=np.int64) for name, columns in owned.items()}
        self.known = bool(form.holds(truth[None])[0])
        self._matrix = form.matrix.tocsc()
        self._told = form.matrix @ truth

    def search(
        self,
        wanted: Sequence[tuple[Target, float]],
        members: Sequence[str],
        *,
        given: Mapping[int, float],
        without: str = "",
    ) -> Iterator[FloatArray]:
        """Give data sets in which each target is at most its bound; none when none is found.

        Args:
            wanted: Targets and bounds.
            members: The municipalities that the targets are about.
            given: Variables that must have a value.
            without: One that must stay as it is; empty for none.
        """
        for columns in self._choices(members, without) if self.known else ():
            point = self._solve(wanted, given, columns)
            if point is not None and self.form.holds(point[None])[0]:
                yield point

    def _choices(self, members: Sequence[str], without: str) -> Iterator[IntArray]:
        """Give the variables to be changed: a member's, alone and with one that takes it up."""
        names = [name for name in self.owned if name not in {"", without}]
        first = [name for name in names if name in members][:1]
        others = [name for name in names if name not in first][:PARTNERS]
        for more in ([], *([other] for other in others)):
            yield np.concatenate([self.owned[name] for name in (*first, *more, "")])

    def _solve(
        self,
        wanted: Sequence[tuple[Target, float]],
        given: Mapping[int, float],
        columns: IntArray,
    ) -> FloatArray | None:
        """Give a point in which only the columns are changed; None when there is none."""
        place = {int(column): at for at, column in enumerate(columns)}
        low, high = self.form.low[columns], self.form.high[columns]
        for variable, value in given.items():
            if variable in place:
                low[place[variable]] = high[place[variable]] = value
        demands = np.zeros((len(wanted), len(columns)))
        bounds = np.zeros(len(wanted))
        for row, (target, bound) in enumerate(wanted):
            bounds[row] = bound
            for variable, by in target.items():
                if variable in place:
                    demands[row, place[variable]] = by
                else:
                    bounds[row] -= by * self.truth[variable]
        part = self._matrix[:, columns].tocsr()
        rows = np.flatnonzero(np.diff(part.indptr))
        rest = self._told[rows] - part[rows] @ self.truth[columns]
        whole = self.form.integer[columns]
        small = Form(
            vstack([part[rows], csr_array(demands)], format="csr"),
            np.append(self.form.row_low[rows] - rest, np.full(len(wanted), -math.inf)),
            np.append(self.form.row_high[rows] - rest, bounds),
            low,
            high,
            whole,
        )
        return self._put_back(_solved(small, whole), columns, whole)

    def _put_back(
        self, found: FloatArray | None, columns: IntArray, whole: BoolArray
    ) -> FloatArray | None:
        if found is None:
            return None
        point = self.truth.copy()
        point[columns] = np.where(whole, np.round(found), found)
        return point


def _solved(form: Form, whole: BoolArray) -> FloatArray | None:
    """Give any solution of a small programme."""
    solver = model(form, whole)
    for option, value in QUICK.items():
        solver.setOptionValue(option, value)
    solver.run()
    return solution(solver).point if solver.getModelStatus() == Status.kOptimal else None
