"""Hides shares that tell a number of persons because persons are whole.

33 % of fewer than thirty is 33 % of 3, 6, 9, 12, 15, 18, 21, 24, 27 … and of no other number. So a
share that is printed without its n may still give n away, and with it how few the cohort's figure
leaves out. Where the percentages that are printed of the same persons do not allow for both one and
five left out, the distribution is hidden, then the share.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

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
    about = [ground.indicators[cell.indikator] for cell in cells]
    shown = [_Shown(cell, one, *_share(cell, one)) for cell, one in zip(cells, about, strict=True)]
    while shown:
        possible = [out for out in range(min(few + FURTHER, size)) if _fits(shown, size - out)]
        if any(out <= 1 for out in possible) and any(out >= few for out in possible):
            return
        last = max(shown, key=lambda one: (one.cell.slag == "fordeling", one.cell.indikator))
        yield from (one.cell for one in shown if one.about is last.about)
        shown = [one for one in shown if one.about is not last.about]


class _Shown(NamedTuple):
    """A share that is shown, and between what parts of the whole it lies."""

    cell: Cell
    about: Indicator
    low: Fraction
    high: Fraction


def _share(cell: Cell, one: Indicator) -> tuple[Fraction, Fraction]:
    low, high = limits_of(cell, one, Kind.VERDI)
    return Fraction(low) / PERCENT, Fraction(high) / PERCENT


def _fits(shown: Sequence[_Shown], number: int) -> bool:
    """Tell whether everything is printed the same when there are so many persons."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    spread = {one.cell.indikator for one in shown if one.about.kategorier}
    for one in shown:
        least, most = math.ceil(one.low * number), math.floor(one.high * number)
        if least > most:
            return False
        ranges.setdefault(one.cell.indikator, []).append((max(least, 0), most))
    return all(
        sum(low for low, _ in ranges[name]) <= number <= sum(high for _, high in ranges[name])
        for name in spread
    )
