"""The rehearsal of a whole round, as ``make generalprove`` runs it."""

import subprocess
import sys
from pathlib import Path

from conftest import ROOT

SCRIPT = ROOT / "scripts" / "generalprove.py"
COMMANDS = ("demo", "check", "batch", "review", "approve", "send", "svar", "status")


def test_a_round_goes_from_extracts_to_answers(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, SCRIPT, tmp_path / "prøve"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stderr == ""
    assert all(f"\n$ datapakke {name}" in done.stdout for name in COMMANDS)
    assert "Alt er som det skal" in done.stdout.splitlines()[-1]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "noe").write_text("mitt")
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "er ikke tom" in done.stderr
