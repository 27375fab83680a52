"""The table of municipalities against what SSB, Udir and NAV have published (``../shared``)."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from datapakke.norge import (
    FORSTE,
    SISTE,
    alle_koder,
    deler,
    gyldig,
    koder_i,
    navn_passer,
    oversatt,
)

Named = tuple[str, str]
"""A code and the name printed beside it."""

NO_MUNICIPALITIES = ("21", "22", "23", "9999")
"""How codes begin that are Svalbard, Jan Mayen, the shelf or unknown."""

DIVIDED = {"1504", "1507", "1523", "1529", "1546"}
"""The group for Ålesund of 2024 also has the Ålesund of 2020–2023, from which Haram left."""

TWO_MEANINGS = {"0701", "0716"}
"""Horten (2002-2019) was called Borre before, and Re (2002-2019) has the code that Våle had."""

PUPILS_21 = {"2015-16": 3163, "2016-17": 3167, "2017-18": 3071, "2018-19": 3169}
"""Pupils in year 10 with points, as Udir prints them for Buskerud."""


def table(path: Path) -> Iterator[dict[str, str]]:
    """Read a semicolon-separated file in UTF-8."""
    return csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter=";")


def groups(shared: Path) -> list[tuple[str, str, str]]:
    """Give SSB's groups of codes that can be compared over time: group, code, text."""
    rows = table(shared / "data/kommuner/kommunekoder_1994-2024.csv")
    found = [(row["GRUPPEKODE"].removeprefix("K."), row["KODE"], row["TEKST"]) for row in rows]
    return [row for row in found if not row[1].startswith(NO_MUNICIPALITIES)]


def udir_rows(shared: Path) -> Iterator[dict[str, str]]:
    """Give the rows of Udir's export that are about a municipality."""
    path = shared / "data/udir/20220621-1350_Grunnskolepoeng.csv"
    lines = path.read_bytes().decode("utf-16-le").splitlines()[1:]
    rows = csv.DictReader(lines, delimiter="\t")
    return (
        row for row in rows if row["EnhetNivaa"] == "3" and not row["Kommunekode"].startswith("21")
    )


def from_udir(shared: Path) -> Iterable[Named]:
    """Udir's municipalities, 2015–16 to 2020–21."""
    return [(row["Kommunekode"], row["EnhetNavn"]) for row in udir_rows(shared)]


def from_nav(shared: Path) -> Iterable[Named]:
    """NAV's municipalities of 2022."""
    text = (shared / "data/nav/202210_HL060_helt_ledige_kommune_antall.csv").read_text("cp1252")
    return [
        named
        for named in re.findall("^;([0-9]{4}) ([^;]*);", text, re.MULTILINE)
        if not named[0].startswith("21")
    ]


def from_ssb(shared: Path) -> Iterable[Named]:
    """SSB's municipalities of 2015 to 2018."""
    text = (shared / "data/ssb/Personer2015-2018.csv").read_text("iso-8859-1")
    return set(re.findall('^"([0-9]{4}) ([^"]*)"', text, re.MULTILINE))


def from_neet(shared: Path) -> Iterable[Named]:
    """SSB's municipalities of 2021 in and near Buskerud."""
    rows = table(shared / "data/ssb/neet_13563_2021_buskerud.csv")
    return [(row["kommunenr_2021"], row["kommune"]) for row in rows]


@pytest.mark.parametrize(
    ("named", "number", "first", "last"),
    [
        (from_udir, 720, 2015, 2021),
        (from_nav, 356, 2022, 2022),
        (from_ssb, 476, 2015, 2018),
        (from_neet, 19, 2021, 2021),
    ],
)
def test_every_municipality_in_public_files_is_in_the_table_under_its_name(
    shared: Path, named: Callable[[Path], Iterable[Named]], number: int, first: int, last: int
) -> None:
    """Each code was valid in the file's years, and the name printed beside it fits."""
    found = list(named(shared))

    assert len(found) == number
    assert [one for one in found if not navn_passer(*one)] == []
    years = range(first, last + 1)
    assert [one for one in found if not any(gyldig(one[0], aar) for aar in years)] == []


