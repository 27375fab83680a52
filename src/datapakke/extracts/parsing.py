"""From a column of text cells to values, noting every cell that is not what it should be.

A cell is parsed once however often it stands in the column, so that a hundred thousand rows with
seven different cells cost seven parsings.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice

import numpy as np
import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.columns import CellError, ColumnType, Value
from datapakke.extracts.context import Context
from datapakke.extracts.problems import Problems, shown
from datapakke.keys import codes_of
from datapakke.reading import TextTable, place


def factorised(text: TextTable) -> TextTable:
    """Give the same cells as categories, every one of which stands in its column.

    What follows then looks at each different cell once, and compares rows by small integers.
    """
    table = pd.DataFrame({name: _factorised(text.table[name]) for name in text.table})
    return replace(text, table=table)


def parse_column(
    name: str, cells: pd.Series, kind: ColumnType, context: Context, problems: Problems
) -> pd.Series:
    """Parse a column by its type; missing, hidden and bad cells become missing values.

    Args:
        name: What errors call the file.
        cells: Text, perhaps as categories; its name is the column's, its index the line number.
        kind: What may stand in a cell.
        context: What cells are held against.
        problems: Notes each bad cell: file, line, column, what stands there and what should.

    Returns:
        The type's dtype; of categories that become text, categories in order.
    """
    codes, distinct = codes_of(cells)
    should: dict[str, str] = {}
    values: list[Value]
    if kind.all_good and kind.all_good(distinct.tolist()):
        values, codes = [None], np.zeros(len(cells), dtype=np.int8)
    else:
        values = [_value(cell, kind, context, should) for cell in distinct.tolist()]
    note_bad(name, cells, kind, should, problems)
    parsed = pd.Series(values, dtype=kind.dtype)
    if kind.dtype == "str" and isinstance(cells.dtype, pd.CategoricalDtype):
        parsed = parsed.astype("category")
    return pd.Series(parsed.array.take(codes), index=cells.index, name=cells.name)


def note_bad(
    name: str, cells: pd.Series, kind: ColumnType, should: Mapping[str, str], problems: Problems
) -> None:
    """Note every cell that is in ``should``, which says what it should be instead."""
    if should:
        wrong = cells[cells.isin(list(should))]
        note_alike(name, wrong, lambda cell: _worded(cell, kind, should), problems)


def note_cells(
    text: TextTable, column: str, bad: "pd.Series[bool]", should: str, problems: Problems
) -> None:
    """Note the marked cells of a column: what stands there, and what should."""
    cells = text.table.loc[bad, column]
    worded = "her står {}, men det skal være {}."
    note_alike(text.name, cells, lambda cell: worded.format(shown(cell), should), problems)


def note_alike(
    name: str, cells: pd.Series, worded: Callable[[str], str], problems: Problems
) -> None:
    """Note what is wrong with cells of a column: each thing once, with its first line.

    Args:
        name: What errors call the file.
        cells: The bad cells; the name is the column's, the index the lines.
        worded: Says what is wrong with a cell.
        problems: Where it is noted; how many more cells the same is said of, is told with it.
    """
    codes, distinct = pd.factorize(cells.astype("str"))
    lines: dict[str, list[int]] = {}
    said = [worded(cell) for cell in distinct.tolist()]
    for code, line in zip(codes.tolist(), cells.index.tolist(), strict=True):
        lines.setdefault(said[code], []).append(line)
    found = [
        Problem(place(name, first, str(cells.name)), what + _more(len(rest)))
        for what, (first, *rest) in islice(lines.items(), SHOWN_AT_MOST)
    ]
    problems.add(found, len(lines))


def _more(number: int) -> str:
    return f" Det samme gjelder {number} felt til i kolonnen." if number else ""


def _factorised(cells: pd.Series) -> pd.Series:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells
    codes, distinct = pd.factorize(cells)
    found = pd.Categorical.from_codes(codes, pd.Index(distinct, dtype="str"))
    return pd.Series(found, index=cells.index, name=cells.name)


def _value(cell: str, kind: ColumnType, context: Context, should: dict[str, str]) -> Value:
    """Parse one cell; when it is bad, say in ``should`` what it should be."""
    if cell == kind.hidden != "" or (not cell and kind.blank):
        return None
    try:
        if cell:
            return kind.parse(cell, context)
        should[cell] = kind.rule
    except CellError as error:
        should[cell] = str(error) or kind.rule
    return None


def _worded(cell: str, kind: ColumnType, should: Mapping[str, str]) -> str:
    if not cell:
        return f"feltet er tomt, men det skal være {should[cell]}."
    if not kind.quotable:
        return f"her skal det stå {should[cell]}. (Innholdet vises ikke.)"
    return f"her står {shown(cell)}, men det skal være {should[cell]}."
