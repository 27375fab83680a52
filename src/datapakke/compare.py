"""Holds each municipality's shares and means against the county's: what may chance explain?

Rule (``domain.md``, part B, «Against the county»): a difference is unusual when the interval around
the municipality's value excludes the county's, at 95 % and at 99,8 %. The county contains the
municipality, which makes the rule a little careful with the largest ones.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from datapakke.model import (
    ALLE,
    Comparison,
    Figure,
    FigureKey,
    Flagg,
    Indicator,
    Nivaa,
)
from datapakke.results import LEVERT, Results
from datapakke.rules import Rules
from datapakke.statistics import Interval, mean_interval, standard_deviation, wilson

UNUSUAL, VERY_UNUSUAL = 0.95, 0.998


class _Counts(NamedTuple):
    """The counts of a share (``kvadratsum`` is NaN) or of a mean."""

    slag: str
    teller: float
    nevner: int
    kvadratsum: float

    @property
    def value(self) -> float:
        return self.teller / self.nevner

    def interval(self, niva: float) -> Interval:
        if self.slag == "andel":
            return wilson(self.teller, self.nevner, niva)
        return mean_interval(self.teller, self.kvadratsum, self.nevner, niva)

    def error(self, county: float) -> float:
        """Give the standard error: of a share as if the county's held, of a mean from its own."""
        if self.slag == "andel":
            return math.sqrt(county * (1 - county) / self.nevner)
        spread = standard_deviation(self.teller, self.kvadratsum, self.nevner)
        return spread / math.sqrt(self.nevner)


def compare(
    results: Results,
    figures: Mapping[FigureKey, Figure],
    indicators: Sequence[Indicator],
    rules: Rules,
) -> dict[FigureKey, Comparison]:
    """Compare every shown municipal share and mean with the county's shown one.

    Only both genders together, and no categories. Medians, numbers of persons, means whose source
    gives no spread, and values that do not vary at all have no interval and no comparison. Values
    that are printed alike are never called different.

    Args:
        results: The counts that the figures are made from.
        figures: What is printed.
        indicators: Those to compare.
        rules: Gives how few are too few to compare.

    Returns:
        Comparisons by the municipal figure's key, in the order of the results.
    """
    wanted = {one.id for one in indicators}
    counts = {key: row for key, row in _counts(results) if key.indikator in wanted}
    compared = {}
    for key, own in counts.items():
        county_key = FigureKey(key.indikator, Nivaa.FYLKE.value, Nivaa.FYLKE.value, key.aar)
        county = counts.get(county_key)
        pair = figures.get(key), figures.get(county_key)
        if key.nivaa == Nivaa.KOMMUNE.value and county:
            one = _comparison(pair, own, county, rules)
            if one is not None:
                compared[key] = one
    return compared


def _counts(results: Results) -> Iterator[tuple[FigureKey, _Counts]]:
    """Give the counts that can be compared."""
    table = results.table
    mine = table["nivaa"].isin([Nivaa.KOMMUNE.value, Nivaa.FYLKE.value])
    mine &= table["kjonn"].eq(ALLE) & table["tilstand"].eq(LEVERT)
    mine &= table["slag"].eq("andel") | (table["slag"].eq("snitt") & table["kvadratsum"].notna())
    mine &= table["nevner"].gt(1).fillna(value=False)
    rows = table.loc[mine].astype({"teller": float, "nevner": int, "kvadratsum": float})
    places = zip(rows["indikator"], rows["nivaa"], rows["omraade"], rows["aar"], strict=True)
    numbers = zip(rows["slag"], rows["teller"], rows["nevner"], rows["kvadratsum"], strict=True)
    for place, number in zip(places, numbers, strict=True):
        yield FigureKey(*place), _Counts(*number)


def _comparison(
    pair: tuple[Figure | None, Figure | None], own: _Counts, county: _Counts, rules: Rules
) -> Comparison | None:
    kommune, fylke = pair
    if kommune is None or fylke is None or kommune.verdi is None or fylke.verdi is None:
        return None
    error = own.error(county.value)
    difference = abs(own.value - county.value)
    if error == 0 and (own.slag == "snitt" or difference > 0):
        return None
    flagg = _flag(own, county.value, rules)
    if kommune.verdi == fylke.verdi and flagg is not Flagg.FAA:
        flagg = Flagg.INGEN
    styrke = difference / error if error else 0.0
    return Comparison(kommune.key, flagg, kommune.verdi, fylke.verdi, styrke)


def _flag(own: _Counts, county: float, rules: Rules) -> Flagg:
    if own.nevner < rules.sammenlign_fra:
        return Flagg.FAA
    if own.interval(VERY_UNUSUAL).excludes(county):
        return Flagg.SVAERT_UVANLIG
    if own.interval(UNUSUAL).excludes(county):
        return Flagg.UVANLIG
    return Flagg.INGEN
