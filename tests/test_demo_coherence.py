"""The extracts of the autumn 2016 round hang together: same pupils, lawful and likely values."""

import math
from collections import defaultdict
from pathlib import Path
from statistics import correlation, mean, median, quantiles, stdev

import pytest

from datapakke.config import Config
from demo_rows import GRADES, Row, points, read, share, year_before

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
YEARS = ["2010/11", "2011/12", "2012/13", "2013/14", "2014/15", "2015/16"]
TEN = ("ENG0012", "ENG0013", "MAT0010", "NOR0214", "NOR0215", "NOR0216")


@pytest.fixture(scope="module")
def inntak() -> list[Row]:
    return read(RAW, "inntakspoeng.csv")


@pytest.fixture(scope="module")
def fravaer() -> list[Row]:
    return read(RAW, "fravaer.csv")


@pytest.fixture(scope="module")
def karakterer() -> list[Row]:
    return read(RAW, "karakterer.csv.gz")


@pytest.fixture(scope="module")
def overgang() -> list[Row]:
    return read(RAW, "overgang.csv")


def test_every_year_has_all_21_municipalities(inntak: list[Row]) -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for row in inntak:
        places[row["skoleaar"]].add(row["kommunenr"])
    assert sorted(places) == YEARS
    assert {len(kommuner) for kommuner in places.values()} == {21}


def test_a_code_stands_only_in_years_in_which_it_was_in_force(
    inntak: list[Row], config: Config
) -> None:
    koder = {kode.kode: kode for kommune in config.kommuner for kode in kommune.koder}
    pairs = {(row["kommunenr"], int(row["skoleaar"][:4]) + 1) for row in inntak}
    assert all(koder[kode].gjelder(aar) for kode, aar in pairs)


def test_a_pupil_stands_once_a_year_and_in_one_cohort_only(
    inntak: list[Row], fravaer: list[Row], karakterer: list[Row]
) -> None:
    assert len({row["elev"] for row in inntak}) == len(inntak)
    assert len({(row["elev"], row["skoleaar"]) for row in fravaer}) == len(fravaer)
    keys = {(row["elev"], row["skoleaar"], row["fagkode"]) for row in karakterer}
    assert len(keys) == len(karakterer)


def test_gender_belongs_to_the_pupil(
    inntak: list[Row], fravaer: list[Row], karakterer: list[Row], overgang: list[Row]
) -> None:
    genders: dict[str, set[str]] = defaultdict(set)
    for row in [*inntak, *fravaer, *karakterer, *overgang]:
        genders[row["elev"]].add(row["kjonn"])
    assert {len(found) for found in genders.values()} == {1}


def test_year_10_is_the_same_pupils_in_points_absence_and_grades(
    inntak: list[Row], fravaer: list[Row], karakterer: list[Row]
) -> None:
    with_points = {(row["elev"], row["skoleaar"], row["kommunenr"]) for row in inntak}
    for rows in (fravaer, karakterer):
        tenth = {
            (row["elev"], row["skoleaar"], row["kommunenr"]) for row in rows if row["trinn"] == "10"
        }
        assert tenth == with_points


def test_every_pupil_in_vg1_went_out_of_year_10_the_year_before(
    fravaer: list[Row], karakterer: list[Row], overgang: list[Row]
) -> None:
    went_on = {
        (row["elev"], row["skoleaar"], row["kommunenr"]) for row in overgang if row["i_vgs"] == "ja"
    }
    for rows in (fravaer, karakterer):
        vg1 = {
            (row["elev"], year_before(row["skoleaar"]), row["kommunenr"])
            for row in rows
            if row["trinn"] == "Vg1"
        }
        assert vg1 <= went_on
        assert len(vg1) > 0.95 * len(went_on)


def test_vg2_is_unknown_for_the_newest_cohort_and_for_those_not_in_upper_secondary(
    overgang: list[Row],
) -> None:
    newest = max(row["skoleaar"] for row in overgang)
    assert newest == "2014/15"
    for row in overgang:
        unknown = row["skoleaar"] == newest or row["i_vgs"] == "nei"
        assert (row["vg2"] == "") == unknown


def test_those_who_go_on_are_about_as_many_as_in_reality(overgang: list[Row]) -> None:
    assert share(overgang, lambda row: row["i_vgs"] == "ja") == pytest.approx(0.975, abs=0.01)
    known = [row for row in overgang if row["vg2"]]
    assert share(known, lambda row: row["vg2"] == "ja") == pytest.approx(0.875, abs=0.025)


def test_values_are_within_what_the_formats_allow(
    inntak: list[Row], fravaer: list[Row], karakterer: list[Row]
) -> None:
    assert max(points(row) for row in inntak) <= 80
    assert all(0 <= int(row["dager"]) <= 190 for row in fravaer)
    assert all(0 <= int(row["timer"]) <= 1200 for row in fravaer)
    assert {row["standpunkt"] for row in karakterer} == {*GRADES, "IV", "F", "D"}
    assert {row["eksamen"] for row in karakterer} == {*GRADES, "IM", ""}


def test_points_spread_as_points_do(inntak: list[Row]) -> None:
    having = [points(row) for row in inntak if points(row) > 0]
    assert stdev(having) == pytest.approx(8.5, abs=0.5)
    assert max(having) > 60
    assert 1 - len(having) / len(inntak) == pytest.approx(0.025, abs=0.01)
    assert {row["inntakspoeng"] for row in inntak if points(row) == 0} == {"", "0"}


def test_points_follow_from_the_grades_of_the_same_pupil(
    inntak: list[Row], karakterer: list[Row]
) -> None:
    grades: dict[str, list[int]] = defaultdict(list)
    for row in karakterer:
        if row["trinn"] == "10" and row["standpunkt"] in GRADES:
            grades[row["elev"]].append(int(row["standpunkt"]))
    pairs = [
        (points(row), 10 * mean(grades[row["elev"]]))
        for row in inntak
        if points(row) > 0 and len(grades[row["elev"]]) == len(TEN)
    ]
    theirs, six = zip(*pairs, strict=True)
    assert correlation(theirs, six) > 0.9
    assert quantiles([abs(a - b) for a, b in pairs], n=100)[94] < 8


def test_pupils_with_low_points_have_more_absence(inntak: list[Row], fravaer: list[Row]) -> None:
    days = {row["elev"]: int(row["dager"]) for row in fravaer if row["trinn"] == "10"}
    low = [days[row["elev"]] for row in inntak if 0 < points(row) < 30]
    high = [days[row["elev"]] for row in inntak if points(row) >= 50]
    assert median(low) >= median(high) + 3


def test_absence_in_year_10_goes_with_absence_in_vg1(fravaer: list[Row]) -> None:
    days: dict[str, dict[str, int]] = defaultdict(dict)
    for row in fravaer:
        days[row["elev"]][row["trinn"]] = int(row["dager"])
    both = [both for both in days.values() if len(both) == 2]
    logs = [(math.log1p(one["10"]), math.log1p(one["Vg1"])) for one in both]
    assert correlation(*zip(*logs, strict=True)) == pytest.approx(0.35, abs=0.15)


def test_absence_is_as_skewed_as_in_reality(fravaer: list[Row]) -> None:
    tenth = [int(row["dager"]) for row in fravaer if row["trinn"] == "10"]
    vg1 = [int(row["dager"]) for row in fravaer if row["trinn"] == "Vg1"]
    assert median(tenth) in {5, 6}
    assert mean(day > 15 for day in tenth) == pytest.approx(0.136, abs=0.03)
    assert median(vg1) in {4, 5}
