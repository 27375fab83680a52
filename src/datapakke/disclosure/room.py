"""How far each figure can move unseen, and how far a hidden one must be able to move.

All in whole numbers: persons, or for the sum behind a mean the smallest unit that it is counted in
(a hundredth of a point, one day, one grade).
"""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.disclosure.remainders import REST
from datapakke.model import Indicator, Nivaa, Unit
from datapakke.results import LEVERT
from datapakke.rules import Rules

FREE = 10**12
"""Room without a limit; larger than any count, and small enough to be added up."""

SCALE: Mapping[Unit, tuple[int, int, int]] = {
    Unit.POENG: (100, 0, 60),
    Unit.KARAKTER: (1, 1, 6),
    Unit.KARAKTERFORSKJELL: (1, -5, 5),
    Unit.DAGER: (1, 0, 190),
    Unit.TIMER: (1, 0, 1200),
}
"""Unit of a mean → its smallest parts in one, and the least and the largest value of one pupil."""

IntArray = npt.NDArray[np.int64]

ROOM = ["ned", "opp", "flytt_ned", "flytt_opp", "krav_ned", "krav_opp"]
"""How far down and up a figure can go unseen; how far as another's compensation; the demand."""


def rooms(
    table: pd.DataFrame, hidden: pd.Series, indicators: Mapping[str, Indicator], rules: Rules
) -> pd.DataFrame:
    """Give the columns of ROOM for every row of the results.

    A shown municipality's counts are printed and cannot move; its mean can within its rounding. A
    hidden figure can move between its natural limits; to compensate for another, a hidden mean
    moves no further than the demand on a hidden mean. A total can move within its rounding.
    """
    amount, low, high = _amounts(table, indicators)
    free = hidden.to_numpy()
    total = table["nivaa"].ne(Nivaa.KOMMUNE.value).to_numpy()
    mean = table["slag"].eq("snitt").to_numpy()
    exact = ~mean & (~total | table["slag"].eq("antall").to_numpy())
    rounding = _within_rounding(table, amount, indicators)
    ends = amount - low, high - amount
    down, up = (
        np.where(free, end, np.where(exact, 0, np.minimum(seen, end)))
        for end, seen in zip(ends, rounding, strict=True)
    )
    needs = [
        np.where(free & ~total, need, 0)
        for need in _demands(table, amount, (down, up), indicators, rules)
    ]
    moved = (
        np.where(free & mean & ~total, need, room)
        for need, room in zip(needs, (down, up), strict=True)
    )
    delivered = table["tilstand"].eq(LEVERT).to_numpy()
    unknown = np.where(total, FREE, 0)
    columns = dict(zip(ROOM, [down, up, *moved, *needs], strict=True))
    filled = {
        name: np.where(delivered, column, 0 if name in ROOM[4:] else unknown).clip(0)
        for name, column in columns.items()
    }
    return pd.DataFrame(filled, index=table.index)


def _whole(series: pd.Series) -> IntArray:
    return series.fillna(0).to_numpy(dtype=float).round().astype(np.int64)


def _amounts(
    table: pd.DataFrame, indicators: Mapping[str, Indicator]
) -> tuple[IntArray, IntArray, IntArray]:
    """Give what is counted, and its least and largest natural value."""
    scale = {key: SCALE.get(one.unit, (1, 0, 0)) for key, one in indicators.items()}
    parts, least, most = (
        table["indikator"].map({key: one[place] for key, one in scale.items()}).to_numpy(np.int64)
        for place in range(3)
    )
    n = _whole(table["nevner"])
    mean = table["slag"].eq("snitt").to_numpy()
    count = table["slag"].isin(["antall", REST]).to_numpy()
    amount = _whole(table["teller"] * np.where(mean, parts, 1))
    low = np.where(mean, least * n * parts, 0)
    high = np.where(mean, most * n * parts, np.where(count, FREE, n))
    return amount, low, high


def _within_rounding(
    table: pd.DataFrame, amount: IntArray, indicators: Mapping[str, Indicator]
) -> tuple[IntArray, IntArray]:
    """Give how far down and up an amount can go while its quotient is printed the same.

    Printed is v, the nearest whole number to up·T / down. Then T lies between (2v − 1)·down / 2·up
    and (2v + 1)·down / 2·up; the ends themselves are left out.
    """
    tenth = {key: 10**one.desimaler for key, one in indicators.items()}
    parts = {key: SCALE.get(one.unit, (1, 0, 0))[0] for key, one in indicators.items()}
    mean = table["slag"].eq("snitt").to_numpy()
    up = table["indikator"].map(tenth).to_numpy(np.int64) * np.where(mean, 1, 100)
    down = _whole(table["nevner"]).clip(1)
    down = down * np.where(mean, table["indikator"].map(parts).to_numpy(np.int64), 1)
    v = np.sign(amount) * ((2 * up * np.abs(amount) + down) // (2 * down))
    least = (2 * v - 1) * down // (2 * up) + 1
    most = -((-(2 * v + 1) * down) // (2 * up)) - 1
    return (amount - least).clip(0), (most - amount).clip(0)


def _demands(
    table: pd.DataFrame,
    amount: IntArray,
    room: tuple[IntArray, IntArray],
    indicators: Mapping[str, Indicator],
    rules: Rules,
) -> tuple[IntArray, IntArray]:
    """Give how far a hidden figure must be able to go down and up.

    A count of 1–4 must reach 1 and 5 (or all there are), and so must a complement of 1–4; of a
    sensitive share also 0.
    A mean must be uncertain by the profile's protection, or to the end of its scale.
    """
    limit = rules.antall_under
    n = np.where(table["slag"].isin(["antall", REST]), FREE, _whole(table["nevner"]))
    rest = n - amount
    far = np.minimum(limit, n)
    # None and all are told about of what is not sensitive; nobody left between two shares is none.
    sensitive = table["indikator"].map({key: one.sensitiv for key, one in indicators.items()})
    telling = sensitive.to_numpy(dtype=bool) & table["slag"].isin(["andel", "fordeling"]).to_numpy()
    small, small_rest = (
        (count < limit) & ((count > 0) | (telling & (n > 0))) for count in (amount, rest)
    )
    down = np.maximum(small * (amount - 1), small_rest * (far - rest)).clip(0)
    up = np.maximum(small * (far - amount), small_rest * (rest - 1)).clip(0)
    mean = table["slag"].eq("snitt").to_numpy()
    by_unit = {
        Unit.POENG: rules.vern_poeng * SCALE[Unit.POENG][0],
        Unit.KARAKTER: rules.vern_karakter,
        Unit.KARAKTERFORSKJELL: rules.vern_karakter,
    }
    width = {key: by_unit.get(one.unit, rules.vern_dager) for key, one in indicators.items()}
    wanted = table["indikator"].map({key: Decimal(one) for key, one in width.items()})
    reach = np.ceil(wanted.to_numpy(float) * _whole(table["nevner"])).astype(np.int64)
    return (
        np.where(mean, np.minimum(reach, room[0]), down),
        np.where(mean, np.minimum(reach, room[1]), up),
    )
