"""HiGHS, quiet and the same each time: forms in, values and points out."""

from typing import NamedTuple

import highspy
import numpy as np
import numpy.typing as npt

from datapakke.disclosure.audit.system import BoolArray, FloatArray, Form
from datapakke.disclosure.quiet import Matrix, Quiet

IndexArray = npt.NDArray[np.int32]

NODES = 100
"""Nodes that a search for whole persons may take; what is not found by then is not there."""

OPTIONS = {
    "random_seed": 0,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
    "mip_feasibility_tolerance": 1e-9,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-6,
    "mip_max_nodes": NODES,
    "mip_heuristic_effort": 0.0,  # what is near the truth was tried before
}

Status = highspy.HighsModelStatus
Highs = highspy.Highs


class Found(NamedTuple):
    """A value that the solver proposes, and where it is taken."""

    value: float
    point: FloatArray


def model(form: Form, integer: BoolArray) -> Highs:
    """Hand a form to HiGHS; ``integer`` says which variables shall be whole."""
    solver = Quiet()
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    matrix = form.matrix.tocsr()
    starts, at = matrix.indptr[:-1].astype(np.int32), matrix.indices.astype(np.int32)
    solver.take(
        Matrix(highspy.MatrixFormat.kRowwise, starts, at, matrix.data),
        cost=np.zeros(len(form.low)),
        columns=(form.low, form.high),
        rows=(form.row_low, form.row_high),
        integer=integer,
    )
    return solver


def relaxed(form: Form) -> Highs:
    """Hand a form to HiGHS as a linear programme that goes on from the last solution."""
    solver = model(form, np.zeros_like(form.integer))
    solver.setOptionValue("presolve", "off")
    return solver


def minimise(solver: Highs, cost: FloatArray) -> Status:
    """Minimise a sum of all variables."""
    columns: IndexArray = np.arange(len(cost), dtype=np.int32)
    solver.changeColsCost(len(columns), columns, cost)
    solver.run()
    return solver.getModelStatus()


def solution(solver: Highs) -> Found:
    """Give what HiGHS found; an infinite value when it found nothing."""
    value = solver.getInfo().objective_function_value
    return Found(value, np.array(solver.getSolution().col_value))
