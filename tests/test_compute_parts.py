"""From universes to their parts, and cohorts taken together."""

from dataclasses import replace

import pandas as pd
import pytest

from datapakke.compute import compute, newest_together
from datapakke.indicators import all_indicators, all_universer
from datapakke.results import PART_COLUMNS, Areas, Results
from datapakke.sources import Note
from tidy import tidy

AREAS = Areas(("0612", "0615"), {"møtet": ("0612",)})
INDICATORS = all_indicators()
UNIVERSER = tuple(replace(one, samles=True) for one in all_universer())
"""All can be pooled, also those that the program does not pool for the time that it takes."""

POINTS = tidy("""
    kommunenr aar     kjonn inntakspoeng
    0612      2013/14 K     40
    0615      2013/14 M     20
    0612      2014/15 K     30
    0615      2014/15 K     -
    0612      2015/16 K     41
    0612      2015/16 M     42
    0615      2015/16 K     50
    0301      2015/16 K     50
""")


def run(*noter: Note, **tables: pd.DataFrame) -> Results:
    """Compute with parts, and the newest cohorts together."""
    pool = newest_together(INDICATORS, UNIVERSER, dict.fromkeys(tables, noter))
    return compute(INDICATORS, tables, AREAS, UNIVERSER, pool)


def parts(results: Results, omraade: str, aar: str, kjonn: str) -> dict[str, tuple[object, str]]:
    """Give part → persons and state, those with nobody left out."""
    deler = results.deler
    place = deler["omraade"].eq(omraade) & deler["aar"].eq(aar) & deler["kjonn"].eq(kjonn)
    mine = deler[place & deler["antall"].ne(0).fillna(value=True)]
    counts = [None if pd.isna(n) else int(n) for n in mine["antall"]]
    return dict(zip(mine["del"], zip(counts, mine["tilstand"], strict=True), strict=True))


def pooled(results: Results, indikator: str) -> dict[str, tuple[object, object, str]]:
    """Give area → sum, number and state of the periods taken together."""
    table = results.table
    its = table[table["indikator"].eq(indikator) & table["aar"].isin(list(results.samlet))]
    assert set(its["kjonn"]) <= {"alle"}
    numbers = (
        its[["teller", "nevner"]].astype("object").where(its[["teller", "nevner"]].notna(), None)
    )
    return dict(
        zip(
            its["omraade"],
            zip(numbers["teller"], numbers["nevner"], its["tilstand"], strict=True),
            strict=True,
        )
    )


def test_parts_are_those_of_each_municipality_and_both_genders() -> None:
    """Of the types declared; Oslo is not of the county."""
    results = run(inntakspoeng=POINTS)

    assert {name: str(kind) for name, kind in results.deler.dtypes.items()} == PART_COLUMNS
    assert set(results.deler["omraade"]) == set(AREAS.kommuner)
    assert parts(results, "0612", "2015/16", "alle") == {"40–44": (2, "levert")}
    assert parts(results, "0615", "2014/15", "K") == {"uten poeng": (1, "levert")}
    assert parts(results, "0615", "2014/15", "M") == {}


def test_parts_hidden_by_the_source_or_not_delivered_are_not_none() -> None:
    """Flå is hidden in 2015, and Hole has not delivered it."""
    table = tidy("""
        kommunenr aar  kjonn bosatte_15_29 utenfor_15_29
        0612      2014 alle  1200          100
        0615      2015 alle  190           -
    """)
    results = run(neet=table)

    assert parts(results, "0612", "2015", "alle") == {"personer": (None, "mangler")}
    assert parts(results, "0615", "2015", "alle") == {"personer": (None, "skjult")}


def test_three_cohorts_together_are_the_sum_of_their_counts() -> None:
    """Hole: 40 + 30 + 41 + 42 points of four; Flå: 20 + 50 of two, and one without."""
    results = run(inntakspoeng=POINTS)

    assert results.samlet == {"2013/14–2015/16": ("2013/14", "2014/15", "2015/16")}
    assert pooled(results, "inntakspoeng_snitt") == {
        "0612": (153, 4, "levert"),
        "0615": (70, 2, "levert"),
        "møtet": (153, 4, "levert"),
        "fylke": (223, 6, "levert"),
    }
    assert pooled(results, "inntakspoeng_uten")["fylke"] == (1, 7, "levert")


def test_a_median_of_three_cohorts_is_that_of_all_their_pupils() -> None:
    """1, 2, 30 and 4 days: 3; never a median of medians."""
    table = tidy("""
        kommunenr aar     kjonn trinn dager timer
        0612      2013/14 K     10    1     0
        0612      2014/15 M     10    2     0
        0612      2014/15 M     10    30    0
        0612      2015/16 K     10    4     0
    """)
    found = run(fravaer=table).table
    mine = found[found["indikator"].eq("fravaer_dager_10") & found["omraade"].eq("0612")]

    assert mine.loc[mine["aar"].eq("2013/14–2015/16"), "median"].tolist() == [3]


def test_a_municipality_that_lacks_a_period_lacks_the_three_together() -> None:
    """And so does the county."""
    results = run(
        inntakspoeng=POINTS[~(POINTS["kommunenr"].eq("0615") & POINTS["aar"].eq("2014/15"))]
    )

    assert pooled(results, "inntakspoeng_snitt") == {
        "0612": (153, 4, "levert"),
        "0615": (None, None, "mangler"),
        "møtet": (153, 4, "levert"),
        "fylke": (None, None, "mangler"),
    }


def test_cohorts_that_do_not_follow_each_other_are_not_taken_together() -> None:
    """Two of them, or with a year between."""
    assert run(inntakspoeng=POINTS[POINTS["aar"].ne("2013/14")]).samlet == {}
    older = POINTS.assign(aar=POINTS["aar"].replace("2013/14", "2012/13"))
    assert run(inntakspoeng=older).samlet == {}


@pytest.mark.parametrize(
    ("fra", "til", "together"),
    [
        ("2014/15", "2014/15", False),
        ("2015/16", "2030/31", False),
        ("2010/11", "2013/14", False),
        ("2013/14", "2030/31", True),
        ("2010/11", "2012/13", True),
    ],
)
def test_cohorts_on_both_sides_of_a_break_are_not_taken_together(
    fra: str, til: str, *, together: bool
) -> None:
    """Those that are all before, within or after one are."""
    results = run(Note(fra, til, "Andre regler.", brudd=True), inntakspoeng=POINTS)
    assert bool(results.samlet) is together


def test_a_break_of_some_indicators_parts_no_others() -> None:
    """Nor does a remark that is no break."""
    note = Note("2014/15", "2014/15", "Andre.", brudd=True, gjelder=("inntakspoeng_uten",))
    results = run(note, Note("2014/15", "2014/15", "Til opplysning."), inntakspoeng=POINTS)

    assert pooled(results, "inntakspoeng_uten") == {}
    assert pooled(results, "inntakspoeng_snitt")


def test_counts_on_a_day_are_not_taken_together() -> None:
    """The same young people may be in OT three years in a row."""
    days = [f"{year}-06-15" for year in (2014, 2015, 2016)]
    table = pd.concat(
        tidy(f"""
            kommunenr aar   kjonn alder gruppe_nr
            0612      {day} K     17    1
        """)
        for day in days
    )
    assert run(ot=table).samlet == {}


def test_without_universes_there_are_no_parts() -> None:
    """As when one figure is made again."""
    results = compute(INDICATORS, {"inntakspoeng": POINTS}, AREAS)

    assert len(results.deler) == 0
    assert results.samlet == {}
