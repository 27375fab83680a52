"""Completion, follow-up service, NAV and population of the autumn 2016 round are likely ones."""

from collections import Counter
from pathlib import Path

import pytest

from demo_rows import Row, read, share

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"


@pytest.fixture(scope="module")
def inntak() -> list[Row]:
    return read(RAW, "inntakspoeng.csv")


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
