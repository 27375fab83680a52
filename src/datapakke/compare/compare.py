"""Holds each municipality's shares and means against the county's: what may chance explain?

Rule (``domain.md``, part B, «Against the county»): a difference is unusual when the interval around
the municipality's value excludes the county's, at 95 % and at 99,8 %. The county contains the
municipality, which makes the rule a little careful with the largest ones.

What is told of a difference is printed, so it is worked out from what is printed, and from the
number of the cohort, which anyone may know. The county's exact value would tell of the
municipalities that are hidden in it, and a number of pupils that is held back would show where a
difference becomes unusual. Only the spread of a mean's own values is not printed.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from datapakke.compare.cohorts import cohorts
from datapakke.model import ALLE, Comparison, Figure, FigureKey, Flagg, Indicator, Nivaa, Univers
from datapakke.results import LEVERT, Results
from datapakke.rules import Rules
from datapakke.statistics import Interval, mean_interval, standard_deviation, wilson

UNUSUAL, VERY_UNUSUAL = 0.95, 0.998
PERCENT = 100
DIGITS = 6
"""What is as strong is then exactly as strong, however its sums were added."""


@dataclass(frozen=True)
class _Own:
    """A municipality's share or mean as printed.

    Attributes:
        value: In the printed unit; of a share whose counts are printed, exact.
        n: How many it is about, or at most is.
        exact: ``n`` is printed.
        spread: The standard deviation of a mean's values; None of a share.
    """

    value: float
    n: int
    exact: bool
    spread: float | None

    def interval(self, niva: float) -> Interval:
        if self.spread is None:
            share = wilson(self.value / PERCENT * self.n, self.n, niva)
            return Interval(PERCENT * share.low, PERCENT * share.high)
        total = self.value * self.n
        squares = self.spread**2 * (self.n - 1) + total**2 / self.n
        return mean_interval(total, squares, self.n, niva)

    def excludes(self, county: float, rounding: float, niva: float) -> bool:
        """Tell whether chance and rounding together do not reach the county's value."""
        low, high = self.interval(niva)
        reach = self.value - low if county < self.value else high - self.value
        return abs(county - self.value) > math.hypot(reach, rounding)

    def error(self, county: float) -> float:
        """Give the standard error: of a share as if the county's held, of a mean from its own."""
        spread = math.sqrt(county * (PERCENT - county)) if self.spread is None else self.spread
        return spread / math.sqrt(self.n)


def compare(
    results: Results,
    figures: Mapping[FigureKey, Figure],
    indicators: Sequence[Indicator],
    rules: Rules,
    universer: Sequence[Univers] = (),
) -> dict[FigureKey, Comparison]:
    """Compare every shown municipal share and mean with the county's shown one.

    Only both genders together, and no categories. Medians, numbers of persons, means whose source
    gives no spread, and values that do not vary at all have no interval and no comparison. Values
    that are printed alike are never called different. Where n is not printed, it is said only that
    chance may give the difference, when it may even if all of the cohort are counted.

    Args:
        results: Which figures are shares and means, and the spread of the means.
        figures: What is printed.
        indicators: Those to compare.
        rules: Gives how few are too few to compare.
        universer: Those that have a known number of persons say how many a figure is of at most.

    Returns:
        Comparisons by the municipal figure's key, in the order of the results.
    """
    universe = {one.id: one.univers for one in indicators}
    most = cohorts(results, universer)
    compared = {}
    for key, spread in _spreads(results):
        county_key = FigureKey(key.indikator, Nivaa.FYLKE.value, Nivaa.FYLKE.value, key.aar)
        kommune, fylke = figures.get(key), figures.get(county_key)
        if key.indikator in universe and kommune and fylke:
            own = _own(kommune, spread, most.get((universe[key.indikator], key.omraade, key.aar)))
            one = own and _comparison(kommune, fylke, own, rules)
            if one:
                compared[key] = one
    return compared


def _spreads(results: Results) -> Iterator[tuple[FigureKey, float | None]]:
    """Give the municipal shares and means that can be compared, with the spread of the means."""
    table = results.table
    mine = table["nivaa"].eq(Nivaa.KOMMUNE.value) & table["kjonn"].eq(ALLE)
    mine &= table["tilstand"].eq(LEVERT) & table["nevner"].gt(1).fillna(value=False)
    mine &= table["slag"].eq("andel") | (table["slag"].eq("snitt") & table["kvadratsum"].notna())
    rows = table.loc[mine].astype({"teller": float, "nevner": int, "kvadratsum": float})
    places = zip(rows["indikator"], rows["nivaa"], rows["omraade"], rows["aar"], strict=True)
    numbers = zip(rows["slag"], rows["teller"], rows["kvadratsum"], rows["nevner"], strict=True)
    for place, (slag, *sums) in zip(places, numbers, strict=True):
        yield FigureKey(*place), standard_deviation(*sums) if slag == "snitt" else None


def _own(figure: Figure, spread: float | None, most: int | None) -> _Own | None:
    """Give a municipality's figure as printed; None when nothing is known of how many it is of."""
    n = most if figure.n is None else figure.n
    if figure.verdi is None or n is None or n <= 1:
        return None
    value = float(figure.verdi)
    if figure.teller is not None:
        value = PERCENT * figure.teller / n
    return _Own(value, n, figure.n is not None, spread)


def _comparison(kommune: Figure, fylke: Figure, own: _Own, rules: Rules) -> Comparison | None:
    if kommune.verdi is None or fylke.verdi is None:
        return None
    county = float(fylke.verdi)
    error = own.error(county)
    difference = abs(own.value - county)
    if error == 0 and (own.spread is not None or difference > 0):
        return None
    flagg = _flag(own, county, _rounding(kommune, fylke), rules)
    if kommune.verdi == fylke.verdi and flagg is not Flagg.FAA:
        flagg = Flagg.INGEN
    if not own.exact and flagg not in (Flagg.FAA, Flagg.INGEN):
        return None
    styrke = round(difference / error, DIGITS) if error else 0.0
    return Comparison(kommune.key, flagg, kommune.verdi, fylke.verdi, styrke)


def _rounding(kommune: Figure, fylke: Figure) -> float:
    """Give how far apart rounding may bring the values: the county's, and an own without counts."""
    rounded = [fylke] if kommune.teller is not None else [fylke, kommune]
    digits = [int(one.verdi.as_tuple().exponent) for one in rounded if one.verdi is not None]
    return math.hypot(*(0.5 * 10.0**exponent for exponent in digits))


def _flag(own: _Own, county: float, rounding: float, rules: Rules) -> Flagg:
    if own.n < rules.sammenlign_fra:
        return Flagg.FAA
    if own.excludes(county, rounding, VERY_UNUSUAL):
        return Flagg.SVAERT_UVANLIG
    if own.excludes(county, rounding, UNUSUAL):
        return Flagg.UVANLIG
    return Flagg.INGEN
