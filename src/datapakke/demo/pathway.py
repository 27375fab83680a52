"""The way on: into upper secondary, programme, Vg2, and how it ended after 5 or 6 years."""

from dataclasses import dataclass

import numpy as np

from datapakke.demo.cohorts import Cohort
from datapakke.demo.draws import Bools, Floats, Texts, generator, happens, pick, sigmoid

POINTS_OF_NONE = 20.0
"""Pupils without points fare about as those with this many."""
STATUSES = np.array(
    ["normert", "forsinket", "grunnkompetanse", "i_opplaering", "ikke_bestatt", "sluttet"]
)
ANCHOR = 27.5
COMPLETES = {"SF": (-0.50, 0.195), "YF": (0.12, 0.14)}
"""Log-odds of completing with 27,5 points, and its rise per point (Utdanningsspeilet 2022: of
those with 25–29 points 35 % and 51 % completed, of those with 40–49 points 94 % and 93 %)."""
IN_TIME = {"SF": (0.75, 0.09), "YF": (0.05, 0.07)}
"""The same for completing in normal time, of those who complete."""
NOT_COMPLETED = {"SF": (0.05, 0.14, 0.42, 0.39), "YF": (0.14, 0.20, 0.20, 0.46)}
"""How those who do not complete divide over the last four statuses."""
LEVELLED_OFF, YEARLY_RISE = 2012, 0.02
"""Older cohorts completed a little less often: log-odds per year before."""
LOCAL = 0.2
"""Spread (log-odds of completing) between places, lasting."""


@dataclass(frozen=True)
class Pathway:
    """What became of a cohort; arrays have a value per pupil.

    Attributes:
        i_vgs: In upper secondary the same autumn.
        sf: Began in a study programme (False: vocational).
        vg2: In Vg2 the autumn after Vg1.
        status: One of STATUSES, for those who began.
    """

    i_vgs: Bools
    sf: Bools
    vg2: Bools
    status: Texts


def pathway(fro: int, cohort: Cohort, poeng: Floats) -> Pathway:
    """Draw the way on for a cohort with these points (0: none)."""
    rng = generator(fro, "veien", cohort.place.omraade, cohort.aar)
    points = np.where(poeng > 0, poeng, POINTS_OF_NONE)
    over = (points - 40.0) / 10.0
    i_vgs = happens(rng, sigmoid(4.3 + 0.8 * over + 0.5 * cohort.innsats))
    sf = happens(rng, sigmoid(1.5 * over + np.where(cohort.jente, 0.3, -0.3)))
    vg2 = i_vgs & happens(rng, sigmoid(2.4 + 0.8 * over + 0.5 * cohort.innsats))
    local = float(generator(fro, "veien", cohort.place.omraade).normal(0.0, LOCAL))
    shift = 0.3 * cohort.innsats + local - YEARLY_RISE * max(0, LEVELLED_OFF - cohort.aar)
    return Pathway(i_vgs, sf, vg2, _status(rng, points, sf, shift))


def _status(rng: np.random.Generator, points: Floats, sf: Bools, shift: Floats) -> Texts:
    completes = happens(rng, sigmoid(_by_programme(COMPLETES, points, sf) + shift))
    in_time = happens(rng, sigmoid(_by_programme(IN_TIME, points, sf) + 0.5 * shift))
    weights = np.where(sf[:, None], NOT_COMPLETED["SF"], NOT_COMPLETED["YF"])
    other = 2 + pick(rng, weights)
    return STATUSES[np.where(completes, np.where(in_time, 0, 1), other)]


def _by_programme(curve: dict[str, tuple[float, float]], points: Floats, sf: Bools) -> Floats:
    (sf_start, sf_rise), (yf_start, yf_rise) = curve["SF"], curve["YF"]
    above = points - ANCHOR
    return np.where(sf, sf_start + sf_rise * above, yf_start + yf_rise * above)
