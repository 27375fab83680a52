"""What can be printed, and the rules that hide a figure from its own counts, each at its limit."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from audit_helpers import indicator
from datapakke.disclosure.plan.primary import can_be_printed, is_small, pooled_instead
from datapakke.model import Indicator, Unit
from datapakke.results import Results
from datapakke.rules import Rules
from disclosure_tables import results

ANDEL = indicator("andel", teller=("inne",), nevner=("inne", "ute"))
TELLENDE = replace(ANDEL, sensitiv=True)
POOLED = "2013/14–2015/16"
PERIODS = ("2013/14", "2014/15", "2015/16")
LAND: dict[str, Any] = {"nivaa": "land", "omraade": "land"}
COUNTY: dict[str, Any] = {"nivaa": "fylke", "omraade": "fylke"}
MEETING: dict[str, Any] = {"nivaa": "mote", "omraade": "m"}


def hidden(*rows: dict[str, Any], of: tuple[Indicator, ...] = (ANDEL,)) -> list[bool]:
    """Tell which of the rows the profile ``offentlig`` hides."""
    small = is_small(results(*rows).table, {one.id: one for one in of}, Rules())
    return [bool(one) for one in small]


@pytest.mark.parametrize(
    ("teller", "nevner", "expected"),
    [
        (1, 40, True),
        (4, 40, True),
        (5, 40, False),
        (0, 40, False),
        (40, 40, False),
        (39, 40, True),
        (36, 40, True),
        (35, 40, False),
        (5, 10, False),
        (0, 9, True),
        (0, 10, False),
        (0, 0, False),
    ],
)
@pytest.mark.parametrize("place", [{}, COUNTY, MEETING])
def test_a_share_is_hidden_by_its_numerator_its_complement_or_its_denominator(
    teller: int, nevner: int, place: dict[str, Any], *, expected: bool
) -> None:
    """1–4 either way, or fewer than ten in all, of totals too; no persons is nothing to hide."""
    assert hidden({"teller": teller, "nevner": nevner} | place) == [expected]


@pytest.mark.parametrize(
    ("teller", "nevner", "expected"),
    [(0, 40, True), (40, 40, True), (5, 40, False), (35, 40, False), (0, 0, False)],
)
def test_a_sensitive_share_of_none_or_all_is_hidden(
    teller: int, nevner: int, *, expected: bool
) -> None:
    """0 % and 100 % say something of every single one; of nobody they say nothing."""
    assert hidden({"teller": teller, "nevner": nevner}, of=(TELLENDE,)) == [expected]


@pytest.mark.parametrize(
    ("antall", "sensitiv", "expected"),
    [
        (0, False, False),
        (1, False, True),
        (4, False, True),
        (5, False, False),
        (0, True, True),
        (5, True, False),
    ],
)
def test_a_number_of_persons_shares_the_fate_of_the_share_that_counts_them(
    antall: int, *, sensitiv: bool, expected: bool
) -> None:
    """1–4, and none of a sensitive one: «–» beside a hidden 0 % would tell it."""
    of = (indicator("ledige", unit=Unit.ANTALL, teller=("inne",), sensitiv=sensitiv),)
    row = {"indikator": "ledige", "slag": "antall", "teller": antall}
    assert hidden(row, of=of) == [expected]


@pytest.mark.parametrize("slag", ["snitt", "median"])
@pytest.mark.parametrize(("nevner", "expected"), [(9, True), (10, False), (0, False)])
def test_a_mean_and_a_median_of_fewer_than_ten_is_hidden(
    slag: str, nevner: int, *, expected: bool
) -> None:
    """Ten may be shown; of none there is nothing to show."""
    assert hidden({"slag": slag, "teller": 300.0, "nevner": nevner}) == [expected]


def distribution(*counts: int) -> list[dict[str, Any]]:
    """Give the rows of a distribution with these counts."""
    return [
        {"slag": "fordeling", "kategori": str(number), "teller": count, "nevner": sum(counts)}
        for number, count in enumerate(counts)
    ]


@pytest.mark.parametrize(
    ("counts", "sensitiv", "expected"),
    [
        ((20, 15, 5), False, False),
        ((20, 15, 4), False, True),
        ((20, 0, 20), False, False),
        ((20, 0, 20), True, True),
        ((0, 40, 0), False, False),
        ((5, 0, 4), False, True),
    ],
)
def test_a_distribution_is_shown_or_hidden_as_a_whole(
    counts: tuple[int, ...], *, sensitiv: bool, expected: bool
) -> None:
    """One small category hides all of it; an empty one only when it is sensitive."""
    got = hidden(*distribution(*counts), of=(replace(ANDEL, sensitiv=sensitiv),))
    assert got == [expected] * len(counts)


@pytest.mark.parametrize(("n", "expected"), [(28, True), (30, False)])
def test_a_distribution_of_under_thirty_is_hidden_beside_the_mean_of_the_same_persons(
    n: int, *, expected: bool
) -> None:
    """The mean is there as soon as it is about the same parts of the same universe."""
    spread, mean = replace(ANDEL, id="spredt"), replace(ANDEL, id="snitt", unit=Unit.POENG)
    rows = [{"indikator": "spredt"} | row for row in distribution(n // 2, n // 2)]
    beside = {"indikator": "snitt", "slag": "snitt", "teller": 800.0, "nevner": n}
    assert hidden(*rows, beside, of=(spread, mean)) == [expected, expected, False]
    others = replace(mean, nevner=("inne",))
    assert hidden(*rows, beside, of=(spread, others)) == [False] * 3
    assert hidden(*rows, of=(spread, mean)) == [False] * 2


def test_a_gender_and_a_year_do_not_hide_another_by_these_rules() -> None:
    """What would give them away is found afterwards, and as little as possible hidden for it."""
    rows = [
        {"kjonn": "alle", "teller": 20, "nevner": 60},
        {"kjonn": "K", "teller": 3, "nevner": 30},
        {"kjonn": "M", "teller": 17, "nevner": 30},
        {"aar": "2014/15", "teller": 3, "nevner": 40},
    ]
    assert hidden(*rows) == [False, True, False, True]


def test_what_is_not_ours_to_hide_is_left_to_those_who_gave_it() -> None:
    """The country's figures are published, and what a source has hidden has no count."""
    assert (
        hidden(
            LAND | {"teller": 3, "nevner": 40},
            {"tilstand": "skjult"},
            {"tilstand": "mangler"},
        )
        == [False] * 3
    )


