"""Makes a system small: narrows what each figure says by itself, and splits what hangs together."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from datapakke.disclosure.audit.system import TOLERANCE, BoolArray, FloatArray, Form, IntArray

ROUNDS = 50
"""Narrowing goes on no longer than this; what it leaves is left to the solver."""


class ImpossibleError(Exception):
    """No data set is printed like this."""


class Part(NamedTuple):
    """Variables that rows tie together, and those rows; the known variables are taken out."""

    columns: IntArray
    form: Form


def tighten(form: Form) -> Form:
    """Narrow the limits of whole variables by one row at a time, until no row says more.

    A row a·x ≤ b says a_j·x_j ≤ b − (the least that the others can be). Nothing is left out that
    could be true, and whole persons are rounded inwards.

    Raises:
        ImpossibleError: a variable has no value left.
    """
    entries = form.matrix.tocoo()
    row, column, by = entries.row, entries.col, entries.data
    whole = form.integer[column]
    low, high = _rounded(form.low, form, np.ceil), _rounded(form.high, form, np.floor)
    for _ in range(ROUNDS):
        before = low.copy(), high.copy()
        least, most = _ends(by, low[column], high[column])
        up = form.row_high[row] - _others(least, row, -np.inf)
        down = form.row_low[row] - _others(most, row, np.inf)
        lower, upper = _ends(1 / by, down, up)
        np.maximum.at(low, column[whole], np.ceil(lower[whole] - TOLERANCE))
        np.minimum.at(high, column[whole], np.floor(upper[whole] + TOLERANCE))
        if (low > high + TOLERANCE).any():
            raise ImpossibleError
        if (low == before[0]).all() and (high == before[1]).all():
            break
    return replace(form, low=low, high=high)


def bare(form: Form) -> Part:
    """Give the form without known variables and rows that say nothing more.

    Raises:
        ImpossibleError: a row about known variables is wrong.
    """
    rows, columns = _open(form)
    return _part(_moved(form), np.flatnonzero(rows), np.flatnonzero(columns))


def split(form: Form) -> list[Part]:
    """Give the parts that hang together, without known variables and rows that say nothing more.

    Raises:
        ImpossibleError: a row about known variables is wrong.
    """
    telling, free = _open(form)
    entries = form.matrix.tocoo()
    kept = telling[entries.row] & free[entries.col]
    row, column = entries.row[kept], entries.col[kept]
    count = len(telling)
    size = count + len(free)
    graph = coo_array((np.ones(len(row)), (row, count + column)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    rows, columns = (
        _by_label(np.unique(ids), at) for ids, at in ((row, label), (column, label[count:]))
    )
    moved = _moved(form)
    return [_part(moved, rows[key], columns[key]) for key in sorted(rows)]


def _open(form: Form) -> tuple[BoolArray, BoolArray]:
    """Tell which rows say more than the limits of the variables do, and which are not known."""
    entries = form.matrix.tocoo()
    row, column, by = entries.row, entries.col, entries.data
    least, most = (
        np.bincount(row, weights=end, minlength=len(form.row_low))
        for end in _ends(by, form.low[column], form.high[column])
    )
    if ((least > form.row_high + TOLERANCE) | (most < form.row_low - TOLERANCE)).any():
        raise ImpossibleError
    return (least < form.row_low) | (most > form.row_high), form.low < form.high


def _moved(form: Form) -> Form:
    """Give the form when known variables are counted with the rows' limits instead."""
    told = form.matrix @ np.where(form.low < form.high, 0.0, form.low)
    return replace(form, row_low=form.row_low - told, row_high=form.row_high - told)


def _part(form: Form, rows: IntArray, columns: IntArray) -> Part:
    return Part(columns, form.part(rows, columns))


def _by_label(numbers: IntArray, label: IntArray) -> dict[int, IntArray]:
    """Group numbers by the part they belong to, in rising order."""
    labels = label[numbers]
    order = np.argsort(labels, kind="stable")
    keys, starts = np.unique(labels[order], return_index=True)
    groups = np.split(numbers[order], starts[1:]) if len(keys) else []
    return dict(zip(keys.tolist(), groups, strict=True))


def _rounded(limits: FloatArray, form: Form, inwards: np.ufunc) -> FloatArray:
    """Round the limits of whole variables."""
    return np.where(form.integer, inwards(np.round(limits, 9)), limits)


def _ends(by: FloatArray, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give the least and the most of ``by·x`` for ``x`` between the limits."""
    return np.where(by > 0, by * low, by * high), np.where(by > 0, by * high, by * low)


def _others(amount: FloatArray, row: IntArray, without: float) -> FloatArray:
    """Give for each entry the sum of the others in its row, ``without`` if one has no limit."""
    finite = np.isfinite(amount)
    known = np.where(finite, amount, 0.0)
    total = np.bincount(row, weights=known)[row] - known if len(row) else known
    open_ends = np.bincount(row, weights=~finite)[row] - ~finite if len(row) else known
    return np.where(open_ends > 0, without, total)
