"""Every count is the sum of the parts of a universe that its indicator declares."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from datapakke.compute import compute, newest_together
from datapakke.compute.declared import check_declarations
from datapakke.config import load_config
from datapakke.indicators import all_indicators, all_universer, by_id
from datapakke.model import Indicator
from datapakke.order import Choice, make_order
from datapakke.packet.phrases import familie
from datapakke.pipeline import read_extracts
from datapakke.results import Areas, Results
from datapakke.rounds import areas_of
from declared import undeclared
from tidy import tidy

INDICATORS, UNIVERSER = all_indicators(), {one.id: one for one in all_universer()}
EVERY = newest_together(INDICATORS, all_universer(), {})
AREAS = Areas(("0612", "0615"), {"møtet": ("0612", "0615")})

every_indicator = pytest.mark.parametrize("one", INDICATORS, ids=lambda one: str(one.id))

PUBLISHED = {
    "grunnskolepoeng": tidy("""
        kommunenr aar     kjonn snitt antall
        0602      2015/16 K     41.25 20
        0602      2015/16 M     38.5  30
        0604      2015/16 alle  40.0  17
        0604      2015/16 K     -     -
        0604      2015/16 M     -     -
        0000      2015/16 alle  41.0  60000
    """),
    "helt_ledige": tidy("""
        kommunenr aar     kjonn antall
        0602      2016-06 alle  100
        0604      2016-06 alle  -
    """),
}
"""What the demo does not have."""


@cache
def demo() -> tuple[Results, Areas]:
    """Compute the demo's figures, three periods together too.

    With those that Udir and NAV publish, and with older ones in OT, who are not in the demo.
    """
    config = load_config(ROOT / "config" / "kommuner.yaml")
    order = make_order(Choice(alle=True), config)
    tables = read_extracts(order, config, ROOT / "data" / "raw").tables() | PUBLISHED
    ages = tables["ot"]["alder"].mask(tables["ot"].index % 3 == 0, 22)
    tables["ot"] = tables["ot"].assign(alder=ages)
    areas = areas_of(order)
    return compute(INDICATORS, tables, areas, all_universer(), EVERY), areas


@every_indicator
def test_what_an_indicator_declares_is_in_its_universe(one: Indicator) -> None:
    """Parts that there are, each once; a numerator within its denominator."""
    univers = UNIVERSER[one.univers]
    of_categories = [part for parts in one.kategorier.values() for part in parts]

    for parts in (list(one.teller), list(one.nevner), of_categories):
        assert len(parts) == len(set(parts))
        assert set(parts) <= set(univers.deler)
    assert bool(one.teller) != bool(one.kategorier or one.grenser)
    assert not one.nevner or set(one.teller) <= set(one.nevner)
    assert not one.kategorier or set(of_categories) == set(one.nevner)
    assert not one.grenser or set(one.grenser) == set(one.nevner)
    assert all(low <= high for low, high in one.grenser.values())
    assert set(univers.datasets) <= set(one.datasets)


@every_indicator
def test_meetings_have_all_but_the_figures_of_subjects(one: Indicator) -> None:
    """A family is tabled for the municipality and the county."""
    assert one.for_mote is not bool(familie(one))


def test_a_cohort_s_universes_are_told_apart_from_counts_on_a_day() -> None:
    """Who is out of work is known to nobody; how many pupils there are is."""
    stocks = {"ot", "nav_ledige", "nav_tiltak", "aap_18_29", "neet_15_29", "helt_ledige"}

    assert {one.id for one in UNIVERSER.values() if not one.kjent} == stocks
    assert {one.id for one in UNIVERSER.values() if one.tomt_er_null} == {"ot"}
    assert {one.univers for one in INDICATORS} == set(UNIVERSER)


def test_every_count_of_the_demo_is_the_sum_of_its_parts() -> None:
    """For every area, period, gender and category, and for three periods together."""
    results, areas = demo()

    assert set(results.table["indikator"]) == {one.id for one in INDICATORS}
    assert len(results.samlet) > 1
    assert next(undeclared(results, INDICATORS, areas), None) is None


def test_parts_of_a_universe_are_everyone_in_the_extract() -> None:
    """Pupils without a grade too: 3163 in year 10 and 2997 in Vg1 in 2015/16."""
    deler = demo()[0].deler
    year = deler[deler["aar"].eq("2015/16") & deler["kjonn"].eq("alle")]
    sizes = year.groupby("univers")["antall"].sum()

    for one in UNIVERSER.values():
        if one.kull == "10" and one.id not in {"poeng_10", "overgang"}:
            assert sizes[one.id] == 3163, one.id
        if one.kull == "vg1":
            assert sizes[one.id] == 2997, one.id


def wrong_ones(one: Indicator) -> list[Indicator]:
    """Give declarations with one part too few, or one that holds other values."""
    found = [
        replace(one, teller=tuple(part for part in one.teller if part != gone))
        for gone in one.teller
    ]
    found += [
        replace(
            one,
            nevner=tuple(part for part in one.nevner if part != gone),
            kategorier={
                name: tuple(part for part in parts if part != gone)
                for name, parts in one.kategorier.items()
            },
            grenser={part: span for part, span in one.grenser.items() if part != gone},
        )
        for gone in one.nevner
    ]
    found += [
        replace(one, grenser={**one.grenser, part: (low + 1000, high + 1000)})
        for part, (low, high) in one.grenser.items()
        if by_id(one.id).unit.value not in {"dager", "timer"}
    ]
    names = list(one.kategorier)
    swapped = zip(names, [*names[1:], *names[:1]], strict=True)
    if names:
        found.append(replace(one, kategorier={old: one.kategorier[new] for old, new in swapped}))
    return found


@every_indicator
def test_one_wrong_part_is_found(one: Indicator) -> None:
    """By the guard in every run, and by the test above: every part of every declaration."""
    results, areas = demo()
    single = ~results.table["aar"].isin(list(results.samlet))
    table = results.table[results.table["indikator"].eq(one.id) & single]
    deler = results.deler[results.deler["univers"].eq(one.univers)]
    check_declarations([one], table, deler)

    wrong = wrong_ones(one)
    assert wrong
    for mistaken in wrong:
        with pytest.raises(ValueError, match=f"{one.id} is not declared as it is counted"):
            check_declarations([mistaken], table, deler)
        assert next(undeclared(Results(table, deler), [mistaken], areas), "")


def test_medians_outside_the_spans_of_their_parts_are_found() -> None:
    """Nobody with 16 days is among those with at most 15."""
    results, _ = demo()
    one = by_id("fravaer_dager_10")
    table = results.table[results.table["indikator"].eq(one.id)]
    shifted = {part: (low + 200, high + 200) for part, (low, high) in one.grenser.items()}

    with pytest.raises(ValueError, match="grenser"):
        check_declarations(
            [replace(one, grenser=shifted)],
            table[~table["aar"].isin(list(results.samlet))],
            results.deler,
        )


Rows = Sequence[Mapping[str, object]]

PLACES = {
    "kommunenr": st.sampled_from(["0612", "0615", "0301"]),
    "aar": st.sampled_from(["2013/14", "2014/15", "2015/16"]),
    "kjonn": st.sampled_from(["K", "M"]),
}
GRADE = st.sampled_from(["1", "2", "3", "4", "5", "6", "IV", "F", "D", None])
SUBJECTS = {
    "10": ["engelsk_skriftlig", "matematikk", "norsk_sidemaal"],
    "Vg1": [
        "vg1_engelsk_sf",
        "vg1_engelsk_yf",
        "vg1_matematikk_1p",
        "vg1_matematikk_1t",
        "vg1_norsk",
    ],
}


def rows(**columns: st.SearchStrategy[object]) -> st.SearchStrategy[Rows]:
    """Give a few rows about persons."""
    return st.lists(st.fixed_dictionaries({**PLACES, **columns}), min_size=1, max_size=6)


def table_of(found: Rows, **types: str) -> pd.DataFrame:
    """Make a tidy table."""
    table = pd.DataFrame(found)
    texts = {name: "str" for name in table if name not in types}
    return table.astype({**texts, **types})


@settings(max_examples=12, deadline=None)
@given(
    rows(inntakspoeng=st.one_of(st.none(), st.integers(1, 8000).map(lambda cent: cent / 100))),
    rows(
        trinn=st.sampled_from(["10", "Vg1"]),
        dager=st.sampled_from([0, 15, 16, 19, 20, 190]),
        timer=st.integers(0, 1200),
    ),
    rows(program=st.sampled_from(["SF", "YF"]), status=st.sampled_from(["normert", "sluttet"])),
    rows(i_vgs=st.sampled_from(["ja", "nei"]), vg2=st.sampled_from(["ja", "nei", None])),
    rows(alder=st.integers(15, 25), gruppe=st.integers(1, 5)),
)
def test_counts_of_any_few_persons_are_the_sums_of_their_parts(
    applicants: Rows,
    absent: Rows,
    followed: Rows,
    leavers: Rows,
    young: Rows,
) -> None:
    """Municipalities and genders with nobody, values that are missing, persons from elsewhere."""
    moved = [{**row, "vg2": row["vg2"] if row["i_vgs"] == "ja" else None} for row in leavers]
    residents: Rows = [
        {"kommunenr": nr, "aar": aar, "kjonn": "K", "alder": 18, "antall": 100}
        for nr in AREAS.kommuner
        for aar in ("2013", "2014", "2015")
    ]
    tables = {
        "inntakspoeng": table_of(applicants, inntakspoeng="Float64"),
        "fravaer": table_of(absent, dager="Int64", timer="Int64"),
        "gjennomforing": table_of(followed),
        "overgang": table_of(moved),
        "ot": table_of(young, alder="Int64", gruppe="Int64"),
        "befolkning": table_of(residents, alder="Int64", antall="Int64"),
    }
    results = compute(INDICATORS, tables, AREAS, all_universer(), EVERY)

    assert list(undeclared(results, INDICATORS, AREAS)) == []
    assert_complete(results)


@st.composite
def graded(draw: st.DrawFn) -> Rows:
    """Give a few pupils with grades in some subjects; also one who has changed course."""
    found: list[Mapping[str, object]] = []
    for elevnr in range(draw(st.integers(1, 5))):
        who = {name: draw(values) for name, values in PLACES.items()}
        trinn = draw(st.sampled_from(["10", "Vg1"]))
        for fag in draw(st.lists(st.sampled_from(SUBJECTS[trinn]), min_size=1, unique=True)):
            exam = draw(st.sampled_from(["1", "4", "6", "IM", None])) if trinn == "10" else None
            marks = {"standpunkt": draw(GRADE), "eksamen": exam}
            found.append({**who, "trinn": trinn, "fag": fag, **marks, "elevnr": elevnr})
    return found


@settings(max_examples=12, deadline=None)
@given(graded())
def test_counts_of_any_few_grades_are_the_sums_of_their_parts(
    grades: Rows,
) -> None:
    """Pupils without rows in a subject, exempted, without grounds, with an exam only."""
    tables = {"karakterer": table_of(grades, elevnr="Int64")}
    results = compute(INDICATORS, tables, AREAS, all_universer(), EVERY)

    assert list(undeclared(results, INDICATORS, AREAS)) == []
    assert_complete(results)
    persons = {(r["elevnr"]) for r in grades if r["trinn"] == "10" and r["kommunenr"] != "0301"}
    deler = results.deler[results.deler["kjonn"].eq("alle")]
    whole = deler[deler["univers"].eq("karakter_matematikk")]
    if any(row["fag"] == "matematikk" and row["kommunenr"] != "0301" for row in grades):
        years = {str(r["aar"]) for r in grades if r["fag"] == "matematikk"}
        there = {r["elevnr"] for r in grades if r["aar"] in years} & persons
        assert whole["antall"].sum() == len(there)


def assert_complete(results: Results) -> None:
    """Every universe has each municipality, period and gender with each part, once."""
    for name, its in results.deler.groupby("univers"):
        deler = its.groupby(["omraade", "aar", "kjonn"], sort=False)["del"].agg(tuple)
        assert set(deler) == {UNIVERSER[str(name)].deler}
        sizes = [its[column].nunique() for column in ("omraade", "aar", "kjonn")]
        assert len(deler) == sizes[0] * sizes[1] * sizes[2]
        assert its["antall"].isna().tolist() == its["tilstand"].ne("levert").tolist()


def test_a_pupil_graded_in_two_courses_is_in_a_part_of_each() -> None:
    """The universe is one of grades; nobody is counted among those without."""
    table = tidy("""
        kommunenr aar     kjonn trinn fag               standpunkt eksamen elevnr
        0612      2015/16 K     Vg1   vg1_matematikk_1t 1          -       1
        0612      2015/16 K     Vg1   vg1_matematikk_1p 3          -       1
        0612      2015/16 K     Vg1   vg1_norsk         3          -       2
    """)
    deler = compute(INDICATORS, {"karakterer": table}, AREAS, all_universer()).deler
    mine = deler[
        deler["univers"].eq("vg1_matematikk") & deler["omraade"].eq("0612") & deler["kjonn"].eq("K")
    ]
    assert dict(mine[mine["antall"].gt(0)][["del", "antall"]].itertuples(index=False)) == {
        "1P 3": 1,
        "1T 1": 1,
        "uten karakter": 1,
    }
