"""A packet for Modum from Udir's and NAV's own files, as they were delivered."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from datapakke.cli import main

SENTENCE = "Skoleårene 2019-20 og 2020-21 ble alle eksamener for elever i grunnskolen avlyst."


@pytest.fixture(scope="module")
def packet(
    shared: Path, own_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Build the packet and give its side-car, with the PDF's text under ``tekst``."""
    out = tmp_path_factory.mktemp("ut")
    words = ["build", "--kommune", "3047", "--uten-runde", "--data", str(shared / "data")]
    result = CliRunner().invoke(main, [*words, "--prosjekt", str(own_project), "--ut", str(out)])
    assert result.exit_code == 0, result.stderr
    pages = PdfReader(out / "0623-modum.pdf").pages
    sidecar: dict[str, Any] = json.loads((out / "0623-modum.json").read_text(encoding="utf-8"))
    text = " ".join(page.extract_text() for page in pages)
    return sidecar | {"tekst": " ".join(text.split()), "sagt": result.stderr}


def series(packet: dict[str, Any], indikator: str, nivaa: str) -> dict[str, tuple[str | None, Any]]:
    """Give period → (printed value, n) of one indicator for one level."""
    return {
        figure["key"]["aar"]: (figure["verdi"], figure["n"])
        for figure in packet["figurer"]
        if figure["key"]["indikator"] == indikator and figure["key"]["nivaa"] == nivaa
    }


def test_modum_is_one_series_across_its_codes(packet: dict[str, Any]) -> None:
    """0623 to 2018–19 and 3047 after are one municipality (source: Udir)."""
    assert series(packet, "grunnskolepoeng_snitt", "kommune") == {
        "2015/16": ("39.4", 134),
        "2016/17": ("40.6", 150),
        "2017/18": ("42.3", 134),
        "2018/19": ("40.3", 142),
        "2019/20": ("42.0", 154),
        "2020/21": ("43.9", 162),
    }


def test_the_county_is_the_pupil_weighted_mean_and_stops_where_it_cannot_be_made(
    packet: dict[str, Any],
) -> None:
    """Udir prints 41,4 41,6 41,9 41,7; from 2020 four of the 21 are no longer there."""
    county = series(packet, "grunnskolepoeng_snitt", "fylke")

    assert {aar: verdi for aar, (verdi, _) in county.items()} == {
        "2015/16": "41.4",
        "2016/17": "41.6",
        "2017/18": "41.9",
        "2018/19": "41.7",
    }


def test_the_number_behind_the_county_is_printed_as_a_cohort_s(packet: dict[str, Any]) -> None:
    """Flå had 7 pupils in 2015–16. How many a cohort is, is known; the mean of the 7 is not."""
    county = series(packet, "grunnskolepoeng_snitt", "fylke")

    assert county["2015/16"] == ("41.4", 3163)
    assert county["2017/18"] == ("41.9", 3071)


def test_the_country_is_printed_as_udir_has_it(packet: dict[str, Any]) -> None:
    """The whole country in 2015–16: 41,2 for 60 679 pupils."""
    assert series(packet, "grunnskolepoeng_snitt", "land")["2015/16"] == ("41.2", 60679)


def test_the_sentence_on_cancelled_exams_reaches_the_reader(packet: dict[str, Any]) -> None:
    """Udir's own sentence stands in the packet, with the years that it is about."""
    assert SENTENCE in packet["tekst"]


def test_nav_months_are_read_and_the_county_total_is_not_reprinted(
    packet: dict[str, Any],
) -> None:
    """NAV hides Flå in some months beside an exact total: the total must not come back."""
    modum = series(packet, "helt_ledige_antall", "kommune")

    assert len(modum) >= 6
    assert all(verdi is not None for verdi, _ in modum.values())
    county = series(packet, "helt_ledige_antall", "fylke")
    assert all(verdi is None for verdi, _ in county.values())


def test_chapters_without_extracts_say_so(packet: dict[str, Any]) -> None:
    """Absence, grades and completion were not delivered; the packet says it in so many words."""
    assert packet["tekst"].count("ikke levert tall til dette kapitlet") == 3


def test_a_packet_of_real_figures_is_not_marked_as_a_demo(packet: dict[str, Any]) -> None:
    """Only invented data says that it is invented."""
    assert packet["demo"] is False
    assert "DEMODATA" not in packet["tekst"]


def test_files_that_are_not_used_are_named(packet: dict[str, Any]) -> None:
    """An analyst sees that a file was passed over."""
    assert "kommuner/kommunekoder_1994-2024.csv: er ikke i et kjent format" in packet["sagt"]


def test_the_sources_are_those_that_figures_are_made_from(packet: dict[str, Any]) -> None:
    """What is read and used by no indicator is not printed as a source."""
    assert [source["fil"] for source in packet["kilder"]] == [
        "udir/20220621-1350_Grunnskolepoeng.csv",
        "nav/202210_HL060_helt_ledige_kommune_antall.csv",
        "ssb/neet_13563_2021_buskerud.csv",
    ]


def test_youth_outside_are_printed_from_ssbs_file(packet: dict[str, Any]) -> None:
    """234 of 2268 in Modum in 2021; the county is not there: four of the 21 were no more."""
    assert series(packet, "neet_15_29", "kommune") == {"2021": ("10.3", 2268)}
    assert series(packet, "neet_15_29", "fylke") == {}
