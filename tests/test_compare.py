"""A municipality is held against the county by what chance allows."""

import math
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from datapakke.compare import Known, compare
from datapakke.compare.cohorts import cohorts
from datapakke.compare.reference import SPREAD
from datapakke.compare.rest import rest_of
from datapakke.counts import Distribution
from datapakke.disclosure import Fate
from datapakke.indicators import all_indicators
from datapakke.model import Comparison, Flagg, Unit, Univers
from datapakke.publish import publish
from datapakke.results import PART_COLUMNS
from datapakke.rules import Rules
from disclosure_tables import decided, indicator, results

OF = [indicator(desimaler=0)]


def compared(
    own: dict[str, object], county: dict[str, object], decimals: int = 0, *, hidden: bool = False
) -> list[Comparison]:
    """Compare one municipality's row with the county's."""
    table = results(own, {"nivaa": "fylke", "omraade": "fylke"} | county)
    of = [indicator(desimaler=decimals)]
    figures = publish(table, decided(table, {0: Fate.FAA} if hidden else {}), of)
    return list(compare(Known(table, figures, of, Rules())).values())


@pytest.mark.parametrize(
    ("teller", "flagg"),
    [
        (80, Flagg.INGEN),
        (73, Flagg.INGEN),
        (72, Flagg.UVANLIG),
        (67, Flagg.SVAERT_UVANLIG),
        (68, Flagg.UVANLIG),
        (87, Flagg.INGEN),
        (88, Flagg.UVANLIG),
    ],
)
def test_a_share_is_unusual_when_its_interval_excludes_the_countys(
    teller: int, flagg: Flagg
) -> None:
    """Of 100, with 80 % in the county: 80 ± 1,96·4 is unusual beyond, ± 3,09·4 very."""
    (one,) = compared({"teller": teller, "nevner": 100}, {"teller": 2400, "nevner": 3000})
    assert one.flagg is flagg
    assert (one.kommune, one.fylke) == (Decimal(teller), Decimal(80))
    assert one.styrke == pytest.approx(abs(teller - 80) / 4)


def test_few_pupils_are_never_called_unusual() -> None:
    """Nineteen are too few even when all differ; twenty are enough."""
    county: dict[str, object] = {"teller": 500, "nevner": 1000}
    assert compared({"teller": 19, "nevner": 19}, county)[0].flagg is Flagg.FAA
    assert compared({"teller": 20, "nevner": 20}, county)[0].flagg is Flagg.SVAERT_UVANLIG


def with_low_grades(values: list[int], low: Fate, n: int | None = None) -> dict[str, Flagg]:
    """Compare a mean and the share of low grades beside it, which may be hidden; give the flags."""
    lav = sum(value <= 2 for value in values)
    own = mean(values) | {"indikator": "snitt"}
    share: dict[str, object] = {"indikator": "lav", "teller": lav, "nevner": len(values)}
    county = {"nivaa": "fylke", "omraade": "fylke"}
    rows = [own, share, county | mean([3, 4] * 500) | {"indikator": "snitt"}]
    table = results(*rows)
    of = [
        replace(indicator("snitt", unit=Unit.KARAKTER, desimaler=1), univers="u"),
        replace(indicator("lav"), univers="u"),
    ]
    decisions = decided(table, {1: low})
    if n is None:
        figures = publish(table, decisions, of)
    else:
        figures = publish(table, replace(decisions, with_n=pd.Series([n, n, 1], dtype=bool)), of)
    found = compare(Known(table, figures, of, Rules()))
    return {key.indikator: one.flagg for key, one in found.items()}


HIGH_SPREAD = [2] * 5 + [5] * 27 + [6] * 8
"""Forty grades with a mean far above the county's 3,5."""


@pytest.mark.parametrize("values", [[4] * 20 + [5] * 20, HIGH_SPREAD, [4, 5] * 12, [2, 6] * 12])
def test_what_is_said_of_a_mean_tells_no_spread_where_low_grades_are_hidden(
    values: list[int],
) -> None:
    """With a mean, its spread gives how many low grades there may be: nothing follows from it."""
    assert with_low_grades(values, Fate.FAA) == {}
    assert "snitt" not in with_low_grades(values, Fate.VIST, n=0)


def test_a_mean_is_compared_where_nothing_of_the_same_pupils_is_hidden() -> None:
    assert with_low_grades(HIGH_SPREAD, Fate.VIST)["snitt"] is Flagg.SVAERT_UVANLIG
    assert "snitt" not in with_low_grades(HIGH_SPREAD[:29], Fate.VIST)


def test_a_mean_of_few_is_told_to_be_that_whatever_its_spread() -> None:
    """That is said by its printed n alone."""
    assert with_low_grades([5] * 12, Fate.FAA) == {"snitt": Flagg.FAA}
    assert with_low_grades([2, 6] * 6, Fate.FAA) == {"snitt": Flagg.FAA}


