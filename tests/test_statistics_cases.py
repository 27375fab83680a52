"""Every published row in ``shared/cases/statistics`` comes out."""

import pytest

from datapakke.model import Retning
from datapakke.statistics import (
    byar,
    mean_interval,
    p_of_share,
    percentile,
    poisson_interval,
    standard_deviation,
    trend_of_means,
    trend_of_shares,
    wilson,
)
from datapakke.statistics.trend import LIMIT, chi2_of_means, chi2_of_shares
from statistics_cases import Row, cases

pytestmark = pytest.mark.usefixtures("shared")
LEVELS = pytest.mark.parametrize(("niva", "name"), [(0.95, "95"), (0.998, "998")])
Z95 = 1.96
"""As Fingertips has it."""
PERCENT = 100


def numbers(row: Row, *names: str) -> tuple[float, ...]:
    """Give cells as numbers."""
    return tuple(float(row[name]) for name in names)


@pytest.mark.parametrize("row", cases("limits_byar_wilson.csv"), ids=str)
def test_byar_and_wilson_limits(row: Row) -> None:
    """PHEindicatormethods' own values; a lower limit that is not given would be below 0."""
    x, niva = numbers(row, "x", "confidence")
    got = wilson(x, float(row["n"]), niva) if row["method"] == "wilson" else byar(int(x), niva)

    assert got.high == pytest.approx(float(row["upper"]), rel=1e-9)
    assert got.low == pytest.approx(float(row["lower"] or 0), rel=1e-9)


@LEVELS
def test_rates(niva: float, name: str) -> None:
    """Exact under ten, else Byar; rows without a numerator or a denominator have no rate."""
    rows = cases("rate.csv")
    for row in rows:
        if not row["numerator"] or not row["denominator"]:
            assert row["value"] == ""
            continue
        x, n, scale = numbers(row, "numerator", "denominator", "multiplier")
        assert x / n * scale == pytest.approx(float(row["value"]), rel=1e-9)
        if row[f"lower{name}"]:
            got = poisson_interval(int(x), niva)
            wanted = numbers(row, f"lower{name}", f"upper{name}")
            assert [limit / n * scale for limit in got] == pytest.approx(wanted, rel=1e-9)


@LEVELS
def test_proportions(niva: float, name: str) -> None:
    """Single areas and sums; rows without numbers have no share, and the impossible are refused."""
    for row in cases("proportion.csv"):
        if not row["numerator"] or not row["denominator"]:
            assert row["value"] == ""
            continue
        x, n, scale = numbers(row, "numerator", "denominator", "multiplier")
        assert x / n * scale == pytest.approx(float(row["value"]), rel=1e-9)
        if row[f"lower{name}"]:
            got = wilson(x, n, niva)
            wanted = numbers(row, f"lower{name}", f"upper{name}")
            assert [limit * scale for limit in got] == pytest.approx(wanted, rel=1e-6)


def test_real_proportions() -> None:
    """The child measurement programme: 240 shares."""
    rows = cases("proportion_ncmp.csv")
    assert len(rows) == 240
    for row in rows:
        x, n = numbers(row, "numerator", "denominator")
        got = [PERCENT * limit for limit in wilson(x, n)]
        assert got == pytest.approx(numbers(row, "lower95", "upper95"), abs=1e-6)
        assert PERCENT * x / n == pytest.approx(float(row["percent"]), abs=1e-6)


def test_means() -> None:
    """Two areas and both together: mean, standard deviation, limits at both levels."""
    values: dict[str, list[float]] = {}
    for row in cases("mean_input.csv"):
        for area in (row["area"], "ALL"):
            values.setdefault(area, []).append(float(row["value"]))
    for row in cases("mean_expected.csv"):
        one = values[row["area"]]
        total, squares, n = sum(one), sum(value**2 for value in one), len(one)
        assert (total, n) == pytest.approx(numbers(row, "sum", "n"))
        assert standard_deviation(total, squares, n) == pytest.approx(float(row["stdev"]))
        for niva, name in ((0.95, "95"), (0.998, "998")):
            wanted = numbers(row, f"lower{name}", f"upper{name}")
            assert mean_interval(total, squares, n, niva) == pytest.approx(wanted)


@pytest.mark.parametrize("row", cases("compare_proportion.csv"), ids=str)
def test_shares_against_a_known_one(row: Row) -> None:
    """The interval excludes it, and the score test is below the level, in the same rows."""
    percent, n, other = numbers(row, "percent", "denominator", "comparator_percent")
    share, value = percent / PERCENT, other / PERCENT
    for niva, name in ((0.95, "expected95"), (0.998, "expected998")):
        excluded = wilson(share * n, n, niva).excludes(value)
        side = "higher" if share > value else "lower"
        assert (side if excluded else "same") == row[name]
        assert (p_of_share(share, int(n), value) < 1 - niva) is excluded


def test_a_funnel() -> None:
    """303 areas against what they are all together, at 97,5 % and 99,9 % on each side."""
    rows = cases("funnel_prop_input.csv")
    counts = [numbers(row, "numerator", "denominator") for row in rows]
    middle = sum(x for x, _ in counts) / sum(n for _, n in counts)
    for row, (x, n) in zip(rows, counts, strict=True):
        p = p_of_share(x / n, int(n), middle)
        side = "High" if x / n > middle else "Low"
        told = f"{side} (0.001)" if p < 0.002 else f"{side} (0.025)" if p < 0.05 else ""
        assert (told or "Not significant") == row["significance"], row["area"]


@pytest.mark.parametrize("row", cases("percentile.csv"), ids=str)
def test_percentiles(row: Row) -> None:
    """Linear interpolation, as in Excel and R."""
    first, last = map(int, row["values"].split(".."))
    got = percentile(range(first, last + 1), float(row["percentile"]))
    assert got == pytest.approx(float(row["expected"]), abs=1e-9)


@pytest.mark.parametrize("row", cases("trend_expected.csv"), ids=str)
def test_trends(row: Row) -> None:
    """χ² to two decimals, significance, and where it goes: of shares too, unlike the source."""
    given = [one for one in cases("trend_input.csv") if one["case"] == row["case"]]
    means = [
        (value, (high - low) / 2 / Z95)
        for value, low, high in (numbers(one, "value", "lower95", "upper95") for one in given)
    ]
    counts = [(int(one["count"]), int(one["denominator"])) for one in given]
    shares = row["method"] == "proportion"
    told = trend_of_shares(counts) if shares else trend_of_means(means)
    if row["marker"] == "cannot_be_calculated":
        assert told is None
        return
    chi2 = chi2_of_shares(counts) if shares else chi2_of_means(means)
    if row["chi2_rounded2"]:
        assert round(chi2, 2) == float(row["chi2_rounded2"])
    assert (chi2 > LIMIT) is (row["significant_998"] == "1")
    assert told is (Retning.OPP if row["significant_998"] == "1" else Retning.INGEN)
