"""Frozen dataclasses as plain JSON values and tables, and back."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pandas as pd

Built = TypeVar("Built")
Tables = list[pd.DataFrame]


def plain(value: object, tables: Tables) -> Any:  # noqa: ANN401 - what JSON knows
    """Give lists, dictionaries, text and numbers that say the same; sets in order.

    Args:
        value: A dataclass, or what may stand in one.
        tables: Gets the tables in it, for which their places here stand.

    Raises:
        TypeError: Something in the value has no such form.
    """
    found: Any = value
    if isinstance(value, date):
        found = value.isoformat()
    elif isinstance(value, pd.DataFrame):
        found = len(tables)
        tables.append(value)
    elif is_dataclass(value):
        found = {one.name: plain(getattr(value, one.name), tables) for one in fields(value)}
    elif isinstance(value, Mapping):
        found = {str(key): plain(one, tables) for key, one in value.items()}
    elif isinstance(value, tuple | list):
        found = [plain(one, tables) for one in value]
    elif isinstance(value, frozenset | set):
        found = sorted(plain(one, tables) for one in value)
    elif not (value is None or isinstance(value, str | int | float)):
        message = f"{type(value).__name__} has no plain form"
        raise TypeError(message)
    return found


def built(kind: type[Built], value: object, tables: Tables) -> Built:
    """Make again what ``plain`` took apart.

    Args:
        kind: A dataclass, whose fields are declared as text, numbers, dates, tables, dataclasses,
            or as tuples, mappings by text, or perhaps None, of these.
        value: What ``plain`` gave.
        tables: The tables.

    Raises:
        TypeError, ValueError, KeyError, IndexError: It is not of this kind.
    """
    found: Built = _built(kind, value, tables)
    return found


def _built(kind: Any, value: Any, tables: Tables) -> Any:  # noqa: ANN401 - any declared type
    origin, arguments = get_origin(kind), get_args(kind)
    found = value
    if origin in {Union, types.UnionType}:
        only = next(one for one in arguments if one is not types.NoneType)
        found = None if value is None else _built(only, value, tables)
    elif origin is tuple:
        found = tuple(_built(arguments[0], one, tables) for one in value)
    elif origin is Mapping:
        found = {key: _built(arguments[1], one, tables) for key, one in value.items()}
    elif kind is pd.DataFrame:
        found = tables[value]
    elif kind is date:
        found = date.fromisoformat(value)
    elif is_dataclass(kind):
        found = _dataclass(kind, value, tables)
    elif not isinstance(value, kind | int if kind is float else kind):
        message = f"{value!r} is no {kind}"
        raise TypeError(message)
    return found


def _dataclass(kind: Any, value: Any, tables: Tables) -> Any:  # noqa: ANN401 - any declared type
    hints = get_type_hints(kind)
    parts = {one.name: (hints[one.name], value[one.name]) for one in fields(kind)}
    return kind(**{name: _built(*part, tables) for name, part in parts.items()})
