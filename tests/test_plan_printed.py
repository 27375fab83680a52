"""What a printed figure fixes: held against ``publish`` for every data set there could be.

The planner says in rows of a linear system which data sets print the same. Here all small data
sets are listed, each is published as itself, and the two answers must be the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations_with_replacement, product

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from audit_helpers import indicator, slag, univers
from datapakke.disclosure import Decisions, Fate
from datapakke.disclosure.plan.block import columns_of
from datapakke.disclosure.plan.printed import STEPS, Cell, Kind, Place, bounds, can_be_coarse
from datapakke.model import ALLE, Figure, Indicator, Nivaa, Unit, Univers
from datapakke.publish import publish
from disclosure_tables import results

AAR, NR = "2015/16", "0601"
DELER = ("a", "b", "uten")
KJENT, UKJENT = univers(DELER), univers(DELER, kjent=False)
FOLK = 40
WHOLE = indicator("hele", teller=("a",), nevner=DELER)
SHARE = indicator("andel", teller=("a",), nevner=("a", "b"))
TENTHS = replace(SHARE, desimaler=1)
OUTSIDE = indicator("av_folk", teller=("a",), desimaler=1)
COUNT = indicator("antall", teller=("a", "b"), unit=Unit.ANTALL)
SPREAD = indicator("spredt", kategorier={"lav": ("a",), "høy": ("b",)}, nevner=("a", "b"))
GRADES = indicator(
    "karakter",
    nevner=("a", "b"),
    grenser={"a": (Decimal(2), Decimal(2)), "b": (Decimal(5), Decimal(5))},
    unit=Unit.KARAKTER,
    desimaler=1,
)
DIFFERENCE = indicator(
    "avstand",
    nevner=("a", "b"),
    grenser=dict.fromkeys(("a", "b"), (Decimal(-5), Decimal(5))),
    unit=Unit.KARAKTERFORSKJELL,
    desimaler=1,
)
DAYS = indicator(
    "dager",
    nevner=("a", "b"),
    grenser={"a": (Decimal(0), Decimal(2)), "b": (Decimal(3), Decimal(9))},
    unit=Unit.DAGER,
)


@dataclass(frozen=True)
class World:
    """One data set about one place.

    Attributes:
        parts: How many are in each part.
        total: The sum of the values behind a mean that parts do not fix.
        median: Half-way through the values, where there are any.
    """

    parts: tuple[int, int, int]
    total: float = 0
    median: float = 0

    def of(self, parts: Sequence[str]) -> int:
        return sum(self.parts[DELER.index(part)] for part in parts)


@dataclass(frozen=True)
class Way:
    """How a figure is printed: where, with its number of persons, coarsely."""

    nivaa: Nivaa
    with_n: bool = True
    value: Kind = Kind.VERDI

    def shows(self, kind: Kind) -> bool:
        return self.with_n if kind is Kind.TALL else kind is self.value


def cells(one: Indicator, world: World, nivaa: Nivaa) -> list[Cell]:
    """Give the rows of the figure."""
    nevner = world.of(one.nevner) if one.nevner else FOLK
    if slag(one) == "snitt":
        teller = {"": 2.0 * world.parts[0] + 5.0 * world.parts[1] if one is GRADES else world.total}
    else:
        teller = {
            kategori: float(world.of(one.kategorier.get(kategori, one.teller)))
            for kategori in one.kategorier or ("",)
        }
    key = (one.id, slag(one), nivaa.value, NR, AAR, ALLE)
    return [
        Cell(row, *key, kategori, count, nevner, world.median)
        for row, (kategori, count) in enumerate(teller.items())
    ]


def as_printed(one: Indicator, worlds: Sequence[World], way: Way) -> list[object]:
    """Give how every data set is printed, each as an area of its own."""
    rows: list[dict[str, object]] = [
        {
            "indikator": cell.indikator,
            "slag": cell.slag,
            "nivaa": cell.nivaa,
            "omraade": str(number),
            "kategori": cell.kategori,
            "teller": None if cell.slag == "median" else cell.teller,
            "nevner": None if cell.slag == "antall" else cell.nevner,
            "median": cell.median,
        }
        for number, world in enumerate(worlds)
        for cell in cells(one, world, way.nivaa)
    ]
    table = results(*rows)
    index = table.table.index
    fates = pd.Series([Fate.VIST] * len(rows), index, dtype=object)
    decisions = Decisions(fates, pd.Series(way.with_n, index), pd.Series(STEPS[way.value], index))
    told: list[list[object]] = [[] for _ in worlds]
    for figure in publish(table, decisions, [one]).values():
        told[int(figure.key.omraade)].append(_told(figure))
    return [tuple(figures) for figures in told]


def _told(figure: Figure) -> tuple[object, ...]:
    return (figure.status, figure.verdi, figure.n, figure.teller)


def allowed(
    one: Indicator, whole: Univers, truth: World, worlds: Sequence[World], way: Way
) -> npt.NDArray[np.bool_]:
    """Give the planner's answer: which data sets are printed as the true one is."""
    means = [one.id] if slag(one) == "snitt" else []
    columns = columns_of(whole, [one], means, (AAR,), (NR,))
    at = np.zeros((len(worlds), columns.size))
    for row, world in zip(at, worlds, strict=True):
        for part, there in zip(DELER, world.parts, strict=True):
            row[columns.classes[part]] += there
        if columns.sums:
            row[-1] = world.total
    kept = np.ones(len(worlds), dtype=bool)
    for cell in cells(one, truth, way.nivaa):
        for kind, bound in bounds(cell, one, Place(columns, whole, (AAR,), (NR,))):
            if way.shows(kind):
                reach = at @ bound.vector
                kept &= (reach >= bound.low - 1e-9) & (reach <= bound.high + 1e-9)
    return kept


