"""What chance can do with numbers of this size: intervals, tests, trends. Pure functions.

All pupils are counted, there is no sample; an interval says how much a number would vary between
cohorts if nothing but chance changed.
"""

from datapakke.statistics.events import byar, exact_poisson, poisson_interval
from datapakke.statistics.expected import Expected, expected_share
from datapakke.statistics.intervals import (
    Interval,
    mean_interval,
    standard_deviation,
    wilson,
)
from datapakke.statistics.known import p_of_mean, p_of_share
from datapakke.statistics.order import median_interval, median_ranks, percentile
from datapakke.statistics.several import (
    benjamini_hochberg,
    heterogeneity_of_means,
    heterogeneity_of_shares,
)
from datapakke.statistics.trend import POINTS, trend_of_means, trend_of_shares
from datapakke.statistics.two import newcombe

__all__ = [
    "POINTS",
    "Expected",
    "Interval",
    "benjamini_hochberg",
    "byar",
    "exact_poisson",
    "expected_share",
    "heterogeneity_of_means",
    "heterogeneity_of_shares",
    "mean_interval",
    "median_interval",
    "median_ranks",
    "newcombe",
    "p_of_mean",
    "p_of_share",
    "percentile",
    "poisson_interval",
    "standard_deviation",
    "trend_of_means",
    "trend_of_shares",
    "wilson",
]
