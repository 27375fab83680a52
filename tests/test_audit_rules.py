"""The audit's rules one by one: a cell that is known too well, and the same cell that is not."""

from decimal import Decimal

import pytest

from audit_helpers import (
    DELER,
    GRENSER,
    KOMMUNER,
    LAV,
    MOTE,
    SNITT,
    Round,
    failed,
    indicator,
    one_year,
    univers,
)
from datapakke.disclosure.audit.audit import StaleError
from datapakke.model import ALLE, Figure, FigureKey, Status, Unit

AAR = "2015/16"
LARGE = (10, 20, 6)
"""No cell of it is small: 10 of 30, 6 left out."""


def test_a_hidden_share_is_found_when_the_county_and_all_others_are_printed() -> None:
    round_ = Round([LAV], one_year((3, 20, 6), LARGE, LARGE, LARGE))
    round_.show(LAV, *KOMMUNER[1:]).show(LAV, "fylke").hide(LAV, KOMMUNER[0])
    key = FigureKey("lav", "fylke", "fylke", AAR)
    round_.figures[key] = Figure(key, Status.VIST, verdi=Decimal(29), n=113, teller=33)

    report = round_.audit()

    assert failed(report) == ["«lav», Aasen 2015/16"]
    assert (report.failures[0].lo, report.failures[0].hi) == (3, 3)
    assert report.failures[0].hvordan.startswith("nøyaktig 3: ")


def test_a_hidden_share_is_safe_under_a_county_printed_in_whole_percent() -> None:
    round_ = Round([LAV], one_year((3, 20, 6), LARGE, LARGE, LARGE))

    report = round_.show(LAV, *KOMMUNER[1:-1]).show(LAV, "fylke", n=False).audit()

    assert report.ok
    assert report.scenarier


def test_the_complement_of_a_share_is_protected_too() -> None:
    round_ = Round([LAV], one_year((20, 3, 6), LARGE, LARGE, LARGE))

    assert failed(round_.show(LAV, KOMMUNER[0]).audit()) == ["de andre bak «lav», Aasen 2015/16"]


@pytest.mark.parametrize(("sensitiv", "ok"), [(True, False), (False, True)])
def test_none_may_be_printed_of_what_is_not_sensitive_only(*, sensitiv: bool, ok: bool) -> None:
    one = indicator("lav", teller=("lav",), nevner=("lav", "høy"), sensitiv=sensitiv)
    round_ = Round([one], one_year((0, 20, 6), LARGE, LARGE, LARGE))

    assert round_.show(one).audit().ok is ok


def test_all_of_a_sensitive_share_is_protected() -> None:
    one = indicator("lav", teller=("lav",), nevner=("lav", "høy"), sensitiv=True)
    round_ = Round([one], one_year((20, 0, 6), LARGE, LARGE, LARGE))

    assert failed(round_.show(one, KOMMUNER[0]).audit()) == ["de andre bak «lav», Aasen 2015/16"]


def test_a_small_number_of_persons_is_protected_and_a_large_one_is_not() -> None:
    one = indicator("antall", teller=("lav",), unit=Unit.ANTALL)
    round_ = Round([one], one_year((4, 0, 0), LARGE, LARGE, LARGE), univers(kjent=False))

    assert round_.show(one, *KOMMUNER[1:]).audit().ok
    assert failed(round_.show(one, KOMMUNER[0]).audit()) == ["«antall», Aasen 2015/16"]


def test_few_left_out_of_a_known_cohort_are_found_by_the_number_behind_a_mean() -> None:
    sums = {("snitt", nr, AAR, ALLE): 1000.0 for nr in KOMMUNER}
    round_ = Round([SNITT], one_year((10, 20, 2), LARGE, LARGE, LARGE), sums=sums)

    assert round_.show(SNITT, n=False).audit().ok
    assert failed(round_.show(SNITT, KOMMUNER[0]).audit()) == [
        "de som ikke er med i «snitt», Aasen 2015/16"
    ]


