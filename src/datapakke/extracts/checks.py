"""Checks of a whole file: its columns' names, rows that stand twice, cells that do not agree."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.parsing import note_cells
from datapakke.extracts.problems import Problems, shown
from datapakke.keys import is_repeated
from datapakke.reading import TextTable, place


@dataclass(frozen=True)
class Rule:
    """What must hold between the cells of a row, or of rows that belong together.

    Attributes:
        column: Where a reader should look.
        should: What should stand there, in bokmål, as the end of «men det skal være …».
        broken: Takes the parsed columns and marks the rows that break the rule.
    """

    column: str
    should: str
    broken: Callable[[pd.DataFrame], "pd.Series[bool]"]


def check_names(text: TextTable, columns: list[str], problems: Problems) -> None:
    """Note columns that are missing and columns that are not known."""
    missing = [column for column in columns if column not in text.table]
    for column in missing:
        what = f"kolonnen finnes ikke. Kolonnene skal være: {', '.join(columns)}."
        problems.add([Problem(place(text.name, text.header_line, column), what)])
    for column in text.table.columns:
        if column not in columns:
            close = difflib.get_close_matches(column, missing or columns, n=1)
            hint = f" Mente du «{close[0]}»?" if close else ""
            what = f"kolonnen {shown(column)} er ikke kjent.{hint}"
            problems.add([Problem(place(text.name, text.header_line), what)])


def check_unique(text: TextTable, key: list[str], problems: Problems) -> None:
    """Note rows that are equal in all columns of the key to an earlier one, naming both lines."""
    cells = text.table[key]
    again = is_repeated(cells)
    if not again.any():
        return
    names = ", ".join(f"«{column}»" for column in key)
    found = []
    # By position, since a line of a wide file gives several observations.
    for row in again.nonzero()[0][:SHOWN_AT_MOST]:
        first = cells.index[(cells == cells.iloc[row]).all(axis="columns").argmax()]
        what = f"er samme observasjon som linje {first} (likt i {names}). Den skal stå én gang."
        found.append(Problem(place(text.name, cells.index[row]), what))
    problems.add(found, int(again.sum()))


def check_rules(
    text: TextTable, parsed: pd.DataFrame, rules: tuple[Rule, ...], problems: Problems
) -> None:
    """Note every row that breaks a rule; the columns must all have been parsed."""
    for rule in rules:
        note_cells(text, rule.column, rule.broken(parsed), rule.should, problems)
