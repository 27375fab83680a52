"""Finds the rows that say it together: without any one of them it could be otherwise."""

from collections.abc import Iterator, Mapping

import numpy as np
from scipy.sparse import csr_array, vstack

from datapakke.disclosure.audit.highs import Status, model, relaxed
from datapakke.disclosure.audit.system import Form, System, Target

STEPS = 10_000
"""Simplex steps that searches for whole persons may take for one explanation: a second or two."""


class Conflict:
    """A system with one more condition, whose rows can be taken away and put back."""

    def __init__(
        self, form: Form, frozen: Mapping[int, float], target: Target, most: float
    ) -> None:
        """Prepare ``form`` with ``target ≤ most`` as its last row; whole if it takes that."""
        low, high = form.low.copy(), form.high.copy()
        for variable, value in frozen.items():
            low[variable] = high[variable] = value
        wanted = csr_array(
            (list(target.values()), ([0] * len(target), list(target))), shape=(1, len(low))
        )
        self.low, self.high = np.append(form.row_low, -np.inf), np.append(form.row_high, most)
        whole = Form(
            vstack([form.matrix, wanted], format="csr"),
            self.low,
            self.high,
            low,
            high,
            form.integer,
        )
        self.rows = list(range(len(form.row_low)))
        self.solver = relaxed(whole)
        self.steps = 0
        self._whole = False
        if not self.impossible(self.rows):
            self.solver = model(whole, form.integer)
            self._whole = True

    def impossible(self, rows: list[int]) -> bool:
        """Tell whether nothing is seen to fit the condition and these rows alone."""
        if self.steps >= STEPS:
            return False
        used = np.array([*rows, len(self.rows)])
        low, high = np.full(len(self.low), -np.inf), np.full(len(self.low), np.inf)
        low[used], high[used] = self.low[used], self.high[used]
        for row, (least, most) in enumerate(zip(low, high, strict=True)):
            self.solver.changeRowBounds(row, least, most)
        self.solver.run()
        if self._whole:
            self.steps += self.solver.getInfo().simplex_iteration_count
        return bool(self.solver.getModelStatus() == Status.kInfeasible)


def irreducible(
    form: Form, frozen: Mapping[int, float], target: Target, most: float
) -> tuple[int, ...]:
    """Give rows that together rule out ``target ≤ most``, so few that any one fewer do not.

    Those near the target are tried first. Rows are then taken away by halves, then quarters, down
    to one by one; those that are not missed stay away. When it takes too many steps, some that
    could be done without are left; none are given when rows are not seen to rule it out.
    """
    conflict = Conflict(form, frozen, target, most)
    kept = next((rows for rows in _nearest(form, target) if conflict.impossible(rows)), [])
    size = len(kept)
    while size and conflict.steps < STEPS:
        at = 0
        while at < len(kept) and conflict.steps < STEPS:
            fewer = kept[:at] + kept[at + size :]
            if conflict.impossible(fewer):
                kept = fewer
            else:
                at += size
        size = (size + 1) // 2 if size > 1 else 0
    return tuple(kept)


def _nearest(form: Form, target: Target) -> Iterator[list[int]]:
    """Give the rows about a target's variables, those about these rows' too, … and then all."""
    about = abs(form.matrix) > 0
    reached = np.zeros(about.shape[1])
    reached[list(target)] = 1
    rows = about @ reached > 0
    while 0 < rows.sum() < len(rows):
        yield np.flatnonzero(rows).tolist()
        wider = about @ (about.T @ rows.astype(float)) > 0
        if (wider == rows).all():
            break
        rows = wider
    yield list(range(len(rows)))


def contradicting(system: System, frozen: Mapping[int, float]) -> tuple[str, ...]:
    """Name rows that cannot be true together, so few that any one fewer can.

    Args:
        system: One that no data set fits.
        frozen: Variable → value that is known besides.
    """
    rows = irreducible(system.form(), frozen, {}, np.inf)
    return tuple(system.rows[row] for row in rows)
