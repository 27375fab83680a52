"""From counts of municipalities to counts of areas."""

from collections.abc import Callable, Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datapakke.compute import compute, run
from datapakke.counts import Count, Counts, Distribution, Fraction
from datapakke.forked import each
from datapakke.indicators import all_indicators, by_id
from datapakke.indicators.registry import Registry
from datapakke.model import KEY, Facts, Indicator, Unit
from datapakke.results import RESULT_COLUMNS, Areas
from tidy import tidy

AREAS = Areas(
    kommuner=("0612", "0615", "0623"),
    moter={"ringerike": ("0612",), "hallingdal": ("0615", "0623")},
)


def table_of(indicator_id: str, **tables: pd.DataFrame) -> pd.DataFrame:
    """Compute one indicator."""
    return compute([by_id(indicator_id)], tables, AREAS).table


def cells(result: pd.DataFrame, column: str, *, kjonn: str = "alle") -> dict[str, object]:
    """Give area → value of one gender, None where there is none."""
    rows = result[result["kjonn"].eq(kjonn)]
    values = rows[column].astype("object").where(rows[column].notna(), None)
    return dict(zip(rows["omraade"], values, strict=True))


APPLICANTS = tidy("""
    kommunenr aar     kjonn inntakspoeng
    0612      2015/16 K     40
    0615      2015/16 K     20
    0623      2015/16 K     40
    0623      2015/16 M     50
    0623      2015/16 M     45
""")


def test_county_is_weighted_by_pupils_and_not_a_mean_of_means() -> None:
    """40 + 20 + 135 = 195 points for five pupils: 39,0. The mean of 40, 20 and 45 would be 35."""
    result = table_of("inntakspoeng_snitt", inntakspoeng=APPLICANTS)

    assert cells(result, "teller") == {
        "0612": 40,
        "0615": 20,
        "0623": 135,
        "ringerike": 40,
        "hallingdal": 155,
        "fylke": 195,
    }
    assert cells(result, "nevner")["hallingdal"] == 4
    assert cells(result, "nevner")["fylke"] == 5
    assert cells(result, "kvadratsum")["fylke"] == 1600 + 400 + 1600 + 2500 + 2025


def test_both_genders_together_are_the_sum_and_a_gender_nobody_has_is_0() -> None:
    """Flå has one girl and no boy: it has delivered, and the boys' county sum is whole."""
    result = table_of("inntakspoeng_snitt", inntakspoeng=APPLICANTS)

    assert cells(result, "nevner", kjonn="M") == {
        "0612": 0,
        "0615": 0,
        "0623": 2,
        "ringerike": 0,
        "hallingdal": 2,
        "fylke": 2,
    }
    assert set(result["tilstand"]) == {"levert"}


def test_sums_of_points_are_exact_to_two_decimals() -> None:
    """0,1 + 0,2 is not 0,3 in binary numbers; the sum in the table is."""
    table = tidy("""
        kommunenr aar     kjonn inntakspoeng
        0612      2015/16 K     0.1
        0612      2015/16 K     0.2
    """)

    assert cells(table_of("inntakspoeng_snitt", inntakspoeng=table), "teller")["0612"] == 0.3


def test_area_is_missing_when_one_of_its_municipalities_is() -> None:
    """Flå has not delivered 2014/15; Hole, alone in its meeting, has."""
    earlier = tidy("""
        kommunenr aar     kjonn inntakspoeng
        0612      2014/15 K     40
        0623      2014/15 K     40
    """)

    result = table_of("inntakspoeng_snitt", inntakspoeng=pd.concat([APPLICANTS, earlier]))
    year = result[result["aar"].eq("2014/15")]

    assert cells(year, "tilstand") == {
        "0612": "levert",
        "0615": "mangler",
        "0623": "levert",
        "ringerike": "levert",
        "hallingdal": "mangler",
        "fylke": "mangler",
    }
    assert cells(year, "nevner") == {
        "0612": 1,
        "0615": None,
        "0623": 1,
        "ringerike": 1,
        "hallingdal": None,
        "fylke": None,
    }


NEET = tidy("""
    kommunenr aar  kjonn bosatte_15_29 utenfor_15_29
    0612      2015 alle  1200          100
    0615      2015 alle  190           -
    0623      2015 alle  2400          211
    0000      2015 alle  1000000       90000
""")


def test_area_is_hidden_when_the_source_hides_one_of_its_parts() -> None:
    """The county is never summed without Flå, and Flå is never 0."""
    result = table_of("neet_15_29", neet=NEET)

    assert cells(result, "tilstand") == {
        "0612": "levert",
        "0615": "skjult",
        "0623": "levert",
        "ringerike": "levert",
        "hallingdal": "skjult",
        "fylke": "skjult",
        "land": "levert",
    }
    assert cells(result, "teller")["fylke"] is None
    assert cells(result, "teller")["0615"] is None
    assert cells(result, "nevner")["0615"] is None


