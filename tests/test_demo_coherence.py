"""The extracts of the autumn 2016 round hang together: same pupils, lawful and likely values."""

import math
from collections import Counter, defaultdict
from pathlib import Path
from statistics import correlation, mean, median, quantiles, stdev

import pytest

from datapakke.config import Config
from demo_rows import GRADES, Row, grade_mean, points, read, share, year_before

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


def test_subject_codes_belong_to_the_step_and_the_curriculum(
    karakterer: list[Row], config: Config
) -> None:
    found = {(row["fagkode"], row["trinn"]) for row in karakterer}
    plans = {
        (kode.kode, kode.trinn) for kode in config.fagkoder.values() if kode.laereplan == "LK06"
    }
    assert found == plans


@pytest.mark.parametrize("kode", ["MAT0010", "NOR0214", "NOR0215", "ENG0012"])
def test_written_exams_lie_below_standpunkt_and_are_drawn_for_a_third(
    karakterer: list[Row], kode: str
) -> None:
    rows = [row for row in karakterer if row["fagkode"] == kode]
    drawn = [row for row in rows if row["eksamen"]]
    gap = grade_mean(drawn, "standpunkt") - grade_mean(drawn, "eksamen")
    low, high = (0.3, 0.6) if kode == "MAT0010" else (0.0, 0.35)
    assert low < gap < high
    assert len(drawn) / len(rows) == pytest.approx(1 / 3, abs=0.05)


@pytest.mark.parametrize("kode", ["NOR0214", "NOR0216", "ENG0012"])
def test_girls_have_higher_grades_in_norsk_and_engelsk(karakterer: list[Row], kode: str) -> None:
    rows = [row for row in karakterer if row["fagkode"] == kode]
    girls = grade_mean([row for row in rows if row["kjonn"] == "K"], "standpunkt")
    boys = grade_mean([row for row in rows if row["kjonn"] == "M"], "standpunkt")
    assert 0.03 < girls - boys < 0.4


def test_sidemaal_is_the_subject_with_many_exempt(karakterer: list[Row]) -> None:
    exempt = Counter(row["fagkode"] for row in karakterer if row["standpunkt"] == "F")
    assert exempt.most_common(1)[0][0] == "NOR0215"
    assert exempt["NOR0215"] > 5 * exempt["NOR0214"]


def test_grades_fall_from_year_10_to_vg1_for_the_same_pupils(karakterer: list[Row]) -> None:
    engelsk = {"10": ("ENG0012",), "Vg1": ("ENG1001", "ENG1002")}
    own: dict[str, dict[str, int]] = defaultdict(dict)
    for row in karakterer:
        if row["fagkode"] in engelsk[row["trinn"]] and row["standpunkt"] in GRADES:
            own[row["elev"]][row["trinn"]] = int(row["standpunkt"])
    falls = [both["10"] - both["Vg1"] for both in own.values() if len(both) == 2]
    assert len(falls) > 10_000
    assert 0.1 < mean(falls) < 0.6


def test_completion_is_about_as_in_reality_for_six_cohorts() -> None:
    rows = read(RAW, "gjennomforing.csv")
    done = {"normert", "forsinket"}
    assert {(row["kull"], row["maalt"]) for row in rows} == {
        (str(kull), str(kull + 6)) for kull in range(2005, 2011)
    }
    assert len({row["status"] for row in rows}) == 6
    for program, low, high in (("SF", 0.85, 0.89), ("YF", 0.63, 0.70)):
        began = [row for row in rows if row["program"] == program]
        assert low < share(began, lambda row: row["status"] in done) < high


def test_some_small_municipality_has_no_one_with_the_follow_up_service() -> None:
    rows = read(RAW, "ot.csv")
    dates = {row["dato"] for row in rows}
    assert dates == {f"{aar}-06-15" for aar in range(2011, 2017)}
    assert len({(row["dato"], row["kommunenr"]) for row in rows}) < 21 * len(dates)
    assert {int(row["alder"]) for row in rows} == set(range(16, 22))
    assert any(row["statuskode"].endswith("_IM") for row in rows)
    assert len({(row["dato"], row["ungdom"]) for row in rows}) == len(rows)


def test_residents_of_15_are_a_few_more_than_the_cohort_that_leaves_that_spring(
    inntak: list[Row],
) -> None:
    residents: Counter[tuple[str, str]] = Counter()
    for row in read(RAW, "befolkning.csv"):
        if row["alder"] == "15" and row["kommunenr"] != "0000":
            residents[row["kommunenr"], row["aar"]] += int(row["antall"])
    pupils = Counter((row["kommunenr"], f"20{row['skoleaar'][5:]}") for row in inntak)
    assert residents.keys() == pupils.keys()
    for key, n in pupils.items():
        assert n <= residents[key] <= 1.06 * n + 1


def test_neet_counts_the_same_residents_as_the_population(inntak: list[Row]) -> None:
    residents: Counter[tuple[str, str]] = Counter()
    for row in read(RAW, "befolkning.csv"):
        residents[row["kommunenr"], row["aar"]] += int(row["antall"])
    compared = 0
    for row in read(RAW, "neet.csv"):
        if row["aar"] in {"2011", "2012", "2013", "2014", "2015"}:
            assert int(row["bosatte_15_29"]) == residents[row["kommunenr"], row["aar"]]
            compared += 1
    assert compared == 5 * (len({row["kommunenr"] for row in inntak}) + 1)


def test_neet_is_near_what_was_published() -> None:
    rows = [row for row in read(RAW, "neet.csv") if row["kommunenr"] != "0000"]
    outside = sum(int(row["utenfor_15_29"]) for row in rows if row["utenfor_15_29"] != ":")
    residents = sum(int(row["bosatte_15_29"]) for row in rows)
    assert outside / residents == pytest.approx(0.105, abs=0.01)


def test_nav_hides_one_to_three_and_nothing_else() -> None:
    rows = read(RAW, "nav.csv")
    counts = [row["antall"] for row in rows]
    assert "*" in counts
    assert not {"1", "2", "3"} & set(counts)
    assert {(row["gruppe"], row["alder"]) for row in rows} == {
        ("helt_ledige", "15-24"),
        ("tiltak", "15-24"),
        ("aap", "18-29"),
    }
    country = [row for row in rows if row["kommunenr"] == "0000"]
    assert all(int(row["antall"]) > 4000 for row in country)
