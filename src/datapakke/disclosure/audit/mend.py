"""Data sets that are the true one but for some moves, each of which mends what the last one broke.

Two of Gol's in one group are moved to another, so that a sum is low enough. Then the number of all
of Gol's girls is wrong: two boys are moved back. Then the county's share is: two of Nes' are moved
back too. All ends are sought at once, a few ways each, without any programme. What is not found so
may be there all the same; ``Form.holds`` decides about what is.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from datapakke.disclosure.audit.moves import Moves
from datapakke.disclosure.audit.seen import End, as_rows
from datapakke.disclosure.audit.system import TOLERANCE, BoolArray, FloatArray, Form, IntArray

LONGEST = 16
"""So many moves may follow each other."""

WIDTHS = ((3, 24), (12, 48))
"""So many ways are gone on with for each end, those with the least wrong, and so many next moves
are tried from each: few at first, and more for what is not found."""

GIVEN = 2
"""So many data sets are given for an end: who knows that one is not true may not of the other."""

OPEN, ALONE, SHARED = 2.0, 2.0, 1.0
"""How wrong it is that the end is not had, and a row about one municipality, or about more."""

MOST = 20.0
"""More persons than this count as so many."""

SLACK = TOLERANCE / 2
MIX = 2654435761, 40503, 1000003
"""Puts moves in an order in which those that are alike do not follow each other."""

Sparse = Any


class _Ways(NamedTuple):
    """Ways that were gone: to which end, how far is left, what was changed, and in which rows."""

    end: IntArray
    left: FloatArray
    step: Sparse
    told: Sparse

    def some(self, which: IntArray) -> "_Ways":
        return _Ways(self.end[which], self.left[which], self.step[which], self.told[which])


class _Next(NamedTuple):
    """Moves that may be made: after which way, which move, and how many times."""

    way: IntArray
    move: IntArray
    times: FloatArray

    def some(self, which: IntArray) -> "_Next":
        return _Next(self.way[which], self.move[which], self.times[which])


class Mend:
    """The search for some ends in a form, from its true data set."""

    def __init__(
        self,
        form: Form,
        truth: FloatArray,
        moves: Moves,
        ends: Sequence[End],
        still: Sequence[int],
    ) -> None:
        """Prepare.

        Args:
            form: The system.
            truth: Its true data set.
            moves: What can be moved in it.
            ends: What is sought.
            still: For each, the number of a municipality in which nothing is moved; −1 for none.
        """
        self._moves, self._truth, self._still = moves, truth, np.array(still, dtype=np.int64)
        told = form.matrix @ truth
        self._low, self._high = form.row_low - told, form.row_high - told
        targets = as_rows([end.target for end in ends], len(truth))
        given = as_rows([dict.fromkeys(end.demand.given, 1.0) for end in ends], len(truth))
        self._need = targets @ truth - np.array([end.bound for end in ends])
        self._gain: Sparse = (moves.step @ -targets.T).tocsr()
        self._by_end: Sparse = self._gain.T.tocsr()
        self._fixed: Sparse = (abs(moves.step) @ given.T).tocsr()
        self._there = np.append(truth, np.inf)
        self._unit = np.maximum(abs(moves.by_row).max(axis=1).toarray().reshape(-1), TOLERANCE)

    def points(self) -> FloatArray:
        """Give points, one a row, each of which has one of the ends."""
        found = [np.empty((0, len(self._truth)))]
        lacking = np.ones(len(self._need), dtype=bool)
        for kept, tried in WIDTHS:
            for done in self._found(np.flatnonzero(lacking), kept, tried):
                found.append(self._truth + done.step.toarray())
                lacking[done.end] = False
        return np.vstack(found)

    def _found(self, ends: IntArray, kept: int, tried: int) -> Iterator[_Ways]:
        """Give ways that lead to some ends, the shortest of each."""
        moves, had = self._moves, np.zeros(len(self._need), dtype=bool)
        empty = [csr_array((len(ends), one.shape[1])) for one in (moves.step, moves.told)]
        ways = _Ways(ends, self._need[ends], *empty)
        for _ in range(LONGEST + 1):
            wrong = self._wrong(ways)
            done = ways.some(_least(ways.end, wrong, wrong == 0, GIVEN))
            yield done
            had[done.end] = True
            ways = ways.some(_least(ways.end, wrong, ~had[ways.end], kept))
            if not len(ways.end):
                return
            ways = self._made(ways, *self._chosen(ways, self._next(ways), tried))

    def _off(self, ways: _Ways) -> FloatArray:
        """Give by how much each row that was changed is too high, or too low (below 0)."""
        told = ways.told
        high, low = told.data - self._high[told.indices], told.data - self._low[told.indices]
        off: FloatArray = np.where(high > SLACK, high, np.where(low < -SLACK, low, 0.0))
        return off

    def _wrong(self, ways: _Ways) -> FloatArray:
        """Give how much is wrong with each way: 0 where it is a data set that has the end.

        A row, or the end, counts once, and once more for about every person that it takes to mend.
        """
        about, off = ways.told.indices, np.abs(self._off(ways))
        persons = (off > 0) + np.minimum(off / self._unit[about], MOST)
        weight = np.where(self._moves.alone[about], ALONE, SHARED)
        wrong = np.bincount(_row(ways.told), weight * persons, len(ways.end))
        return wrong + OPEN * ((ways.left > TOLERANCE) + np.clip(ways.left, 0, MOST))

    def _next(self, ways: _Ways) -> _Next:
        """Give the moves that lead nearer to the end of each way, or mend its first wrong row.

        Rows about one municipality come first: only there they can be mended.
        """
        moves, row, off = self._moves, _row(ways.told), self._off(ways)
        nearer = np.flatnonzero(ways.left > TOLERANCE)
        wrong = np.flatnonzero((off != 0) & (ways.left[row] <= TOLERANCE))
        about = ways.told.indices[wrong]
        wrong = wrong[np.lexsort((about, ~moves.alone[about], row[wrong]))]
        wrong = wrong[_rank(row[wrong]) < 1]
        on = _against(nearer, self._by_end[ways.end[nearer]], ways.left[nearer])
        back = _against(row[wrong], moves.by_row[ways.told.indices[wrong]], -off[wrong])
        way, move, times = (np.concatenate(both) for both in zip(on, back, strict=True))
        return _Next(way, move, times)

    def _chosen(self, ways: _Ways, after: _Next, tried: int) -> tuple[_Next, FloatArray]:
        """Give a few moves after each way that can be made, and how much nearer they lead."""
        moves, end = self._moves, ways.end[after.way]
        source = moves.source[after.move]
        there = self._there[source] + _at(ways.step, after.way, source)
        times = np.where(moves.whole[after.move], np.ceil(after.times - TOLERANCE), after.times)
        after = after._replace(times=np.minimum(times, there))
        gain = _at(self._gain, after.move, end) * after.times
        leads = (gain >= -TOLERANCE) | (ways.left[after.way] - gain <= TOLERANCE)
        can = (after.times > TOLERANCE) & (_at(self._fixed, after.move, end) == 0)
        at = np.flatnonzero(leads & can & (moves.owner[after.move] != self._still[end]))
        move, way, size = MIX
        mixed = (after.move[at] * move + after.way[at] * way) % size
        at = at[np.argsort(after.way[at] * size + mixed, kind="stable")]
        at = at[_rank(after.way[at]) < tried]
        return after.some(at), gain[at]

    def _made(self, ways: _Ways, after: _Next, gain: FloatArray) -> _Ways:
        before, moves = ways.some(after.way), self._moves
        return _Ways(
            before.end,
            before.left - gain,
            before.step + _times(moves.step[after.move], after.times),
            before.told + _times(moves.told[after.move], after.times),
        )


def _against(way: IntArray, effect: Sparse, much: FloatArray) -> _Next:
    """Give the moves that change something by so much: a row of what moves do to it for each."""
    row = _row(effect)
    right = effect.data * much[row] > 0
    row, by = row[right], effect.data[right]
    return _Next(way[row], effect.indices[right].astype(np.int64), much[row] / by)


def _least(end: IntArray, wrong: FloatArray, which: BoolArray, count: int) -> IntArray:
    """Give the places of a few ways for each end, those with the least wrong."""
    at = np.flatnonzero(which)
    at = at[np.lexsort((wrong[at], end[at]))]
    return at[_rank(end[at]) < count]


def _rank(ordered: IntArray) -> IntArray:
    """Give the place of each number among those that are the same, of numbers in order."""
    rank: IntArray = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    return rank


def _row(matrix: Sparse) -> IntArray:
    """Give the row of each entry."""
    row: IntArray = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return row


def _at(matrix: Sparse, row: IntArray, column: IntArray) -> FloatArray:
    """Give some entries; 0 past the last column."""
    inside = column < matrix.shape[1]
    found = np.zeros(len(row))
    if inside.any():
        found[inside] = np.asarray(matrix[row[inside], column[inside]]).reshape(-1)
    return found


def _times(matrix: Sparse, by: FloatArray) -> Sparse:
    """Give each row so many times."""
    matrix.data = matrix.data * by[_row(matrix)]
    return matrix
