"""What of a dataset can be held against the year before: counts, shares, values and means.

Arrays have a row per municipality and a column per period; NaN is missing or hidden.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from datapakke.formats import number
from datapakke.report.chance import (
    HALF_NORMAL_MEDIAN,
    Array,
    Flags,
    count_z,
    rank_z,
    scaled,
    share_z,
)
from datapakke.rounding import round_half_up

FEWEST = 10
"""Shares and values of fewer than this are not compared."""

COUNT_CHANGE = 1.5
COUNT_CHANGE_COUNTY = 1.25
"""How many times larger or smaller a number must become to be told."""

SHARE_CHANGE = 0.3
"""How far a share must move, in Cohen's h: from 5 to 13 percent, or from 50 to 65."""

RANK_CHANGE = 0.12
"""How far above or below 0,5 the chance must lie that a value from one year exceeds another's."""

MEAN_CHANGE = 0.5
"""How far a mean must move, in standard deviations of single persons."""


@dataclass(frozen=True)
class Compared:
    """A quantity, each period held against the one before it.

    Attributes:
        hva: What it is, in bokmål.
        z: How far each is above the one before, chance being 1. A row per municipality and one,
            the last, for those of them together that have both; a column per pair of periods.
        large: Where the change is large enough to matter.
        fra_til: Words the change of a row and a pair.
    """

    hva: str
    z: Array
    large: Flags
    fra_til: Callable[[int, int], str]


def counts(hva: str, antall: Array) -> Compared:
    """Compare numbers."""
    before, after = _pairs(antall)
    z = _scaled(count_z(before, after), 1 / (before + 0.5) + 1 / (after + 0.5))
    limit = np.full_like(before, COUNT_CHANGE)
    limit[-1] = COUNT_CHANGE_COUNTY
    high, low = np.maximum(before, after), np.minimum(before, after)

    def fra_til(row: int, pair: int) -> str:
        return f"fra {_whole(before[row, pair])} til {_whole(after[row, pair])}"

    return Compared(hva, z, high > low * limit, fra_til)


def shares(hva: str, teller: Array, nevner: Array) -> Compared:
    """Compare shares."""
    teller = np.where(np.isnan(nevner), np.nan, teller)
    before, after = _pairs(teller)
    of, of_after = _pairs(np.where(np.isnan(teller), np.nan, nevner))
    z = share_z(before, of, after, of_after)
    z = np.where((of >= FEWEST) & (of_after >= FEWEST), z, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = before / of, after / of_after
        z = _scaled(z, 1 / of + 1 / of_after)
    h = np.abs(2 * np.arcsin(np.sqrt(second)) - 2 * np.arcsin(np.sqrt(first)))

    def fra_til(row: int, pair: int) -> str:
        return f"fra {_share(first[row, pair])} til {_share(second[row, pair])}"

    return Compared(hva, z, h > SHARE_CHANGE, fra_til)


def values(hva: str, antall: Array, verdier: Array) -> Compared:
    """Compare single persons' values.

    Args:
        hva: What they are.
        antall: How many have each value: (municipality, period, value).
        verdier: The values, rising.
    """
    before, after = antall[:, :-1], antall[:, 1:]
    before, after = (np.concatenate([part, part.sum(axis=0)[None]]) for part in (before, after))
    n, m = before.sum(axis=-1), after.sum(axis=-1)
    z, chance = rank_z(before, after)
    z = np.where((n >= FEWEST) & (m >= FEWEST), z, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = before @ verdier / n, after @ verdier / m
        z = _scaled(z, 1 / n + 1 / m)

    def fra_til(row: int, pair: int) -> str:
        return f"fra {_mean(first[row, pair])} til {_mean(second[row, pair])} i snitt"

    return Compared(hva, z, np.abs(chance - 0.5) > RANK_CHANGE, fra_til)


def means(hva: str, snitt: Array, antall: Array) -> Compared:
    """Compare means of so many persons; how much persons differ is told by the means' own play."""
    weight = np.where(np.isnan(snitt), np.nan, antall)
    of, of_after = _pairs(weight)
    before, after = (
        part / n for part, n in zip(_pairs(snitt * weight), (of, of_after), strict=True)
    )
    variance = 1 / of + 1 / of_after
    z = (after - before) / np.sqrt(variance)
    z[(of < FEWEST) | (of_after < FEWEST)] = np.nan
    known = np.abs(z[:-1][np.isfinite(z[:-1])])
    deviation = float(np.median(known)) / HALF_NORMAL_MEDIAN if len(known) else 0.0
    z = z / deviation if deviation else np.full_like(z, np.nan)

    def fra_til(row: int, pair: int) -> str:
        return f"fra {_mean(before[row, pair])} til {_mean(after[row, pair])}"

    large = np.abs(after - before) > MEAN_CHANGE * deviation
    return Compared(hva, z, large, fra_til)


def _pairs(array: Array) -> tuple[Array, Array]:
    """Give each period but the last and each but the first, with the sum of those in both."""
    before, after = array[:, :-1], array[:, 1:]
    both = np.isfinite(before) & np.isfinite(after)
    before, after = (np.where(both, part, np.nan) for part in (before, after))
    first, second = (
        np.concatenate([part, np.where(both.any(axis=0), np.nansum(part, axis=0), np.nan)[None]])
        for part in (before, after)
    )
    return first, second


def _scaled(z: Array, variance: Array) -> Array:
    """Scale the municipalities' z by their own, and that of all together by its own."""
    parts = [scaled(z[rows], variance[rows]) for rows in (slice(None, -1), slice(-1, None))]
    return np.concatenate(parts)


def _whole(value: float) -> str:
    return number(int(value))


def _share(value: float) -> str:
    return f"{_decimal(100 * value)} %"


def _mean(value: float) -> str:
    return _decimal(value)


def _decimal(value: float) -> str:
    return number(round_half_up(Decimal(repr(float(value))), 1), 1)