def test_few_in_neither_of_two_courses_are_found_by_the_numbers_in_both() -> None:
    first = indicator("p", teller=("p lav",), nevner=("p lav", "p høy"))
    second = indicator("t", teller=("t lav",), nevner=("t lav", "t høy"))
    parts = univers(["p lav", "p høy", "t lav", "t høy", "uten"])
    large = (10, 10, 10, 10, 10)
    round_ = Round([first, second], one_year((10, 10, 10, 10, 3), large, large, large), parts)

    assert round_.show(first).show(second, *KOMMUNER[1:]).audit().ok
    assert failed(round_.show(second).audit()) == ["de som ikke er med i «p» og «t», Aasen 2015/16"]


def test_few_who_make_one_denominator_larger_than_another_are_found() -> None:
    wide = indicator("vid", teller=("a",), nevner=("a", "b", "c"))
    slim = indicator("smal", teller=("a",), nevner=("a", "b"))
    parts, large = univers(["a", "b", "c", "uten"]), (10, 10, 10, 10)
    round_ = Round([wide, slim], one_year((10, 10, 2, 10), large, large, large), parts)

    assert round_.show(wide).show(slim, *KOMMUNER[1:]).audit().ok
    assert "de som skiller «vid» og «smal», Aasen 2015/16" in failed(round_.show(slim).audit())


def test_few_between_two_numerators_are_found() -> None:
    many = indicator("mange", teller=("a", "b"), nevner=("a", "b", "c"))
    some = indicator("noen", teller=("a",), nevner=("a", "b", "c"))
    parts, large = univers(["a", "b", "c"]), (10, 10, 10)
    round_ = Round([many, some], one_year((10, 2, 10), large, large, large), parts)

    assert round_.show(many).show(some, *KOMMUNER[1:]).audit().ok
    assert failed(round_.show(some).audit()) == ["«mange» uten «noen», Aasen 2015/16"]


def test_few_with_neither_of_two_numerators_are_found() -> None:
    one = indicator("en", teller=("a",), nevner=("a", "b", "c"))
    two = indicator("to", teller=("b",), nevner=("a", "b", "c"))
    parts, large = univers(["a", "b", "c"]), (10, 10, 10)
    round_ = Round([one, two], one_year((10, 10, 2), large, large, large), parts)

    assert round_.show(one).show(two, *KOMMUNER[1:]).audit().ok
    assert failed(round_.show(two).audit()) == ["verken «en» eller «to», Aasen 2015/16"]


def test_the_mean_of_few_is_protected_within_three_points() -> None:
    sums = {("snitt", nr, AAR, ALLE): 1050.0 for nr in KOMMUNER} | {
        ("snitt", KOMMUNER[0], AAR, ALLE): 200.0
    }
    round_ = Round([SNITT], one_year((2, 3, 10), LARGE, LARGE, LARGE), sums=sums)
    round_.show(SNITT, *KOMMUNER[1:])

    assert round_.audit().ok
    (failure,) = round_.show(SNITT, "fylke").audit().failures
    assert failure.celle == "«snitt», Aasen 2015/16"
    assert failure.krav == "37 eller lavere og 43 eller høyere"
    # 95 pupils with 35,3: between 35,25 and 35,35 each, of which 3 150 are the others'.
    assert failure.lo == pytest.approx((35.25 * 95 - 3150 - 90 * 0.05) / 5, abs=1)