def known(whole: Univers, world: World) -> int:
    """Give what anyone knows: how many a cohort is."""
    return sum(world.parts) if whole.kjent else 0


def wrong_answers(
    one: Indicator, whole: Univers, worlds: Sequence[World], way: Way
) -> Iterator[tuple[World, World]]:
    """Hold the planner's answer against what is published, for every true data set."""
    groups: dict[int, list[World]] = {}
    for world in worlds:
        groups.setdefault(known(whole, world), []).append(world)
    for group in groups.values():
        printed = as_printed(one, group, way)
        for truth, told in zip(group, printed, strict=True):
            same = np.array([other == told for other in printed])
            for place in np.flatnonzero(same != allowed(one, whole, truth, group, way)):
                yield truth, group[place]


def check(one: Indicator, whole: Univers, worlds: Sequence[World], way: Way) -> None:
    """See that there is no wrong answer."""
    assert not list(wrong_answers(one, whole, worlds, way))


def some(one: Indicator, worlds: Sequence[World]) -> list[World]:
    """Leave out those in which the figure is about nobody."""
    return [world for world in worlds if world.of(one.nevner)]


def few(most: int) -> list[World]:
    """Give all data sets of at most so many in each part."""
    counts = range(most + 1)
    return [World((a, b, c)) for a, b, c in product(counts, counts, counts)]


def cohort(size: int) -> Iterator[World]:
    """Give all data sets of so many persons."""
    for a in range(size + 1):
        yield from (World((a, b, size - a - b)) for b in range(size - a + 1))


KOMMUNE = Way(Nivaa.KOMMUNE)
MOTE = [Way(Nivaa.MOTE, with_n=n) for n in (True, False)]
GROV = [replace(way, value=kind) for way in MOTE for kind in (Kind.GROV, Kind.GROVERE)]
FYLKE = [Way(Nivaa.FYLKE, with_n=n) for n in (True, False)]
TOTALS = [*MOTE, *FYLKE]


@pytest.mark.parametrize("way", [KOMMUNE, *TOTALS, *GROV])
@pytest.mark.parametrize("one", [SHARE, TENTHS])
@pytest.mark.parametrize("whole", [KJENT, UKJENT])
def test_a_share_of_some_fixes_what_is_printed(one: Indicator, whole: Univers, way: Way) -> None:
    """With n the numerator within its rounding, without n only the quotient."""
    worlds = [*few(4), *cohort(13)]
    coarse = way.value is not Kind.VERDI
    check(one, whole, worlds if way.with_n and not coarse else some(one, worlds), way)


def test_a_municipality_s_share_without_its_n_fixes_the_quotient() -> None:
    """3 of 6 and 4 of 8 are both 50 percent."""
    check(SHARE, KJENT, some(SHARE, list(cohort(13))), replace(KOMMUNE, with_n=False))


@pytest.mark.parametrize("one", [SHARE, GRADES])
def test_a_quotient_without_its_n_is_of_somebody(one: Indicator) -> None:
    """All in «uten» would be printed «.»."""
    check(one, KJENT, list(cohort(13)), FYLKE[1])


@pytest.mark.parametrize("one", [SHARE, GRADES])
def test_a_total_of_nobody_cannot_be_printed_coarsely(one: Indicator) -> None:
    """«.» is the same figure, coarse or not: it is shown or hidden."""
    assert [can_be_coarse(cell) for cell in cells(one, World((0, 0, 5)), Nivaa.MOTE)] == [False]
    assert [can_be_coarse(cell) for cell in cells(one, World((1, 0, 5)), Nivaa.MOTE)] == [True]


@pytest.mark.parametrize(
    ("one", "nivaa"), [(SHARE, Nivaa.KOMMUNE), (SHARE, Nivaa.FYLKE), (SPREAD, Nivaa.MOTE)]
)
def test_only_shares_and_means_of_meetings_can_be_printed_coarsely(
    one: Indicator, nivaa: Nivaa
) -> None:
    """A distribution's hundred percent would not be the sum of its parts."""
    assert not any(can_be_coarse(cell) for cell in cells(one, World((9, 9, 9)), nivaa))


