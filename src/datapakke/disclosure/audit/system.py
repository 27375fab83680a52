"""What an attacker knows: unknown amounts, and the printed figures as rows over them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from datapakke.errors import DatapakkeError, Problem

TOLERANCE = 1e-6
"""Below this two amounts are the same; whole persons and their rows differ by far more."""

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

Target = Mapping[int, float]
"""Variable → coefficient: a sum of variables, such as a hidden cell."""


class ContradictionError(DatapakkeError):
    """No data set at all is printed like this: the named rows contradict each other."""

    exit_code: ClassVar[int] = 4

    def __init__(self, rows: tuple[str, ...]) -> None:
        """Keep the rows; without any one of them the rest could all be true."""
        self.rows = rows
        what = "tallene kan ikke være riktige samtidig: " + "; ".join(rows)
        super().__init__([Problem("trykte tall", what)])

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let it be told of by another process."""
        return type(self), (self.rows,)


@dataclass(frozen=True)
class Form:
    """A system as arrays: ``row_low ≤ matrix·x ≤ row_high`` and ``low ≤ x ≤ high``.

    Attributes:
        matrix: Sparse, a row per printed figure and a column per variable.
        row_low, row_high: A value per row, infinite where there is no limit.
        low, high: A value per variable, infinite where there is no limit.
        integer: True for the variables that are whole persons.
    """

    matrix: Any
    row_low: FloatArray
    row_high: FloatArray
    low: FloatArray
    high: FloatArray
    integer: BoolArray

    def part(self, rows: IntArray, columns: IntArray) -> "Form":
        """Give some rows and columns; what is left out counts as nought."""
        return Form(
            self.matrix[rows][:, columns],
            self.row_low[rows],
            self.row_high[rows],
            self.low[columns],
            self.high[columns],
            self.integer[columns],
        )

    def rows(self, rows: IntArray) -> "Form":
        """Give the form with some rows alone."""
        low, high = self.row_low[rows], self.row_high[rows]
        return replace(self, matrix=self.matrix[rows], row_low=low, row_high=high)

    def more(self, rows: Sequence[tuple[str, Target, float, float]]) -> "Form":
        """Give the form with rows more: a name, terms and limits each, as ``System.add_row``."""
        told = enumerate(terms for _, terms, _, _ in rows)
        entries = [(at, *term) for at, terms in told for term in terms.items() if term[1]]
        at, column, by = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(rows), len(self.low))
        added = csr_array((np.array(by, dtype=float), (at, column)), shape=shape)
        return replace(
            self,
            matrix=vstack([self.matrix, added], format="csr"),
            row_low=np.append(self.row_low, [low for _, _, low, _ in rows]),
            row_high=np.append(self.row_high, [high for _, _, _, high in rows]),
        )

    def holds(self, points: FloatArray) -> BoolArray:
        """Tell which points (one a row) the whole form is true of.

        Rows over whole persons are met exactly or missed by a whole step of their coefficients, so
        the tolerance decides nothing for them; it is for sums that are not whole.
        """
        rows = (self.matrix @ points.T).T
        slack = TOLERANCE * np.maximum(1.0, np.abs(points).max(axis=1, initial=0) * 1e-6)[:, None]
        whole = points[:, self.integer]
        answer: BoolArray = (
            (rows >= self.row_low - slack).all(axis=1)
            & (rows <= self.row_high + slack).all(axis=1)
            & (points >= self.low - slack).all(axis=1)
            & (points <= self.high + slack).all(axis=1)
            & (whole == np.round(whole)).all(axis=1)
        )
        return answer


@dataclass
class System:
    """Variables and rows, added one by one; made into a ``Form`` when it is to be solved."""

    names: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    _integer: list[bool] = field(default_factory=list)
    _bounds: list[tuple[float, float]] = field(default_factory=list)
    _row_bounds: list[tuple[float, float]] = field(default_factory=list)
    _terms: list[dict[int, float]] = field(default_factory=list)

    def add_variable(
        self, name: str, *, integer: bool = True, low: float = 0, high: float = math.inf
    ) -> int:
        """Add an unknown: whole persons, or with ``integer=False`` a sum; give its number."""
        self.names.append(name)
        self._integer.append(integer)
        self._bounds.append((float(low), float(high)))
        return len(self.names) - 1

    def add_row(
        self, name: str, terms: Target, low: float = -math.inf, high: float = math.inf
    ) -> int:
        """Add ``low ≤ Σ coefficient·variable ≤ high``; give its number.

        Let coefficients and limits be whole where the printed figure allows it (200·T − 47·D for a
        share), so that the row is exact; and leave an end out (< 3 is ≤ 2) where it is not printed.

        Args:
            name: The printed figure, as an explanation names it: «fylket», «Gol 2016».
            terms: Variable → coefficient.
            low: The lower limit; the same as the higher for an equation.
            high: The higher limit.
        """
        number = len(self.rows)
        self.rows.append(name)
        self._row_bounds.append((float(low), float(high)))
        self._terms.append({variable: float(by) for variable, by in terms.items() if by})
        return number

    def copy(self) -> "System":
        """Give one to which rows can be added without this one having them."""
        return System(*(list(getattr(self, one.name)) for one in fields(self)))

    def form(self) -> Form:
        """Give the system as arrays."""
        ends = np.cumsum([0, *map(len, self._terms)])
        column = np.fromiter(chain.from_iterable(self._terms), np.int32, ends[-1])
        by = np.fromiter(chain(*(one.values() for one in self._terms)), float, ends[-1])
        matrix = csr_array((by, column, ends), shape=(len(self.rows), len(self.names)))
        matrix.sort_indices()
        limits = np.array(self._row_bounds, dtype=float).reshape(-1, 2)
        bounds = np.array(self._bounds, dtype=float).reshape(-1, 2)
        return Form(
            matrix,
            limits[:, 0].copy(),
            limits[:, 1].copy(),
            bounds[:, 0].copy(),
            bounds[:, 1].copy(),
            np.array(self._integer, dtype=bool),
        )