def test_country_comes_from_the_source_and_not_from_a_sum() -> None:
    """Row ``0000``; where there is none, there is no country in the table."""
    neet = table_of("neet_15_29", neet=NEET)
    points = table_of("inntakspoeng_snitt", inntakspoeng=APPLICANTS)

    assert cells(neet, "teller")["land"] == 90000
    assert "land" not in set(points["nivaa"])


def test_missing_outweighs_hidden() -> None:
    """Flå hidden and Modum not there: the meeting's sum cannot be had even from the source."""
    result = table_of("neet_15_29", neet=NEET[NEET["kommunenr"].ne("0623")])

    assert cells(result, "tilstand")["hallingdal"] == "mangler"


def test_source_s_own_total_is_used_as_it_is() -> None:
    """Udir hides a gender and prints both together: 12 pupils, whatever the girls are."""
    table = tidy("""
        kommunenr aar     kjonn snitt antall
        0612      2015/16 alle  40.0  12
        0612      2015/16 K     -     -
        0612      2015/16 M     39.0  9
        0623      2015/16 K     40.0  10
        0623      2015/16 M     41.0  10
    """)

    result = table_of("grunnskolepoeng_snitt", grunnskolepoeng=table)

    assert cells(result, "nevner")["0612"] == 12
    assert cells(result, "tilstand", kjonn="K")["0612"] == "skjult"
    assert cells(result, "nevner")["0623"] == 20
    assert cells(result, "kvadratsum")["0623"] is None


ABSENCE = tidy("""
    kommunenr aar     kjonn trinn dager timer
    0612      2015/16 K     10    1     0
    0615      2015/16 K     10    4     0
    0615      2015/16 M     10    5     0
    0623      2015/16 K     10    -     0
    0623      2015/16 K     10    9     0
    0623      2015/16 M     10    30    0
""")


def test_median_of_an_area_is_that_of_all_its_pupils() -> None:
    """Hallingdal: 4, 5, 9, 30 → 7; the county: 1, 4, 5, 9, 30 → 5. Never a median of medians."""
    result = table_of("fravaer_dager_10", fravaer=ABSENCE)

    assert cells(result, "median") == {
        "0612": 1,
        "0615": 4.5,
        "0623": 19.5,
        "ringerike": 1,
        "hallingdal": 7,
        "fylke": 5,
    }
    assert cells(result, "nevner")["fylke"] == 5
    assert cells(result, "teller")["fylke"] is None
    assert cells(result, "median", kjonn="M")["fylke"] == 17.5
    assert cells(result, "median", kjonn="M")["0612"] is None
    assert cells(result, "nevner", kjonn="M")["0612"] == 0


def test_median_is_missing_when_a_municipality_is() -> None:
    """The pooled values of those who did deliver are not the county's."""
    result = table_of("fravaer_dager_10", fravaer=ABSENCE[ABSENCE["kommunenr"].ne("0615")])

    assert cells(result, "tilstand")["fylke"] == "mangler"
    assert cells(result, "median")["fylke"] is None


def test_municipality_without_rows_in_ot_has_none() -> None:
    """Where the service has nobody, there are no rows; the county's sum is whole."""
    table = tidy("""
        kommunenr aar        kjonn alder gruppe_nr
        0623      2016-06-15 K     17    1
        0623      2016-06-15 M     18    3
    """)

    result = table_of("ot_antall", ot=table)
    shares = table_of("ot_ukjent", ot=table)

    assert cells(result, "teller") == {
        "0612": 0,
        "0615": 0,
        "0623": 2,
        "ringerike": 0,
        "hallingdal": 2,
        "fylke": 2,
    }
    assert cells(result, "nevner")["fylke"] is None
    assert cells(shares, "teller")["fylke"] == 1
    assert cells(shares, "nevner")["fylke"] == 2
    assert "land" not in set(result["nivaa"])


def test_distribution_has_every_category_for_every_area() -> None:
    """Hole's one girl has 40 points; the categories nobody has are 0 of 1."""
    result = table_of("inntakspoeng_fordeling_grov", inntakspoeng=APPLICANTS)
    hole = result[result["omraade"].eq("0612") & result["kjonn"].eq("alle")]
    fylke = result[result["omraade"].eq("fylke") & result["kjonn"].eq("alle")]

    assert hole["kategori"].tolist() == ["Under 30", "30–39", "40–49", "50 og over"]
    assert hole["teller"].tolist() == [0, 0, 1, 0]
    assert hole["nevner"].tolist() == [1, 1, 1, 1]
    assert fylke["teller"].tolist() == [1, 0, 3, 1]
    assert fylke["nevner"].tolist() == [5, 5, 5, 5]


