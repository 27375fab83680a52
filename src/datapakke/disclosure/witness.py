"""Finds other data sets that would be printed the same: the proof that a hidden figure is safe."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from datapakke.disclosure.room import FREE, IntArray

BoolArray = npt.NDArray[np.bool_]


class Rooms(NamedTuple):
    """The columns of ``room.ROOM`` for a family in one period: municipalities × cells."""

    down: IntArray
    up: IntArray
    give_down: IntArray
    give_up: IntArray
    need_down: IntArray
    need_up: IntArray


@dataclass(frozen=True)
class Block:
    """What every municipality can do unseen in one family and period, and what is demanded.

    Attributes:
        moves: A row per cell, a column per move; each move's opposite in the other half.
        own: Municipality × move: how many times its figures can make the move.
        give: The same when it compensates for another municipality.
        need_down, need_up: Municipality × cell: how far it must be able to go; 0 for no demand.
    """

    moves: IntArray
    own: IntArray
    give: IntArray
    need_down: IntArray
    need_up: IntArray

    @property
    def wanting(self) -> BoolArray:
        """Tell which cells have a demand."""
        return (self.need_down > 0) | (self.need_up > 0)

    def only(self, members: BoolArray) -> "Block":
        """Give the block of some municipalities alone."""
        parts = (self.own, self.give, self.need_down, self.need_up)
        return Block(self.moves, *(part[members] for part in parts))


def block_of(moves: IntArray, rooms: Rooms) -> Block:
    """Work out what can be done, with combinations of moves where single ones are too short."""
    own = steps(moves, rooms.down, rooms.up)
    extra = _combinations(moves, rooms, own)
    if extra:
        half = moves.shape[1] // 2
        more = np.array(extra).T
        moves = np.hstack([moves[:, :half], more, moves[:, half:], -more])
        own = steps(moves, rooms.down, rooms.up)
    give = steps(moves, rooms.give_down, rooms.give_up)
    return Block(moves, own, give, rooms.need_down, rooms.need_up)


def steps(moves: IntArray, down: IntArray, up: IntArray) -> IntArray:
    """Give how many times each area (rows) can make each move (columns)."""
    room = np.where(moves > 0, up[:, :, None], down[:, :, None]) // np.abs(moves).clip(1)
    limits: IntArray = np.where(moves == 0, FREE, room).min(axis=1)
    return limits


def protected(block: Block, total: IntArray, bound: IntArray | None = None) -> BoolArray:
    """Tell which cells are safe when some totals over the block's municipalities are printed.

    A cell is safe when it can go as far as demanded, each way, by one kind of move that its own
    municipality can make, and whose effect on the totals is undone by the opposite move in other
    municipalities, or is too small to be seen. The one that could undo most is left out: it knows
    its own figures and may be the attacker.

    Args:
        block: What each municipality can do.
        total: How many times each move can be made in the totals before it is seen.
        bound: How many times each municipality may make each move for other reasons.

    Returns:
        A row per municipality, a column per cell; True also where nothing is demanded.
    """
    own = block.own if bound is None else np.minimum(block.own, bound)
    give = block.give if bound is None else np.minimum(block.give, bound)
    half = give.shape[1] // 2
    undo = np.hstack([give[:, half:], give[:, :half]])
    others = undo.sum(axis=0) - undo
    often = np.minimum(own, total + others - _largest_of_others(undo))
    safe = np.ones(block.need_up.shape, dtype=bool)
    for cell in np.flatnonzero(block.wanting.any(axis=0)).tolist():
        reach = often * block.moves[cell]
        safe[:, cell] &= reach.max(axis=1, initial=0) >= block.need_up[:, cell]
        safe[:, cell] &= -reach.min(axis=1, initial=0) >= block.need_down[:, cell]
    return safe


def _largest_of_others(undo: IntArray) -> IntArray:
    """Give for every row the largest value of the other rows, column by column."""
    if len(undo) == 1:
        return np.zeros_like(undo)
    ordered = np.sort(undo, axis=0)
    # Where two share the first place, leaving one out leaves the other.
    others: IntArray = np.where(undo == ordered[-1], ordered[-2], ordered[-1])
    return others


def _combinations(moves: IntArray, rooms: Rooms, own: IntArray) -> list[IntArray]:
    """Give a combination of moves for each demand that no single move can meet by itself.

    Few pupils in one category or of one gender cannot give the five that are needed; together with
    those of another they may. Each combination is made of moves that the municipality can make one
    after the other, the longest first.
    """
    found = []
    for cell, effect in enumerate(moves):
        for sign, need in ((1, rooms.need_up), (-1, rooms.need_down)):
            reach = own[:, sign * effect > 0].max(axis=1, initial=0)
            for area in np.flatnonzero(reach < need[:, cell]).tolist():
                here = rooms.down[area], rooms.up[area]
                found.append(_combination(moves, here, cell, sign * int(need[area, cell])))
    return found


def _combination(
    moves: IntArray, room: tuple[IntArray, IntArray], cell: int, change: int
) -> IntArray:
    """Give the sum of moves that changes a cell as far towards ``change`` as it can be."""
    total = np.zeros(len(moves), dtype=np.int64)
    towards = moves[:, np.sign(change) * moves[cell] > 0]
    while abs(total[cell]) < abs(change):
        down, up = room[0] + total, room[1] - total
        often = steps(towards, down[None], up[None])[0]
        best = int(often.argmax())
        if often[best] == 0:
            break
        total = total + towards[:, best] * min(often[best], abs(change) - abs(total[cell]))
    return total
