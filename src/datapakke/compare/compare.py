"""Holds each municipality's shares and means against the county's: what may chance explain?

Rule (``domain.md``, part B, «Against the county»): a difference is unusual when the interval around
the municipality's value excludes the county's, at 95 % and at 99,8 %: when the score test's p is
below 0,05 and 0,002. The county contains the municipality, which makes the rule a little careful;
one that is 15 percent of the county or more is held against the rest of it. Where all differences
between the municipalities together may be chance, none is called unusual at 95 % (``together``).

What is told of a difference is printed, so it is worked out from what is printed, and from the
number of the cohort, which anyone may know. The county's exact value would tell of the
municipalities that are hidden in it, and a number of pupils that is held back would show where a
difference becomes unusual. Only the spread of a mean's own values is not printed; it is not used
where the whole country's is known (``reference``).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from datapakke.compare.cohorts import cohorts
from datapakke.compare.known import Known
from datapakke.compare.own import Own, half_unit, own_of
from datapakke.compare.rest import part_of, rest_of
from datapakke.compare.together import alike
from datapakke.model import (
    SVAERT_UVANLIG_UNDER,
    UVANLIG_UNDER,
    Comparison,
    Figure,
    FigureKey,
    Flagg,
    Nivaa,
    Univers,
)
from datapakke.rules import Rules

DIGITS = 6
"""What is as strong is then exactly as strong, however its sums were added."""


def compare(known: Known, universer: Sequence[Univers] = ()) -> dict[FigureKey, Comparison]:
    """Compare every shown municipal share and mean with the county's shown one.

    Only both genders together, and no categories. Medians, numbers of persons, means whose spread
    could tell of what is hidden (``Known.spreads``), and values that do not vary at all have no
    interval and no comparison; a mean of too few is told to be that by its n alone. Values
    that are printed alike are never called different. Where n is not printed, it is said only that
    chance may give the difference, when it may even if all of the cohort are counted.

    Args:
        known: What is printed, and what it is worked out from.
        universer: Those that have a known number of persons say how many a figure is of at most.

    Returns:
        Comparisons by the municipal figure's key.
    """
    figures, rules = known.figures, known.rules
    most = cohorts(known.results, universer)
    same = alike(known.spreads, figures, rules)
    compared = {}
    for key, spread in known.spreads.items():
        kommune, fylke = figures.get(key), figures.get(_county(key))
        indicator = known.by_id.get(key.indikator)
        if indicator and kommune and fylke:
            own = own_of(kommune, spread, most.get((indicator.univers, key.omraade, key.aar)))
            one = own and _comparison(kommune, fylke, own, rules)
            if one:
                rest = rest_of(kommune, fylke, indicator.unit)
                told = _among_alike(one) if (key.indikator, key.aar) in same else one
                compared[key] = replace(told, resten=rest)
    for key in known.means_of_few():
        own_value, county = _value(figures, key), _value(figures, _county(key))
        if key.indikator in known.by_id and own_value is not None and county is not None:
            compared[key] = Comparison(key, Flagg.FAA, own_value, county, 0.0, 1.0)
    return compared


def _value(figures: Mapping[FigureKey, Figure], key: FigureKey) -> Decimal | None:
    figure = figures.get(key)
    return figure.verdi if figure else None


def _county(key: FigureKey) -> FigureKey:
    return FigureKey(key.indikator, Nivaa.FYLKE.value, Nivaa.FYLKE.value, key.aar)


def _among_alike(one: Comparison) -> Comparison:
    """Give the comparison as it is told when the municipalities together do not differ."""
    flagg = Flagg.INGEN if one.flagg is Flagg.UVANLIG else one.flagg
    return replace(one, flagg=flagg, samlet=True)


def _comparison(kommune: Figure, fylke: Figure, own: Own, rules: Rules) -> Comparison | None:
    if kommune.verdi is None or fylke.verdi is None:
        return None
    county = float(fylke.verdi)
    error = own.error(county)
    difference = abs(own.value - county)
    if error == 0 and (own.spread is not None or difference > 0):
        return None
    few = own.n < rules.sammenlign_fra
    p = 1.0 if few else own.p(county, _rounding(kommune, fylke), float(part_of(kommune, fylke)))
    flagg = Flagg.FAA if few else _flag(p)
    if not own.exact and flagg not in (Flagg.FAA, Flagg.INGEN):
        return None
    styrke = round(difference / error, DIGITS) if error else 0.0
    return Comparison(kommune.key, flagg, kommune.verdi, fylke.verdi, styrke, round(p, 2 * DIGITS))


def _rounding(kommune: Figure, fylke: Figure) -> float:
    """Give how far apart rounding may bring the values: the county's, and an own without counts."""
    rounded = [fylke] if kommune.teller is not None else [fylke, kommune]
    return math.hypot(*(half_unit(one) for one in rounded))


def _flag(p: float) -> Flagg:
    if p < SVAERT_UVANLIG_UNDER:
        return Flagg.SVAERT_UVANLIG
    return Flagg.UVANLIG if p < UVANLIG_UNDER else Flagg.INGEN
