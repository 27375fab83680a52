"""What must stay unknown of a place, and how far: every demand at its limit, by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from audit_helpers import indicator, slag, univers
from datapakke.disclosure.plan.block import columns_of
from datapakke.disclosure.plan.printed import Cell, Place
from datapakke.disclosure.plan.targets import Target, protection, targets
from datapakke.model import ALLE, Indicator, Nivaa, Unit, Univers
from datapakke.rules import Rules

DELER = ("a", "b", "c", "uten")
UNKNOWN = univers(DELER, kjent=False)
ALL = indicator("alle", teller=("a",), nevner=DELER)
AMONG = indicator("blant", teller=("a",), nevner=("a", "b", "c"))
WIDER = replace(AMONG, id="videre", teller=("a", "b"))
APART = replace(AMONG, id="atskilt", teller=("b",))
COUNT = indicator("antall", teller=("a", "b"), unit=Unit.ANTALL)
FEWER = replace(COUNT, id="del_av_antall", teller=("a",))
OUTSIDE = indicator("av_folk", teller=("a",))
MEAN = indicator(
    "snitt",
    nevner=("a", "b"),
    grenser={"a": (Decimal(10), Decimal(20)), "b": (Decimal(20), Decimal(60))},
    unit=Unit.POENG,
)
INF = float("inf")

Demands = Mapping[str, tuple[float, float]]
"""Parts, one letter each → how far down and up."""


def found(
    parts: Sequence[int],
    *of: Indicator,
    whole: Univers | None = None,
    folk: int = 40,
    total: float = 0,
) -> list[tuple[str, Target]]:
    """Give the targets of one municipality and the parts that they count."""
    whole = whole or univers(DELER)
    means = [one.id for one in of if slag(one) == "snitt"]
    # An indicator for each part, so that none are one column.
    apart = [indicator(part, teller=(part,), nevner=DELER) for part in DELER]
    columns = columns_of(whole, [*of, *apart], means, ("2016",), ("0601",))
    there = dict(zip(DELER, parts, strict=True))
    truth = np.zeros(columns.size)
    truth[: len(parts)] = parts
    truth[len(parts) :] = total
    cells = []
    for one in of:
        for kategori in one.kategorier or ("",):
            counted = one.kategorier.get(kategori, one.teller)
            teller = total if slag(one) == "snitt" else sum(there[part] for part in counted)
            nevner = sum(there[part] for part in one.nevner) if one.nevner else folk
            key = (one.id, slag(one), Nivaa.KOMMUNE.value, "0601", "2016", ALLE, kategori)
            cells.append((Cell(0, *key, teller, nevner, 0), one))
    place = Place(columns, whole, ("2016",), ("0601",))
    return [
        ("".join(part[0] for part, one in zip(DELER, target.vector, strict=False) if one), target)
        for target in targets(cells, place, ALLE, truth, Rules())
    ]


def demands(parts: Sequence[int], *of: Indicator, whole: Univers | None = None) -> Demands:
    """Give how far each set of parts must reach; the furthest when told twice."""
    reach: dict[str, tuple[float, float]] = {}
    for name, target in found(parts, *of, whole=whole):
        down, up = reach.get(name, (0, 0))
        reach[name] = (max(down, target.down), max(up, target.up))
    return reach


@pytest.mark.parametrize(
    ("count", "reach"),
    [(0, None), (1, (0, 4)), (2, (1, 3)), (4, (3, 1)), (5, None)],
)
def test_a_numerator_and_a_complement_of_one_to_four_must_reach_one_and_five(
    count: int, reach: tuple[float, float] | None
) -> None:
    """1 must be able to be 5, 4 to be 1; none and five are shown."""
    expected = {} if reach is None else {"a": reach}
    assert demands((count, 10, 10, 10), ALL) == expected
    expected = {} if reach is None else {"bcu": reach}
    assert demands((40, count, 0, 0), ALL) == expected


def test_no_more_than_there_are_is_asked_for() -> None:
    """Of three persons, all can be in it: not five."""
    assert demands((2, 1, 0, 0), ALL) == {"a": (1, 1), "bcu": (0, 2)}


@pytest.mark.parametrize(("parts", "name"), [((0, 20, 0, 0), "a"), ((20, 0, 0, 0), "bcu")])
def test_none_and_all_of_a_sensitive_share_must_reach_five(
    parts: tuple[int, ...], name: str
) -> None:
    """Otherwise nothing is asked for; nor of nobody."""
    telling = replace(ALL, sensitiv=True)
    assert demands(parts, telling) == {name: (0, 5)}
    assert demands(parts, ALL) == {}
    assert demands((0, 0, 0, 0), telling) == {}
    assert demands((0, 0, 0, 3), telling) == {"a": (0, 3), "bcu": (2, 0)}


@pytest.mark.parametrize(("uten", "reach"), [(0, None), (1, (0, 4)), (4, (3, 1)), (5, None)])
def test_those_that_a_known_cohort_leaves_out_must_reach_one_and_five(
    uten: int, reach: tuple[float, float] | None
) -> None:
    """Whom a share is among, is told by the n beside it; the whole is known to anyone."""
    expected = {} if reach is None else {"u": reach}
    assert demands((10, 10, 10, uten), AMONG) == expected
    assert demands((10, 10, 10, uten), AMONG, whole=UNKNOWN) == {}


def test_those_outside_two_that_share_no_one_must_be_unknown() -> None:
    """1P and 1T: few pupils have neither."""
    first = indicator("1p", teller=("a",), nevner=("a",))
    second = indicator("1t", teller=("b",), nevner=("b",))
    assert demands((20, 20, 2, 1), first, second) == {"cu": (2, 2)}
    assert demands((20, 20, 2, 1), first, second, whole=UNKNOWN) == {}


def test_those_between_one_n_and_a_larger_must_be_unknown() -> None:
    """Also where no one knows the whole."""
    inner = indicator("indre", teller=("a",), nevner=("a", "b"))
    assert demands((10, 10, 3, 20), inner, AMONG) == {"c": (2, 2)}
    assert demands((10, 10, 3, 20), inner, AMONG, whole=UNKNOWN) == {"c": (2, 2)}


def test_what_is_between_a_share_and_a_wider_one_must_be_unknown() -> None:
    """47 completed, 45 of them in time: two took longer."""
    assert demands((45, 2, 30, 10), WIDER, AMONG) == {"b": (1, 3)}
    assert demands((45, 0, 30, 10), WIDER, AMONG) == {}


def test_what_two_shares_that_share_no_one_leave_must_be_unknown() -> None:
    """40 active, 17 unknown, of 60: three are neither."""
    assert demands((40, 17, 3, 10), AMONG, APART) == {"c": (2, 2)}
    of_others = replace(APART, nevner=("b", "c"))
    assert demands((40, 17, 30, 10), AMONG, of_others) == {}


def test_every_category_of_a_distribution_must_be_unknown_when_small() -> None:
    """And the rest of it, and what two leave."""
    spread = indicator(
        "spredt", kategorier={"a": ("a",), "b": ("b",), "c": ("c",)}, nevner=("a", "b", "c")
    )
    assert demands((30, 2, 1, 10), spread) == {"b": (1, 3), "c": (0, 4), "bc": (2, 2)}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((2, 1, 0, 0), {"a": (1, 3), "ab": (2, 2), "b": (0, 4)}),
        ((10, 3, 0, 0), {"b": (2, 2)}),
        ((10, 9, 0, 0), {}),
    ],
)
def test_numbers_of_persons_must_reach_five_however_few_there_are(
    parts: tuple[int, ...], expected: Demands
) -> None:
    """Nobody knows how many there could be; what one is more than another is a number too."""
    assert demands(parts, COUNT, FEWER, whole=UNKNOWN) == expected


def test_none_of_a_sensitive_number_must_reach_five() -> None:
    """«–» is hidden as well."""
    assert demands((0, 0, 9, 9), replace(COUNT, sensitiv=True), whole=UNKNOWN) == {"ab": (0, 5)}
    assert demands((0, 0, 9, 9), COUNT, whole=UNKNOWN) == {}


def test_a_share_of_a_population_must_reach_five_or_all() -> None:
    """The population is known."""
    [(name, target)] = found((2, 0, 0, 0), OUTSIDE, whole=UNKNOWN, folk=40)
    assert (name, target.down, target.up) == ("a", 1, 3)
    got = [one for _, one in found((2, 0, 0, 0), OUTSIDE, whole=UNKNOWN, folk=3)]
    assert [(one.down, one.up) for one in got] == [(1, 1), (2, 0)], "the two, and the third"


@pytest.mark.parametrize(("counted", "reach"), [(38, (3, 1)), (40, (5, 0))])
def test_few_of_a_population_who_are_not_counted_must_be_unknown(
    counted: int, reach: tuple[float, float]
) -> None:
    """Two of forty, or none where all tells: those counted must be able to be 39, and 35."""
    telling = replace(OUTSIDE, sensitiv=True)
    got = [one for _, one in found((counted, 0, 0, 0), telling, whole=UNKNOWN, folk=40)]
    assert [(one.down, one.up) for one in got] == [reach]


@pytest.mark.parametrize(
    ("n", "total", "reach"),
    [
        (9, 270.0, (27, 27)),
        (10, 300.0, None),
        (0, 0.0, None),
        (4, 48.0, (8, 12)),
        (4, 236.0, (12, 4)),
    ],
)
def test_a_mean_of_few_must_be_uncertain_by_three_points_or_to_the_end_of_what_is_possible(
    n: int, total: float, reach: tuple[float, float] | None
) -> None:
    """Its number of persons taken as known."""
    got = [one for _, one in found((0, n, 10, 0), MEAN, total=total) if one.fixed is not None]
    assert [(one.down, one.up) for one in got] == ([] if reach is None else [reach])
    for one in got:
        assert one.fixed is not None
        assert one.fixed.tolist() == [1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("unit", "each"),
    [
        (Unit.POENG, 3),
        (Unit.KARAKTER, 0.5),
        (Unit.KARAKTERFORSKJELL, 0.5),
        (Unit.DAGER, 2),
        (Unit.TIMER, 2),
    ],
)
def test_how_uncertain_a_mean_must_be_follows_its_unit(unit: Unit, each: float) -> None:
    """Points, grades, and days or hours."""
    assert protection(unit, Rules()) == each
