"""What chance explains: each test against scipy's own, and how often clean data is accused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from datapakke.report.chance import count_z, discoveries, rank_z, scaled, share_z

COUNTS = st.integers(0, 400)


def one(value: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([float(value)])


def p_above(z: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Give the probability of so large a value or a larger."""
    return float(stats.norm.sf(z[0]))


@given(COUNTS, COUNTS)
def test_counts_are_compared_by_the_exact_binomial_test(before: int, after: int) -> None:
    z = count_z(one(before), one(after))

    if after > before:
        exact = stats.binomtest(after, before + after, 0.5, alternative="greater").pvalue
        assert p_above(z) == pytest.approx(exact, rel=1e-6)
    assert count_z(one(after), one(before)) == pytest.approx(-z, abs=1e-6) or before == after


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_shares_are_compared_by_fishers_test(x: int, of: int, y: int, of_after: int) -> None:
    x, y = min(x, of), min(y, of_after)
    z = share_z(one(x), one(of), one(y), one(of_after))

    greater = stats.fisher_exact([[y, of_after - y], [x, of - x]], alternative="greater").pvalue
    less = stats.fisher_exact([[y, of_after - y], [x, of - x]], alternative="less").pvalue
    if greater < min(less, 0.5):
        assert p_above(z) == pytest.approx(greater, rel=1e-6)


def test_values_are_compared_by_ranks_with_ties() -> None:
    first, second = [0, 0, 1, 2, 2, 2, 5, 9], [1, 2, 2, 5, 5, 9, 9]
    tally = [np.bincount(values, minlength=10).astype(float) for values in (first, second)]

    z, chance = rank_z(*tally)

    exact = stats.mannwhitneyu(
        second, first, use_continuity=False, alternative="greater", method="asymptotic"
    )
    assert p_above(np.atleast_1d(z)) == pytest.approx(exact.pvalue)
    assert chance == pytest.approx(exact.statistic / (len(first) * len(second)))


def test_what_varies_more_than_chance_is_measured_by_its_own_play() -> None:
    """Municipalities of 20 and of 2 000, which differ by a tenth from year to year."""
    draw = np.random.default_rng(1)
    size = np.repeat([20.0, 2000.0], 400)
    before, after = (draw.poisson(size * draw.lognormal(0, 0.1, 800)).astype(float) for _ in "ab")
    raw = count_z(before, after)

    z = scaled(raw, 1 / (before + 0.5) + 1 / (after + 0.5))

    assert np.std(raw[400:]) > 3
    assert np.std(z[:400]) == pytest.approx(0.9, abs=0.1)
    assert np.std(z[400:]) == pytest.approx(1, abs=0.1)


def test_what_varies_less_is_left_and_few_pairs_tell_nothing() -> None:
    still = np.full(100, 0.1)
    few = np.full(5, 30.0)

    np.testing.assert_array_equal(scaled(still, np.ones(100)), still)
    np.testing.assert_array_equal(scaled(few, np.ones(5)), few)


def test_clean_files_are_accused_no_oftener_than_said() -> None:
    """A thousand files with two hundred comparisons each; one percent may be accused."""
    draw = np.random.default_rng(2)
    files = draw.standard_normal((1000, 200))

    accused = sum(discoveries(z, 0.01).any() for z in files)

    assert 2 <= accused <= 20


def test_one_that_is_far_off_is_found_and_missing_ones_are_not() -> None:
    z = np.array([0.3, np.nan, -1.2, 7.0, 0.8])

    assert discoveries(z, 0.001).tolist() == [False, False, False, True, False]
    assert not discoveries(np.array([np.nan]), 0.001).any()
