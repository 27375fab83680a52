"""Says in words which printed figures give a hidden amount away."""

import math
from collections.abc import Iterable, Mapping

import numpy as np

from datapakke.disclosure.audit.conflict import irreducible
from datapakke.disclosure.audit.engine import Engine
from datapakke.disclosure.audit.highs import minimise, relaxed
from datapakke.disclosure.audit.system import TOLERANCE, FloatArray, Target
from datapakke.disclosure.audit.view import Frozen, frozen_form

STEP = 1e-3
"""Ruled out is what lies this far outside the interval."""


def explain(
    engine: Engine,
    target: Target,
    *,
    at_most: float | None = -math.inf,
    at_least: float | None = math.inf,
    frozen: Frozen | None = None,
) -> str:
    """Give the equation by which the attacker knows a target, in bokmål.

    «nøyaktig 3: fylket − Drammen − Gol», «høyst 4: fylket − Drammen, siden ingen tall er under
    null» or, when it takes that persons are whole, «høyst 4, siden bare hele personer passer med:
    fylket; andelen i Gol».

    Args:
        engine: The system, whose rows' names make the words.
        target: Variable → coefficient.
        at_most: The demand downwards; only an end that does not meet its demand is explained.
        at_least: The demand upwards.
        frozen: What an insider knows: variable → true value.
    """
    low, high = engine.interval(target, frozen)
    known = frozen or {}
    if high - low < TOLERANCE:
        return _end(engine, target, known, low, "nøyaktig")
    ends = []
    if at_most is not None and low > max(at_most, -math.inf) + TOLERANCE:
        ends.append(_end(engine, target, known, low, "minst"))
    if at_least is not None and high < at_least - TOLERANCE:
        turned = {variable: -by for variable, by in target.items()}
        ends.append(_end(engine, turned, known, -high, "høyst"))
    return "; ".join(ends)


def _end(engine: Engine, target: Target, frozen: Frozen, low: float, word: str) -> str:
    """Explain why a target cannot be below ``low``; said of the opposite when it is «høyst»."""
    sign = -1 if word == "høyst" else 1
    said = f"{word} {_number(sign * low)}"
    rows, columns, value = _duals(engine, target, frozen)
    if math.ceil(value - TOLERANCE) < low - TOLERANCE:
        named = irreducible(engine.form, frozen, target, low - STEP)
        by_what = f" med: {_list(engine, named)}" if named else ""
        return f"{said}, siden bare hele personer passer{by_what}"
    used = np.flatnonzero(np.abs(rows) > TOLERANCE)
    free = [
        number for number in np.flatnonzero(np.abs(columns) > TOLERANCE) if number not in frozen
    ]
    ground = ", siden ingen tall er under null" if free else ""
    own = " (og egne tall)" if any(abs(columns[one]) > TOLERANCE for one in frozen) else ""
    by = {int(row): sign * float(rows[row]) for row in used}
    if all(abs(one - round(one)) < TOLERANCE for one in by.values()):
        return f"{said}: {_sum(engine, by)}{own}{ground}"
    return f"{said}, regnet ut av: {_list(engine, by)}{own}{ground}"


def _duals(engine: Engine, target: Target, frozen: Frozen) -> tuple[FloatArray, FloatArray, float]:
    """Give how the lowest value is put together: target = Σ rows·row + Σ columns·variable.

    These are the duals of the linear programme that minimises the target over the whole system.
    """
    form = frozen_form(engine.form, frozen)
    solver = relaxed(form)
    cost = np.zeros(len(form.low))
    cost[list(target)] = list(target.values())
    minimise(solver, cost)
    solution = solver.getSolution()
    value = solver.getInfo().objective_function_value
    return np.array(solution.row_dual), np.array(solution.col_dual), value


def _sum(engine: Engine, by: Mapping[int, float]) -> str:
    """Write «fylket − Drammen − 2 · Gol», what is added first."""
    text = ""
    for row in sorted(by, key=lambda row: (by[row] < 0, row)):
        times = abs(round(by[row]))
        sign = "−" if by[row] < 0 else "+" if text else ""
        many = f"{times} · " if times > 1 else ""
        text += (
            f" {sign} {many}{engine.system.rows[row]}" if sign else many + engine.system.rows[row]
        )
    return text.strip()


def _list(engine: Engine, rows: Iterable[int]) -> str:
    """Name rows in their order."""
    return "; ".join(engine.system.rows[row] for row in sorted(rows))


def _number(value: float) -> str:
    """Write a number with comma, without decimals where it is whole."""
    near = round(value, 3)
    return f"{near:.0f}" if near == round(near) else f"{near:g}".replace(".", ",")