@pytest.mark.parametrize("way", [KOMMUNE, *TOTALS, *GROV])
def test_a_share_of_a_known_cohort_fixes_a_number_of_persons(way: Way) -> None:
    """Exactly for a municipality, within the rounding for a total."""
    for size in (7, 40, 200):
        worlds = [World((a, 0, size - a)) for a in range(size + 1)]
        check(WHOLE, KJENT, worlds, way)


@pytest.mark.parametrize("size", [200, 1000, 2000])
@pytest.mark.parametrize("way", [MOTE[0], *GROV[:2], FYLKE[0]])
def test_halves_are_rounded_up_and_no_data_set_is_on_the_wrong_side(size: int, way: Way) -> None:
    """Of 200 every second share ends in a half, of 2 000 every twentieth of a percent does."""
    halves = range(0, size + 1, size // 200)
    near = {a + step for a in halves[::9] for step in (-1, 0, 1)} & set(range(size + 1))
    check(WHOLE, KJENT, [World((a, 0, size - a)) for a in sorted(near)], way)


@pytest.mark.parametrize("way", [KOMMUNE, *TOTALS, *GROV])
def test_a_share_of_the_population_fixes_a_number_of_persons(way: Way) -> None:
    """Its denominator is from outside: known to anyone."""
    check(OUTSIDE, UKJENT, [World((a, b, 0)) for a in range(FOLK + 1) for b in (0, 3)], way)


@pytest.mark.parametrize("way", [KOMMUNE, *TOTALS])
def test_a_number_of_persons_is_fixed_exactly(way: Way) -> None:
    """Of totals too: nothing is rounded."""
    check(COUNT, UKJENT, few(4), way)


@pytest.mark.parametrize("way", [KOMMUNE, *TOTALS])
def test_a_distribution_fixes_every_category(way: Way) -> None:
    """All of them are printed or none."""
    worlds = [*few(3), *cohort(9)]
    check(SPREAD, KJENT, worlds if way.with_n else some(SPREAD, worlds), way)


@pytest.mark.parametrize("way", [KOMMUNE, *TOTALS, *GROV])
def test_a_mean_of_grades_fixes_how_many_have_which(way: Way) -> None:
    """Sum and number of grades within the rounding."""
    worlds = list(cohort(12))
    exact = way.with_n and way.value is Kind.VERDI
    check(GRADES, KJENT, worlds if exact else some(GRADES, worlds), way)


def differences(*totals: int) -> list[World]:
    """Give all sums in the range for 1, 7 and 20 of twenty."""
    return [
        World((n, 0, 20 - n), total=float(total)) for n in (1, 7, 20) for total in range(*totals)
    ]


@pytest.mark.parametrize("way", [KOMMUNE, *TOTALS, *GROV])
def test_a_mean_of_differences_is_rounded_away_from_zero(way: Way) -> None:
    """Of 20, a sum of −3 is −0,15 and printed −0,2; so is −4, and −5 is −0,25 and −0,3."""
    check(DIFFERENCE, KJENT, differences(-40, 0), way)
    check(DIFFERENCE, KJENT, differences(0, 40), way)


def test_a_mean_of_differences_that_is_nought_is_not_a_little_below() -> None:
    """Of 20, a sum of −1 is −0,05."""
    check(DIFFERENCE, KJENT, differences(-3, 3), KOMMUNE)


def with_days(size: int) -> list[World]:
    """Give every different number in each part and median that so many persons' days can give."""
    found = set()
    for days in combinations_with_replacement(range(10), size):
        low = sum(day <= 2 for day in days)
        middle = (days[(size - 1) // 2] + days[size // 2]) / 2
        found.add(World((low, size - low, 0), median=middle))
    return sorted(found, key=lambda one: (one.parts, one.median))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
def test_no_data_set_that_prints_a_median_is_ruled_out(size: int) -> None:
    """At most half are above it and at most half below it, however the days are spread."""
    worlds = with_days(size)
    for truth in worlds:
        same = np.array([one.median == truth.median for one in worlds])
        kept = allowed(DAYS, UKJENT, truth, worlds, KOMMUNE)
        assert not (same & ~kept).any()


def wrongly_kept(size: int) -> list[tuple[World, tuple[int, int, int]]]:
    """Give numbers in parts that the planner allows beside a median, and no days can give."""
    worlds = with_days(size)
    possible = {(one.median, one.parts) for one in worlds}
    return [
        (truth, other.parts)
        for truth in worlds
        for other, kept in zip(worlds, allowed(DAYS, UKJENT, truth, worlds, KOMMUNE), strict=True)
        if kept and (truth.median, other.parts) not in possible
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7])
def test_all_numbers_in_parts_that_a_median_allows_are_possible(size: int) -> None:
    """Of two of four above two days, a median of one is half-way to none of 3–9."""
    assert wrongly_kept(size) == []
