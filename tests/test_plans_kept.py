"""Kept plans: what they depend on."""

import subprocess
import sys

from datapakke.extracts.kept.cache import program_files, program_mark
from datapakke.plans import ONLY_SAYS


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
    assert not {"indicators", "disclosure", "compute", "rules.py", "publish.py"} & ONLY_SAYS
