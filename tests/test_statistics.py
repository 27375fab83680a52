"""Intervals and tests by hand, and the tables of ``domain.md``, part B."""

import math

import numpy as np
import pytest

from datapakke.model import Retning
from datapakke.statistics import (
    benjamini_hochberg,
    byar,
    exact_poisson,
    expected_share,
    heterogeneity_of_means,
    heterogeneity_of_shares,
    mean_interval,
    median_interval,
    median_ranks,
    newcombe,
    p_of_mean,
    p_of_share,
    percentile,
    poisson_interval,
    standard_deviation,
    trend_of_means,
    trend_of_shares,
    wilson,
)
from datapakke.statistics.expected import poisson_binomial
from datapakke.statistics.trend import LIMIT, chi2_of_means, chi2_of_shares


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


WILSON_80 = ((30, 63, 90), (50, 67, 89), (110, 72, 86), (330, 75, 84))


@pytest.mark.parametrize(("n", "low", "high"), WILSON_80)
def test_precision_of_a_share_at_real_sizes(n: int, low: int, high: int) -> None:
    """The table of part B: 80 percent of so many; 10 of 12 is tested above."""
    got = wilson(0.8 * n, n)
    assert [round(100 * limit) for limit in got] == [low, high]


@pytest.mark.parametrize(("n", "reach"), [(12, 5.4), (30, 3.2), (50, 2.4), (110, 1.6), (330, 0.9)])
def test_precision_of_a_mean_at_real_sizes(n: int, reach: float) -> None:
    """The table of part B: a spread of 8,5 points."""
    low, high = mean_interval(40 * n, 8.5**2 * (n - 1) + 1600 * n, n)
    assert round((high - low) / 2, 1) == reach


@pytest.mark.parametrize(
    ("n", "one", "three"),
    [(12, 0.12, 0.26), (30, 0.27, 0.54), (50, 0.32, 0.73), (110, 0.62, 0.97), (330, 0.97, 1.0)],
)
def test_power_at_real_sizes(n: int, one: float, three: float) -> None:
    """The table of part B: how often 70 percent is told from the county's 79, alone and pooled."""
    assert [round(power(n), 2), round(power(3 * n), 2)] == [one, three]


def power(n: int) -> float:
    """Give how often a share of n is outside 79 percent when it is 70."""
    chances = poisson_binomial([(n, 0.7)])
    told = [p_of_share(x / n, n, 0.79) < 0.05 for x in range(n + 1)]
    return float(chances[told].sum())


@pytest.mark.parametrize(("part", "percent"), [(0.01, 4.9), (0.25, 2.4), (0.35, 1.5)])
def test_the_county_contains_the_municipality(part: float, percent: float) -> None:
    """Part B: how often chance gives a difference that the interval alone would flag."""
    just = 0.8 + 1.959964 * math.sqrt(0.16 / 100)
    assert p_of_share(just, 100, 0.8) == pytest.approx(0.05, abs=1e-6)
    assert 100 * p_of_share(just, 100, 0.8, part=part) == pytest.approx(percent, abs=0.05)


def test_wilson_is_the_score_test() -> None:
    """Every share of 1 to 40 against 79 percent: excluded exactly when p is below the level."""
    for n in range(1, 41):
        for x in range(n + 1):
            for niva in (0.95, 0.998):
                excluded = wilson(x, n, niva).excludes(0.79)
                assert excluded is (p_of_share(x / n, n, 0.79) < 1 - niva), (x, n)


def test_against_the_county_with_the_right_variance_is_against_the_rest() -> None:
    """300 of 400 in a county of 2370 of 3000: the same as 75 % against 2070 of 2600."""
    county, rest = 2370 / 3000, 2070 / 2600
    z = (0.75 - rest) / math.sqrt(county * (1 - county) * (1 / 400 + 1 / 2600))
    by_rest = math.erfc(abs(z) / math.sqrt(2))
    assert p_of_share(0.75, 400, county, part=400 / 3000) == pytest.approx(by_rest, abs=1e-9)
    assert p_of_mean(4, 1, 50, 3.7, part=0.19) == pytest.approx(p_of_mean(4, 0.9, 50, 3.7))


def test_rounding_takes_its_part_of_a_difference() -> None:
    """0,5 apart of which 0,3 may be rounding is 0,4; less than the rounding is nothing."""
    assert p_of_share(0.55, 100, 0.5, rounding=0.03) == pytest.approx(p_of_share(0.54, 100, 0.5))
    assert p_of_share(0.52, 100, 0.5, rounding=0.03) == 1
    assert p_of_mean(4.5, 1, 30, 4, rounding=0.3) == pytest.approx(p_of_mean(4.4, 1, 30, 4))


