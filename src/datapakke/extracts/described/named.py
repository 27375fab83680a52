"""What a description asks of a file's rows and columns, as they stand."""

from collections.abc import Sequence

import pandas as pd

from datapakke.extracts.described.description import Description, Rows
from datapakke.extracts.described.form import Form
from datapakke.extracts.public import by_cell


def named_columns(table: pd.DataFrame, description: Description) -> dict[str, pd.Series]:
    """Give the columns of the file that are named, by column of the dataset."""
    return {
        ours: table[origin.kolonne]
        for ours, origin in description.columns.items()
        if origin.kolonne
    }


def helper(table: pd.DataFrame, description: Description, name: str) -> pd.Series | None:
    """Give what stands in a column that is not the dataset's own, or None without one.

    A cell that does not have the column's form says nothing.
    """
    origin = description.columns.get(name)
    if origin is None or not origin.kolonne:
        return None
    form = origin.form or Form(f"{{{name}}}")

    def said(raw: str) -> str:
        cell = raw.strip()
        piece = (form.match(cell) or {}).get(name, "")
        return description.meaning(name, cell) or description.meaning(name, piece) or piece

    return by_cell(table[origin.kolonne], said)


def wanted_rows(table: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Give the rows that are about what the dataset holds."""
    for column, forms in rows.bare.items():
        table = table[_has_form(table[column], forms)]
    for column, forms in rows.uten.items():
        table = table[~_has_form(table[column], forms)]
    return table


def _has_form(cells: pd.Series, forms: Sequence[Form]) -> "pd.Series[bool]":
    fit = {
        cell: any(form.match(str(cell).strip()) is not None for form in forms)
        for cell in cells.unique()
    }
    return cells.map(fit).astype("bool")
