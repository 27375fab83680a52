"""Hides shares that tell a number of persons because persons are whole.

33 % of fewer than thirty is 33 % of 3, 6, 9, 12, 15, 18, 21, 24, 27 … and of no other number. So a
share that is printed without its n may still give n away, and with it how few the cohort's figure
leaves out. Where the percentages that are printed of the same persons do not allow for both one and
five left out, the distribution is hidden, then the share.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from datapakke.disclosure.plan.ground import Ground
from datapakke.disclosure.plan.printed import PERCENT, Cell, Kind, limits_of
from datapakke.model import Indicator, Nivaa

FURTHER = 8
"""How many more than five left out are looked at."""


def telling(ground: Ground, shown: Iterable[Cell]) -> Iterator[Cell]:
    """Give the shares to hide among those of municipalities that are shown without n.

    Args:
        ground: What is counted.
        shown: Shares and categories of known universes, shown without n.
    """
    groups: dict[tuple[object, ...], list[Cell]] = {}
    for cell in shown:
        one = ground.indicators[cell.indikator]
        key = (one.univers, frozenset(one.nevner), cell.omraade, cell.aar, cell.kjonn)
        if cell.nivaa == Nivaa.KOMMUNE.value:
            groups.setdefault(key, []).append(cell)
    for cells in groups.values():
        yield from _of_one(ground, cells)


def _of_one(ground: Ground, cells: Sequence[Cell]) -> Iterator[Cell]:
    """Give those to hide of figures about the same persons."""
    size, few = ground.size(cells[0]), ground.rules.antall_under
    if not 0 < size - cells[0].nevner < few:
        return
    left = list(cells)
    while left:
        possible = [
            out for out in range(min(few + FURTHER, size)) if _fits(ground, left, size - out)
        ]
        if any(out <= 1 for out in possible) and any(out >= few for out in possible):
            return
        name = max(left, key=lambda cell: (cell.slag == "fordeling", cell.indikator)).indikator
        yield from (cell for cell in left if cell.indikator == name)
        left = [cell for cell in left if cell.indikator != name]


def _fits(ground: Ground, cells: Sequence[Cell], number: int) -> bool:
    """Tell whether everything is printed the same when there are so many persons."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for cell in cells:
        ranges.setdefault(cell.indikator, []).append(
            _range(cell, ground.indicators[cell.indikator], number)
        )
    return all(
        all(low <= high for low, high in of)
        and (
            ground.indicators[name].kategorier == {}
            or sum(low for low, _ in of) <= number <= sum(high for _, high in of)
        )
        for name, of in ranges.items()
    )


def _range(cell: Cell, one: Indicator, number: int) -> tuple[int, int]:
    """Give how few and how many of so many persons are printed as the cell's share."""
    low, high = limits_of(cell, one, Kind.VERDI)
    least = math.ceil(Fraction(low) * number / PERCENT)
    return max(least, 0), math.floor(Fraction(high) * number / PERCENT)
