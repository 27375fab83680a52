"""Cohort sizes and mean points are the published ones, or near them."""

import csv
from collections import defaultdict
from pathlib import Path
from statistics import mean

import pytest

from datapakke.demo.published import alle_kull, kull, landets_snitt, read_rows, utenfor_andel
from demo_rows import points, read

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"


def _demo(skoleaar: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for row in read(RAW, "inntakspoeng.csv"):
        if row["skoleaar"] == skoleaar:
            found[row["kommunenr"]].append(points(row))
    return found


def test_every_cohort_of_2015_16_has_its_published_size() -> None:
    demo = _demo("2015/16")
    published = {kode: kull([kode], 2016) for kode in demo}
    assert {kode: len(pupils) for kode, pupils in demo.items()} == {
        kode: found.elever for kode, found in published.items() if found
    }
    assert (len(demo["0623"]), len(demo["0615"]), len(demo["0602"])) == (134, 7, 744)
    assert sum(len(pupils) for pupils in demo.values()) == 3163


@pytest.mark.parametrize(("smallest", "tolerance"), [(100, 0.1), (20, 0.3), (7, 0.8)])
def test_mean_points_of_2015_16_lie_near_the_published_ones(
    smallest: int, tolerance: float
) -> None:
    compared = 0
    for kode, pupils in _demo("2015/16").items():
        published = kull([kode], 2016)
        if published and published.elever >= smallest:
            having = [value for value in pupils if value > 0]
            assert mean(having) == pytest.approx(published.snitt, abs=tolerance), kode
            compared += 1
    assert compared >= 8


def test_the_county_mean_of_2015_16_lies_near_the_published_one() -> None:
    having = [value for pupils in _demo("2015/16").values() for value in pupils if value > 0]
    assert mean(having) == pytest.approx(41.4, abs=0.2)


def test_flaa_is_tiny_in_every_year() -> None:
    sizes: dict[str, int] = defaultdict(int)
    for row in read(RAW, "inntakspoeng.csv"):
        if row["kommunenr"] == "0615":
            sizes[row["skoleaar"]] += 1
    assert len(sizes) == 6
    assert all(6 <= size <= 13 for size in sizes.values())


def test_a_place_is_found_under_any_of_its_codes() -> None:
    modum = alle_kull(["0623", "3047", "3316"])
    assert {aar: found.elever for aar, found in modum.items()} == {
        2016: 134,
        2017: 150,
        2018: 134,
        2019: 142,
        2020: 154,
        2021: 162,
    }
    assert kull(["3316"], 2016) is None
    assert utenfor_andel(["0623", "3047"]) == pytest.approx(234 / 2268)
    assert utenfor_andel(["9999"]) is None
    assert landets_snitt(2016) == 41.2


def test_the_package_holds_what_udir_and_ssb_published(shared: Path) -> None:
    text = (shared / "data/udir/20220621-1350_Grunnskolepoeng.csv").read_bytes().decode("utf-16-le")
    header, *lines = [line.split("\t") for line in text.splitlines()[1:] if line]
    theirs: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for line in lines:
        row = dict(zip(header, line, strict=True))
        kode = "0000" if row["EnhetNivaa"] == "1" else row["Kommunekode"]
        if row["EnhetNivaa"] not in {"1", "3"}:
            continue
        for aar in range(2015, 2021):
            start = f"{aar}-{(aar + 1) % 100}.Alle eierformer.Begge kjønn."
            pair = (row[f"{start}Antall elever"], row[f"{start}Grunnskolepoeng"])
            theirs[kode, f"{aar}/{(aar + 1) % 100}"].add(pair)
    ours = read_rows("grunnskolepoeng_publisert.csv")
    assert len(ours) == 130
    for row in ours:
        assert (row["elever"], row["snitt"]) in theirs[row["kommunenr"], row["skoleaar"]]

    with (shared / "data/ssb/neet_13563_2021_buskerud.csv").open(encoding="utf-8") as file:
        ssb = {row["kommunenr_2021"]: row for row in csv.DictReader(file, delimiter=";")}
    for row in read_rows("neet_publisert.csv"):
        assert row["bosatte_15_29"] == ssb[row["kommunenr"]]["bosatte_15_29"]
        assert row["utenfor_15_29"] == ssb[row["kommunenr"]]["utenfor_15_29"]
