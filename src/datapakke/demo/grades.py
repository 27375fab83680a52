"""Year 10: standpunkt in every subject, exams by draw, and the points that follow from them."""

from dataclasses import dataclass

import numpy as np

from datapakke.demo.cohorts import Cohort, target_mean
from datapakke.demo.draws import Bools, Floats, Ints, generator, happens, sigmoid
from datapakke.demo.marks import BLANK, IM, IV, D, F, graded, points, rounded
from datapakke.demo.rules import NO_EXAMS

SUBJECTS = (
    "engelsk_skriftlig",
    "engelsk_muntlig",
    "matematikk",
    "norsk_hovedmaal",
    "norsk_sidemaal",
    "norsk_muntlig",
)
SIDEMAAL = SUBJECTS.index("norsk_sidemaal")
OTHERS = 10
"""Subjects that count in the points but are not in our extract (science, music …)."""
EVERY = len(SUBJECTS) + OTHERS

EASE = np.array([-0.15, 0.12, -0.52, -0.22, -0.38, 0.08, *[0.22] * OTHERS])
GIRLS = np.array([0.12, 0.10, 0.0, 0.28, 0.30, 0.22, *[0.14] * OTHERS])
EXAM_EASE = np.array([-0.06, 0.05, -0.42, -0.24, -0.20, 0.06])
"""How much higher than standpunkt (in grades) the exam tends to be."""
BETWEEN, WITHIN, EXAM_NOISE = 0.78, 0.58, 0.55
"""Spread (in grades) between pupils, between a pupil's subjects, and of an exam's day."""
LOCAL_GAP = 0.10
"""Spread (in grades) between places of how exams differ from standpunkt in a subject."""

STRUGGLES, BY_ENGAGEMENT, SHARE_IV = -4.9, -1.5, 0.3
"""Log-odds of lacking grounds for assessment somewhere, and in what share of subjects."""
SHARE_EXEMPT = 0.09
"""Exempt from assessment in sidemål."""
SHARE_WITHOUT, SHARE_LOST = 0.022, 0.8
"""Pupils graded in few subjects, and what share of the subjects they have no grade in."""
INSTEAD, INSTEAD_SHARES = np.array([IV, F, D]), (0.5, 0.45, 0.05)
SHARE_ABSENT = 0.012
"""Not met for an exam, of the less engaged half."""

ENGELSK, MATEMATIKK, NORSK, ANOTHER = range(4)
ORALS, ORAL_SHARES = (ENGELSK, NORSK, ANOTHER), (0.2, 0.2, 0.6)

SHARE_EXTRA, MOST_EXTRA = 0.012, 28
"""Pupils with extra points for music, dance, drama or sport, and how many half points at most."""
ROUNDS = 4
"""Adjustments of the level: grades are whole, so the target is only nearly met."""


@dataclass(frozen=True)
class Grades:
    """Year 10 of one cohort.

    Attributes:
        nivaa: Latent grade level per pupil.
        standpunkt: Codes, pupils × EVERY; the first are those of SUBJECTS.
        eksamen: Codes, pupils × SUBJECTS.
        poeng: Inntakspoeng in hundredths; 0 for pupils without points.
    """

    nivaa: Floats
    standpunkt: Ints
    eksamen: Ints
    poeng: Ints


@dataclass(frozen=True)
class _Chance:
    """What chance decides, whatever the level: drawn once, so that the level can be adjusted."""

    subjects: Floats
    exams: Floats
    instead: Ints
    drawn: Bools
    absent: Bools


