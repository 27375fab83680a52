"""Kept plans: what they depend on."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from audit_helpers import LAV, Round, one_year
from datapakke.case import Case
from datapakke.disclosure import protect
from datapakke.extracts.kept.cache import program_mark
from datapakke.plans import ONLY_SAYS, Plans
from datapakke.project import program_files
from datapakke.rules import Rules


def test_what_a_plan_does_not_depend_on_has_no_part_in_making_one() -> None:
    code = "import sys, datapakke.secure, datapakke.plans; print('\\n'.join(sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    used = {name.split(".")[1] for name in done.stdout.split() if name.startswith("datapakke.")}

    assert {"disclosure", "publish", "secure"} <= used
    assert not used & {name.removesuffix(".py") for name in ONLY_SAYS}


def test_the_program_s_mark_covers_the_rest() -> None:
    tops = {name.partition("/")[0] for name, _ in program_files()}

    assert program_mark(frozenset(tops)) != program_mark(frozenset(tops - {"indicators"}))
    assert program_mark(ONLY_SAYS) != program_mark()
    assert tops >= ONLY_SAYS  # none of them has moved
    assert not {"indicators", "disclosure", "compute", "rules.py", "publish.py"} & ONLY_SAYS


@pytest.mark.parametrize(
    ("step", "used"), [(0, True), (5, True), (10, True), (1, False), (7, False)]
)
def test_a_plan_that_rounds_in_a_way_there_is_not_is_not_used(
    tmp_path: Path, step: int, *, used: bool
) -> None:
    """Else what is to be printed coarsely could be printed as it is."""
    round_ = Round([LAV], one_year((12, 20, 9), (20, 20, 9), (30, 30, 9), (40, 20, 9)))
    known = round_.known()
    case = Case(known.results, (LAV,), (round_.universet,), round_.areas, Rules())
    (part,) = case.parts()
    made = protect(part.results, part.indicators, part.universer, part.areas, part.rules)
    index = part.results.table.index
    plans = Plans(tmp_path / "plans")
    plans.put(part, replace(made, grov=pd.Series(step, index, dtype=int)))
    found = plans.get(part)

    assert (found is not None) is used
    if found is not None:
        assert found.grov.tolist() == [step] * len(index)
