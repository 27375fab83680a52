"""Grades as counts: means, low grades, no grounds for a grade (IV)."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from datapakke.counts import Distribution, Fraction, Mean
from datapakke.indicators.counting import Sums, by_part, mean_of, share_of
from datapakke.keys import is_repeated
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
    rows = karakterer[karakterer["trinn"].eq(trinn)]
    theirs = rows["fag"].isin(list(fag))
    return rows[rows["aar"].isin(rows.loc[theirs, "aar"].unique())]


def grade_parts(
    rows: pd.DataFrame, parts: pd.Series, names: Sequence[str], rest: str
) -> Distribution:
    """Count the rows in each part by KEY, and in ``rest`` the pupils without any such row.

    Args:
        rows: Of a year group, in all subjects: a pupil has several. With KEY and ``elevnr``.
        parts: The part of each row; anything but ``names`` is no part.
        names: The parts.
        rest: The part of those who are in none of them.
    """
    inside = parts.isin(list(names)).to_numpy()
    pupil = [*KEY, "elevnr"]
    # A pupil's rows without a part come last, so the first row tells whether there is one with.
    ordered = pd.concat([rows.loc[inside, pupil], rows.loc[~inside, pupil]])
    first = pd.Series(~is_repeated(ordered), ordered.index).loc[rows.index]
    sums = Sums(rows)
    counts = {name: sums.of(parts.eq(name).fillna(value=False)) for name in names}
    return by_part(counts | {rest: sums.of(first & ~inside)})
