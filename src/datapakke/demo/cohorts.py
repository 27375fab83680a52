"""Cohorts leaving year 10: how many, girls and boys, and what each pupil brings along."""

from dataclasses import dataclass

import numpy as np

from datapakke.demo import published
from datapakke.demo.draws import Bools, Floats, Texts, generator, pseudonyms
from datapakke.demo.places import Place

DEFAULT_SIZE = 60
SHARE_GIRLS = 0.488


@dataclass(frozen=True)
class Cohort:
    """The pupils of one place who leave year 10 in ``aar``; arrays have a value per pupil.

    Attributes:
        place: Where they live then.
        aar: The year in which they leave.
        elev: Pseudonyms.
        jente: True for girls.
        evne: Latent ability, mean 0, sd 1.
        innsats: Latent engagement, mean 0, sd 1, correlated 0.55 with ability.
    """

    place: Place
    aar: int
    elev: Texts
    jente: Bools
    evne: Floats
    innsats: Floats

    @property
    def n(self) -> int:
        """Number of pupils."""
        return len(self.elev)


def size(fro: int, place: Place, aar: int) -> int:
    """Give the number of pupils: as published, otherwise near the place's published mean."""
    known = published.kull(place.koder, aar)
    if known is not None:
        return known.elever
    others = [kull.elever for kull in published.alle_kull(place.koder).values()] or [DEFAULT_SIZE]
    mean = sum(others) / len(others)
    swing = generator(fro, "kull", place.omraade, aar).normal(0.0, 0.35 / np.sqrt(mean))
    return round(mean * (1.0 + float(np.clip(swing, -0.15, 0.15))))


def girls(fro: int, place: Place, aar: int) -> int:
    """Give how many of the cohort are girls."""
    drawn = generator(fro, "jenter", place.omraade, aar)
    return int(drawn.binomial(size(fro, place, aar), SHARE_GIRLS))


def target_mean(fro: int, place: Place, aar: int) -> float:
    """Give the mean points to aim at: as published, otherwise the country's plus the place's own.

    The place's own part is its mean distance to the country over the published years, shrunk, and
    a little chance.
    """
    known = published.kull(place.koder, aar)
    if known is not None:
        return known.snitt
    others = published.alle_kull(place.koder)
    distances = [kull.snitt - published.landets_snitt(year) for year, kull in others.items()]
    own = 0.7 * float(np.mean(distances)) if distances else 0.0
    chance = generator(fro, "snitt", place.omraade, aar).normal(0.0, 0.6)
    return published.landets_snitt(aar) + own + float(chance)


def cohort(fro: int, place: Place, aar: int) -> Cohort:
    """Draw the cohort that leaves year 10 in ``aar``."""
    n = size(fro, place, aar)
    rng = generator(fro, "elever", place.omraade, aar)
    evne = rng.standard_normal(n)
    innsats = 0.55 * evne + np.sqrt(1 - 0.55**2) * rng.standard_normal(n)
    jente = rng.permutation(n) < girls(fro, place, aar)
    return Cohort(place, aar, pseudonyms(fro, "elev", place.kode, aar, n), jente, evne, innsats)
