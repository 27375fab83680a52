"""The attacker finds in published cases what their authors say that can be found."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from datapakke.disclosure.audit import Engine, System

NAMES = [
    "checktauargus_ex1_optimal",
    "geurts1992_handbook_ex3",
    "handbook_geographic_differencing",
    "handbook_linking_gender",
    "handbook_overlapping_bands",
    "sdctable_linked_fixed",
    "sdctable_linked_leak",
    "sdctable_two_per_line_fixed",
    "sdctable_two_per_line_not_enough",
    "ssb_linked_consistent",
    "ssb_linked_local",
    "ssb_linked_super-consistent",
    "ssb_vig_table1",
    "ssb_vig_table2",
    "ssb_vig_table4",
    "ssb_vig_table5",
    "ssb_z1_default",
    "ssb_z1_n5",
    "ssb_z2_n5",
    "ssb_z2_zeros",
    "tauargus_simple2d_hitas",
]


def read(shared: Path, name: str) -> dict[str, Any]:
    """Read a published case."""
    text = (shared / "cases" / "disclosure" / f"{name}.json").read_text(encoding="utf-8")
    case: dict[str, Any] = json.loads(text)
    return case


def attack(case: dict[str, Any]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Attack a case: every hidden cell with its interval; amounts of money need not be whole."""
    whole = all(float(atom["true"]).is_integer() for atom in case["atoms"])
    system = System()
    for atom in case["atoms"]:
        system.add_variable(atom["id"], integer=whole)
    for cell in case["cells"]:
        if cell["published"]:
            value = cell["value"]
            system.add_row(cell["id"], dict.fromkeys(cell["atoms"], 1), value, value)
    engine = Engine(system)
    for cell in case["cells"]:
        if not cell["published"]:
            yield cell["id"], engine.interval(dict.fromkeys(cell["atoms"], 1))


def test_no_published_case_is_left_out(shared: Path) -> None:
    found = sorted(path.stem for path in (shared / "cases" / "disclosure").glob("*.json"))

    assert found == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_interval_of_a_published_case_is_found(shared: Path, name: str) -> None:
    case = read(shared, name)
    expect = case["expect"]

    found = dict(attack(case))

    assert found.keys() == expect["intervals_all"].keys()
    for cell, ends in expect["intervals_all"].items():
        assert found[cell] == pytest.approx(ends, abs=1e-6)
    exact = {cell: low for cell, (low, high) in found.items() if high - low < 1e-6}
    assert sorted(exact) == sorted(expect["exactly_disclosed"])
    assert expect.get("must_be_exactly_disclosed", {}).items() <= exact.items()