def test_a_name_fits_no_other_code_of_its_year_except_its_namesakes(shared: Path) -> None:
    """A check that accepted everything would be none: each name of 2018 fits its own code."""
    valid = [(kode, name) for kode, name in from_ssb(shared) if gyldig(kode, 2018)]
    wrong = [
        (kode, name, other)
        for kode, name in valid
        for other in koder_i(2018)
        if other != kode and navn_passer(other, name)
    ]

    assert len(valid) == 422
    assert {name.split(" (")[0] for _, name, _ in wrong} == {
        "Bø",
        "Herøy",
        "Nes",
        "Os",
        "Sande",
        "Våler",
    }


def test_the_table_has_ssbs_codes_and_no_other(shared: Path) -> None:
    """SSB writes the Våle of 0716 as 0716u."""
    assert {kode[:4] for _, kode, _ in groups(shared)} == alle_koder()


def test_ssbs_names_and_years_are_the_tables(shared: Path) -> None:
    """«Modum (2020-2023)»; years before 1994 count as 1994."""
    for _, kode, text in groups(shared):
        assert navn_passer(kode[:4], text), text
        span = re.search(r"\((\d*)-(\d{4})\)$", text)
        if span and kode[:4] not in TWO_MEANINGS:
            first = max(int(span[1] or FORSTE), FORSTE)
            years = [aar for aar in range(FORSTE, SISTE + 1) if gyldig(kode, aar)]
            assert years == list(range(first, int(span[2]) + 1)), text


def test_ssbs_groups_are_what_became_of_each_code(shared: Path) -> None:
    """In every group but the one of divided municipalities, all codes lead to today's."""
    for today, kode, text in groups(shared):
        if today != "Rest" and kode not in DIVIDED:
            last = max(aar for aar in range(FORSTE, SISTE + 1) if gyldig(kode[:4], aar))
            aar = 2001 if kode == "0716u" else last
            assert oversatt(kode[:4], aar, 2024) == (today,), text


def test_what_ssb_cannot_compare_was_divided_or_took_a_part_of_what_was(shared: Path) -> None:
    """Snillfjord and Tysfjord, and those that have a part of them today."""
    rest = {kode for group, kode, _ in groups(shared) if group == "Rest"}
    torn = {"5055", "5056", "5059", "1806", "1875"}
    pieces = {piece for kode in torn for piece in deler(kode, 2024)}

    assert {kode for kode in rest if any(gyldig(kode, aar) for aar in range(2018, 2020))} == {
        kode for kode in koder_i(2019) if deler(kode, 2019) & pieces
    }


def test_buskeruds_codes_are_what_the_published_history_says(shared: Path) -> None:
    """0623, 3047 and 3316 are Modum, and so for every line."""
    for row in table(shared / "data/kommuner/buskerud_kodehistorikk.csv"):
        old, new = row["kode_1994_2019"], row["kode_2020_2023"]
        assert oversatt(old, 2019, 2020) == (new,)
        assert oversatt(old, 1994, 2024) == (row["kode_fra_2024"],)
        assert navn_passer(old, row["navn_2019"])
        assert navn_passer(new, row["navn_2020_2023"])


@pytest.mark.parametrize("skoleaar", PUPILS_21)
def test_the_21_and_the_18_have_the_same_pupils_but_for_those_that_came_and_left(
    shared: Path, skoleaar: str
) -> None:
    """The 18 of 2024 are the 21 of 2016 without Røyken and Hurum, and with Svelvik."""
    pupils = {
        row["Kommunekode"]: int(row[column])
        for row in udir_rows(shared)
        for column in [f"{skoleaar}.Alle eierformer.Begge kjønn.Antall elever"]
        if gyldig(row["Kommunekode"], 2016) and row[column].isdecimal()
    }
    then = [kode for kode in koder_i(2016) if kode.startswith("06")]
    now = [kode for kode in koder_i(2024) if kode.startswith("33")]

    of_the_18 = [old for kode in now for old in oversatt(kode, 2024, 2016)]

    assert (len(then), len(now)) == (21, 18)
    assert set(of_the_18) == set(then) - {"0627", "0628"} | {"0711"}
    assert sum(pupils[kode] for kode in then) == PUPILS_21[skoleaar]
    assert sum(pupils[kode] for kode in of_the_18) == (
        PUPILS_21[skoleaar] - pupils["0627"] - pupils["0628"] + pupils["0711"]
    )