def test_a_median_says_that_at_most_half_are_above_it() -> None:
    over = indicator("over", teller=("over",), nevner=("under", "over"))
    days = indicator(
        "dager", nevner=("under", "over"), unit=Unit.DAGER,
        grenser={"under": (Decimal(0), Decimal(15)), "over": (Decimal(16), Decimal(190))},
    )  # fmt: skip
    parts = univers(["under", "over"])
    round_ = Round([over, days], one_year((4, 5), (20, 20), (20, 20), (20, 20)), parts)
    round_.medians = {("dager", KOMMUNER[0], AAR, ALLE): 16}
    round_.show(over, *KOMMUNER[1:])

    assert round_.audit().ok
    (failure,) = round_.show(days, KOMMUNER[0]).audit().failures
    assert (failure.celle, failure.hi) == ("de andre bak «over», Aasen 2015/16", 4)


def test_a_median_says_that_not_half_are_above_it_when_the_other_half_is_too_near() -> None:
    """Five of ten with three days or more, and a median of one: the next would have −1."""
    over = indicator("over", teller=("over",), nevner=("under", "over"))
    days = indicator(
        "dager", nevner=("under", "over"), unit=Unit.DAGER,
        grenser={"under": (Decimal(0), Decimal(2)), "over": (Decimal(3), Decimal(190))},
    )  # fmt: skip
    parts = univers(["under", "over"])
    found = []
    for median in (1, 2):
        round_ = Round([over, days], one_year((6, 4), (20, 20), (20, 20), (20, 20)), parts)
        round_.medians = {("dager", KOMMUNER[0], AAR, ALLE): median}
        round_.show(over, *KOMMUNER[1:]).show(days, KOMMUNER[0])
        found.append([(one.celle, one.hi) for one in round_.audit().failures])

    assert found == [[("«over», Aasen 2015/16", 4)], []]


def test_what_a_source_hid_is_found_by_its_total() -> None:
    one = indicator("antall", teller=("lav",), unit=Unit.ANTALL, sensitiv=True)
    alone = univers(["lav"], kjent=False)
    round_ = Round([one], one_year(None, (10,), (10,), (10,)), alone)
    round_.show(one, *KOMMUNER[1:])

    assert round_.audit().ok
    key = FigureKey("antall", "fylke", "fylke", AAR)
    round_.figures[key] = Figure(key, Status.VIST, verdi=Decimal(32))
    (failure,) = round_.audit().failures
    assert (failure.celle, failure.lo, failure.hi) == ("«antall», Aasen 2015/16", 2, 2)


def test_a_meeting_with_few_is_protected_as_a_municipality_is() -> None:
    counts = one_year((2, 20, 6), (1, 20, 6), LARGE, LARGE)
    round_ = Round([LAV], counts)

    assert round_.audit().ok
    assert f"«lav», møtet {MOTE} 2015/16" in failed(round_.show(LAV, MOTE).audit())


def test_a_meeting_is_not_asked_about_what_is_not_printed_for_it() -> None:
    one = indicator("lav", teller=("lav",), nevner=("lav", "høy"), for_mote=False)
    round_ = Round([one], one_year((2, 20, 6), (1, 20, 6), LARGE, LARGE))

    cells = failed(round_.show(one, MOTE).audit())

    assert cells
    assert not any(MOTE in cell for cell in cells)


def test_three_years_together_give_a_hidden_one_away() -> None:
    years = ("2013/14", "2014/15", AAR)
    counts = {
        key: parts
        for aar in years
        for key, parts in one_year(LARGE, LARGE, LARGE, LARGE, aar=aar).items()
    } | {(KOMMUNER[0], AAR, ALLE): (3, 20, 6)}
    label = "2013/14–2015/16"
    round_ = Round([LAV], counts, samlet={label: years})
    for aar in years[:2]:
        round_.show(LAV, aar=aar)

    assert round_.audit().ok
    assert failed(round_.show(LAV, KOMMUNER[0], aar=label).audit()) == ["«lav», Aasen 2015/16"]


