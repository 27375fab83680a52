"""Each rule of the report on small extracts: what is missing, who is who, what is old."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.report import Alvor, Basis
from datapakke.sources import Note
from extracts_helpers import context, write_extracts
from report_helpers import clean, failed, found, observed, spoiled, the, with_extract

POINTS = "elev;skoleaar;kommunenr;kjonn;inntakspoeng\n"


def basis(folder: Path, texts: dict[str, str], aar: int = 2016) -> Basis:
    """Read small extracts for the small division of the helpers."""
    against = context(aar)
    loaded = read_folder(write_extracts(folder, texts), against, FORMATS)
    assert loaded.problems == ()
    return Basis(loaded, against.inndeling)


def pupils(numbers: dict[tuple[str, str], int]) -> str:
    """Give rows of inntakspoeng: (school year, municipality) → how many."""
    rows = [
        f"{aar[:4]}{nr}{n};{aar};{nr};K;40\n"
        for (aar, nr), antall in numbers.items()
        for n in range(antall)
    ]
    return POINTS + "".join(rows)


def test_municipalities_missing_in_the_same_periods_are_told_together(tmp_path: Path) -> None:
    text = pupils(
        {
            ("2013/14", "0623"): 9,
            ("2014/15", "0602"): 9,
            ("2014/15", "0623"): 9,
            ("2014/15", "0625"): 9,
            ("2015/16", "0623"): 9,
        }
    )
    funn = the(found(basis(tmp_path, {"inntakspoeng": text}), "mangler_kommune"))

    assert funn.alvor is Alvor.ADVARSEL
    assert funn.hva == "Drammen og Nedre Eiker har ingen rader for 2013/14 og 2015/16."
    assert funn.kommuner == ("0602", "0625")
    assert funn.sted == "inntakspoeng.csv"


def test_a_municipality_with_hardly_anyone_is_no_warning(tmp_path: Path) -> None:
    numbers = {(aar, nr): 9 for aar in ("2013/14", "2014/15", "2015/16") for nr in ("0602", "0625")}
    text = pupils({**numbers, ("2013/14", "0623"): 2, ("2014/15", "0623"): 1})
    funn = the(found(basis(tmp_path, {"inntakspoeng": text}), "kommune_med_faa"))

    assert (funn.alvor, funn.perioder, funn.kommuner) == (Alvor.MERK, ("2015/16",), ("0623",))


def test_a_municipality_that_was_no_more_is_no_warning(tmp_path: Path) -> None:
    """Nedre Eiker was merged on 1 January 2020: the school year 2019/20 is not a whole one."""
    text = pupils(
        {("2018/19", nr): 9 for nr in ("0602", "0623", "0625")}
        | {("2019/20", "0623"): 9, ("2020/21", "3047"): 9}
    )
    report = basis(tmp_path, {"inntakspoeng": text})
    funn = the(found(report, "kommune_fantes_ikke"))

    assert (funn.alvor, funn.perioder) == (Alvor.MERK, ("2019/20", "2020/21"))
    assert found(report, "mangler_kommune") == []


def test_a_merged_municipality_without_all_its_parts_is_told_once(tmp_path: Path) -> None:
    text = pupils(
        {("2018/19", "0602"): 9, ("2018/19", "0623"): 9}
        | {("2020/21", "3005"): 9, ("2020/21", "3047"): 9}
    )
    report = basis(tmp_path, {"inntakspoeng": text}, 2024)
    funn = the(found(report, "sammenslaatt_ikke_hel"))

    assert (funn.alvor, funn.perioder, funn.kommuner) == (
        Alvor.ADVARSEL,
        ("2018/19",),
        ("3301",),
    )
    assert found(report, "mangler_kommune") == []


def test_a_gap_between_periods_is_told_and_an_even_step_is_not(tmp_path: Path) -> None:
    years = ("2010/11", "2011/12", "2014/15", "2015/16")
    text = pupils({(aar, nr): 9 for aar in years for nr in ("0602", "0623", "0625")})
    funn = the(found(basis(tmp_path, {"inntakspoeng": text}), "mangler_periode"))

    assert funn.perioder == ("2011/12", "2014/15")
    assert found(clean(), "mangler_periode") == []


@pytest.mark.parametrize(
    ("last", "told"), [(date(2016, 7, 30), False), (date(2016, 7, 31), True), (None, False)]
)
def test_a_period_is_due_when_it_was_over(*, last: date | None, told: bool) -> None:
    report = spoiled("fravaer", lambda table: table[table["aar"] != "2015/16"])

    assert bool(found(replace(report, data_til=last), "siste_periode")) is told


def test_surprising_numbers_are_counted_and_many_are_a_warning() -> None:
    def high(rows: int) -> Callable[[pd.DataFrame], pd.DataFrame]:
        return lambda table: table.assign(dager=table["dager"].mask(_first(table, rows), 150))

    few = [one for one in found(clean(), "utenfor_vanlig") if "«dager»" in one.hva]
    many = found(spoiled("fravaer", high(900)), "utenfor_vanlig")

    assert [one.alvor for one in few] == [Alvor.MERK]
    assert [one.alvor for one in many if "«dager»" in one.hva] == [Alvor.ADVARSEL]


def _first(table: pd.DataFrame, rows: int) -> "pd.Series[bool]":
    return pd.Series([at < rows for at in range(len(table))], index=table.index)


def test_a_name_that_is_not_the_codes_is_told_with_its_line() -> None:
    names = pd.DataFrame(
        {
            "linje": [4, 5, 6],
            "kode": ["0623", "0612", "0620"],
            "navn": ["Modum", "Hol", "Hole <b>"],
        }
    )
    funn = the(found(observed("befolkning", names=names), "navn_og_kode"))

    assert funn.sted == "befolkning.csv, linje 5"
    assert "0612 står som «Hol», men er Hole" in funn.hva
    assert "Modum" not in funn.hva


def test_damaged_characters_are_told_where_they_begin() -> None:
    read = clean().loaded.extracts.by_name["befolkning"].observed[0].read_as
    assert read is not None
    damaged = replace(read, damaged=3, first_damaged=17)
    funn = the(found(observed("befolkning", read_as=damaged), "skadde_tegn"))

    assert (funn.sted, funn.alvor) == ("befolkning.csv, linje 17", Alvor.MERK)
    assert "3 linjer" in funn.hva


def test_chapters_without_figures_and_datasets_without_indicators_are_told() -> None:
    everything = clean().loaded.extracts.by_name
    extra = replace(everything["neet"], datasett="noe_annet")
    less = {name: one for name, one in everything.items() if name != "fravaer"}
    loaded = replace(
        clean().loaded,
        extracts=replace(clean().loaded.extracts, by_name={**less, "noe_annet": extra}),
    )
    report = replace(clean(), loaded=loaded)

    assert "«Fravær»" in the(found(report, "tomt_kapittel")).hva
    assert "noe_annet leses, men brukes ikke" in the(found(report, "ubrukt_datasett")).hva


def test_with_errors_no_chapter_is_said_to_be_empty() -> None:
    nothing = replace(clean().loaded, extracts=replace(clean().loaded.extracts, by_name={}))
    empty = replace(clean(), loaded=nothing)

    assert len(found(empty, "tomt_kapittel")) == 5
    assert found(failed(empty, Problem("ot.csv", "er tom.")), "tomt_kapittel") == []


@pytest.mark.parametrize(
    ("fra", "til", "explained"),
    [
        ("2015/16", "2015/16", True),
        ("2010/11", "2014/15", True),
        ("2014/15", "2015/16", True),
        ("2010/11", "2015/16", False),
        ("2010/11", "2013/14", False),
    ],
)
def test_a_break_in_the_register_explains_a_jump(fra: str, til: str, *, explained: bool) -> None:
    """Into it, out of it, or inside a short one; not inside a long one, or beside it."""
    extract = clean().loaded.extracts.by_name["fravaer"]
    table = pd.concat([extract.table, extract.table[extract.table["aar"] == "2015/16"]])
    note = Note(fra, til, "Reglene ble endret.", brudd=True)
    sources = tuple(replace(one, noter=(note,)) for one in extract.sources)
    report = with_extract(replace(extract, table=table, sources=sources), clean())

    jumps = found(report, "hopp")
    assert jumps
    assert {one.alvor for one in jumps} == {Alvor.MERK if explained else Alvor.ADVARSEL}
    assert all(("Reglene ble endret." in one.hva) is explained for one in jumps)


def test_the_country_has_no_name_that_can_be_another_municipalitys() -> None:
    names = pd.DataFrame({"linje": [4], "kode": ["0000"], "navn": ["Hele landet"]})

    assert found(observed("befolkning", names=names), "navn_og_kode") == []


def test_a_name_in_a_file_about_pupils_is_not_shown() -> None:
    names = pd.DataFrame({"linje": [4], "kode": ["0623"], "navn": ["hemmelig"]})
    funn = the(found(observed("fravaer", names=names), "navn_og_kode"))

    assert funn.hva == "0623 står som noe annet, men er Modum."


def test_a_file_that_may_be_cut_off_is_told() -> None:
    read = clean().loaded.extracts.by_name["befolkning"].observed[0].read_as
    assert read is not None
    funn = the(found(observed("befolkning", read_as=replace(read, cut=True)), "avkuttet"))

    assert (funn.sted, funn.alvor) == ("befolkning.csv", Alvor.MERK)


def test_of_errors_the_first_twenty_are_told() -> None:
    problems = [Problem("ot.csv", f"feil {n}") for n in range(30)]
    funn = found(failed(clean(), *problems), "lesefeil")

    assert len(funn) == SHOWN_AT_MOST
