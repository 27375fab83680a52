"""A tidy table as numbers, and back: what text, categories and numbers are made of.

No pickle: bytes that somebody else has written can at worst be refused.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.keys import codes_of

Array = npt.NDArray[Any]
Head = dict[str, Any]

TEXT, CATEGORY, PLAIN = "str", "category", "int64"
MASKED = {"Int64": np.int64, "Float64": np.float64}


def packed(table: pd.DataFrame, parts: list[Array]) -> Head:
    """Take a table apart: give what it is like, as JSON has it.

    Args:
        table: Columns of text, categories of text, Int64, Float64 or int64; whole numbers as index.
        parts: Gets the arrays with its cells.

    Raises:
        TypeError: Something else is in it.
    """
    lines = pd.Series(table.index.to_numpy(), name=table.index.name)
    return {
        "index": _column(lines, parts),
        "columns": [_column(table[name], parts) for name in table],
    }


def unpacked(head: Head, parts: list[Array]) -> pd.DataFrame:
    """Put the table together again.

    Raises:
        ValueError, KeyError, IndexError, TypeError: The parts do not fit together.
    """
    index = pd.Index(_values(head["index"], parts), name=head["index"]["name"])
    columns = {one["name"]: _values(one, parts) for one in head["columns"]}
    return pd.DataFrame(columns, index=index)


def _column(cells: pd.Series, parts: list[Array]) -> Head:
    kind = str(cells.dtype) if len(cells) or cells.dtype != object else TEXT
    head: Head = {"name": cells.name, "kind": kind, "cells": len(parts)}
    if kind in {TEXT, CATEGORY}:
        codes, texts = codes_of(cells)
        parts.append(_small(codes))
        head["texts"] = texts.tolist()
    elif kind == PLAIN:
        parts.append(_small(cells.to_numpy()))
    elif kind in MASKED:
        numbers = cells.to_numpy(dtype=MASKED[kind], na_value=0)
        parts.append(_small(numbers) if kind == "Int64" else numbers)
        missing = cells.isna().to_numpy()
        if missing.any():
            head["missing"] = len(parts)
            parts.append(missing)
    else:
        message = f"{cells.name}: {kind} is not kept"
        raise TypeError(message)
    return head


def _values(head: Head, parts: list[Array]) -> Any:  # noqa: ANN401 - an array of any type
    cells, kind = parts[head["cells"]], head["kind"]
    if kind in {TEXT, CATEGORY}:
        found = pd.Categorical.from_codes(cells, pd.Index(head["texts"], dtype=TEXT))
        return found if kind == CATEGORY else pd.Series(found).astype("str").array
    if kind == PLAIN:
        return cells.astype(PLAIN)
    missing = parts[head["missing"]] if "missing" in head else np.zeros(len(cells), dtype=bool)
    if kind == "Int64":
        return pd.arrays.IntegerArray(cells.astype(MASKED[kind]), missing)
    return pd.arrays.FloatingArray(cells.astype(MASKED[kind]), missing)


def _small(numbers: Array) -> Array:
    """Give whole numbers in 32 bits where they fit; smaller ones as they are."""
    limits = np.iinfo(np.int32)
    if numbers.dtype.itemsize <= limits.dtype.itemsize or not len(numbers):
        return numbers
    fit = numbers.min() >= limits.min and numbers.max() <= limits.max
    return numbers.astype(np.int32) if fit else numbers
