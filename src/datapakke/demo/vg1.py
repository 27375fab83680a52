"""Vg1 the year after: the same pupils, in the subjects of their programme, with lower grades."""

from dataclasses import dataclass

import numpy as np

from datapakke.demo.cohorts import Cohort
from datapakke.demo.draws import Bools, Floats, Ints, generator, happens, sigmoid
from datapakke.demo.grades import WITHIN, Grades
from datapakke.demo.marks import BLANK, IV, rounded
from datapakke.demo.pathway import Pathway
from datapakke.demo.rules import NO_EXAMS

SUBJECTS = (
    "vg1_engelsk_sf",
    "vg1_engelsk_yf",
    "vg1_matematikk_1p",
    "vg1_matematikk_1t",
    "vg1_norsk",
)
WITH_EXAM = np.array([True, True, True, True, False])
"""Norsk has a half-year grade in Vg1, and no exam until Vg3."""

EASE = np.array([-0.50, -0.30, -0.60, -0.95, -0.60])
"""How much lower (in grades) than the pupil's level in year 10."""
GIRLS = np.array([0.10, 0.10, 0.05, 0.05, 0.30])
EXAM_EASE, EXAM_NOISE, SHARE_DRAWN = -0.30, 0.55, 0.20
LACKS, BY_ENGAGEMENT, SHARE_IV = -4.2, -1.2, 0.7
"""Log-odds of lacking grounds for assessment somewhere, and in what share of subjects."""
SHARE_LEAVING = 0.25
"""Of those not in Vg2 the autumn after: left during the year, without grades."""


@dataclass(frozen=True)
class Vg1:
    """Vg1 of a cohort.

    Attributes:
        gaar: Completed the year: these have grades and absence.
        har: Has the subject, pupils × SUBJECTS.
        standpunkt: Codes, pupils × SUBJECTS.
        eksamen: Codes, pupils × SUBJECTS.
    """

    gaar: Bools
    har: Bools
    standpunkt: Ints
    eksamen: Ints


def vg1(fro: int, cohort: Cohort, grades: Grades, way: Pathway) -> Vg1:
    """Draw the Vg1 year of the pupils who left year 10 in ``cohort.aar``."""
    n, every = cohort.n, len(SUBJECTS)
    rng = generator(fro, "vg1", cohort.place.omraade, cohort.aar)
    left = ~way.vg2 & (rng.random(n) < SHARE_LEAVING)
    gaar = way.i_vgs & ~left
    har = _subjects(rng, grades.nivaa, way.sf) & gaar[:, None]
    gender = np.where(cohort.jente, 0.5, -0.5)[:, None] * GIRLS
    latent = grades.nivaa[:, None] + EASE + gender + rng.normal(0.0, WITHIN, (n, every))
    lacking = happens(rng, sigmoid(LACKS + BY_ENGAGEMENT * cohort.innsats))[:, None]
    standpunkt = np.where(lacking & (rng.random((n, every)) < SHARE_IV), IV, rounded(latent))
    exam = rounded(latent + EXAM_EASE + rng.normal(0.0, EXAM_NOISE, (n, every)))
    drawn = _drawn(rng, har) & har & (cohort.aar + 1 not in NO_EXAMS)
    return Vg1(gaar, har, standpunkt, np.where(drawn, exam, BLANK))


def _subjects(rng: np.random.Generator, nivaa: Floats, sf: Bools) -> Bools:
    """Engelsk for all; in study programmes matematikk 1T for the stronger, and norsk."""
    theory = happens(rng, sigmoid(2.2 * (nivaa - 4.5)))
    return np.column_stack((sf, ~sf, sf & ~theory, sf & theory, sf))


def _drawn(rng: np.random.Generator, har: Bools) -> Bools:
    """Draw every fifth pupil for one exam, in one of the subjects with an exam."""
    chance = np.where(har & WITH_EXAM, rng.random(har.shape), -1.0)
    chosen = np.arange(har.shape[1]) == chance.argmax(axis=1)[:, None]
    drawn: Bools = chosen & WITH_EXAM & (rng.random(len(har)) < SHARE_DRAWN)[:, None]
    return drawn
