"""The attacker's interval is what trying every possible table gives: no wider and no narrower."""

import itertools
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datapakke.disclosure.audit import ContradictionError, Engine, System

Cells = tuple[tuple[int, int], ...]
"""Municipality and part of each cell in a sum."""


class Print(NamedTuple):
    """A printed figure.

    Attributes:
        kind: «antall», «prosent», «promille» or «snitt» (of the parts' numbers 1, 2, 3).
        cells: What it is about.
        moved: How far it is printed from the truth: 0, or a misprint.
    """

    kind: str
    cells: Cells
    moved: int


class Case(NamedTuple):
    """A table with persons by municipality and part, and what is printed of it."""

    table: list[list[int]]
    prints: list[Print]
    target: dict[tuple[int, int], int]
    insider: list[tuple[int, int]]
    begins_with_truth: bool
    demand: tuple[int, int]


UP = {"prosent": 100, "promille": 1000, "snitt": 10}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a small table, some figures of it, and what the attacker wants to know."""
    municipalities, parts = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    most = 4 if municipalities > 2 else 7
    table = []
    for _ in range(municipalities):
        left, row = draw(st.integers(0, most)), []
        for _ in range(parts - 1):
            row.append(draw(st.integers(0, left)))
            left -= row[-1]
        table.append([*row, left])
    cell = st.tuples(st.integers(0, municipalities - 1), st.integers(0, parts - 1))
    sums = st.one_of(
        cell.map(lambda one: (one,)),
        st.integers(0, parts - 1).map(lambda k: tuple((m, k) for m in range(municipalities))),
        st.lists(cell, min_size=1, max_size=5, unique=True).map(tuple),
    )
    kinds = st.sampled_from(["antall", *UP])
    moved = st.sampled_from([0] * 19 + [1])
    return Case(
        table,
        draw(st.lists(st.builds(Print, kinds, sums, moved), max_size=7)),
        draw(st.dictionaries(cell, st.sampled_from([-1, 1, 1, 1, 2]), min_size=1, max_size=4)),
        draw(st.lists(cell, max_size=9, unique=True)),
        draw(st.booleans()),
        (draw(st.integers(-2, 8)), draw(st.integers(-2, 8))),
    )


def parts_of(one: Print, case: Case) -> tuple[Cells, Cells]:
    """Give what a printed figure counts, and among which: everyone of the municipalities."""
    members = sorted({m for m, _ in one.cells})
    return one.cells, tuple((m, k) for m in members for k in range(len(case.table[0])))


def weight(one: Print, part: int) -> int:
    """Give what a person in a part counts for."""
    return part + 1 if one.kind == "snitt" else 1


def printed(one: Print, case: Case) -> int | None:
    """Give the figure as printed: persons, or rounded half up in its last decimal."""
    counted, among = parts_of(one, case)
    counted = among if one.kind == "snitt" else counted
    t = sum(case.table[m][k] * weight(one, k) for m, k in counted)
    d = sum(case.table[m][k] for m, k in among)
    if one.kind == "antall":
        return t + one.moved
    return (2 * UP[one.kind] * t + d) // (2 * d) + one.moved if d else None


def system_of(case: Case) -> System:
    """Build what the attacker knows; everyone of a municipality is always known."""
    width = len(case.table[0])
    system = System()
    for m, k in itertools.product(range(len(case.table)), range(width)):
        system.add_variable(f"{m}/{k}")
    for m, row in enumerate(case.table):
        system.add_row(f"alle i {m}", {m * width + k: 1 for k in range(width)}, sum(row), sum(row))
    for number, one in enumerate(case.prints):
        value = printed(one, case)
        if value is None:
            continue
        counted, among = parts_of(one, case)
        counted = among if one.kind == "snitt" else counted
        if one.kind == "antall":
            terms = {m * width + k: 1 for m, k in counted}
            system.add_row(f"tall {number}", terms, value, value)
            continue
        up = 2 * UP[one.kind]
        for sign, low in ((-1, 0), (1, 1)):
            # (2v − 1)·D ≤ up·T < (2v + 1)·D
            terms = {m * width + k: sign * (2 * value + sign) for m, k in among}
            for m, k in counted:
                terms[m * width + k] -= sign * up * weight(one, k)
            system.add_row(f"tall {number}", terms, low=low)
    return system


def every_table(case: Case) -> npt.NDArray[np.int64]:
    """Try every table with as many persons in each municipality; keep those printed the same."""
    width = len(case.table[0])
    ways = [
        np.array(
            [x for x in itertools.product(range(sum(row) + 1), repeat=width) if sum(x) == sum(row)]
        )
        for row in case.table
    ]
    index = np.meshgrid(*(np.arange(len(way)) for way in ways), indexing="ij")
    tables = np.hstack([way[at.ravel()] for way, at in zip(ways, index, strict=True)])
    for one in case.prints:
        value = printed(one, case)
        if value is None:
            continue
        counted, among = parts_of(one, case)
        counted = among if one.kind == "snitt" else counted
        t = sum(tables[:, m * width + k] * weight(one, k) for m, k in counted)
        d = sum(tables[:, m * width + k] for m, k in among)
        if one.kind == "antall":
            tables = tables[t == value]
        else:
            d = np.maximum(d, 1)
            tables = tables[(2 * UP[one.kind] * t + d) // (2 * d) == value]
    return tables


@settings(max_examples=400, deadline=None)
@given(cases())
def test_the_interval_is_what_every_possible_table_gives(case: Case) -> None:
    """The public's interval, the verdict on a demand, and an insider's who learns one thing more.

    Whoever knows much is given a view of his own; for who knows little, limits are set and taken
    back. Both happen here, as well as with and without the true table to begin with.
    """
    width = len(case.table[0])
    tables = every_table(case)
    if not len(tables):
        with pytest.raises(ContradictionError):
            Engine(system_of(case)).check()
        return
    truth = [count for row in case.table for count in row] if case.begins_with_truth else []
    engine = Engine(system_of(case), truth)
    engine.check()
    target = {m * width + k: by for (m, k), by in case.target.items()}
    values = tables[:, list(target)] @ np.array(list(target.values()))

    verdict = engine.meets(target, *case.demand)
    assert verdict.ok == (values.min() <= case.demand[0] and values.max() >= case.demand[1])
    assert engine.interval(target) == (values.min(), values.max())

    chosen = tables[len(tables) // 2]
    own = [m * width + k for m, k in case.insider]
    for known in (own[:-1], own):
        seen = values[(tables[:, known] == chosen[known]).all(axis=1)]
        frozen = {variable: int(chosen[variable]) for variable in known}
        verdict = engine.meets(target, *case.demand, frozen)
        assert verdict.ok == (seen.min() <= case.demand[0] and seen.max() >= case.demand[1])
        assert engine.interval(target, frozen) == (seen.min(), seen.max())
    assert engine.interval(target) == (values.min(), values.max())