def test_indicators_whose_tables_are_not_there_are_left_out() -> None:
    """Computing all of them from one table gives that table's."""
    result = compute(all_indicators(), {"inntakspoeng": APPLICANTS}, AREAS).table

    assert set(result["indikator"]) == {
        "inntakspoeng_snitt",
        "inntakspoeng_under_30",
        "inntakspoeng_uten",
        "inntakspoeng_fordeling",
        "inntakspoeng_fordeling_grov",
    }


@pytest.mark.parametrize("tables", [{}, {"inntakspoeng": APPLICANTS.iloc[:0]}])
def test_no_rows_give_an_empty_table_of_the_declared_form(tables: dict[str, pd.DataFrame]) -> None:
    """No tables, or a table without rows."""
    result = compute(all_indicators(), tables, AREAS).table

    assert len(result) == 0
    assert list(result.columns) == list(RESULT_COLUMNS)


def test_table_has_the_declared_types_and_a_fixed_order() -> None:
    """Indicators in the order given; areas, periods and genders in theirs."""
    wanted = [by_id("inntakspoeng_uten"), by_id("inntakspoeng_snitt")]
    shuffled = APPLICANTS.iloc[[3, 1, 4, 0, 2]]

    result = compute(wanted, {"inntakspoeng": shuffled}, AREAS).table

    assert {name: str(dtype) for name, dtype in result.dtypes.items()} == RESULT_COLUMNS
    assert result["indikator"].drop_duplicates().tolist() == [
        "inntakspoeng_uten",
        "inntakspoeng_snitt",
    ]
    assert result["omraade"].drop_duplicates().tolist() == [
        "0612",
        "0615",
        "0623",
        "ringerike",
        "hallingdal",
        "fylke",
    ]
    assert result["kjonn"].tolist()[:3] == ["alle", "K", "M"]
    again = compute(wanted, {"inntakspoeng": APPLICANTS}, AREAS).table
    pd.testing.assert_frame_equal(result, again)


def test_other_counties_municipalities_are_not_in_the_table() -> None:
    """Public files hold the whole country."""
    table = pd.concat([APPLICANTS, APPLICANTS.assign(kommunenr="0301", aar="2003/04")])

    result = table_of("inntakspoeng_snitt", inntakspoeng=table)

    assert set(result["aar"]) == {"2015/16"}
    assert cells(result, "nevner")["fylke"] == 5


def example(formula: Callable[[pd.DataFrame], Counts]) -> Sequence[Indicator]:
    """Register a formula that reads OT."""
    registry = Registry()
    facts = Facts(
        id="eksempel",
        title="Eksempel",
        kort="Eksempel",
        chapter="nav_ot",
        unit=Unit.ANTALL,
        desimaler=0,
        populasjon="bosatte i kommunen",
    )
    registry.indicator(facts)(formula)
    return registry.all()


def test_many_rows_are_counted_on_all_cores_with_the_same_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = {"inntakspoeng": APPLICANTS}
    alone = compute(all_indicators(), tables, AREAS).table
    asked: list[int] = []

    def counting_each(
        work: Callable[[Indicator], Counts],
        items: Sequence[Indicator],
        size: Callable[[Indicator], int],
    ) -> list[Counts]:
        asked.append(len(items))
        return each(work, items, size)

    monkeypatch.setattr(run, "each", counting_each)
    monkeypatch.setattr(run, "LARGE", 1)
    together = compute(all_indicators(), tables, AREAS).table

    assert asked == [alone["indikator"].nunique()]
    pd.testing.assert_frame_equal(alone, together)


def test_numerator_without_the_keys_of_its_denominator_is_a_mistake() -> None:
    """A municipality that is only in the denominator: none, or not delivered? Never guess."""

    def formula(ot: pd.DataFrame) -> Fraction:
        """Teller uten Flå."""
        nevner = ot.groupby(KEY)["antall"].sum()
        return Fraction(nevner.iloc[1:], nevner)

    table = tidy("""
        kommunenr aar        kjonn antall
        0615      2016-06-15 K     1
        0623      2016-06-15 K     2
    """)

    with pytest.raises(ValueError, match="do not have the same keys"):
        compute(example(formula), {"ot": table}, AREAS)


