"""Columns of a described file, understood cell by cell; each different cell once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.columns import CellError
from datapakke.extracts.described.understand import KOMMUNENR, Column, Meaning
from datapakke.extracts.parsing import note_bad, parse_column
from datapakke.extracts.problems import Problems, shown
from datapakke.keys import codes_of, constant

BETWEEN = "\x1f"
"""Put between a cell and its year; no year has it in it."""

DIGIT = re.compile("[0-9]")
ANY_YEAR = "2016"

OTHER_ROW = ". Gjelder raden noe annet, ta den bort under «rader» i kilder.yaml"


@dataclass(frozen=True)
class Understood:
    """A column of a file; all series have its lines as index.

    Attributes:
        raw: The cells as they stand, named by the file's column.
        cells: As the dataset writes them; "" for nothing.
        navn: The name that stands beside a municipality's code, or "".
        provisional: What may still change.
    """

    raw: pd.Series
    cells: pd.Series
    navn: pd.Series
    provisional: "pd.Series[bool]"


def understand(
    name: str, raw: pd.Series, column: Column, years: pd.Series | str, problems: Problems
) -> Understood:
    """Understand the cells of a column.

    Args:
        name: The file.
        raw: The cells, named by the file's column; the index is the line.
        column: The dataset's column.
        years: The year that stands elsewhere in the file, of each row or of all.
        problems: Notes each cell that is not what it should be.
    """
    if column.is_plain:
        parse_column(name, raw, column.kind, column.context, problems)
        nothing = pd.Series(constant("", len(raw)), index=raw.index)
        return Understood(raw, raw, nothing, pd.Series(data=False, index=raw.index))
    keyed = raw if isinstance(years, str) else raw.astype("str") + BETWEEN + years.astype("str")
    codes, different = codes_of(keyed)
    should: dict[str, str] = {}
    meanings = []
    for key in different.tolist():
        cell, year = (key, years) if isinstance(years, str) else key.rsplit(BETWEEN, 1)
        try:
            meanings.append(column.understand(cell, year))
        except CellError as error:
            should[cell] = str(error) + (OTHER_ROW if column.name == KOMMUNENR else "")
            meanings.append(Meaning(""))
    note_bad(name, raw, column.kind, should, problems)
    kind = "category" if isinstance(raw.dtype, pd.CategoricalDtype) else "str"

    def each(what: list[str] | list[bool], dtype: str) -> pd.Series:
        return pd.Series(pd.Series(what, dtype=dtype).array.take(codes), index=raw.index)

    return Understood(
        raw,
        each([one.cell for one in meanings], kind),
        each([one.navn for one in meanings], kind),
        each([one.provisional for one in meanings], "bool"),
    )


def could_be(piece: str, column: Column) -> bool:
    """Tell whether a piece of a column's name is something that a dataset's column can hold.

    A month that is only named is: its year may stand somewhere else.
    """
    try:
        column.understand(piece, "" if DIGIT.search(piece) else ANY_YEAR)
    except CellError:
        return False
    return True


def say_all(
    where: str,
    pieces: Mapping[str, str],
    columns: Mapping[str, Column],
    year: str,
    problems: Problems,
) -> dict[str, Meaning]:
    """Understand what stands once, for many rows.

    Args:
        where: The place that errors name.
        pieces: What stands there, by column of the dataset; others are left out.
        columns: The dataset's columns.
        year: The year that stands elsewhere in the file.
        problems: Notes what is not what it should be.
    """
    found = {}
    for ours, piece in pieces.items():
        if ours in columns:
            try:
                found[ours] = columns[ours].understand(piece, year)
            except CellError as error:
                what = f"her står {shown(piece)} ({ours}), men det skal være {error}."
                problems.add([Problem(where, what)])
                found[ours] = Meaning("")
    return found