@pytest.mark.parametrize(
    ("row", "etter_kjonn", "for_mote", "expected"),
    [
        ({}, False, False, True),
        ({"kjonn": "K"}, False, True, False),
        ({"kjonn": "K"}, True, False, True),
        (MEETING, False, False, False),
        (MEETING, False, True, True),
        (MEETING | {"kjonn": "M"}, True, True, False),
        (COUNTY, False, False, True),
        (COUNTY | {"kjonn": "M"}, True, True, False),
        (LAND, False, False, True),
        (LAND | {"kjonn": "K"}, True, True, False),
    ],
)
def test_rows_that_no_packet_has_a_place_for_are_never_printed(
    row: dict[str, Any], *, etter_kjonn: bool, for_mote: bool, expected: bool
) -> None:
    """Genders for municipalities, meetings for what is printed for them."""
    one = replace(ANDEL, etter_kjonn=etter_kjonn, for_mote=for_mote)
    table = results({"teller": 20, "nevner": 60} | row).table
    assert can_be_printed(table, {"andel": one}).tolist() == [expected]


def instead(*small: tuple[int, ...], pooled_small: bool = False) -> list[bool]:
    """Tell which pooled rows are printed when the periods numbered are small in each of two.

    In the order: the first municipality, the second, the county.
    """
    places: list[dict[str, Any]] = [{"omraade": "0612"}, {"omraade": "0615"}, COUNTY]
    rows = [place | {"aar": aar} for place in places for aar in (*PERIODS, POOLED)]
    table = results(*rows).table
    hidden = pd.Series(data=False, index=table.index)
    for place, periods in enumerate(small):
        hidden.iloc[[4 * place + one for one in periods]] = True
    hidden.iloc[3] = pooled_small
    found = pooled_instead(table, hidden, Results(table, samlet={POOLED: PERIODS}))
    assert not found[table["aar"].ne(POOLED)].any()
    return found[table["aar"].eq(POOLED)].tolist()


def test_periods_together_are_printed_where_two_of_three_are_hidden_one_by_one() -> None:
    """And the county's beside the first municipality's."""
    assert instead((0,), ()) == [False, False, False]
    assert instead((0, 2), (1,)) == [True, False, True]
    assert instead((), (0, 1, 2)) == [False, True, True]


def test_the_county_s_periods_together_need_a_municipality_that_shows_its_own() -> None:
    """A municipality's that are few even together are hidden, and the county's not printed."""
    assert instead((0, 1, 2), (), pooled_small=True) == [True, False, False]
