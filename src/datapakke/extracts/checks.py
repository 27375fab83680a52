"""Checks of a whole file: its columns' names, rows that stand twice, cells that do not agree."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.parsing import note_cells
from datapakke.extracts.problems import Problems, shown
from datapakke.keys import is_repeated
from datapakke.reading import TextTable, place

DESCRIBE = (
    "Er filen lagt opp på en annen måte, beskriv den under «kolonner» i kilder.yaml"
    " (docs/uttrekk.md)."
)
LAYOUT = (
    "Er overskriften en annen linje eller på flere rader, oppgi «overskrift» eller"
    f" «overskriftsrader» under «lesing» i kilder.yaml. {DESCRIBE}"
)
LONGEST_SLIP = 2
LIKENESS = 0.75
"""How far a word may be from a column's name and still be that, misspelled."""


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


def check_names(text: TextTable, columns: list[str], problems: Problems, *, persons: bool) -> None:
    """Note columns that are missing and columns that are not known.

    Where rows are ``persons``, an unknown column may be the cell of a pupil: it is told by number,
    and not at all when most columns are missing, since then the line is no header.
    """
    missing = [column for column in columns if column not in text.table]
    where = place(text.name, text.header_line or None)
    if persons and len(missing) > len(columns) / 2:
        what = f"er ikke overskriften: de fleste kolonnene mangler. {_wanted(columns)} {LAYOUT}"
        problems.add([Problem(where, what)])
        return
    for column in missing:
        what = f"kolonnen finnes ikke. {_wanted(columns)}"
        problems.add([Problem(place(text.name, text.header_line or None, column), what)])
    advice = f" {DESCRIBE}"
    for number, column in enumerate(text.table.columns, 1):
        if column not in columns:
            close = misspelled(column, missing or columns)
            hint = f" Mente du «{close}»?" if close else ""
            name = f"nr. {number}" if persons and not close else shown(column)
            what = f"kolonnen {name} er ikke kjent.{hint}{advice}"
            problems.add([Problem(where, what)])
            advice = ""


def misspelled(word: str, columns: Iterable[str]) -> str:
    """Give the name that a word must be a slip of, or "" when no column's is that close."""
    close = difflib.get_close_matches(word, list(columns), n=1, cutoff=LIKENESS)
    return next((one for one in close if abs(len(one) - len(word)) <= LONGEST_SLIP), "")


def _wanted(columns: Sequence[str]) -> str:
    return f"Kolonnene skal være: {', '.join(columns)}."


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
