"""What a printed figure fixes: how far what it counts can change while it is printed the same."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from datapakke.disclosure.plan.block import Array, Columns, fixed_values
from datapakke.model import COARSE, Indicator, Nivaa, Univers
from datapakke.rounding import exact, round_half_up

PERCENT = 100
FREE = math.inf
EDGE = Decimal("0.0001")
"""A half goes away from zero: so much of a unit is kept from the end that is printed otherwise."""


class Kind(Enum):
    """What of a figure can be hidden by itself."""

    TALL = 1
    """The number of persons that it is about, and that it counts."""
    VERDI = 2
    """The value."""
    GROV = 3
    """The value of a meeting, rounded to five of its last decimal."""
    GROVERE = 4
    """The same, rounded to ten."""


STEPS = dict(zip((Kind.VERDI, Kind.GROV, Kind.GROVERE), (1, *COARSE), strict=True))
"""What of a figure is its value → how many units of the last decimal it is rounded to."""


class Cell(NamedTuple):
    """A row of the results that can be printed, with plain numbers (0 where there is none)."""

    row: int
    indikator: str
    slag: str
    nivaa: str
    omraade: str
    aar: str
    kjonn: str
    kategori: str
    teller: float
    nevner: int
    median: float


class Bound(NamedTuple):
    """A row of the system: ``vector`` of all columns lies between the two."""

    vector: Array
    low: float
    high: float


@dataclass(frozen=True)
class Place:
    """Where a cell stands in the block: its periods and municipalities."""

    columns: Columns
    univers: Univers
    periods: tuple[str, ...]
    members: tuple[str, ...]

    def vector(self, weights: Array, kjonn: str) -> Array:
        """Give the row that counts the weights there."""
        return self.columns.vector(weights, self.periods, self.members, kjonn)

    def fixed(self, weights: Array, cell: Cell, number: float) -> Bound:
        """Say that the weights count exactly so many there."""
        return Bound(self.vector(weights, cell.kjonn), number, number)


def bounds(
    cell: Cell, one: Indicator, place: Place, *, rounded: bool = False
) -> Iterator[tuple[Kind, Bound]]:
    """Give what is fixed when the cell is printed, by what of it can be hidden apart.

    A municipality's share of a known number is an exact number of persons, as is a number of
    persons. All else is fixed within its rounding, and exactly by the n printed beside it.

    Args:
        cell: What is printed.
        one: Its indicator.
        place: Where it is about.
        rounded: How many such a share counts is something else than its value.
    """
    whole = place.univers.kjent and set(one.nevner) == set(place.univers.deler)
    known = whole or not one.nevner
    if cell.slag == "antall":
        yield Kind.VERDI, place.fixed(place.columns.weights(one.teller), cell, cell.teller)
        return
    if cell.nevner == 0:
        if not known:
            yield Kind.VERDI, place.fixed(place.columns.weights(one.nevner), cell, 0)
        return
    if not known:
        yield Kind.TALL, place.fixed(place.columns.weights(one.nevner), cell, cell.nevner)
    if cell.slag == "median":
        for bound in _median(cell, one, place):
            yield Kind.VERDI, bound
    elif cell.slag == "snitt":
        for kind in _roundings(cell):
            for bound in _quotient(cell, one, place, values(one, place.columns), kind):
                yield kind, bound
    else:
        yield from _share(cell, one, place, known=known, exact=known and not rounded)


def _share(
    cell: Cell, one: Indicator, place: Place, *, known: bool, exact: bool
) -> Iterator[tuple[Kind, Bound]]:
    parts = one.kategorier[cell.kategori] if cell.kategori else one.teller
    weights = place.columns.weights(parts)
    kommune = cell.nivaa == Nivaa.KOMMUNE.value
    if kommune:
        yield Kind.VERDI if exact else Kind.TALL, place.fixed(weights, cell, cell.teller)
    for kind in () if kommune and exact else _roundings(cell):
        if known:
            yield kind, _rounded(cell, one, place.vector(weights, cell.kjonn), kind)
        else:
            for bound in _quotient(cell, one, place, weights, kind):
                yield kind, bound


def can_be_coarse(cell: Cell) -> bool:
    """Tell whether a figure can be printed coarsely («ca.»): a meeting's share or mean."""
    meeting = cell.nivaa == Nivaa.MOTE.value
    return meeting and cell.slag in {"andel", "snitt"} and not cell.kategori and cell.nevner > 0


def _roundings(cell: Cell) -> tuple[Kind, ...]:
    return tuple(STEPS) if can_be_coarse(cell) else (Kind.VERDI,)


def values(one: Indicator, columns: Columns) -> Array:
    """Give the weights that sum the values behind a mean."""
    fixed = fixed_values(one)
    if fixed is None:
        return columns.sum_weights(one.id)
    return sum(
        (value * columns.weights([part]) for part, value in fixed.items()),
        start=np.zeros(columns.shape[3]),
    )


def limits_of(cell: Cell, one: Indicator, kind: Kind) -> tuple[Decimal, Decimal]:
    """Give the least and the largest quotient that is printed the same."""
    scale = 1 if cell.slag == "snitt" else PERCENT
    value = scale * exact(cell.teller) / cell.nevner
    step = STEPS[kind]
    printed = step * round_half_up(value / step, one.desimaler)
    unit = step * Decimal(1).scaleb(-one.desimaler)
    low, high, edge = printed - unit / 2, printed + unit / 2, unit * EDGE
    if printed == 0:
        return low + edge, high - edge
    return (low + edge, high) if printed < 0 else (low, high - edge)


def _rounded(cell: Cell, one: Indicator, vector: Array, kind: Kind) -> Bound:
    """Give how few and how many persons are printed as the same share of a known n."""
    low, high = limits_of(cell, one, kind)
    least = math.ceil(Fraction(low) * cell.nevner / PERCENT)
    most = math.floor(Fraction(high) * cell.nevner / PERCENT)
    return Bound(vector, least, most)


def _quotient(
    cell: Cell, one: Indicator, place: Place, weights: Array, kind: Kind
) -> Iterator[Bound]:
    """Bound numerator and denominator together: both may change, and there is somebody."""
    scale = 1 if cell.slag == "snitt" else PERCENT
    among = place.columns.weights(one.nevner)
    for limit, sign in zip(limits_of(cell, one, kind), (1, -1), strict=True):
        vector = sign * place.vector(scale * weights - float(limit) * among, cell.kjonn)
        yield Bound(vector, 0, FREE)
    yield Bound(place.vector(among, cell.kjonn), 1, FREE)


def _median(cell: Cell, one: Indicator, place: Place) -> Iterator[Bound]:
    """Say that at most half lie above the median and at most half below it."""
    among = place.columns.weights(one.nevner)
    for sign in (1, -1):
        # Seen from above, then from below: the lowest and the highest that one in each part can be.
        ends = {part: sorted(sign * float(x) for x in of) for part, of in one.grenser.items()}
        middle = sign * cell.median
        parts = [part for part, (low, _) in ends.items() if low > middle]
        if parts:
            vector = place.vector(2 * place.columns.weights(parts) - among, cell.kjonn)
            # With half of them there, as far below the median as the next is above it lies one.
            next_up = min(ends[part][0] for part in parts)
            half = 2 * middle - next_up >= min(low for low, _ in ends.values())
            yield Bound(vector, -FREE, 0 if half else -1)
