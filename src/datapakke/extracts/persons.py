"""Persons in the tidy table: a number for each, and each in one municipality only."""

import numpy as np
import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.model import FIL
from datapakke.extracts.once import ONE_OF_EACH, Row, seen_from
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import PERSON, Identity
from datapakke.keys import Integers, codes_of, numbered
from datapakke.reading import LINJE, place

ALIKE = (
    "pseudonymet er det samme som i {}, bortsett fra store og små bokstaver. Er det samme elev,"
    " skriv det likt. Er det to, gi den ene et annet pseudonym. (Innholdet vises ikke.)"
)


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
    rest = table.drop(columns=PERSON)
    if not identity.elevnr:
        return rest
    numbers, first = numbered(table[[PERSON, "aar"]])
    for column in ONE_OF_EACH:
        _note_others(rest, column, first[numbers], problems)
    return rest.assign(elevnr=pd.array(numbers, dtype="Int64"))


def note_outside(table: pd.DataFrame, outside: pd.DataFrame, problems: Problems) -> None:
    """Note persons of the table who in the same period are in a municipality outside the division.

    Whether they are to be counted here, nobody can know.

    Args:
        table: The rows of all files of a dataset.
        outside: PERSON, ``aar`` and FIL of the rows that are left out of it.
        problems: Names both places.
    """
    if PERSON not in table or outside.empty:
        return
    suspects = outside[outside[PERSON].isin(table[PERSON])]
    mine = table[table[PERSON].isin(suspects[PERSON])]
    here, elsewhere = (
        pd.MultiIndex.from_frame(rows[[PERSON, "aar"]].astype({"aar": "str"}))
        for rows in (mine, suspects)
    )
    both = np.flatnonzero(here.isin(elsewhere))
    found = []
    for at in both[:SHOWN_AT_MOST]:
        row = _place(mine, at)
        other = _place(suspects, elsewhere.tolist().index(here[at]))
        what = ONE_OF_EACH["kommunenr"].format(seen_from(other, row))
        found.append(Problem(place(str(row[FIL]), int(row[LINJE]), "kommunenr"), what))
    problems.add(found, len(both))


def note_alike(
    table: pd.DataFrame, outside: pd.DataFrame, small: pd.Series, problems: Problems
) -> None:
    """Note pseudonyms that are equal but for capital letters: one pupil counted as two, or two.

    Args:
        table: The rows of all files of a dataset.
        outside: PERSON and FIL of the rows that are left out of it.
        small: As ``Reading.small``, of all files.
        problems: Names both places, and no pseudonym.
    """
    if PERSON not in table or small.empty:
        return
    kinds = {PERSON: small.dtype, FIL: "str"}
    each = [rows[[PERSON, FIL]].drop_duplicates(PERSON).astype(kinds) for rows in (table, outside)]
    rows = pd.concat(each).drop_duplicates(PERSON)
    small = small[~small.index.duplicated()]
    at = small.index.get_indexer(pd.Index(rows[PERSON]))
    alike = np.where(at < 0, rows[PERSON], small.to_numpy()[at])
    again = np.flatnonzero(pd.Series(alike).duplicated())
    found = []
    for number in again[:SHOWN_AT_MOST]:
        row = _place(rows, number)
        first = _place(rows, np.flatnonzero(alike == alike[number])[0])
        what = ALIKE.format(seen_from(first, row))
        found.append(Problem(place(str(row[FIL]), int(row[LINJE])), what))
    problems.add(found, len(again))


def _note_others(table: pd.DataFrame, column: str, first: Integers, problems: Problems) -> None:
    """Note rows that do not have in this column what the first row of the person has."""
    codes, _ = codes_of(table[column])
    other = np.flatnonzero(codes != codes[first])
    found = []
    for at in other[:SHOWN_AT_MOST]:
        row, before = (_place(table, n) for n in (at, first[at]))
        what = ONE_OF_EACH[column].format(seen_from(before, row))
        found.append(Problem(place(str(row[FIL]), int(row[LINJE]), column), what))
    problems.add(found, len(other))


def _place(table: pd.DataFrame, at: int) -> Row:
    return {FIL: table[FIL].iloc[at], LINJE: table.index[at]}
