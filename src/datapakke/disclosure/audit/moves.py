"""Every way to move a person from one group to another in the same place, and to change a sum."""

import copy
from typing import Any

import numpy as np
from scipy.sparse import hstack

from datapakke.disclosure.audit.system import BoolArray, Form, IntArray
from datapakke.disclosure.audit.world import Grid


class Moves:
    """What each move does. A kind of move in every cell of the grid, then the next kind.

    Attributes:
        step: A row per move: what it does to every variable.
        told: A row per move: what it does to every row of the form.
        by_row: The same, a row per row of the form.
        whole: Which moves are of persons.
        owner: The number of the municipality that each is in.
        source: The variable that each takes persons from; past the last one where from nobody.
        alone: Which rows of the form are about one municipality.
    """

    def __init__(self, form: Form, grid: Grid) -> None:
        """Work them out."""
        come, go = _ends(grid)
        person = np.append(form.integer, values=False)
        self.step: Any = (grid.unit[come] - grid.unit[go]).tocsr()
        self.told: Any = (self.step @ form.matrix.T).tocsr()
        self.by_row: Any = self.told.T.tocsr()
        self.whole: BoolArray = person[come] | person[go]
        self.owner: IntArray = np.resize(grid.owner, len(come))
        self.source: IntArray = np.where(person[go], go, len(form.low))
        self.alone = self._of_one()

    def more(self, form: Form) -> "Moves":
        """Give the same moves when there are more rows, those of a form."""
        other = copy.copy(self)
        other.told = hstack([self.told, self.step @ form.matrix.T], format="csr")
        other.by_row = other.told.T.tocsr()
        other.alone = other._of_one()  # noqa: SLF001 - its own
        return other

    def _of_one(self) -> BoolArray:
        """Tell which rows moves in one municipality alone do something to."""
        count = self.by_row.shape[0]
        row = np.repeat(np.arange(count), np.diff(self.by_row.indptr))
        owner = self.owner[self.by_row.indices]
        low, high = np.full(count, len(self.owner)), np.full(count, -1)
        np.minimum.at(low, row, owner)
        np.maximum.at(high, row, owner)
        alone: BoolArray = low == high
        return alone


def _ends(grid: Grid) -> tuple[IntArray, IntArray]:
    """Give the variable that gets one more, and the one that gets one fewer, of every move.

    Where it is known how many all are, nobody comes or goes. A sum is changed by itself.
    """
    groups = list(grid.persons.T)
    nothing = np.full(len(grid.owner), grid.unit.shape[1])
    pairs = [(one, other) for one in groups for other in groups if one is not other]
    for alone in [*(() if grid.known else groups), *grid.sums.T]:
        pairs += [(alone, nothing), (nothing, alone)]
    come, go = (np.concatenate([pair[end] for pair in pairs]) for end in (0, 1))
    return come, go