NEWCOMBE = (
    ((56, 70, 48, 80), 0.0524, 0.3339),
    ((9, 10, 3, 10), 0.1705, 0.8090),
    ((6, 7, 2, 7), 0.0582, 0.8062),
    ((5, 56, 0, 29), -0.0381, 0.1926),
    ((0, 10, 0, 20), -0.1611, 0.2775),
    ((10, 10, 0, 20), 0.6791, 1.0000),
)
"""Newcombe's own examples (1998, table II, method 10)."""


@pytest.mark.parametrize(("counts", "low", "high"), NEWCOMBE)
def test_newcombe(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    """The published limits, and the mirrored ones when the two change places."""
    x, n, y, m = counts
    assert newcombe(*counts) == pytest.approx((low, high), abs=5e-5)
    assert newcombe(y, m, x, n) == pytest.approx((-high, -low), abs=5e-5)


def test_intervals_that_just_touch_are_not_the_test() -> None:
    """The overlap fallacy: two 95 % intervals that just fail to overlap mean p about 0,006."""
    x = next(x for x in range(500, 600) if wilson(x, 1000).low > wilson(500, 1000).high)
    z = (x - 500) / 1000 / math.sqrt(2 * 0.25 / 1000)
    assert math.erfc(z / math.sqrt(2)) == pytest.approx(0.006, abs=0.001)
    assert newcombe(x - 15, 1000, 500, 1000).low > 0, "different, and they overlap"


@pytest.mark.parametrize(
    ("n", "ranks"), [(5, None), (6, (1, 6)), (12, (3, 10)), (20, (6, 15)), (50, (18, 33))]
)
def test_ranks_of_a_median(n: int, ranks: tuple[int, int] | None) -> None:
    """The published tables of order statistics (Conover, and Hahn and Meeker)."""
    assert median_ranks(n) == ranks


def test_interval_of_a_median() -> None:
    """Twelve values: from the third to the tenth in order; five have none."""
    assert median_interval([9, 1, 4, 2, 30, 5, 6, 7, 3, 8, 11, 10]) == (3, 10)
    assert median_interval([1, 2, 3, 4, 5]) is None


def test_no_percentile_of_nothing() -> None:
    """There is none."""
    with pytest.raises(ValueError, match="no values"):
        percentile([], 25)


def test_events_that_cannot_be() -> None:
    """None at all has an upper limit only, −ln(0,025); fewer than none are refused."""
    assert exact_poisson(0) == pytest.approx((0, -math.log(0.025)))
    assert byar(0).low == 0
    for interval in (exact_poisson, byar, poisson_interval):
        with pytest.raises(ValueError, match="-1 events"):
            interval(-1)


def test_few_events_are_exact_and_more_by_byar() -> None:
    """The change is at ten."""
    assert poisson_interval(9) == exact_poisson(9)
    assert poisson_interval(10) == byar(10) != exact_poisson(10)


def test_heterogeneity_of_shares_by_hand() -> None:
    """30, 20 and 40 of 50: p 0,6; χ² (0 + 100 + 100)/12 = 16,67 with 2: e^−8,33."""
    assert heterogeneity_of_shares([(30, 50), (20, 50), (40, 50)]) == pytest.approx(
        math.exp(-200 / 24)
    )


def test_shares_of_too_few_are_left_out() -> None:
    """Of one person, 0,4 are expected without; with it alone left there is nothing to compare."""
    counts = [(30, 50), (20, 50), (40, 50)]
    assert heterogeneity_of_shares([*counts, (0, 1)]) == heterogeneity_of_shares(counts)
    assert heterogeneity_of_shares([(30, 50), (0, 1)]) is None
    assert heterogeneity_of_shares([(50, 50), (30, 30)]) is None
    assert heterogeneity_of_shares([]) is None


def test_heterogeneity_rejects_as_often_as_it_says() -> None:
    """Part B: 21 municipalities of 12 to 1 100 with the same 79 percent: about 4,8 % rejected."""
    sizes = [12, 15, 18, 22, 25, 30, 35, 40, 45, 50, 55, 60, 70, 80, 110, 150, 200, 300, 330, 500]
    sizes.append(1100)
    rng = np.random.default_rng(2016)
    draws = rng.binomial(sizes, 0.79, (4000, len(sizes)))
    ps = [heterogeneity_of_shares(list(zip(row, sizes, strict=True))) for row in draws.tolist()]
    rejected = sum(p is not None and p < 0.05 for p in ps) / len(ps)
    assert rejected == pytest.approx(0.048, abs=0.012)


def test_heterogeneity_of_means_by_hand() -> None:
    """3, 4 and 5 with errors 0,5: Q = (1 + 0 + 1)/0,25 = 8 with 2: e^−4."""
    assert heterogeneity_of_means([(3, 0.5), (4, 0.5), (5, 0.5)]) == pytest.approx(math.exp(-4))
    assert heterogeneity_of_means([(3, 0.5)]) is None


def test_benjamini_hochberg_gives_their_own_example() -> None:
    """Fifteen p-values of 1995: the four smallest are believed."""
    ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    ps += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert benjamini_hochberg(ps) == (True,) * 4 + (False,) * 11
    assert benjamini_hochberg(ps[::-1]) == (False,) * 11 + (True,) * 4
    assert benjamini_hochberg([]) == ()
    assert benjamini_hochberg([0.04, 0.045, 0.05]) == (True,) * 3, "the last carries the others"


RISING = [(50, 100), (55, 100), (61, 100), (66, 100), (72, 100)]


def test_a_trend_goes_up_or_down() -> None:
    """22 percentage points in five cohorts of 100; and back."""
    assert trend_of_shares(RISING) is Retning.OPP
    assert trend_of_shares(RISING[::-1]) is Retning.NED
    assert trend_of_shares([(x // 5, n // 5) for x, n in RISING]) is Retning.INGEN


def test_one_point_does_not_make_a_trend() -> None:
    """Flat but for the last, which lies far above: without it the slope turns."""
    counts = [(501, 1000), (500, 1000), (499, 1000), (498, 1000), (700, 1000)]
    assert chi2_of_shares(counts) > LIMIT
    assert trend_of_shares(counts) is Retning.INGEN
    means = [(x / n, 0.01) for x, n in counts]
    assert chi2_of_means(means) > LIMIT
    assert trend_of_means(means) is Retning.INGEN


def test_trends_need_five_points_that_vary() -> None:
    """Four, six, none or all with the property, no spread."""
    assert trend_of_shares(RISING[:4]) is None
    assert trend_of_shares([*RISING, (75, 100)]) is None
    assert trend_of_shares([*RISING[:4], (100, 100)]) is None
    assert trend_of_means([(1.0, 0.1)] * 4 + [(1.0, 0.0)]) is None
    assert pytest.approx(9.55, abs=0.005) == LIMIT


def test_the_trend_of_means_by_hand() -> None:
    """3,0 to 3,4 by 0,1 with errors 0,1: slope 0,1, its error 0,1/√10, χ² 10."""
    means = [(3.0 + 0.1 * t, 0.1) for t in range(5)]
    assert chi2_of_means(means) == pytest.approx(10)
    assert trend_of_means(means) is Retning.OPP


def test_completion_expected_from_points() -> None:
    """The worked example of part B: 45 of 59, expected 72,4: +3,8 points [−6,5; 14,1]."""
    kinds = [(6, 0.35), (11, 0.56), (18, 0.72), (15, 0.87), (7, 0.95), (2, 0.41)]
    kinds[-1] = (2, (0.724 * 59 - sum(n * r for n, r in kinds[:-1])) / 2)
    told = expected_share(45, kinds)
    assert told is not None
    assert 100 * told.share == pytest.approx(72.4)
    assert 100 * sum(told.difference) / 2 == pytest.approx(3.87, abs=0.01)
    reach = 196 * math.sqrt(sum(n * r * (1 - r) for n, r in kinds)) / 59
    assert 100 * told.difference.high == pytest.approx(3.87 + reach, abs=0.01)
    assert told.p == pytest.approx(0.46, abs=0.05)


def test_few_persons_are_reckoned_exactly() -> None:
    """Two of two with rates ½: p = P(0) + P(2) = ½. One of ½ and one of ¼: 1 is 0,5 of 0,375."""
    both = expected_share(2, [(2, 0.5)])
    assert both is not None
    assert both.p == pytest.approx(0.5)
    assert poisson_binomial([(1, 0.5), (1, 0.25)]) == pytest.approx([0.375, 0.5, 0.125])
    one = expected_share(2, [(1, 0.5), (1, 0.25)])
    assert one is not None
    assert one.p == pytest.approx(0.125)


def test_the_exact_p_meets_the_other_where_they_change() -> None:
    """At 39 and 40 persons of middling rates both say about the same."""
    exact, near = (expected_share(20, [(n - 20, 0.5), (20, 0.8)]) for n in (39, 40))
    assert exact is not None
    assert near is not None
    assert exact.p == pytest.approx(near.p, abs=0.05)


def test_nothing_can_be_expected_of_no_one_or_without_chance() -> None:
    """More than all, no persons; rates of 0 and 1."""
    assert expected_share(2, [(2, 1.0), (3, 0.0)]) is None
    for teller, kinds in ((3, [(2, 0.5)]), (0, []), (-1, [(2, 0.5)])):
        with pytest.raises(ValueError, match="a share of"):
            expected_share(teller, kinds)
