"""Faults as they happen are planted in a clean round; all are found, and the clean one is clean."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from datapakke.demo import write_demo
from datapakke.report import Alvor, Funn
from report_helpers import Change, clean, found, spoiled

LAST = "2015/16"


def warned(funn: list[Funn]) -> list[Funn]:
    return [one for one in funn if one.alvor is not Alvor.MERK]


def halved(periode: str) -> Change:
    """Take away every second row of a period."""

    def change(table: pd.DataFrame) -> pd.DataFrame:
        own = (table["aar"] == periode).to_numpy()
        kept: pd.DataFrame = table[~(own & (np.cumsum(own) % 2 == 1))]
        return kept

    return change


def cut_off(table: pd.DataFrame) -> pd.DataFrame:
    """Take away the last half of the file."""
    return table.head(len(table) // 2)


def hours_as_days(table: pd.DataFrame) -> pd.DataFrame:
    own = table["aar"] == LAST
    return table.assign(dager=table["dager"].mask(own, table["timer"].clip(upper=190)))


def hours_and_days_swapped(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(dager=table["timer"].clip(upper=190), timer=table["dager"])


def doubled(periode: str) -> Change:
    """Let all rows of a period stand twice, under new pseudonyms."""
    return lambda table: pd.concat([table, table[table["aar"] == periode]])


def lost(periode: str, kommunenr: str) -> Change:
    return lambda table: table[(table["aar"] != periode) | (table["kommunenr"] != kommunenr)]


def swapped(periode: str, one: str, other: str) -> Change:
    """Swap the codes of two municipalities in the periods that begin so."""

    def change(table: pd.DataFrame) -> pd.DataFrame:
        nr = table["kommunenr"].astype("str")
        new = nr.replace({one: other, other: one})
        return table.assign(kommunenr=new.where(table["aar"].astype("str").str[:4] >= periode, nr))

    return change


FAULTS: dict[str, tuple[str, Change, str, set[str]]] = {
    "fraværet halvert siste år": ("fravaer", halved(LAST), "hopp", set()),
    "inntakspoeng halvert midt i serien": ("inntakspoeng", halved("2012/13"), "kull", set()),
    "overganger halvert": ("overgang", halved("2013/14"), "kull", set()),
    "gjennomføring halvert": ("gjennomforing", halved("2010"), "hopp", set()),
    "OT halvert": ("ot", halved("2016-06-15"), "hopp", set()),
    "karakterer avkuttet": ("karakterer", cut_off, "siste_periode", set()),
    "fravær avkuttet": ("fravaer", cut_off, "siste_periode", set()),
    "timer ført som dager": ("fravaer", hours_as_days, "hopp", set()),
    "timer og dager byttet i alle år": (
        "fravaer",
        hours_and_days_swapped,
        "utenfor_vanlig",
        set(),
    ),
    "inntakspoeng dobbelt": ("inntakspoeng", doubled(LAST), "kull", set()),
    "OT dobbelt": ("ot", doubled("2014-06-15"), "hopp", set()),
    "Flå borte": ("inntakspoeng", lost(LAST, "0615"), "mangler_kommune", {"0615"}),
    "Modum borte": ("fravaer", lost("2012/13", "0623"), "mangler_kommune", {"0623"}),
    "Modum borte i NAV": ("nav", lost("2016-06", "0623"), "mangler_kommune", {"0623"}),
    "Modum borte i OT": ("ot", lost("2016-06-15", "0623"), "hopp", {"0623"}),
    "Modum og Hole byttet ett år": (
        "inntakspoeng",
        swapped("2015", "0623", "0612"),
        "kull",
        {"0612", "0623"},
    ),
    "Modum og Flå byttet i alle år": (
        "fravaer",
        swapped("1994", "0623", "0615"),
        "kull",
        {"0615", "0623"},
    ),
    "Modum og Hol byttet i NEET": (
        "neet",
        swapped("2015", "0623", "0620"),
        "hopp",
        {"0620", "0623"},
    ),
    "Drammen og Lier byttet i befolkningen": (
        "befolkning",
        swapped("2016", "0602", "0626"),
        "hopp",
        {"0602", "0626"},
    ),
}


@pytest.mark.parametrize(("datasett", "change", "regel", "kommuner"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found_and_its_file_named(
    datasett: str, change: Change, regel: str, kommuner: set[str]
) -> None:
    mine = [
        one
        for one in warned(found(spoiled(datasett, change), regel))
        if one.sted.startswith(datasett)
    ]

    assert mine
    assert any(kommuner == set(one.kommuner) for one in mine)
    assert all(one.gjor for one in mine)


def test_no_other_file_is_accused_of_one_files_fault() -> None:
    """With several files about the same pupils, the one that stands alone is named."""
    wrong = {one.sted for one in warned(found(spoiled("inntakspoeng", doubled(LAST))))}

    assert wrong == {"inntakspoeng.csv"}


def test_the_demo_round_has_nothing_to_warn_of() -> None:
    assert warned(found(clean())) == []


@pytest.mark.parametrize("fro", [11, 12])
def test_other_clean_rounds_are_not_accused(fro: int, tmp_path: Path) -> None:
    """Other pupils, the same municipalities: chance alone is never told as a jump."""
    write_demo(tmp_path / "p", fro=fro)

    assert warned(found(clean(tmp_path / "p"))) == []


def test_what_happened_to_all_is_told_once() -> None:
    """Not once for the county and then for each municipality."""
    jumps = found(spoiled("gjennomforing", halved("2010")), "hopp")

    assert [one.perioder for one in jumps] == [("2009", "2010")] * 2
    assert all("alle kommunene sammen" in one.hva for one in jumps)


def test_both_sides_of_a_fault_in_the_middle_are_jumps() -> None:
    jumps = found(spoiled("ot", doubled("2014-06-15")), "hopp")

    assert [one.perioder for one in jumps] == [
        ("2013-06-15", "2014-06-15"),
        ("2014-06-15", "2015-06-15"),
    ]


@pytest.mark.parametrize("rule", [halved("2012/13"), hours_as_days], ids=["rader", "verdier"])
def test_the_report_does_not_change_the_tables(
    rule: Callable[[pd.DataFrame], pd.DataFrame],
) -> None:
    basis = spoiled("fravaer", rule)
    before = basis.loaded.extracts.by_name["fravaer"].table.copy()

    found(basis)

    pd.testing.assert_frame_equal(basis.loaded.extracts.by_name["fravaer"].table, before)
