"""Finds other data sets that would be printed the same: the proof that a hidden figure is safe."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from datapakke.disclosure.room import FREE, IntArray

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Block:
    """A family in one period, for all municipalities: areas in rows, the family's cells in columns.

    Attributes:
        moves: As in ``Family``: a row per cell, a column per move.
        down, up: How far each cell can go unseen, each way.
        give_down, give_up: The same when it compensates for another municipality.
        need_down, need_up: How far it must be able to go; 0 where nothing is demanded.
    """

    moves: IntArray
    down: IntArray
    up: IntArray
    give_down: IntArray
    give_up: IntArray
    need_down: IntArray
    need_up: IntArray

    @property
    def wanting(self) -> BoolArray:
        """Tell which cells have a demand."""
        return (self.need_down > 0) | (self.need_up > 0)


def steps(moves: IntArray, down: IntArray, up: IntArray) -> IntArray:
    """Give how many times each area (rows) can make each move (columns)."""
    limits = np.full((len(down), moves.shape[1]), FREE, dtype=np.int64)
    for cell, effect in enumerate(moves):
        for sign, room in ((1, up), (-1, down)):
            touched = np.flatnonzero(sign * effect > 0)
            if touched.size:
                often = room[:, cell, None] // (sign * effect[touched])
                limits[:, touched] = np.minimum(limits[:, touched], often)
    return limits


def opposite(limits: IntArray) -> IntArray:
    """Give the same for the opposite moves, which stand in the other half of the columns."""
    half = limits.shape[1] // 2
    return np.hstack([limits[:, half:], limits[:, :half]])


def protected(block: Block, members: BoolArray, total: IntArray, bound: IntArray) -> BoolArray:
    """Tell which cells are safe when some totals are printed.

    A cell is safe when it can go as far as demanded, each way, by one kind of move that its own
    municipality can make, that does not touch what ``bound`` forbids, and whose effect on the
    totals is undone by the opposite move in other municipalities, or is too small to be seen. The
    one that could undo most is left out: it knows its own figures and may be the attacker.

    Args:
        block: The family's figures.
        members: Which municipalities may undo.
        total: How many times each move can be made in the total before it is seen.
        bound: How many times each municipality may make each move for other reasons.

    Returns:
        A row per municipality, a column per cell.
    """
    own = np.minimum(steps(block.moves, block.down, block.up), bound)
    give = np.minimum(steps(block.moves, block.give_down, block.give_up), bound)
    undo = opposite(give) * members[:, None]
    others = undo.sum(axis=0) - undo
    often = np.minimum(own, total + others - _largest_of_others(undo))
    safe = np.ones(block.down.shape, dtype=bool)
    for cell, effect in enumerate(block.moves):
        for sign, need in ((1, block.need_up), (-1, block.need_down)):
            touched = sign * effect > 0
            reach = (often[:, touched] * (sign * effect[touched])).max(axis=1, initial=0)
            safe[:, cell] &= reach >= need[:, cell]
    return safe


def with_combinations(block: Block) -> Block:
    """Add a combination of moves for each demand that no single move can meet by itself.

    Few pupils in one category or of one gender cannot give the five that are needed; together with
    those of another they may. Each combination is made of moves that the municipality can make one
    after the other, the longest first.
    """
    own = steps(block.moves, block.down, block.up)
    found = []
    for cell, effect in enumerate(block.moves):
        for sign, need in ((1, block.need_up), (-1, block.need_down)):
            reach = own[:, sign * effect > 0].max(axis=1, initial=0)
            found += [
                _combination(block, area, cell, sign * int(need[area, cell]))
                for area in np.flatnonzero(reach < need[:, cell]).tolist()
            ]
    if not found:
        return block
    extra = np.array(found).T
    half = block.moves.shape[1] // 2
    moves = [block.moves[:, :half], extra, block.moves[:, half:], -extra]
    return replace(block, moves=np.hstack(moves))


def _combination(block: Block, area: int, cell: int, change: int) -> IntArray:
    """Give the sum of moves that changes a cell as far towards ``change`` as it can be."""
    total = np.zeros(len(block.moves), dtype=np.int64)
    towards = block.moves[:, np.sign(change) * block.moves[cell] > 0]
    while abs(total[cell]) < abs(change):
        down, up = block.down[area] + total, block.up[area] - total
        often = steps(towards, down[None], up[None])[0]
        best = int(often.argmax())
        if often[best] == 0:
            break
        total = total + towards[:, best] * min(often[best], abs(change) - abs(total[cell]))
    return total


def _largest_of_others(undo: IntArray) -> IntArray:
    """Give for every row the largest value of the other rows, column by column."""
    if len(undo) == 1:
        return np.zeros_like(undo)
    ordered = np.sort(undo, axis=0)
    # Where two share the first place, leaving one out leaves the other.
    others: IntArray = np.where(undo == ordered[-1], ordered[-2], ordered[-1])
    return others
