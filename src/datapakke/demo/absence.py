"""Absence on the certificate: days and hours, skewed, and more for those less engaged."""

import numpy as np

from datapakke.demo.cohorts import Cohort
from datapakke.demo.draws import Ints, generator
from datapakke.demo.rules import median_days, median_hours

MOST_DAYS, MOST_HOURS = 190, 1200
SPREAD_DAYS, SPREAD_HOURS = 0.86, 1.05
"""Spread of the logarithm: with a median of 6 days, one in seven has more than 15."""
BY_ENGAGEMENT = 0.5
LOCAL = 0.12
"""Spread of the logarithm between places, lasting."""


def absence(fro: int, cohort: Cohort, trinn: str, aar: int) -> tuple[Ints, Ints]:
    """Draw days and single hours for the pupils of ``cohort`` in a step.

    The part of the spread that follows engagement is the same in year 10 and Vg1: the pupil with
    much absence in one tends to have it in the other.
    """
    rng = generator(fro, "fravaer", trinn, cohort.place.omraade, aar)
    lasting = generator(fro, "fravaer", cohort.place.omraade).normal(0.0, LOCAL)
    shared = lasting - BY_ENGAGEMENT * cohort.innsats
    days = _skewed(rng, shared, median_days(trinn, aar), SPREAD_DAYS)
    hours = _skewed(rng, shared, median_hours(trinn, aar), SPREAD_HOURS)
    return np.minimum(days, MOST_DAYS), np.minimum(hours, MOST_HOURS)


def _skewed(
    rng: np.random.Generator,
    shared: np.ndarray[tuple[int], np.dtype[np.float64]],
    median: float,
    spread: float,
) -> Ints:
    own = np.sqrt(spread**2 - BY_ENGAGEMENT**2)
    drawn = median * np.exp(shared + rng.normal(0.0, own, len(shared)))
    return np.floor(drawn).astype(np.int64)