def mean(values: list[int]) -> dict[str, object]:
    """Give the row of a mean of these values."""
    squares = sum(value**2 for value in values)
    return {"slag": "snitt", "teller": sum(values), "nevner": len(values), "kvadratsum": squares}


def test_a_mean_is_judged_by_the_spread_of_its_own_values() -> None:
    """Half 3 and half 5 of 50: mean 4, s 1,0102, error 0,1429; t(49) is 2,0096 and 3,2647."""
    own = mean([3] * 25 + [5] * 25)

    def flag(county_sum: int) -> Flagg:
        return compared(own, mean([4]) | {"teller": county_sum, "nevner": 1000}, 2)[0].flagg

    assert flag(3720) is Flagg.INGEN
    assert flag(3710) is Flagg.UVANLIG
    assert flag(3530) is Flagg.SVAERT_UVANLIG


@pytest.mark.parametrize("low", [Fate.VIST, Fate.FAA])
def test_a_mean_with_the_countrys_spread_tells_nothing_of_its_own(low: Fate) -> None:
    """Grades that spread little or much, with low ones hidden beside or not: the same is said.

    Of 40, mean 4,5 against 3,5; with a spread of 1,3 the difference is 4,9 errors.
    """
    name, county = "standpunkt_matematikk", {"nivaa": "fylke", "omraade": "fylke"}
    of = [
        replace(indicator(name, unit=Unit.KARAKTER, desimaler=1), univers="u"),
        replace(indicator("lav"), univers="u"),
    ]
    told = []
    for values in ([4, 5] * 20, [3, 6] * 20, [4] * 39 + [24]):
        lav = {"indikator": "lav", "teller": sum(v < 4 for v in values), "nevner": 40}
        rows = [mean(values) | {"indikator": name}, lav]
        table = results(*rows, county | mean([3, 4] * 500) | {"indikator": name})
        figures = publish(table, decided(table, {1: low}), of)
        found = compare(Known(table, figures, of, Rules()))
        told.append([one for key, one in found.items() if key.indikator == name])

    assert told[0] == told[1] == told[2]
    (one,) = told[0]
    assert one.flagg is Flagg.SVAERT_UVANLIG
    assert one.styrke == pytest.approx(1 / (SPREAD[name] / math.sqrt(40)), abs=1e-6)


def test_a_mean_with_the_countrys_spread_whose_n_is_not_known_is_not_compared() -> None:
    """As a share: how many there are would show where a difference becomes unusual."""
    name = "standpunkt_matematikk"
    of = [indicator(name, unit=Unit.KARAKTER, desimaler=1)]
    county = {"nivaa": "fylke", "omraade": "fylke"} | mean([3, 4] * 500)
    table = results(mean([5] * 30) | {"indikator": name}, county | {"indikator": name})
    plan = decided(table, {})
    assert len(compare(Known(table, publish(table, plan, of), of, Rules()))) == 1
    plan.with_n[0] = False
    assert compare(Known(table, publish(table, plan, of), of, Rules())) == {}


def test_the_countrys_spreads_are_of_indicators_that_there_are() -> None:
    """A name that is changed would leave its spread unused."""
    means = {one.id for one in all_indicators() if one.unit is Unit.KARAKTER}
    assert set(SPREAD) <= means


def test_values_that_are_printed_alike_are_not_different() -> None:
    """Of 10 000, 50,4 and 49,6 percent are far apart and both printed 50."""
    own: dict[str, object] = {"teller": 5040, "nevner": 10_000}
    (one,) = compared(own, {"teller": 495_500, "nevner": 1_000_000})
    assert one.kommune == one.fylke == 50
    assert one.flagg is Flagg.INGEN


def test_the_exact_value_of_the_county_does_not_matter() -> None:
    """It holds the hidden municipalities. 2385 and 2414 of 3000 are both printed 80 percent."""
    for teller in range(69, 92):
        own: dict[str, object] = {"teller": teller, "nevner": 100}
        low, high = (compared(own, {"teller": n, "nevner": 3000}) for n in (2385, 2414))
        assert low == high


def test_rounding_is_reckoned_with() -> None:
    """Of 10 000 the error is half a percent, 1,96 of them 0,98; with the rounding, 1,10.

    49,95 percent are 1,05 from the county's 51, which may be 50,5 as well; 49,85 are 1,15.
    """
    county: dict[str, object] = {"teller": 51_000, "nevner": 100_000}
    assert compared({"teller": 4995, "nevner": 10_000}, county)[0].flagg is Flagg.INGEN
    assert compared({"teller": 4985, "nevner": 10_000}, county)[0].flagg is Flagg.UVANLIG


