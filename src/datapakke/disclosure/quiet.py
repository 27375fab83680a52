"""HiGHS without a word: by itself it prints a banner where a command prints its results."""

from typing import NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int32]


class Matrix(NamedTuple):
    """A sparse matrix, row by row or column by column.

    Attributes:
        order: Which of them.
        starts: Where each row or column begins among the entries.
        at: The column or row of each entry.
        values: The entries.
    """

    order: highspy.MatrixFormat
    starts: IntArray
    at: IntArray
    values: Array


class Quiet(highspy.Highs):
    """A solver that prints nothing and uses one thread, so that it does the same each time."""

    def __init__(self) -> None:
        """Make it; HiGHS' own turns on callbacks, by which it prints, and we have none."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.setOptionValue("threads", 1)

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS' own name
        """Silence it instead: the first thing that is done to it."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS' own form

    def take(
        self,
        matrix: Matrix,
        *,
        cost: Array,
        columns: tuple[Array, Array],
        rows: tuple[Array, Array],
        integer: npt.NDArray[np.bool_] | None = None,
    ) -> None:
        """Take a programme: minimise a sum of columns, which and whose rows lie between limits.

        As arrays: the setters of ``HighsLp`` make lists of them.

        Args:
            matrix: Rows by columns.
            cost: What one of each column costs.
            columns: The lowest and the highest of each.
            rows: The same.
            integer: Which columns are whole numbers; none of them when it is not said.
        """
        whole = np.zeros(len(cost), dtype=bool) if integer is None else integer
        self.passModel(
            len(cost),
            len(rows[0]),
            len(matrix.values),
            int(matrix.order),
            int(highspy.ObjSense.kMinimize),
            0.0,
            cost,
            *columns,
            *rows,
            matrix.starts,
            matrix.at,
            matrix.values,
            whole.astype(np.int32),
        )
