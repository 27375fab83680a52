"""Grades as counts: means, low grades, no grounds for a grade (IV)."""

import pandas as pd

from datapakke.counts import Fraction, Mean
from datapakke.indicators.counting import mean_of, share_of

NUMBERS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
LOW = ["1", "2"]
IV = "IV"
GRADES_AND_IV = [*NUMBERS, IV]


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