def without_n(teller: int, nevner: int, cohort: int | None) -> list[Comparison]:
    """Compare a share without n, of a cohort of so many, with 80 percent in the county."""
    table = results(
        {"teller": teller, "nevner": nevner},
        {"nivaa": "fylke", "omraade": "fylke", "teller": 2400, "nevner": 3000},
    )
    of = [replace(OF[0], univers="kull")]
    figures = publish(table, decided(table), of)
    bare = {key: replace(one, n=None, teller=None) for key, one in figures.items()}
    row = {"univers": "kull", "omraade": "0623", "aar": "2015/16", "kjonn": "alle", "del": "inne"}
    rows = [] if cohort is None else [row | {"antall": cohort, "tilstand": "levert"}]
    parts = pd.DataFrame(rows, columns=list(PART_COLUMNS)).astype(PART_COLUMNS)
    kull = Univers(id="kull", deler=("inne",), formula=Distribution, datasets=())
    whole = replace(table, deler=parts)
    return list(compare(Known(whole, bare, of, Rules()), [kull]).values())


def test_without_n_it_is_told_only_that_chance_may_give_the_difference() -> None:
    """That holds for fewer than the cohort too; that it may not, would tell how many they are."""
    assert [one.flagg for one in without_n(74, 100, 104)] == [Flagg.INGEN]
    assert without_n(60, 100, 104) == []
    assert [one.flagg for one in without_n(8, 15, 19)] == [Flagg.FAA]
    assert without_n(74, 100, None) == []
    for nevner in range(20, 104):
        same = without_n(nevner // 2, nevner, 104)
        assert same == [], "half of any number is printed 50, and is not told"


def test_without_an_interval_there_is_no_comparison() -> None:
    """Means without spread, medians, numbers of persons."""
    bare: dict[str, object] = {"slag": "snitt", "teller": 5280.0, "nevner": 134}
    assert compared(bare, bare | {"nevner": 3163, "teller": 131_000.0}) == []
    median: dict[str, object] = {"slag": "median", "median": 6.0, "nevner": 100}
    assert compared(median, median) == []
    count: dict[str, object] = {"slag": "antall", "teller": 30}
    assert compared(count, count) == []


def test_what_is_not_printed_is_not_compared() -> None:
    """Neither a hidden municipality nor one beside a missing county."""
    county: dict[str, object] = {"teller": 500, "nevner": 1000}
    assert compared({"teller": 20, "nevner": 40}, county, hidden=True) == []
    assert compared({"teller": 20, "nevner": 40}, {"tilstand": "mangler"}) == []


def test_genders_and_categories_are_not_compared() -> None:
    """Only both genders together."""
    county: dict[str, object] = {"teller": 500, "nevner": 1000, "kjonn": "K"}
    assert compared({"teller": 5, "nevner": 40, "kjonn": "K"}, county) == []


def test_a_cohort_of_several_years_is_their_sum_and_a_part_that_is_hidden_leaves_none() -> None:
    """Three years of 20, 21 and 22; in another one part is hidden, a third is not known."""
    place: dict[str, object] = {"omraade": "0623", "kjonn": "alle", "tilstand": "levert"}
    rows = [
        place | {"univers": univers, "aar": aar, "del": del_, "antall": antall}
        for univers in ("a", "b", "c")
        for aar, counts in (("2014", (20, 0)), ("2015", (20, 1)), ("2016", (20, 2)))
        for del_, antall in zip(("inne", "ute"), counts, strict=True)
    ]
    rows = [
        one | {"antall": None} if (one["univers"], one["aar"]) == ("b", "2015") else one
        for one in rows
    ]
    parts = pd.DataFrame(rows, columns=list(PART_COLUMNS)).astype(PART_COLUMNS)
    pooled = replace(results({}), deler=parts, samlet={"2014–2016": ("2014", "2015", "2016")})
    declared = [
        Univers(id=name, deler=(), formula=Distribution, datasets=(), kjent=name != "c")
        for name in "abc"
    ]
    found = cohorts(pooled, declared)
    assert found == {
        ("a", "0623", "2014"): 20,
        ("a", "0623", "2015"): 21,
        ("a", "0623", "2016"): 22,
        ("a", "0623", "2014–2016"): 63,
        ("b", "0623", "2014"): 20,
        ("b", "0623", "2016"): 22,
    }


def county_of(
    *rows: dict[str, object], county: dict[str, object], decimals: int = 0
) -> dict[str, Comparison]:
    """Compare several municipalities with their county, by code."""
    of = [indicator(desimaler=decimals)]
    mine = [{"omraade": f"06{i:02}"} | row for i, row in enumerate(rows)]
    table = results(*mine, {"nivaa": "fylke", "omraade": "fylke"} | county)
    figures = publish(table, decided(table), of)
    return {key.omraade: one for key, one in compare(Known(table, figures, of, Rules())).items()}


def shares(*tellere: int) -> list[dict[str, object]]:
    """Give municipalities of a hundred each."""
    return [{"teller": teller, "nevner": 100} for teller in tellere]


def test_where_the_municipalities_together_do_not_differ_only_the_rarest_stands_out() -> None:
    """72 of 100 alone is unusual at 80; among twenty of 80 it is chance, and 60 still is not."""
    county: dict[str, object] = {"teller": 2400, "nevner": 3000}
    one = county_of(*shares(72, *[80] * 20), county=county)["0600"]
    assert (one.flagg, one.samlet, one.holdt_tilbake) == (Flagg.INGEN, True, True)
    assert one.p == pytest.approx(0.0455, abs=0.01)

    rare = county_of(*shares(67, *[80] * 40), county=county)["0600"]
    assert (rare.flagg, rare.samlet, rare.holdt_tilbake) == (Flagg.SVAERT_UVANLIG, True, False)


def test_where_they_do_differ_the_unusual_stands_out() -> None:
    """Half have 90 of 100 and half 70: the county's 80 is nobody's."""
    found = county_of(*shares(72, *[90] * 5, *[70] * 5), county={"teller": 2400, "nevner": 3000})
    assert (found["0600"].flagg, found["0600"].samlet) == (Flagg.UVANLIG, False)


def test_means_are_asked_about_together_too() -> None:
    """One of 3,68 among twenty of 4,0, spread 1,01: alone it is unusual, together it is not."""
    low, same = mean([3] * 33 + [5] * 17), mean([3] * 25 + [5] * 25)
    county = mean([4]) | {"teller": 4000, "nevner": 1000}
    alone = compared(low, county, 2)[0]
    among = county_of(low, *[same] * 20, county=county, decimals=2)["0600"]
    assert (alone.flagg, among.flagg, among.samlet) == (Flagg.UVANLIG, Flagg.INGEN, True)

    halves = [mean([3] * 40 + [5] * 10), mean([3] * 10 + [5] * 40)]
    differ = county_of(low, *halves * 5, county=county, decimals=2)["0600"]
    assert (differ.flagg, differ.samlet) == (Flagg.UVANLIG, False)


def test_a_large_municipality_is_held_against_the_rest_of_the_county() -> None:
    """76,5 of 1 000 in a county of 80 %: 2,77 errors; against the rest of 3 000, 3,39 of them."""
    own: dict[str, object] = {"teller": 765, "nevner": 1000}
    (large,) = compared(own, {"teller": 2400, "nevner": 3000}, 1)
    (small,) = compared(own, {"teller": 24_000, "nevner": 30_000}, 1)
    assert (large.flagg, small.flagg) == (Flagg.SVAERT_UVANLIG, Flagg.UVANLIG)
    assert large.resten == (Decimal("81.7"), Decimal("81.8")), "1635 of 2000 are 81,75"
    assert small.resten is None


@pytest.mark.parametrize("teller", [2385, 2400, 2414])
def test_the_rest_of_the_county_is_told_no_more_exactly_than_print_does(teller: int) -> None:
    """The county's 80 percent may be 79,5 to 80,5, so without 450 of 600 it is 80,6 to 81,9."""
    own: dict[str, object] = {"teller": 450, "nevner": 600}
    (one,) = compared(own, {"teller": teller, "nevner": 3000})
    assert one.resten is not None
    assert one.resten == (Decimal(81), Decimal(82))
    true = Decimal(100 * (teller - 450)) / 2400
    assert one.resten[0] <= true.quantize(Decimal(1), "ROUND_HALF_UP") <= one.resten[1]


def test_the_rest_of_the_county_lies_between_none_and_all() -> None:
    """Of a municipality that is nearly all of it."""
    (one,) = compared({"teller": 990, "nevner": 1000}, {"teller": 1008, "nevner": 1018})
    assert one.resten == (Decimal(71), Decimal(100))


def test_without_n_there_is_no_rest() -> None:
    """Neither the municipality's nor the county's may be guessed."""
    table = results(
        {"teller": 450, "nevner": 600},
        {"nivaa": "fylke", "omraade": "fylke", "teller": 2400, "nevner": 3000},
    )
    kommune, fylke = publish(table, decided(table), OF).values()
    assert rest_of(kommune, fylke, Unit.PROSENT) is not None
    assert rest_of(replace(kommune, n=None, teller=None), fylke, Unit.PROSENT) is None
    assert rest_of(kommune, replace(fylke, n=None), Unit.PROSENT) is None
