"""Observations that stand in two places: counted once when they agree, else an error."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.model import FIL, KODE
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import PERSON
from datapakke.keys import is_repeated
from datapakke.reading import LINJE, place

PLACE = "sted"
"""Column, while rows with figures are compared, of what a row counts: see ``place_of``."""

ONE_OF_EACH = {
    "kommunenr": "eleven har en annen kommune i {}, i samme periode. En elev skal telles i én"
    " kommune.",
    "kjonn": "eleven har et annet kjønn i {}, i samme periode.",
}
"""What a person has one of in a period, and what is said of another, with the other's place."""

Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class Compared:
    """How rows are compared: about the same when ``key`` is equal, the same when ``cells`` are."""

    key: list[str]
    cells: list[str]


def keep_once(table: pd.DataFrame, by: Compared, problems: Problems) -> pd.DataFrame:
    """Keep the first of the rows that say the same of the same; note those that do not.

    Args:
        table: The rows of all files of a dataset; with PLACE when they hold figures.
        by: How they are compared.
        problems: Names both places where rows about the same do not agree.
    """
    again = is_repeated(table[by.key])
    if not again.any():
        return table
    other = table[again & ~is_repeated(table[[*by.key, *by.cells]])]
    found = []
    for row in records(other[:SHOWN_AT_MOST]):
        first = records(table[is_about(table, by.key, row)][:1])[0]
        found.append(_told(row, first, None if PLACE in table else by.cells))
    problems.add(found, len(other))
    return table[~again]


def seen_from(first: Row, row: Row) -> str:
    """Give the first row's line, with its file when that is another than the row's."""
    if first[FIL] == row[FIL]:
        return f"linje {first[LINJE]}"
    return place(str(first[FIL]), _line(first))


def advice(first: Row, row: Row) -> str:
    """Say how the row's file is given the last word, when it is another than the first row's."""
    if first[FIL] == row[FIL]:
        return ""
    return f" Skal {row[FIL]} gjelde, skriv «erstatter: {first[FIL]}» ved den i registeret."


def records(rows: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Give the rows with their lines."""
    return rows.rename_axis(index=LINJE).reset_index().to_dict("records")


def _line(row: Row) -> int:
    return int(str(row[LINJE]))


def is_about(rows: pd.DataFrame, key: Sequence[str], row: Row) -> "pd.Series[bool]":
    """Tell of each row whether it is about the same as this one."""
    found = pd.Series(data=True, index=rows.index)
    for name in key:
        found &= rows[name].eq(row[name])
    return found


def _told(row: Row, first: Row, cells: Sequence[str] | None) -> Problem:
    """Say what two rows do not agree in; ``cells`` are those of a row that is no municipality's."""
    where = str(row[FIL]), _line(row)
    if cells is None:
        return Problem(place(*where), _other_counts(row, first))
    differ = [name for name in cells if not _alike(row[name], first[name])]
    for name, other in ONE_OF_EACH.items():
        if name in differ:
            what = other.format(seen_from(first, row)) + advice(first, row)
            return Problem(place(*where, name), what)
    return Problem(place(*where), _other_cells(row, first, differ))


def _other_counts(row: Row, first: Row) -> str:
    return (
        f"har andre tall for {row['kommunenr']} {row['aar']} enn {seen_from(first, row)}, der samme"
        f" kommune står som {first[KODE]}. Kommunen skal telles én gang.{advice(first, row)}"
    )


def _other_cells(row: Row, first: Row, differ: Sequence[str]) -> str:
    names = ", ".join(f"«{name}»" for name in differ)
    about = "person og periode" if PERSON in row else "observasjon"
    return (
        f"er samme {about} som {seen_from(first, row)}, men {names} er ikke som der."
        f" Raden skal telles én gang.{advice(first, row)}"
    )


def _alike(one: Any, other: Any) -> bool:  # noqa: ANN401 - cells of any column
    return (
        bool(one == other) if pd.notna(one) and pd.notna(other) else pd.isna(one) is pd.isna(other)
    )