def year10(fro: int, cohort: Cohort) -> Grades:
    """Draw the grades so that the cohort's mean points come near its target."""
    chance = _chance(fro, cohort)
    target = target_mean(fro, cohort.place, cohort.aar)
    level = target / 10.0 + BETWEEN * (0.85 * cohort.evne + 0.35 * cohort.innsats)
    grades = _grades(cohort, level, chance)
    having = grades.poeng > 0
    extra = _extra(fro, cohort, having)
    for _ in range(ROUNDS if having.any() else 0):
        mean = (grades.poeng + extra)[having].mean() / 100.0
        level = level + (target - mean) / 10.0
        grades = _grades(cohort, level, chance)
    return Grades(level, grades.standpunkt, grades.eksamen, grades.poeng + extra)


def _grades(cohort: Cohort, level: Floats, chance: _Chance) -> Grades:
    gender = np.where(cohort.jente, 0.5, -0.5)[:, None] * GIRLS
    latent = level[:, None] + EASE + gender
    earned = rounded(latent + chance.subjects)
    standpunkt = np.where(chance.instead == BLANK, earned, chance.instead)
    ours = slice(0, len(SUBJECTS))
    own = standpunkt[:, ours]
    mean = latent[:, ours] + 0.6 * chance.subjects[:, ours]
    sat = np.where(chance.absent, IM, rounded(mean + EXAM_EASE + chance.exams))
    eksamen = np.where(chance.drawn & (graded(own) | (own == IV)), sat, BLANK)
    return Grades(level, standpunkt, eksamen, points(standpunkt, eksamen))


def _chance(fro: int, cohort: Cohort) -> _Chance:
    rng = generator(fro, "karakterer", cohort.place.omraade, cohort.aar)
    shape = (cohort.n, len(SUBJECTS))
    instead = _instead(rng, cohort)
    drawn = _drawn(rng, cohort.n) & (cohort.aar not in NO_EXAMS)
    absent = (rng.random(shape) < SHARE_ABSENT) & (cohort.innsats < 0)[:, None]
    subjects = rng.normal(0.0, WITHIN, (cohort.n, EVERY))
    lasting = generator(fro, "eksamen", cohort.place.omraade).normal(0.0, LOCAL_GAP, len(SUBJECTS))
    exams = lasting + rng.normal(0.0, EXAM_NOISE, shape)
    return _Chance(subjects, exams, instead, drawn, absent)


def _instead(rng: np.random.Generator, cohort: Cohort) -> Ints:
    """Draw where a pupil has IV, F or D instead of a grade; BLANK where there is a grade."""
    shape = (cohort.n, EVERY)
    instead = np.full(shape, BLANK)
    struggles = happens(rng, sigmoid(STRUGGLES + BY_ENGAGEMENT * cohort.innsats))[:, None]
    instead[struggles & (rng.random(shape) < SHARE_IV)] = IV
    instead[rng.random(cohort.n) < SHARE_EXEMPT, SIDEMAAL] = F
    without = happens(rng, SHARE_WITHOUT * np.exp(-0.5 * cohort.innsats))[:, None]
    lost = without & (rng.random(shape) < SHARE_LOST)
    return np.where(lost, rng.choice(INSTEAD, shape, p=INSTEAD_SHARES), instead)


def _drawn(rng: np.random.Generator, n: int) -> Bools:
    """Draw one written exam for each (norsk means both forms), and one oral."""
    written = rng.choice((ENGELSK, MATEMATIKK, NORSK), n)
    oral = rng.choice(ORALS, n, p=ORAL_SHARES)
    return np.column_stack(
        (
            written == ENGELSK,
            oral == ENGELSK,
            written == MATEMATIKK,
            written == NORSK,
            written == NORSK,
            oral == NORSK,
        )
    )


def _extra(fro: int, cohort: Cohort, having: Bools) -> Ints:
    """Give a few of those with points extra points, in hundredths (0,5–14)."""
    rng = generator(fro, "tillegg", cohort.place.omraade, cohort.aar)
    has = happens(rng, SHARE_EXTRA * np.exp(0.6 * cohort.evne - 0.18)) & having
    return np.where(has, 50 * rng.integers(1, MOST_EXTRA + 1, cohort.n), 0)
