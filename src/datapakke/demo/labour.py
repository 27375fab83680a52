"""NAV's counts and those outside work and education: aggregated, hidden where the source hides."""

from collections.abc import Iterator

from datapakke.demo import published
from datapakke.demo.draws import Ints, generator
from datapakke.demo.places import Place
from datapakke.demo.population import between

GROUPS = {
    "helt_ledige": ("15-24", 15, 24, 0.020),
    "tiltak": ("15-24", 15, 24, 0.009),
    "aap": ("18-29", 18, 29, 0.033),
}
"""Per group: age label, ages, and the share of residents (near the country's in 2016; assumed)."""
YEARS = {
    "helt_ledige": (
        {2011: 0.95, 2012: 0.90, 2013: 0.98, 2014: 1.00, 2015: 1.02, 2016: 1.00, 2017: 0.86}
        | {2018: 0.76, 2019: 0.72, 2020: 2.00, 2021: 1.30, 2022: 0.62, 2023: 0.66, 2024: 0.72}
        | {2025: 0.76, 2026: 0.75}
    ),
    "tiltak": {2011: 0.96, 2012: 0.92, 2013: 0.95, 2014: 0.98, 2015: 1.03, 2020: 0.70, 2021: 0.95},
    "aap": {2011: 0.86, 2012: 0.89, 2013: 0.92, 2014: 0.95, 2015: 0.98, 2018: 1.02, 2019: 1.04},
}
"""The shares as multiples of 2016's (assumed): furloughs in June 2020, a tight market after. A year
that is not given has the same share as 2016."""
NAV_HIDES = range(1, 4)
SSB_HIDES = range(1, 5)
NEET_SHARE = 0.102
NEET_YEARS = {
    2010: 1.07,
    2011: 1.05,
    2012: 1.06,
    2013: 1.09,
    2014: 1.11,
    2015: 1.12,
    2016: 1.10,
} | {2017: 1.07, 2018: 1.04, 2019: 1.03, 2020: 1.10, 2021: 1.00, 2022: 0.96, 2023: 0.97}
"""The share outside as a multiple of 2021's (assumed)."""


def nav_rows(fro: int, place: Place, aar: int, people: Ints) -> Iterator[str]:
    """Give the lines of ``nav`` for one place, June ``aar``; ``*`` for 1–3."""
    for group, (ages, youngest, oldest, _) in GROUPS.items():
        lasting = generator(fro, "nav", group, place.omraade).lognormal(0.0, 0.18)
        rate = min(0.5, _nav_share(group, aar) * float(lasting))
        rng = generator(fro, "nav", group, place.omraade, aar)
        n = int(rng.binomial(between(people, youngest, oldest), rate))
        yield f"{aar}-06;{place.kode};{group};{ages};{'*' if n in NAV_HIDES else n}"


def nav_rows_of_country(kode: str, aar: int, people: Ints) -> Iterator[str]:
    """Give the lines of ``nav`` for the whole country."""
    for group, (ages, youngest, oldest, _) in GROUPS.items():
        n = round(between(people, youngest, oldest) * _nav_share(group, aar))
        yield f"{aar}-06;{kode};{group};{ages};{n}"


def neet_row(fro: int, place: Place, aar: int, people: Ints) -> str:
    """Give the line of ``neet`` for one place; ``:`` for 1–4."""
    known = published.utenfor_andel((place.kode, *(kode.kode for kode in place.kommune.koder)))
    share = (NEET_SHARE if known is None else known) * NEET_YEARS.get(aar, 1.0)
    all_of_them = int(people.sum())
    n = int(generator(fro, "neet", place.omraade, aar).binomial(all_of_them, share))
    return f"{aar};{place.kode};{all_of_them};{':' if n in SSB_HIDES else n}"


def neet_row_of_country(kode: str, aar: int, people: Ints) -> str:
    """Give the line of ``neet`` for the whole country."""
    all_of_them = int(people.sum())
    n = round(all_of_them * NEET_SHARE * NEET_YEARS.get(aar, 1.0))
    return f"{aar};{kode};{all_of_them};{n}"


def _nav_share(group: str, aar: int) -> float:
    return GROUPS[group][3] * YEARS[group].get(aar, 1.0)
