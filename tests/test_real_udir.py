"""Udir's published exports, each figure held against the file read by other means."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from datapakke.config import Config
from datapakke.extracts import load_extracts
from datapakke.extracts.model import Extracts
from datapakke.rounding import round_half_up
from published import number, udir

GRUNNSKOLEPOENG = "20220621-1350_Grunnskolepoeng.csv"
SLUTTA = "20220505-1453_Slutta_VGO.csv"
KARAKTERER = "20251125-1728_Karakterer_i_videregaaende_skole.buskerud.csv"
YEARS = ("2015-16", "2016-17", "2017-18", "2018-19", "2019-20", "2020-21")
ALLE = "Alle eierformer.Begge kjønn"


@pytest.fixture(scope="module")
def published(shared: Path, config: Config) -> Extracts:
    """The published files in the division of 2016, all years."""
    return load_extracts(shared / "data", config, config.inndeling(2016), None)


@pytest.fixture(scope="module")
def points(shared: Path) -> Mapping[tuple[str, str], Mapping[str, str]]:
    """The rows of grunnskolepoeng by level and code, as they stand in the file."""
    rows = udir(shared / "data" / "udir" / GRUNNSKOLEPOENG)
    return {
        (row["EnhetNivaa"], row["Kommunekode"] or row["Fylkekode"]): row
        for row in rows
        if row["EnhetNivaa"] != "4"
    }


def values(table: Any) -> list[list[Any]]:  # noqa: ANN401 - a table of any columns
    """Give rows of plain values, None where there is none."""
    rows: list[list[Any]] = table.astype(object).where(table.notna(), None).to_numpy().tolist()
    return rows


def test_every_figure_of_every_municipality_is_the_files(
    published: Extracts, config: Config, points: Mapping[tuple[str, str], Mapping[str, str]]
) -> None:
    """Under whichever of its codes it stands; blank is nowhere, ``*`` is hidden."""
    lookup = config.inndeling(2016).fra_kode
    wanted: dict[tuple[str, str], tuple[float | None, float | None]] = {}
    for (level, code), row in points.items():
        kommunenr = "0000" if level == "1" else lookup.get(code) if level == "3" else None
        for year in YEARS:
            snitt = row[f"{year}.{ALLE}.Grunnskolepoeng"]
            antall = row[f"{year}.{ALLE}.Antall elever"]
            if kommunenr and snitt:
                key = (kommunenr, year.replace("-", "/"))
                assert wanted.get(key, (number(snitt), number(antall)))[0] == number(snitt)
                wanted[key] = (number(snitt), number(antall))
    table = published.tables()["grunnskolepoeng"]
    found = {(nr, aar): (snitt, antall) for nr, aar, _, snitt, antall in values(table)}

    assert found == wanted
    assert len(table) == len(found)


def test_the_21_sum_to_the_county(published: Extracts) -> None:
    """Counts exactly; the weighted mean to the printed decimal. Flesberg is counted once."""
    table = published.tables()["grunnskolepoeng"]
    ours = table[(table["kommunenr"] != "0000") & (table["aar"] <= "2018/19")]
    by_year = ours.assign(sum=ours["snitt"] * ours["antall"]).groupby("aar")
    totals = by_year[["sum", "antall"]].sum()
    means = [
        round_half_up(Decimal(str(round(row_sum, 1))) / int(n), 1)
        for row_sum, n in zip(totals["sum"], totals["antall"], strict=True)
    ]

    assert totals["antall"].tolist() == [3163, 3167, 3071, 3169]
    assert [str(mean) for mean in means] == ["41.4", "41.6", "41.9", "41.7"]
    assert by_year["kommunenr"].nunique().tolist() == [21] * 4
    assert by_year.size().tolist() == [21] * 4


def test_flesberg_stands_twice_in_the_file_and_once_in_the_table(
    published: Extracts, points: Mapping[tuple[str, str], Mapping[str, str]]
) -> None:
    """0631 and 3050 both carry 2015-16 to 2018-19."""
    both = [
        [points["3", code][f"{year}.{ALLE}.Antall elever"] for year in YEARS[:4]]
        for code in ("0631", "3050")
    ]
    table = published.tables()["grunnskolepoeng"]
    flesberg = table[table["kommunenr"] == "0631"].sort_values("aar")

    assert both == [["44", "36", "32", "29"]] * 2
    assert flesberg["antall"].tolist()[:4] == [44, 36, 32, 29]
    assert len(flesberg) == len(YEARS)


def test_gol_has_its_first_year_from_its_old_code(
    published: Extracts, points: Mapping[tuple[str, str], Mapping[str, str]]
) -> None:
    """3041 lacks 2015-16."""
    first = f"2015-16.{ALLE}.Antall elever"
    assert points["3", "3041"][first] == ""
    table = published.tables()["grunnskolepoeng"]
    gol = table[table["kommunenr"].eq("0617") & table["aar"].eq("2015/16")]

    assert values(gol[["antall"]]) == [[number(points["3", "0617"][first])]]


def test_drammen_of_today_is_its_parts_until_it_is_itself(shared: Path, config: Config) -> None:
    """744 + 306 pupils and Svelvik's in 2015/16; under 3005 from 2019/20."""
    extracts = load_extracts(shared / "data", config, config.inndeling(2024), None)
    table = extracts.tables()["grunnskolepoeng"]
    drammen = table[table["kommunenr"] == "3301"]

    assert drammen[drammen["aar"] == "2015/16"]["antall"].tolist()[:2] == [744, 306]
    assert drammen.groupby("aar").size().tolist() == [3, 3, 3, 3, 1, 1]
    whole = extracts.by_name["grunnskolepoeng"].table
    years = whole.groupby("kode", observed=True)["aar"].unique().map(sorted)
    assert years["3005"] == ["2019/20", "2020/21"]
    for part in ("0602", "0625", "0711"):
        assert years[part] == ["2015/16", "2016/17", "2017/18", "2018/19"]


