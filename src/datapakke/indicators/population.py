"""Counts held against the population of an age group on 1 January of the same year."""

from collections.abc import Sequence

import pandas as pd

from datapakke.counts import Fraction
from datapakke.indicators.counting import sum_by_key, with_text_keys
from datapakke.model import ALLE, KEY

YEAR_OF_LABEL = slice(0, 4)
"""A month's or a counting day's label begins with its year: ``2016-06``, ``2016-06-15``."""


def residents_at(
    befolkning: pd.DataFrame, ages: tuple[int, int], periods: Sequence[str]
) -> pd.Series:
    """Sum the residents of the ages (both included) by KEY, for months or days in ``periods``.

    A period of a year whose population is not known has no key.
    """
    theirs = befolkning[befolkning["alder"].between(*ages).fillna(value=False)]
    folk = with_text_keys(sum_by_key(theirs, theirs["antall"])).reset_index()
    when = pd.DataFrame({"periode": list(periods)}, dtype="str")
    when["aar"] = when["periode"].str[YEAR_OF_LABEL]
    placed = folk.merge(when, on="aar").drop(columns="aar").rename(columns={"periode": "aar"})
    return placed.set_index(KEY)["verdi"]


def once_each(befolkning: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that count everyone once: K and M, or «alle» where only that is known."""
    divided = befolkning["kjonn"].ne(ALLE)
    place = [befolkning["kommunenr"], befolkning["aar"]]
    return befolkning[divided.eq(divided.groupby(place, observed=True).transform("any"))]


def of_residents(rows: pd.DataFrame, befolkning: pd.DataFrame, ages: tuple[int, int]) -> Fraction:
    """Hold ``antall``, both genders together, against the residents of the ages.

    Where either is not there, there is no key.
    """
    counted = with_text_keys(sum_by_key(rows, rows["antall"]))
    periods = sorted(set(counted.index.get_level_values("aar")))
    folk = residents_at(once_each(befolkning).assign(kjonn=ALLE), ages, periods)
    both = counted.index.intersection(folk.index)
    return Fraction(counted[both], folk[both])
