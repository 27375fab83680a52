"""The primary rules of hiding, each at its limit."""

import pytest

from datapakke.disclosure.primary import hide_primary
from datapakke.model import Indicator
from datapakke.rules import Rules
from disclosure_tables import indicator, results


def hidden(*rows: dict[str, object], of: tuple[Indicator, ...] = (indicator(),)) -> list[bool]:
    """Tell which of the rows the profile ``offentlig`` hides."""
    by_id = {one.id: one for one in of}
    return [bool(one) for one in hide_primary(results(*rows).table, by_id, Rules())]


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
def test_a_share_is_hidden_by_its_numerator_its_complement_or_its_denominator(
    teller: int, nevner: int, *, expected: bool
) -> None:
    """1–4 either way, or fewer than ten in all; no persons at all is nothing to hide."""
    assert hidden({"teller": teller, "nevner": nevner}) == [expected]


@pytest.mark.parametrize(("teller", "expected"), [(0, True), (40, True), (5, False), (35, False)])
def test_a_sensitive_share_of_none_or_all_is_hidden(teller: int, *, expected: bool) -> None:
    """0 % and 100 % say something about every single one."""
    of = (indicator(sensitiv=True),)
    assert hidden({"teller": teller, "nevner": 40}, of=of) == [expected]


@pytest.mark.parametrize(("antall", "expected"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_number_of_persons_is_hidden_from_one_to_four(antall: int, *, expected: bool) -> None:
    """0 is shown, also when it is sensitive: nobody is there."""
    of = (indicator("ledige", sensitiv=True),)
    assert hidden({"indikator": "ledige", "slag": "antall", "teller": antall}, of=of) == [expected]


@pytest.mark.parametrize("slag", ["snitt", "median"])
@pytest.mark.parametrize(("nevner", "expected"), [(9, True), (10, False), (0, False)])
def test_a_mean_and_a_median_of_fewer_than_ten_is_hidden(
    slag: str, nevner: int, *, expected: bool
) -> None:
    """Ten may be shown."""
    assert hidden({"slag": slag, "teller": 300.0, "nevner": nevner}) == [expected]


def distribution(*counts: int) -> list[dict[str, object]]:
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
    got = hidden(*distribution(*counts), of=(indicator(sensitiv=sensitiv),))
    assert got == [expected] * len(counts)


def test_a_distribution_of_under_thirty_is_hidden_beside_its_mean() -> None:
    """29 are too few, 30 are enough."""
    of = (indicator(snitt="poeng"),)
    assert hidden(*distribution(14, 15), of=of) == [True, True]
    assert hidden(*distribution(15, 15), of=of) == [False, False]


def two(
    first: int, second: int, nevner: int = 60, *, del_av: str | None = None, **more: str
) -> list[bool]:
    """Tell which of the shares ``alt`` and ``del`` of the same persons are hidden."""
    of = (indicator("alt"), indicator("del", del_av=del_av, skilt_fra=more.get("skilt_fra")))
    return hidden(
        {"indikator": "alt", "teller": first, "nevner": nevner},
        {"indikator": "del", "teller": second, "nevner": nevner},
        of=of,
    )


def test_a_part_that_lacks_one_to_four_of_its_whole_is_hidden() -> None:
    """47 completed, 45 of them in time: two took longer."""
    assert two(47, 45, del_av="alt") == [False, True]
    assert two(47, 42, del_av="alt") == [False, False]
    assert two(47, 47, del_av="alt") == [False, False]


def test_a_share_that_leaves_one_to_four_outside_itself_and_another_is_hidden() -> None:
    """40 active, 17 unknown, of 60: three are neither."""
    assert two(40, 17, skilt_fra="alt") == [False, True]
    assert two(40, 15, skilt_fra="alt") == [False, False]


def test_a_difference_from_a_hidden_share_is_no_printed_number() -> None:
    """57 of 60 is hidden itself; 54 within it can be shown."""
    assert two(57, 54, del_av="alt") == [True, False]


def test_both_genders_are_hidden_when_one_is_and_the_total_is_not() -> None:
    """With the total and one gender the other one is known."""
    rows = [
        {"kjonn": kjonn, "teller": teller, "nevner": nevner}
        for kjonn, teller, nevner in (("alle", 20, 60), ("K", 3, 30), ("M", 17, 30))
    ]
    assert hidden(*rows) == [False, True, True]


def test_the_genders_are_hidden_when_their_total_is() -> None:
    """Both genders add up to the total. 4 + 0 is the only way to 4 with neither 1–3."""
    rows = [
        {"kjonn": kjonn, "teller": teller, "nevner": nevner, "slag": "snitt"}
        for kjonn, teller, nevner in (("alle", 400, 9), ("K", 400, 9), ("M", 0, 0))
    ]
    assert hidden(*rows) == [True, True, True]


def test_all_parts_of_a_whole_are_hidden_when_one_is() -> None:
    """The whole and one part give the other; the genders of the parts follow."""
    of = (indicator("alt"), indicator("sf", deler="alt"), indicator("yf", deler="alt"))
    rows = [
        {"indikator": name, "kjonn": kjonn, "teller": teller, "nevner": 60}
        for name, kjonn, teller in (
            ("alt", "alle", 40),
            ("sf", "alle", 20),
            ("yf", "alle", 20),
            ("sf", "K", 3),
            ("sf", "M", 17),
            ("yf", "K", 10),
            ("yf", "M", 10),
        )
    ]
    assert hidden(*rows, of=of) == [False, False, False, True, True, True, True]


def test_what_the_source_has_hidden_stays_hidden_and_the_other_gender_with_it() -> None:
    """A hidden gender could be worked out from the total and the other."""
    rows: list[dict[str, object]] = [
        {"kjonn": "alle", "teller": 20, "nevner": 60},
        {"kjonn": "K", "tilstand": "skjult"},
        {"kjonn": "M", "teller": 15, "nevner": 30},
    ]
    assert hidden(*rows) == [False, True, True]


def test_the_country_is_shown_as_its_source_gives_it() -> None:
    """Only the source's own hiding counts there."""
    assert hidden({"nivaa": "land", "omraade": "land", "teller": 3, "nevner": 40}) == [False]
    assert hidden({"nivaa": "land", "omraade": "land", "tilstand": "skjult"}) == [True]


def test_a_year_does_not_hide_another() -> None:
    """Each period is judged by its own counts."""
    rows = [
        {"aar": "2014/15", "teller": 3, "nevner": 40},
        {"aar": "2015/16", "teller": 5, "nevner": 40},
    ]
    assert hidden(*rows) == [True, False]
