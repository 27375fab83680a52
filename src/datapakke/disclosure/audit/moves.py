"""Every way to move a person from one group to another in the same place, and to change a sum."""

from typing import Any

import numpy as np

from datapakke.disclosure.audit.system import BoolArray, FloatArray, Form, IntArray
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
        self.alone = _of_one(self)


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


def _of_one(moves: Moves) -> BoolArray:
    """Tell which rows moves in one municipality alone do something to."""
    row = np.repeat(np.arange(moves.by_row.shape[0]), np.diff(moves.by_row.indptr))
    owner = moves.owner[moves.by_row.indices]
    low, high = np.full(moves.by_row.shape[0], len(moves.owner)), np.full(moves.by_row.shape[0], -1)
    np.minimum.at(low, row, owner)
    np.maximum.at(high, row, owner)
    return low == high
