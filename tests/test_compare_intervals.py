"""Intervals in the tables: of what is printed, and of means only where nothing is hidden."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from datapakke.compare import Known, intervals
from datapakke.disclosure import Fate
from datapakke.model import FigureKey, Unit
from datapakke.publish import publish
from datapakke.rules import Rules
from disclosure_tables import decided, indicator, results

SHARE = replace(indicator("andel"), univers="u")
MEAN = replace(indicator("snitt", unit=Unit.POENG, desimaler=1), univers="u")
OTHER = replace(indicator("annen"), univers="v")
COUNT = replace(indicator("antall", unit=Unit.ANTALL), univers="w")
NEET = replace(indicator("neet", desimaler=1), univers="x")
OF = (SHARE, MEAN, OTHER, COUNT, NEET)
FIFTY: dict[str, object] = {
    "indikator": "snitt",
    "slag": "snitt",
    "teller": 2000.0,
    "nevner": 50,
    "kvadratsum": 40.0**2 * 50 + 8.5**2 * 49,
}


def given(
    *rows: dict[str, object], fates: Mapping[int, Fate] | None = None, n_held: int | None = None
) -> dict[str, tuple[Decimal, Decimal]]:
    """Give the intervals by indicator (and period, where it is another)."""
    table = results(*rows)
    plan = decided(table, fates or {})
    if n_held is not None:
        plan.with_n[n_held] = False
    found = intervals(Known(table, publish(table, plan, OF), OF, Rules()))
    return {key.indikator: limits for key, limits in found.items()}


def test_a_share_has_wilsons_interval() -> None:
    """10 of 12, the table of part B; the indicator's decimals."""
    assert given({"teller": 10, "nevner": 12}) == {"andel": (Decimal(55), Decimal(95))}


def test_the_limits_of_a_share_have_the_decimals_of_its_value() -> None:
    """10,5 percent of 12 045 is 10,0 to 11,1; 2,3 of 7 938 is 2,0 to 2,6."""
    neet: dict[str, object] = {"indikator": "neet", "teller": 1265, "nevner": 12_045}
    assert given(neet) == {"neet": (Decimal("10.0"), Decimal("11.1"))}
    ledige: dict[str, object] = {"indikator": "neet", "teller": 183, "nevner": 7938}
    assert given(ledige) == {"neet": (Decimal("2.0"), Decimal("2.7"))}


def test_a_number_of_persons_and_a_median_have_none() -> None:
    """There is no cohort that they swing in, and a median's limits are single pupils."""
    five: dict[str, object] = {"indikator": "antall", "slag": "antall", "teller": 5}
    median: dict[str, object] = {"indikator": "snitt", "slag": "median", "median": 6.0}
    assert given(five, median | {"nevner": 50}) == {}


def test_a_mean_has_students_interval() -> None:
    """Fifty with a spread of 8,5: ± 2,4."""
    assert given(FIFTY) == {"snitt": (Decimal("37.6"), Decimal("42.4"))}


@pytest.mark.parametrize(
    "hidden",
    [
        {"indikator": "andel", "teller": 3, "nevner": 50},
        {"indikator": "andel", "teller": 3, "nevner": 50, "kjonn": "K"},
        {"indikator": "andel", "slag": "fordeling", "kategori": "x", "teller": 3, "nevner": 50},
    ],
)
def test_a_mean_has_none_where_anything_of_the_same_persons_is_hidden(
    hidden: dict[str, object],
) -> None:
    """A share, a gender, a category; its spread would tell of them."""
    assert "snitt" in given(FIFTY, hidden)
    assert "snitt" not in given(FIFTY, hidden, fates={1: Fate.FAA})


def test_a_mean_has_none_where_an_n_is_held_back() -> None:
    """Its own, or that of a share of the same persons; nor has that share one."""
    share: dict[str, object] = {"teller": 20, "nevner": 50}
    assert given(FIFTY, share, n_held=0) == {"andel": (Decimal(28), Decimal(54))}
    assert given(FIFTY, share, n_held=1) == {}


def test_what_is_hidden_of_others_does_not_matter() -> None:
    """Another universe, another year, another municipality."""
    other: dict[str, object] = {"indikator": "annen", "teller": 3, "nevner": 50}
    share: dict[str, object] = {"indikator": "andel", "teller": 3, "nevner": 50}
    for row in (other, share | {"aar": "2014/15"}, share | {"omraade": "0615"}):
        assert "snitt" in given(FIFTY, row, fates={1: Fate.FAA})


def test_a_mean_of_few_and_of_cohorts_together_have_none() -> None:
    """As a distribution of so few has none; and together they stand for what is hidden alone."""
    few = FIFTY | {"nevner": 29, "teller": 1160.0, "kvadratsum": 40.0**2 * 29 + 8.5**2 * 28}
    assert given(few) == {}
    assert given(FIFTY | {"aar": "2013/14–2015/16"}) == {}


def test_a_mean_with_the_countrys_spread_has_one_whatever_is_hidden_beside_it() -> None:
    """Of 25 with a spread of 1,3: ± 2,06 · 1,3 / 5; the squares of its own values do not matter."""
    own = {"indikator": "standpunkt_matematikk", "slag": "snitt", "teller": 100.0, "nevner": 25}
    share: dict[str, object] = {"indikator": "andel", "teller": 3, "nevner": 50}
    of = (replace(MEAN, id="standpunkt_matematikk"), SHARE)
    for squares in (400.0, 425.0, 500.0):
        for aar in ("2015/16", "2013/14–2015/16"):
            table = results(own | {"kvadratsum": squares, "aar": aar}, share | {"aar": aar})
            figures = publish(table, decided(table, {1: Fate.FAA}), of)
            found = intervals(Known(table, figures, of, Rules()))
            assert list(found.values()) == [(Decimal("3.5"), Decimal("4.5"))]


def test_totals_genders_and_categories_have_none() -> None:
    """Nor have figures that are not shown."""
    share: dict[str, object] = {"teller": 20, "nevner": 50}
    county = {"nivaa": "fylke", "omraade": "fylke"}
    assert given(share | county, share | {"kjonn": "K"}, share | {"kategori": "x"}) == {}
    assert given(share, fates={0: Fate.FAA}) == {}


def test_the_key_is_the_figures() -> None:
    """Where a packet looks it up."""
    table = results({"teller": 10, "nevner": 12})
    found = intervals(Known(table, publish(table, decided(table), OF), OF, Rules()))
    assert list(found) == [FigureKey("andel", "kommune", "0623", "2015/16")]
