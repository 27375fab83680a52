"""Those enrolled with the follow-up service (OT) on the counting day: a row each."""

from collections.abc import Iterator

import numpy as np

from datapakke.demo.draws import Ints, generator, pseudonyms
from datapakke.demo.places import Place
from datapakke.demo.population import AGES
from datapakke.demo.rules import FIRST_OT_24

RATE = 0.037
"""Enrolled of those of the service's ages (assumed from national reports: 3–5 %)."""
BY_AGE = {16: 0.25, 17: 0.75, 18: 1.2, 19: 1.4, 20: 1.3, 21: 1.1, 22: 0.9, 23: 0.8, 24: 0.7}
"""How much likelier than the average at each age."""
OLDEST, OLDEST_NOW = 21, 24
STATUSES = {
    "OTUK": 0.17,
    "OTOV": 0.21,
    "OTOA": 0.05,
    "OTAP": 0.06,
    "OTKO": 0.03,
    "OTAR": 0.16,
    "OTEV": 0.03,
    "OTVF": 0.04,
    "OTLL": 0.02,
    "OTNO": 0.07,
    "OTMI": 0.02,
    "OTBA": 0.03,
    "OTSY": 0.04,
    "OTIF": 0.02,
    "OTAR_IM": 0.02,
    "OTUK_IM": 0.01,
    "ELGS_IM": 0.02,
}
SHARE_GIRLS_OT = 0.42


def followup_rows(fro: int, place: Place, aar: int, people: Ints) -> Iterator[str]:
    """Give the lines of ``ot`` for one place on 15 June ``aar``, in no particular order."""
    rng = generator(fro, "ot", place.omraade, aar)
    lasting = float(generator(fro, "ot", place.omraade).lognormal(0.0, 0.15))
    oldest = OLDEST_NOW if aar >= FIRST_OT_24 else OLDEST
    ages = np.array([age for age in BY_AGE if age <= oldest])
    rates = RATE * lasting * np.array([BY_AGE[age] for age in ages.tolist()])
    per_age = rng.binomial(people[ages - AGES.start].sum(axis=1), np.minimum(rates, 0.5))
    alder = rng.permutation(np.repeat(ages, per_age))
    n = len(alder)
    shares = np.array(list(STATUSES.values()))
    status = rng.choice(np.array(list(STATUSES)), n, p=shares / shares.sum())
    kjonn = np.where(rng.random(n) < SHARE_GIRLS_OT, "K", "M")
    names = pseudonyms(fro, "ot", place.kode, aar, n)
    columns = (names.tolist(), kjonn.tolist(), alder.tolist(), status.tolist())
    for ungdom, k, a, s in zip(*columns, strict=True):
        yield f"{ungdom};{place.kode};{k};{aar}-06-15;{a};{s}"
