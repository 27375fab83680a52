"""From a column of text cells to values, noting every cell that is not what it should be.

A cell is parsed once however often it stands in the column, so that a hundred thousand rows with
seven different cells cost seven parsings.
"""

from collections.abc import Mapping

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.columns import CellError, ColumnType, Value
from datapakke.extracts.context import Context
from datapakke.extracts.problems import Problems, shown
from datapakke.reading import TextTable, place


def parse_column(
    name: str, cells: pd.Series, kind: ColumnType, context: Context, problems: Problems
) -> pd.Series:
    """Parse a column by its type; missing, hidden and bad cells become missing values.

    Args:
        name: What errors call the file.
        cells: Text; its name is the column's, its index the line number.
        kind: What may stand in a cell.
        context: What cells are held against.
        problems: Notes each bad cell: file, line, column, what stands there and what should.
    """
    codes, index = pd.factorize(cells)
    distinct: list[str] = index.tolist()
    should: dict[str, str] = {}
    values = [_value(cell, kind, context, should) for cell in distinct]
    note_bad(name, cells, kind, should, problems)
    parsed = pd.Series(values, dtype=kind.dtype).take(codes)
    return pd.Series(parsed.array, index=cells.index, name=cells.name)


def note_bad(
    name: str, cells: pd.Series, kind: ColumnType, should: Mapping[str, str], problems: Problems
) -> None:
    """Note every cell that is in ``should``, which says what it should be instead."""
    if not should:
        return
    wrong = cells[cells.isin(list(should))]
    found = [
        Problem(place(name, line, str(cells.name)), _worded(cell, kind, should))
        for line, cell in zip(wrong.index[:SHOWN_AT_MOST], wrong, strict=False)
    ]
    problems.add(found, len(wrong))


def note_cells(
    text: TextTable, column: str, bad: "pd.Series[bool]", should: str, problems: Problems
) -> None:
    """Note the marked cells of a column: what stands there, and what should."""
    cells = text.table.loc[bad, column]
    found = [
        Problem(
            place(text.name, line, column),
            f"her står {shown(cell)}, men det skal være {should}.",
        )
        for line, cell in zip(cells.index[:SHOWN_AT_MOST], cells, strict=False)
    ]
    problems.add(found, len(cells))


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