def test_hole_is_published_and_its_hidden_schools_are_nowhere(
    shared: Path, published: Extracts
) -> None:
    """Two of its schools are hidden in 2016-17; no row of a school is ever read."""
    rows = udir(shared / "data" / "udir" / GRUNNSKOLEPOENG)
    schools = [row for row in rows if row["EnhetNivaa"] == "4" and row["Kommune"] == "Hole"]
    hidden = [row for row in schools if row[f"2016-17.{ALLE}.Grunnskolepoeng"] == "*"]
    table = published.by_name["grunnskolepoeng"].table
    hole = table[table["kommunenr"].eq("0612") & table["aar"].eq("2016/17")]

    assert len({row["EnhetNavn"] for row in hidden}) == 2
    assert len(hole) == 1
    assert hole["snitt"].notna().all()
    lines = {number for number, row in enumerate(rows, 3) if row["EnhetNivaa"] in "24"}
    assert not lines & set(table.index)


def test_the_sentence_covers_both_years_without_exams(published: Extracts) -> None:
    """It stands in the column of 2019–20 and names 2020–21 too."""
    (note,) = published.by_name["grunnskolepoeng"].sources[0].noter

    assert (note.fra, note.til, note.brudd) == ("2019/20", "2020/21", False)
    assert note.tekst.startswith("Skoleårene 2019-20 og 2020-21 ble alle eksamener for elever")


def test_every_share_that_left_is_the_files(shared: Path, published: Extracts) -> None:
    """Each school, county and the country, in Norway; without the schools abroad."""
    rows = udir(shared / "data" / "udir" / SLUTTA)
    wanted = {}
    for row in rows:
        for column, cell in row.items():
            if column.endswith("Andel sluttet") and cell and row["Nasjonaltkode"] == "I":
                unit = {"1": "0000", "2": row["Fylkekode"]}.get(
                    row["EnhetNivaa"], row["Organisasjonsnummer"]
                )
                county = row["Fylkekode"] if row["EnhetNivaa"] != "1" else "00"
                wanted[column[:7].replace("-", "/"), county, unit] = number(cell)
    table = published.tables()["slutta_vgo"]
    found = values(table[["aar", "fylkenr", "enhet", "andel"]])

    assert {(aar, county, unit): andel for aar, county, unit, andel in found} == wanted
    assert len(found) == len(wanted)
    country = table[table["nivaa"].eq("land")].sort_values("aar")
    assert country["andel"].tolist()[-3:] == [3.4, 3.0, 3.0]


def test_a_changed_treatment_is_told_and_a_merged_county_is_not_everybodys(
    published: Extracts,
) -> None:
    """The sentence about 2018-19 stands beside every figure; those about one county do not."""
    (note,) = published.by_name["slutta_vgo"].sources[0].noter

    assert (note.fra, note.til) == ("2018/19", "2018/19")
    assert note.tekst.startswith("Behandlingen av elever med ukjent elevstatus er endret.")


def test_every_grade_is_the_files(shared: Path, published: Extracts) -> None:
    """Means, numbers with a space between thousands, and shares per grade; in Norway."""
    rows = udir(shared / "data" / "udir" / KARAKTERER)
    names = ["Snittkarakter", "Antall elever", *(f"Karakteren {n}" for n in range(1, 7))]
    years = {column[:7] for column in rows[0] if column[:2] == "20"}
    wanted = {}
    for row in rows:
        for year in years:
            cells = [row[f"{year}.Standpunkt.Alle eierformer.Alle kjønn.{name}"] for name in names]
            if any(cells) and row["Nasjonaltkode"] == "I":
                unit = {"1": "0000", "2": row["Fylkekode"]}.get(
                    row["EnhetNivaa"], row["Organisasjonsnummer"]
                )
                key = (year.replace("-", "/"), unit, row["Vurderingsfagkode"])
                wanted[key] = [number(cell) for cell in cells]
    columns = [
        "aar",
        "enhet",
        "fagkode",
        "snitt",
        "antall",
        *(f"karakter_{n}" for n in range(1, 7)),
    ]
    table = published.tables()["karakterer_vgo"]
    found = values(table[columns])

    assert {tuple(row[:3]): row[3:] for row in found} == wanted
    assert len(found) == len(wanted) == len(table)
    assert int(table["antall"].max()) > 10_000


def test_grades_of_the_county_hold_together(published: Extracts) -> None:
    """The mean is that of its distribution, as near as the rounded shares tell."""
    table = published.tables()["karakterer_vgo"]
    columns = [f"karakter_{n}" for n in range(1, 7)]
    whole = table[table[columns].notna().all(axis="columns")]
    grades = whole[columns].astype(float)
    mean = grades.mul(list(range(1, 7)), axis="columns").sum(axis="columns") / 100

    assert len(whole) > 50
    assert ((grades.sum(axis="columns") - 100).abs() < 0.35).all()
    assert ((mean - whole["snitt"].astype(float)).abs() < 0.06).all()
