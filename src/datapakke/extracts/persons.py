"""Persons in the tidy table: a number for each, and each in one municipality only."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.model import FIL
from datapakke.extracts.once import Row, seen_from
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import PERSON, Identity
from datapakke.reading import LINJE, place

ONE_OF_EACH = {"kommunenr": "kommune", "kjonn": "kjønn"}
"""What a person has one of in a period, and what messages call it."""


def number_persons(table: pd.DataFrame, identity: Identity, problems: Problems) -> pd.DataFrame:
    """Drop what stands for the pseudonyms; where the dataset wants it, number the persons instead.

    ``elevnr`` is the same in all rows about one person in one period, and means nothing beyond the
    table: with the period in it, it cannot follow anybody from year to year.

    Args:
        table: The rows of all files of a dataset.
        identity: Whether they are about persons, and whether those are numbered.
        problems: Notes persons who in one period are in two municipalities, or of both genders:
            they would be counted twice.
    """
    if PERSON not in table:
        return table
    person, rest = table[PERSON], table.drop(columns=PERSON)
    if not identity.elevnr:
        return rest
    years = pd.factorize(table["aar"])[0].astype(np.uint64)
    distinct = np.stack([person.to_numpy(dtype=np.uint64), years])
    numbers, first = _numbered(pd.MultiIndex.from_arrays(list(distinct)))
    for column in ONE_OF_EACH:
        _note_others(rest, column, first[numbers], problems)
    return rest.assign(elevnr=pd.array(numbers, dtype="Int64"))


def _numbered(keys: pd.MultiIndex) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give each row's number, in the order of appearance, and each number's first row."""
    numbers = pd.factorize(keys)[0]
    return numbers, np.flatnonzero(~pd.Series(numbers).duplicated().to_numpy())


def _note_others(
    table: pd.DataFrame, column: str, first: npt.NDArray[np.int64], problems: Problems
) -> None:
    """Note rows that do not have in this column what the first row of the person has."""
    codes = pd.factorize(table[column])[0]
    other = np.flatnonzero(codes != codes[first])
    found = []
    for at in other[:SHOWN_AT_MOST]:
        row, before = (_place(table, n) for n in (at, first[at]))
        what = (
            f"eleven har en annen {ONE_OF_EACH[column]} i {seen_from(before, row)}, i samme"
            " skoleår. En elev skal telles i én kommune."
        )
        found.append(Problem(place(str(row[FIL]), int(row[LINJE]), column), what))
    problems.add(found, len(other))


def _place(table: pd.DataFrame, at: int) -> Row:
    return {FIL: table[FIL].iloc[at], LINJE: table.index[at]}
