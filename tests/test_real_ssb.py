"""SSB's published files, each figure held against the file read by other means."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from datapakke.config import Config
from datapakke.extracts import load_extracts
from datapakke.extracts.model import Extracts
from datapakke.kommuner import Inndeling
from published import ssb

YEARS = ("2015", "2016", "2017", "2018")


@pytest.fixture(scope="module", params=[2016, 2024])
def inndeling(request: pytest.FixtureRequest, config: Config) -> Inndeling:
    """Two divisions, of 21 municipalities and of 18."""
    return config.inndeling(request.param)


@pytest.fixture(scope="module")
def published(inndeling: Inndeling, shared: Path, config: Config) -> Extracts:
    """The published files."""
    return load_extracts(shared / "data", config, inndeling, None)


def is_young(row: dict[str, str]) -> bool:
    """Tell whether a row is about an age from 15 to 29."""
    return 15 <= int(row["age"].split()[0]) <= 29


def test_residents_are_the_sums_of_the_file(
    shared: Path, inndeling: Inndeling, published: Extracts
) -> None:
    """By municipality and year; today's Drammen has three parts, one of them from Vestfold."""
    lookup = inndeling.fra_kode
    wanted: Counter[tuple[str, str]] = Counter()
    for row in filter(is_young, ssb(shared / "data" / "ssb" / "Personer2015-2018.csv")):
        if row["region"][:4] in lookup:
            for year in YEARS:
                wanted[lookup[row["region"][:4]], year] += int(row[f"Persons {year}"])
    table = published.tables()["befolkning"]
    found = table.groupby(["kommunenr", "aar"])["antall"].sum()

    assert found.to_dict() == dict(wanted)
    assert set(table["kjonn"]) == {"alle"}
    assert table["kommunenr"].nunique() == len(inndeling.kommuner)


def test_residents_of_modum_by_age(published: Extracts) -> None:
    """Read off the file: 0623 Modum, 16 years, 2015 to 2018."""
    table = published.tables()["befolkning"]
    modum = table[table["kommunenr"].isin(["0623", "3316"]) & table["alder"].eq(16)]

    assert modum.sort_values("aar")["antall"].tolist() == [162, 171, 158, 163]


def test_those_outside_are_the_files(
    shared: Path, inndeling: Inndeling, published: Extracts
) -> None:
    """Of 2021, whose municipalities they are; Asker is not the county's."""
    path = shared / "data" / "ssb" / "neet_13563_2021_buskerud.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    table = published.tables()["neet"]
    lookup = inndeling.fra_kode
    wanted = {
        lookup[row["kommunenr_2021"]]: (int(row["bosatte_15_29"]), int(row["utenfor_15_29"]))
        for row in csv.DictReader(lines, delimiter=";")
        if row["kommunenr_2021"] in lookup
    }
    found = {
        nr: (int(all_), int(outside))
        for nr, all_, outside in zip(
            table["kommunenr"], table["bosatte_15_29"], table["utenfor_15_29"], strict=True
        )
    }

    assert found == wanted
    assert set(table["aar"]) == {"2021"}
    assert len(found) == (18 if inndeling.aar == 2024 else 17)
