"""What public files share: how numbers, shares and genders are written, and what hides them."""

import re
from collections.abc import Callable

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import CellError, ColumnType, Value, valg
from datapakke.extracts.context import Context
from datapakke.extracts.parsing import parse_column
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import NAMES
from datapakke.model import ALLE
from datapakke.reading import LINJE, TextTable

HIDDEN = "*"
"""What both Udir and NAV print instead of a number that they have hidden."""

ELSEWHERE = re.compile("2[1-9][0-9]{2}|9999")
"""Codes of Svalbard, Jan Mayen, the continental shelf and unknown: no municipality."""

KJONN_ELLER_ALLE = valg("K", "M", ALLE)

THOUSANDS = re.compile("[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+")
PERCENT = re.compile("([0-9]+(,[0-9]+)?)[ \u00a0\u202f]?%")


def tall(lowest: int, highest: int, decimals: int = 1, *, blank: bool = False) -> ColumnType:
    """Numbers in a range (both included) with decimal comma; ``*`` is hidden, 0 is a number.

    The range is the quantity's own, so that a lost decimal comma (``412`` for ``41,2``) is told.
    """
    pattern = re.compile(f"[0-9]{{1,9}}(,[0-9]{{1,{decimals}}})?")

    def parse(cell: str, _: Context) -> Value:
        number = float(cell.replace(",", ".")) if pattern.fullmatch(cell) else -1.0
        if not lowest <= number <= highest:
            raise CellError
        return number

    rule = (
        f"et tall fra {lowest} til {highest} med desimalkomma eller «{HIDDEN}» (skjult av kilden)"
    )
    return ColumnType(rule, "Float64", parse, blank=blank, hidden=HIDDEN, decimals=decimals)


def tekst(rule: str, pattern: str = ".+", *, blank: bool = False) -> ColumnType:
    """Text of a certain form; ``rule`` says which, in bokmål."""
    form = re.compile(pattern)

    def parse(cell: str, _: Context) -> str:
        if not form.fullmatch(cell):
            raise CellError
        return cell

    return ColumnType(rule, "str", parse, blank=blank)


def note_unreadable(
    text: TextTable, column: str, kind: ColumnType, context: Context, problems: Problems
) -> None:
    """Note what is no figure under the column's own name, before it is called something else."""
    cells = text.table.loc[text.table[column] != "", column]
    parse_column(text.name, by_cell(cells, _plain), kind, context, problems)


def code_names(code: pd.Series, navn: pd.Series) -> pd.DataFrame:
    """Give each pair of code and name once, with its first line: ``Reading.names``."""
    pairs = pd.DataFrame({"kode": code, "navn": navn}).drop_duplicates()
    return pairs.rename_axis(LINJE).reset_index()[list(NAMES)]


def plain(cells: pd.Series) -> pd.Series:
    """Give numbers without the space between thousands and without the percent sign.

    Only where the whole cell is such a number; all else is left for the column's type to judge.
    """
    return by_cell(cells, _plain)


def by_cell(cells: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """Change each cell, once however often it stands in the column."""
    return cells.map({cell: change(cell) for cell in cells.unique()}).astype("str")


class InPercent(Rule):
    """The rule that a column of percentages was not delivered as parts of 1."""


def in_percent(column: str) -> Rule:
    """Give the rule that a column of percentages was not delivered as parts of 1."""

    def parts_of_one(table: pd.DataFrame) -> "pd.Series[bool]":
        shown = table[column].dropna()
        wrong = len(shown) >= ENOUGH and bool(shown.max() <= 1)
        first = shown.index == shown.index[0] if wrong else []
        return pd.Series(table.index.isin(shown.index[first]), index=table.index)

    return InPercent(
        column, "et tall i prosent (alle tall i kolonnen er 1 eller lavere)", parts_of_one
    )


ENOUGH = 5
"""So many shares of at most 1 percent, and none above, are parts of 1."""


def _plain(cell: str) -> str:
    if THOUSANDS.fullmatch(cell):
        return re.sub("[^0-9]", "", cell)
    percent = PERCENT.fullmatch(cell)
    return percent[1] if percent else cell
