"""The published figures that the invented ones are kept near.

``grunnskolepoeng_publisert.csv``: number of pupils and mean points per municipality (code as it was
then; ``0000`` the country) 2015/16–2020/21. Source: Utdanningsdirektoratet, Grunnskolepoeng, export
of 21 June 2022. ``neet_publisert.csv``: residents 15–29 and those of them outside work, education
and measures in 2021. Source: Statistisk sentralbyrå, table 13563.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from datapakke.kommuner import LANDET

LANDET_ANTATT = {
    2005: 39.4,
    2006: 39.4,
    2007: 39.5,
    2008: 39.6,
    2009: 39.7,
    2010: 39.8,
    2011: 39.9,
    2012: 40.0,
    2013: 40.1,
    2014: 40.4,
    2015: 40.8,
    2022: 43.2,
    2023: 41.6,
    2024: 41.7,
    2025: 41.8,
}
"""The country's mean points in years that the published table does not have. Assumed, by the year
in which the school year ends."""


@dataclass(frozen=True)
class Kull:
    """A published cohort: number of pupils with points, and their mean points."""

    elever: int
    snitt: float


def read_rows(name: str) -> list[dict[str, str]]:
    """Give the rows of one of the package's own tables."""
    text = files("datapakke.demo").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@cache
def _kull() -> dict[tuple[str, int], Kull]:
    return {
        (row["kommunenr"], int(row["skoleaar"][:4]) + 1): Kull(
            int(row["elever"]), float(row["snitt"].replace(",", "."))
        )
        for row in read_rows("grunnskolepoeng_publisert.csv")
    }


@cache
def _utenfor() -> dict[str, float]:
    return {
        row["kommunenr"]: int(row["utenfor_15_29"]) / int(row["bosatte_15_29"])
        for row in read_rows("neet_publisert.csv")
    }


def kull(koder: Iterable[str], aar: int) -> Kull | None:
    """Give the cohort that left in ``aar`` in a place with these codes, or None."""
    return next((_kull()[kode, aar] for kode in koder if (kode, aar) in _kull()), None)


def alle_kull(koder: Iterable[str]) -> dict[int, Kull]:
    """Give every published cohort of a place with these codes, by the year it left."""
    wanted = set(koder)
    return {aar: kull for (kode, aar), kull in _kull().items() if kode in wanted}


def landets_snitt(aar: int) -> float:
    """Give the country's mean points for the cohort that left in ``aar``."""
    published = _kull().get((LANDET, aar))
    if published is not None:
        return published.snitt
    return LANDET_ANTATT[min(max(aar, min(LANDET_ANTATT)), max(LANDET_ANTATT))]


def utenfor_andel(koder: Iterable[str]) -> float | None:
    """Give the share (0–1) outside work and education in 2021, or None where not published."""
    return next((_utenfor()[kode] for kode in koder if kode in _utenfor()), None)
