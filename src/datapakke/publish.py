"""From counts and decisions to figures as printed: the one place that divides and rounds."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from datapakke.disclosure import Decisions, Fate
from datapakke.model import Figure, FigureKey, Indicator, Nivaa, Status
from datapakke.results import LEVERT, MANGLER, Results
from datapakke.rounding import exact, round_half_up

PERCENT = 100
HALF = 2
"""The denominator of a median that lies between two whole numbers."""
OPEN = (Fate.VIST, Fate.KILDE)
"""Fates that may be told as they are: what a source hides, it has said itself."""
HELD_BACK = "av hensyn til personvernet"
"""The reason for all the others. Which of them it is, would tell small numbers from others."""
KEY_COLUMNS = ["indikator", "nivaa", "omraade", "aar", "kjonn", "kategori"]


class _Row(NamedTuple):
    """A row of the results, with plain numbers (0 where there is none) and its fate."""

    key: FigureKey
    slag: str
    tilstand: str
    teller: float
    nevner: int
    median: float
    fate: Fate
    with_n: bool
    step: int


def publish(
    results: Results, decisions: Decisions, indicators: Sequence[Indicator]
) -> dict[FigureKey, Figure]:
    """Give every figure of a run as it may be printed.

    A share is in percent. A median keeps an exact half (12,5) and is whole otherwise. A share of
    no persons and a mean or median of no values cannot exist (``.``). A number of persons that is
    0 is printed ``–``; a share that is 0 is a value.

    Args:
        results: All counts of a run.
        decisions: What ``protect`` decided about them.
        indicators: At least those in the results.
    """
    decimals = {one.id: one.desimaler for one in indicators}
    rows = _rows(results, decisions)
    return {
        row.key: _figure(row, decimals[row.key.indikator])
        for row in rows
        if row.fate is not Fate.IKKE_TRYKT
    }


def _rows(results: Results, decisions: Decisions) -> list[_Row]:
    table = results.table
    numbers = {
        name: table[name].fillna(0).to_numpy().tolist() for name in ("teller", "nevner", "median")
    }
    texts = {name: table[name].tolist() for name in [*KEY_COLUMNS, "slag", "tilstand"]}
    keys = map(FigureKey, *(texts[name] for name in KEY_COLUMNS))
    return [
        _Row(*parts)
        for parts in zip(
            keys,
            texts["slag"],
            texts["tilstand"],
            *numbers.values(),
            decisions.fates.tolist(),
            decisions.with_n.tolist(),
            np.maximum(decisions.grov.to_numpy(dtype=int), 1).tolist(),
            strict=True,
        )
    ]


def _figure(row: _Row, decimals: int) -> Figure:
    status = _status(row)
    if status not in (Status.VIST, Status.INGEN):
        return Figure(row.key, status, grunn=row.fate.value if row.fate in OPEN else HELD_BACK)
    exact_share = row.slag in ("andel", "fordeling") and row.key.nivaa == Nivaa.KOMMUNE.value
    return Figure(
        row.key,
        status,
        verdi=_value(row, decimals),
        n=row.nevner if row.with_n and row.slag != "antall" else None,
        teller=int(row.teller) if row.with_n and exact_share else None,
        avrundet_til=row.step,
    )


def _status(row: _Row) -> Status:
    if row.tilstand == MANGLER:
        return Status.MANGLER
    if row.fate is not Fate.VIST:
        return Status.SKJULT
    if row.tilstand != LEVERT:
        message = f"{row.key} is to be shown and has no counts"
        raise ValueError(message)
    if row.slag == "antall":
        return Status.VIST if row.teller else Status.INGEN
    return Status.VIST if row.nevner else Status.FINNES_IKKE


def _value(row: _Row, decimals: int) -> Decimal:
    if row.slag == "antall":
        return Decimal(int(row.teller))
    if row.slag == "median":
        half = exact(row.median)
        return round_half_up(half, 1 if half.denominator == HALF else decimals)
    if row.slag == "snitt":
        return row.step * round_half_up(exact(row.teller) / row.nevner / row.step, decimals)
    share = Fraction(PERCENT * int(row.teller), row.nevner)
    return row.step * round_half_up(share / row.step, decimals)
