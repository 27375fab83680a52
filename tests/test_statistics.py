"""Intervals agree with published cases and with hand-made ones."""

import csv
import math
from collections import defaultdict
from pathlib import Path

import pytest

from datapakke.statistics import mean_interval, standard_deviation, wilson


def cases(shared: Path, name: str) -> list[dict[str, str]]:
    """Read a file of published cases."""
    with (shared / "cases" / "statistics" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_wilson_by_hand() -> None:
    """10 of 12: (20 + 3,8415 ± 1,96·√(3,8415 + 40/6)) / 2·15,8415 is 55 to 95 percent."""
    low, high = wilson(10, 12)
    assert low == pytest.approx(0.5520, abs=5e-5)
    assert high == pytest.approx(0.9530, abs=5e-5)


def test_wilson_stays_between_none_and_all() -> None:
    """0 of 20: from 0 to z²/(n + z²); 20 of 20 mirrors it."""
    assert wilson(0, 20).low == 0
    assert wilson(0, 20).high == pytest.approx(3.841459 / 23.841459)
    assert wilson(20, 20).high == 1
    assert wilson(20, 20).low == pytest.approx(20 / 23.841459)


@pytest.mark.parametrize(("teller", "nevner"), [(-1, 10), (11, 10), (0, 0)])
def test_an_impossible_share_has_no_interval(teller: int, nevner: int) -> None:
    """Fewer than none, more than all, of no one."""
    with pytest.raises(ValueError, match="a share of"):
        wilson(teller, nevner)


def test_mean_interval_by_hand() -> None:
    """2, 4, 6, 8: mean 5, s = √(20/3), t(3) = 3,18245: 5 ± 4,1085."""
    assert standard_deviation(20, 120, 4) == pytest.approx(math.sqrt(20 / 3))
    assert mean_interval(20, 120, 4) == pytest.approx((0.8915, 9.1085), abs=5e-5)


def test_one_value_has_no_interval() -> None:
    """There is nothing to measure its spread by."""
    with pytest.raises(ValueError, match="no spread"):
        mean_interval(40, 1600, 1)


def test_published_wilson_limits(shared: Path) -> None:
    """PHEindicatormethods' own test values."""
    rows = [row for row in cases(shared, "limits_byar_wilson.csv") if row["method"] == "wilson"]
    assert rows
    for row in rows:
        got = wilson(float(row["x"]), float(row["n"]), float(row["confidence"]))
        assert got == pytest.approx((float(row["lower"]), float(row["upper"])), abs=1e-9)


@pytest.mark.parametrize(("niva", "name"), [(0.95, "95"), (0.998, "998")])
def test_published_proportions(shared: Path, niva: float, name: str) -> None:
    """Shares with both limits, from single areas and sums."""
    rows = [row for row in cases(shared, "proportion.csv") if row[f"lower{name}"]]
    assert rows
    for row in rows:
        scale = float(row["multiplier"])
        low, high = wilson(float(row["numerator"]), float(row["denominator"]), niva)
        wanted = (float(row[f"lower{name}"]), float(row[f"upper{name}"]))
        assert (low * scale, high * scale) == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize(("niva", "name"), [(0.95, "95"), (0.998, "998")])
def test_published_means(shared: Path, niva: float, name: str) -> None:
    """Means of two areas and of all."""
    values: dict[str, list[float]] = defaultdict(list)
    for row in cases(shared, "mean_input.csv"):
        for area in (row["area"], "ALL"):
            values[area].append(float(row["value"]))
    for row in cases(shared, "mean_expected.csv"):
        one = values[row["area"]]
        squares = sum(value**2 for value in one)
        got = mean_interval(sum(one), squares, len(one), niva)
        assert got == pytest.approx((float(row[f"lower{name}"]), float(row[f"upper{name}"])))