def test_a_distribution_gives_its_last_category_away() -> None:
    one = indicator(
        "fordeling", kategorier={"a": ("a",), "b": ("b",), "c": ("c",)}, nevner=("a", "b", "c")
    )
    parts, large = univers(["a", "b", "c"]), (10, 10, 10)
    round_ = Round([one], one_year((10, 10, 2), large, large, large), parts)
    round_.show(one, KOMMUNER[0], kategori="a")

    assert round_.audit().ok
    report = round_.show(one, KOMMUNER[0], kategori="b").audit()
    assert failed(report) == ["«fordeling», c, Aasen 2015/16"]


def test_both_genders_together_give_one_away() -> None:
    one = indicator("lav", teller=("lav",), nevner=("lav", "høy"), etter_kjonn=True)
    counts = {(nr, AAR, kjonn): (10, 20, 6) for nr in KOMMUNER for kjonn in ("K", "M")} | {
        (KOMMUNER[0], AAR, "K"): (3, 20, 6)
    }
    round_ = Round([one], counts).show(one).show(one, KOMMUNER[0], kjonn="M", n=True)

    assert failed(round_.audit()) == ["«lav», Aasen 2015/16, jenter"]
    del round_.figures[FigureKey("lav", "kommune", KOMMUNER[0], AAR, "M")]
    assert round_.audit().ok


def test_what_few_of_a_population_are_not_is_protected() -> None:
    one = indicator("ledige", teller=("lav",), sensitiv=True)
    round_ = Round(
        [one], one_year((18,), (10,), (10,), (10,)), univers(["lav"], kjent=False),
        folk=dict.fromkeys(KOMMUNER, 20),
    )  # fmt: skip

    assert round_.show(one, *KOMMUNER[1:]).audit().ok
    assert failed(round_.show(one).audit()) == ["de andre bak «ledige», Aasen 2015/16"]


@pytest.mark.parametrize("status", [Status.SKJULT, Status.MANGLER])
def test_a_symbol_tells_nothing(status: Status) -> None:
    round_ = Round([LAV], one_year((3, 20, 6), LARGE, LARGE, LARGE))
    key = FigureKey("lav", "kommune", KOMMUNER[0], AAR)
    round_.figures[key] = Figure(key, status)

    assert round_.audit().ok


def test_that_a_share_cannot_exist_tells_that_nobody_is_in_it() -> None:
    round_ = Round([LAV], one_year((0, 0, 3), LARGE, LARGE, LARGE)).show(LAV)

    (failure,) = round_.audit().failures

    assert failure.celle == "de som ikke er med i «lav», Aasen 2015/16"
    assert (failure.lo, failure.hi) == (3, 3)


def test_a_mean_of_nought_is_rounded_to_its_own_last_decimal() -> None:
    """0,0 is between −0,05 and 0,05, and not between −0,5 and 0,5."""
    span = {"lav": (Decimal(-5), Decimal(5)), "høy": (Decimal(-5), Decimal(5))}
    one = indicator(
        "avstand",
        nevner=("lav", "høy"),
        grenser=span,
        unit=Unit.KARAKTERFORSKJELL,
        desimaler=1,
    )
    round_ = Round([one], one_year((4, 5, 20), LARGE, LARGE, LARGE))

    assert round_.audit().ok
    (failure,) = round_.show(one, KOMMUNER[0], n=False).audit().failures

    assert failure.celle == "«avstand», Aasen 2015/16"
    assert failure.hi - failure.lo == pytest.approx(0.1)


def test_packets_made_from_other_extracts_are_refused() -> None:
    round_ = Round([LAV], one_year(LARGE, LARGE, LARGE, LARGE)).show(LAV)
    key = FigureKey("lav", "kommune", KOMMUNER[0], AAR)
    round_.figures[key] = Figure(key, Status.VIST, verdi=Decimal(37), n=30, teller=11)

    with pytest.raises(StaleError) as caught:
        round_.audit()

    assert [problem.where for problem in caught.value.problems] == ["«lav», Aasen 2015/16"]
    assert caught.value.exit_code == 4


def test_parts_are_declared_in_the_helpers_as_in_the_program() -> None:
    assert set(GRENSER) < set(DELER)
