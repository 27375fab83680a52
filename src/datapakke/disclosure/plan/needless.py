"""What was hidden on the way and turned out not to be needed: it is shown again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from datapakke.disclosure.plan.block import Array
from datapakke.disclosure.plan.search import TOLERANCE, Knowledge, Limit
from datapakke.disclosure.plan.targets import Target

BoolArray = npt.NDArray[np.bool_]


class Figure(NamedTuple):
    """A figure's value as it can be rounded, and the item that is the n printed with it."""

    values: frozenset[int]
    n: int | None


@dataclass(frozen=True)
class System:
    """A block ready for the search.

    Attributes:
        limits: What is printed and what is known.
        targets: What must stay unknown.
        block: The columns, and what hiding costs.
        figures: The figure that each item is of.
    """

    limits: Sequence[Limit]
    targets: Sequence[Target]
    block: Knowledge
    figures: Sequence[Figure]


class Witness(NamedTuple):
    """A data set, the targets and ways that it serves, and the municipalities that it changes."""

    change: Array
    serves: BoolArray
    moved: BoolArray


def needless(
    system: System,
    witnesses: Sequence[Witness],
    hidden: set[int],
    needs: BoolArray,
    owns: BoolArray,
) -> set[int]:
    """Give the items that can be shown again, the dearest first, as long as witnesses last.

    Args:
        system: What is printed and must stay unknown.
        witnesses: Those found while the items were hidden.
        hidden: The items.
        needs: By target and way: whether it must be able to move so.
        owns: By target and municipality: whether it is a part of it.
    """
    if not witnesses:
        return set()
    by_item: dict[int, list[Limit]] = {}
    for limit in system.limits:
        by_item.setdefault(limit.item, []).append(limit)
    changes = np.array([one.change for one in witnesses])
    served = _Served(
        np.array([one.serves for one in witnesses], dtype=np.int64),
        np.array([~one.moved for one in witnesses], dtype=np.int64),
    )
    others = ~owns[:, None, :] & needs[:, :, None]
    alive = np.ones(len(witnesses), dtype=bool)
    left = served.by(alive)
    shown = set()
    for item in sorted(hidden, key=lambda one: (-system.block.costs[one], one)):
        lost = alive & ~within(by_item[item], changes)
        fewer = [one - gone for one, gone in zip(left, served.by(lost), strict=True)]
        bare, known = ((x > 0) & (y == 0) for x, y in zip(left, fewer, strict=True))
        if not (bare & needs).any() and not (known & others).any():
            shown.add(item)
            alive, left = alive & ~lost, fewer
    return shown


class _Served(NamedTuple):
    """By witness: the targets and ways that it serves, and the municipalities it leaves alone."""

    serves: npt.NDArray[np.int64]
    still: npt.NDArray[np.int64]

    def by(self, some: BoolArray) -> list[npt.NDArray[np.int64]]:
        """Give how many of some witnesses serve each target and way, and leave each one alone."""
        serves, still = self.serves[some], self.still[some]
        return [serves.sum(axis=0), np.einsum("wtd,wk->tdk", serves, still)]


def within(limits: Sequence[Limit], changes: Array) -> BoolArray:
    """Tell which data sets keep all the limits."""
    vectors = np.array([one.vector for one in limits])
    at = np.flatnonzero(vectors.any(axis=0))
    reach = changes[:, at] @ vectors[:, at].T
    low = np.array([one.low for one in limits]) - TOLERANCE
    high = np.array([one.high for one in limits]) + TOLERANCE
    kept: BoolArray = ((reach >= low) & (reach <= high)).all(axis=1)
    return kept
