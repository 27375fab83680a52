"""Grades as counts: means, low grades, no grounds for a grade (IV)."""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean
from datapakke.indicators.counting import Sums, crossed, mean_of, places_of, share_of
from datapakke.keys import Integers
from datapakke.model import KEY

NUMBERS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
LOW = ["1", "2"]
IV = "IV"
GRADES_AND_IV = [*NUMBERS, IV]
SPANS = {grade: (Decimal(number), Decimal(number)) for grade, number in NUMBERS.items()}
"""Grade → the lowest and highest value of one who has it."""


def mean_grade(table: pd.DataFrame, column: str) -> Mean:
    """Give the mean of the grades 1–6; everything else is left out."""
    return mean_of(table, _numbers(table[column]))


def mean_gap(table: pd.DataFrame) -> Mean:
    """Give the mean of standpunkt minus eksamen for those with a grade 1–6 in both."""
    return mean_of(table, _numbers(table["standpunkt"]) - _numbers(table["eksamen"]))


def low_share(table: pd.DataFrame) -> Fraction:
    """Count the grades 1 and 2, of the grades 1–6."""
    grades = table["standpunkt"]
    return share_of(table, grades.isin(LOW), grades.isin(list(NUMBERS)))


def iv_share(table: pd.DataFrame) -> Fraction:
    """Count IV, of the grades 1–6 and IV."""
    grades = table["standpunkt"]
    return share_of(table, grades.eq(IV), grades.isin(GRADES_AND_IV))


def _numbers(grades: pd.Series) -> pd.Series:
    return grades.map(NUMBERS).astype("Float64")


def graded(grades: pd.Series) -> pd.Series:
    """Tell which are grades 1–6."""
    return grades.isin(list(NUMBERS))


def year_group(karakterer: pd.DataFrame, trinn: str, fag: Sequence[str]) -> pd.DataFrame:
    """Give all rows of the year group, of the periods in which any of the subjects was graded."""
    here = karakterer["trinn"].eq(trinn)
    years = karakterer.loc[here & karakterer["fag"].isin(list(fag)), "aar"].unique()
    columns = [*KEY, "elevnr", "fag", "standpunkt", "eksamen"]
    return karakterer.loc[here & karakterer["aar"].isin(years), columns]


def grade_places(rows: pd.DataFrame, fag: Sequence[str]) -> Integers:
    """Give each row's place among the grades 1–6 and IV of each of the subjects; -1 for none."""
    grades = places_of(rows["standpunkt"], GRADES_AND_IV)
    return crossed(places_of(rows["fag"], fag), grades, len(GRADES_AND_IV))


def with_rest(
    rows: pd.DataFrame, places: Integers, names: Sequence[str], rest: str
) -> Distribution:
    """Count the rows in each part by KEY, and in ``rest`` the pupils without any such row.

    Args:
        rows: Of a year group, in all subjects: a pupil has several. With KEY and ``elevnr``.
        places: Of each row in ``names``; -1 where it is in no part.
        names: The parts.
        rest: The part of those who are in none of them.
    """
    pupils = rows["elevnr"].to_numpy(dtype=np.int64)
    last = np.full(int(pupils.max(initial=-1)) + 1, -1)
    last[pupils] = np.arange(len(rows))
    last[pupils[places >= 0]] = -1
    placed = places.copy()
    placed[last[last >= 0]] = len(names)
    return Sums(rows).in_parts(placed, (*names, rest))
