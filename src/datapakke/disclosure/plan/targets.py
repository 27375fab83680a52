"""What must stay unknown: the cells that are too small, and how far each must be able to move.

A target is about a municipality, a meeting or the county, a period or pooled periods, and a gender
that figures are printed by. Let T be what a share counts and D those it is a share of:

- T, and D without T, of 1–4: must reach 1 and 5 (or all there are);
- T, and D without T, of none, where the indicator is sensitive: must reach 5 (or all);
- those that a known whole has outside D, outside two D that share no one, or between a D and a
  larger one, of 1–4: the same;
- T without a T inside it, D without two T that share no one, of 1–4: the same;
- a mean of fewer than ten: must be uncertain by the profile's protection, or to the end of what is
  possible.

The limits are those of the profile ``offentlig``; ``Rules`` says which hold.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from typing import NamedTuple

from datapakke.disclosure.plan.block import Array
from datapakke.disclosure.plan.printed import Cell, Place, values
from datapakke.model import Indicator, Unit
from datapakke.rules import Rules


@dataclass(frozen=True)
class Target:
    """A number that must stay unknown.

    Attributes:
        vector: What it is the sum of.
        down, up: How far below and above the truth it must be able to lie; 0 for no demand.
        fixed: A sum that is taken as known while this one moves: the n of a mean.
    """

    vector: Array
    down: float
    up: float
    fixed: Array | None = None


Parts = frozenset[str]
Size = Callable[[Parts], float]
"""How many persons there are in some parts."""


class Counted(NamedTuple):
    """A share, a category or a number of persons: parts counted, parts among which."""

    teller: Parts
    nevner: Parts
    """Empty when those are counted from outside."""
    antall: float
    """How many they are, when from outside."""
    telling: bool
    """None of them, or all, is told of every single one."""


def targets(
    cells: Sequence[tuple[Cell, Indicator]], place: Place, kjonn: str, truth: Array, rules: Rules
) -> Iterator[Target]:
    """Give the targets of one place and gender.

    Args:
        cells: What can be printed of it.
        place: Where it is.
        kjonn: The gender.
        truth: The true value of every column.
        rules: The profile.
    """
    counts = place.columns.summed(truth, place.periods, place.members, kjonn).tolist()
    at = place.columns.classes

    @cache
    def size(parts: Parts) -> float:
        return float(sum(counts[one] for one in {at[part] for part in parts}))

    for parts, most, telling in _small(cells, place, size):
        target = _count(size(parts), most, rules.antall_under, telling=telling)
        if target:
            vector = place.vector(place.columns.weights(list(parts)), kjonn)
            yield Target(vector, *target)
    for cell, one in cells:
        if cell.slag == "snitt" and 0 < cell.nevner < rules.snitt_under:
            yield _mean(cell, one, place, rules)
        if cell.slag == "andel" and not one.nevner:
            rest = cell.nevner - cell.teller
            target = _count(rest, cell.nevner, rules.antall_under, telling=one.sensitiv)
            if target:
                vector = place.vector(place.columns.weights(one.teller), kjonn)
                yield Target(vector, down=target[1], up=target[0])


def _count(count: float, most: float, limit: int, *, telling: bool) -> tuple[float, float] | None:
    """Give how far down and up a number of persons must reach."""
    if count >= limit or (count == 0 and not telling) or most == 0:
        return None
    return max(count - 1, 0), min(limit, most) - count


def _small(
    cells: Sequence[tuple[Cell, Indicator]], place: Place, size: Size
) -> Iterator[tuple[Parts, float, bool]]:
    """Give the sets of parts that may be too small, how many they could be, and whether 0 tells."""
    found: dict[tuple[Parts, float], bool] = {}
    for parts, most, telling in chain(
        _of_shares(list(_counted(cells)), size), _of_denominators(cells, place, size)
    ):
        found[parts, most] = found.get((parts, most), False) or telling
    return ((parts, most, telling) for (parts, most), telling in found.items() if parts)


def _of_shares(counted: Sequence[Counted], size: Size) -> Iterator[tuple[Parts, float, bool]]:
    """Give numerators, their complements, and what is left between two of the same persons."""
    for one in counted:
        most = size(one.nevner) if one.nevner else one.antall
        yield one.teller, most, one.telling
        if one.nevner:
            yield one.nevner - one.teller, most, one.telling
    for one, other in combinations(counted, 2):
        if one.nevner != other.nevner:
            continue
        most = size(one.nevner) if one.nevner else max(one.antall, other.antall)
        small, large = sorted((one.teller, other.teller), key=len)
        if small < large:
            yield large - small, most, False
        if one.nevner and not small & large:
            yield one.nevner - small - large, most, False


def _of_denominators(
    cells: Sequence[tuple[Cell, Indicator]], place: Place, size: Size
) -> Iterator[tuple[Parts, float, bool]]:
    """Give what a denominator leaves out of a larger one, or two of a known whole."""
    among = {frozenset(one.nevner) for _, one in cells if one.nevner}
    if place.univers.kjent:
        among |= {a | b for a, b in combinations(among, 2) if not a & b}
        among.add(frozenset(place.univers.deler))
    for small, large in combinations(sorted(among, key=lambda one: (len(one), sorted(one))), 2):
        if small < large:
            yield large - small, size(large), False


def _counted(cells: Iterable[tuple[Cell, Indicator]]) -> Iterator[Counted]:
    for cell, one in cells:
        if cell.slag in ("andel", "antall", "fordeling"):
            parts = one.kategorier[cell.kategori] if cell.kategori else one.teller
            most = float("inf") if cell.slag == "antall" else float(cell.nevner)
            yield Counted(frozenset(parts), frozenset(one.nevner), most, one.sensitiv)


def _mean(cell: Cell, one: Indicator, place: Place, rules: Rules) -> Target:
    """Demand that a hidden mean is uncertain, its n taken as known."""
    among = place.vector(place.columns.weights(one.nevner), cell.kjonn)
    reach = float(protection(one.unit, rules)) * cell.nevner
    vector = place.vector(values(one, place.columns), cell.kjonn)
    lowest = min(float(low) for low, _ in one.grenser.values()) * cell.nevner
    highest = max(float(high) for _, high in one.grenser.values()) * cell.nevner
    return Target(
        vector,
        min(reach, cell.teller - lowest),
        min(reach, highest - cell.teller),
        fixed=among,
    )


def protection(unit: Unit, rules: Rules) -> float:
    """Give how uncertain a hidden mean must stay, in its unit."""
    if unit is Unit.POENG:
        return float(rules.vern_poeng)
    if unit in (Unit.KARAKTER, Unit.KARAKTERFORSKJELL):
        return float(rules.vern_karakter)
    return float(rules.vern_dager)