def test_two_counts_of_the_same_are_a_mistake() -> None:
    """Neither may be taken for the other, and nobody knows whether both are to be summed."""

    def formula(ot: pd.DataFrame) -> Count:
        """Antall, uten at radene er slått sammen."""
        return Count(ot.set_index(KEY)["antall"])

    table = tidy("""
        kommunenr aar        kjonn antall
        0623      2016-06-15 K     1
        0623      2016-06-15 K     2
    """)

    with pytest.raises(ValueError, match="two counts are of the same"):
        compute(example(formula), {"ot": table}, AREAS)


def test_category_that_was_not_declared_is_a_mistake() -> None:
    """Its persons would be in no bar of the chart."""

    def formula(ot: pd.DataFrame) -> Distribution:
        """Fordeling med en ukjent kategori."""
        counts = ot.assign(kategori="ukjent").groupby([*KEY, "kategori"])["antall"].sum()
        return Distribution(counts, ("kjent",))

    table = tidy("""
        kommunenr aar        kjonn antall
        0623      2016-06-15 K     2
    """)

    with pytest.raises(ValueError, match="not declared"):
        compute(example(formula), {"ot": table}, AREAS)


def test_count_hidden_for_one_gender_hides_both_together() -> None:
    """K + M is not known when K is not."""

    def formula(ot: pd.DataFrame) -> Count:
        """Antallet som det står."""
        return Count(ot.set_index(KEY)["antall"])

    table = tidy("""
        kommunenr aar        kjonn antall
        0623      2016-06-15 K     -
        0623      2016-06-15 M     7
    """)

    result = compute(example(formula), {"ot": table}, AREAS).table

    assert cells(result, "tilstand")["0623"] == "skjult"
    assert cells(result, "teller", kjonn="M")["0623"] == 7


def test_category_hidden_by_the_source_hides_the_whole_distribution() -> None:
    """The persons in all are not known, so no share is."""

    def formula(ot: pd.DataFrame) -> Distribution:
        """Antallet i hver kategori."""
        return Distribution(ot.set_index([*KEY, "kategori"])["antall"], ("A", "B"))

    table = tidy("""
        kommunenr aar        kjonn kategori antall
        0623      2016-06-15 alle  A        -
        0623      2016-06-15 alle  B        7
    """)

    result = compute(example(formula), {"ot": table}, AREAS).table
    modum = result[result["omraade"].eq("0623")]

    assert modum["tilstand"].tolist() == ["skjult", "skjult"]
    assert modum["nevner"].isna().all()


def test_country_without_rows_is_missing_even_where_a_municipality_has_none() -> None:
    """No rows in OT means none in a municipality; of the country it means nothing."""
    table = tidy("""
        kommunenr aar        kjonn alder gruppe_nr
        0000      2015-06-15 K     17    1
        0623      2016-06-15 K     17    1
    """)

    result = table_of("ot_antall", ot=table)
    later = result[result["aar"].eq("2016-06-15")]

    assert cells(later, "tilstand")["land"] == "mangler"
    assert cells(later, "teller")["0612"] == 0


PUPIL = st.tuples(
    st.sampled_from(AREAS.kommuner),
    st.sampled_from(["2014/15", "2015/16"]),
    st.sampled_from(["K", "M"]),
    st.one_of(st.none(), st.integers(1, 6000).map(lambda hundredths: hundredths / 100)),
)
COUNTED = ["inntakspoeng_snitt", "inntakspoeng_under_30", "inntakspoeng_uten"]


@settings(max_examples=25, deadline=None)
@given(st.lists(PUPIL, min_size=1, max_size=40))
def test_county_is_the_sum_of_its_municipalities_or_missing(
    pupils: list[tuple[str, str, str, float | None]],
) -> None:
    """For any pupils: counts add up over municipalities and over genders."""
    table = pd.DataFrame(pupils, columns=[*KEY, "inntakspoeng"]).astype({"inntakspoeng": "Float64"})
    result = compute([by_id(one) for one in COUNTED], {"inntakspoeng": table}, AREAS).table
    place = ["indikator", "aar", "kjonn"]
    sums = (
        result[result["nivaa"].eq("kommune")]
        .groupby(place)[["teller", "nevner"]]
        .sum(min_count=1, skipna=False)
    )
    county = result[result["nivaa"].eq("fylke")].set_index(place)[["teller", "nevner"]]

    delivered = table.groupby("aar")["kommunenr"].nunique().eq(len(AREAS.kommuner))
    whole = county.index.get_level_values("aar").isin(delivered.index[delivered])
    assert county["nevner"].notna().tolist() == list(whole)
    pd.testing.assert_frame_equal(county, sums.loc[county.index], check_dtype=False)
    genders = result.pivot_table("nevner", ["indikator", "omraade", "aar"], "kjonn").astype(float)
    present = genders.dropna()
    assert (present["alle"] == present.drop(columns="alle").sum(axis=1)).all()
