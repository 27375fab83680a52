"""Which figures hang together, and how a data set can change without changing how many there are.

Figures about the same persons form a family: a share and the shares within it or apart from it, a
distribution and the shares that are sums of its categories, a whole and its parts. Each of them is
a sum of the family's *atoms*: a part (SF, YF) × a gender × a category. A *move* takes one person
from one category to another within a part and a gender, or does so and makes the opposite change in
another part or gender. Its effect on every figure is −1, 0 or 1. For a mean, «one person more»
stands for one unit more in the sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from datapakke.disclosure.remainders import rest_id
from datapakke.disclosure.room import IntArray
from datapakke.model import ALLE, Indicator

Cell = tuple[str, str, str]
"""Indicator, gender, category: a figure of a family in an area and a period."""

REST = "(ingen av dem)"
"""The category of those that no figure of the family counts."""
GENDERS = ("K", "M")


@dataclass(frozen=True)
class Family:
    """The figures that hang together and how moves change them.

    Attributes:
        cells: The figures, in the order of the rows of ``moves``.
        moves: A row per cell and a column per move: how the cell changes.
    """

    cells: tuple[Cell, ...]
    moves: IntArray


def families(indicators: Sequence[Indicator]) -> list[list[Indicator]]:
    """Group the indicators that name each other, directly or through others."""
    groups: list[set[str]] = [{one.id} for one in indicators]
    ids = {one.id for one in indicators}
    for one in indicators:
        for other in (one.del_av, one.skilt_fra, one.deler, one.fordeling):
            if other in ids:
                joined = [group for group in groups if one.id in group or other in group]
                groups = [group for group in groups if group not in joined]
                groups.append(set().union(*joined))
    return [[one for one in indicators if one.id in group] for group in groups]


def family_of(
    members: Sequence[Indicator], genders: Iterable[str], categories: Mapping[str, Sequence[str]]
) -> Family:
    """Build a family from what its members say of each other.

    Args:
        members: Indicators that hang together.
        genders: Those that there are figures for.
        categories: Indicator → its categories; ``[""]`` when it has none.
    """
    sets, universe = _category_sets(members, categories)
    parts = [one.id for one in members if one.deler] or [""]
    blocks = list(product(parts, GENDERS if set(genders) - {ALLE} else (ALLE,)))
    cells = tuple((name, kjonn, kategori) for name, kategori in sets for kjonn in genders)
    of_part = {one.id: [one.id] for one in members if one.deler}
    holds = np.array(
        [
            [
                part in of_part.get(name, parts) and kjonn in (ALLE, gender)
                for part, gender in blocks
            ]
            for name, kjonn, _ in cells
        ],
        dtype=np.int64,
    )
    inside = np.array(
        [[name in sets[cell[0], cell[2]] for name in universe] for cell in cells], dtype=np.int64
    )
    return Family(cells, _moves(holds, inside))


def _category_sets(
    members: Sequence[Indicator], categories: Mapping[str, Sequence[str]]
) -> tuple[dict[tuple[str, str], frozenset[str]], list[str]]:
    """Give what categories each figure (indicator and category) is the sum of, and all of them."""
    sets: dict[tuple[str, str], frozenset[str]] = {}
    for one in members:
        for kategori in categories[one.id]:
            names = one.sum_av.get(kategori) or (kategori or one.id,)
            sets[one.id, kategori] = frozenset(names)
    for one in members:
        if one.deler and (one.deler, "") in sets:
            sets[one.id, ""] = sets[one.deler, ""]
        if one.del_av and not one.sum_av and (one.del_av, "") in sets:
            sets[one.del_av, ""] |= sets[one.id, ""]
    universe = sorted(frozenset().union(*sets.values()))
    if not any(kategori for _, kategori in sets):
        universe.append(REST)
    for one in members:
        whole, apart = sets.get((one.del_av or "", "")), sets.get((one.skilt_fra or "", ""))
        if whole:
            sets[rest_id(one.id), ""] = whole - sets[one.id, ""]
        elif apart:
            sets[rest_id(one.id), ""] = frozenset(universe) - apart - sets[one.id, ""]
    return sets, universe


def _moves(holds: IntArray, inside: IntArray) -> IntArray:
    """Give the effect of every move on every cell, each move also in the opposite direction.

    Args:
        holds: A row per cell, a column per block (part and gender): 1 where it counts it.
        inside: A row per cell, a column per category: 1 where it counts it.
    """
    pairs = [inside[:, q] - inside[:, p] for p, q in combinations(range(inside.shape[1]), 2)]
    where = [holds[:, a] for a in range(holds.shape[1])]
    where += [holds[:, a] - holds[:, b] for a, b in combinations(range(holds.shape[1]), 2)]
    columns = np.array([pair * block for pair in pairs for block in where], dtype=np.int64).T
    return np.hstack([columns, -columns])
