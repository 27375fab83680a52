"""Residents by single year of age and gender, from the same cohorts that the pupils are in."""

from collections.abc import Iterator

import numpy as np

from datapakke.demo import published
from datapakke.demo.cohorts import SHARE_GIRLS, girls, size
from datapakke.demo.draws import Ints, generator
from datapakke.demo.places import Place
from datapakke.kommuner import LANDET

AGES = range(15, 30)
LEAVING_AGE = 15
"""Age on 1 January of those who leave year 10 that spring."""
MOVE_FROM = 18

PER_PUPIL = 1.05
"""Residents of an age per pupil with points: some pupils have none, some go to other schools."""
PULL = 0.10
"""How much larger (of a place ten times ``NEUTRAL``) a cohort has become at 29 than at 18."""
NEUTRAL = 150
COUNTRY_PULL = 0.12
COUNTRY_SIZE, COUNTRY_SWING = 59_800, 900
"""Pupils with points in the country in years that are not published, and their sd. Assumed."""


def residents(fro: int, place: Place, aar: int) -> Ints:
    """Give residents on 1 January: ages 15–29 × (girls, boys)."""
    rows = []
    for age in AGES:
        leaves = aar - age + LEAVING_AGE
        n, jenter = size(fro, place, leaves), girls(fro, place, leaves)
        pull = float(np.clip(PULL * np.log10(n / NEUTRAL), -0.15, 0.2))
        factor = _factor(age, pull)
        rows.append((round(jenter * factor), round((n - jenter) * factor)))
    return np.array(rows)


def residents_of_country(fro: int, aar: int) -> Ints:
    """Give the country's residents on 1 January: ages 15–29 × (girls, boys)."""
    rows = []
    for age in AGES:
        n = _country_size(fro, aar - age + LEAVING_AGE) * _factor(age, COUNTRY_PULL)
        rows.append((round(n * SHARE_GIRLS), round(n * (1 - SHARE_GIRLS))))
    return np.array(rows)


def between(people: Ints, youngest: int, oldest: int) -> int:
    """Give the residents from ``youngest`` to ``oldest`` (both included)."""
    return int(people[youngest - AGES.start : oldest + 1 - AGES.start].sum())


def population_rows(kode: str, aar: int, people: Ints) -> Iterator[str]:
    """Give the lines of ``befolkning`` for one place and year."""
    for age, (jenter, gutter) in zip(AGES, people.tolist(), strict=True):
        yield f"{aar};{kode};K;{age};{jenter}"
        yield f"{aar};{kode};M;{age};{gutter}"


def _country_size(fro: int, leaves: int) -> float:
    known = published.kull([LANDET], leaves)
    if known is not None:
        return known.elever
    return float(generator(fro, "kull", LANDET, leaves).normal(COUNTRY_SIZE, COUNTRY_SWING))


def _factor(age: int, pull: float) -> float:
    moved = max(0, age - MOVE_FROM) / (AGES[-1] - MOVE_FROM)
    return PER_PUPIL * (1.0 + pull * moved)
