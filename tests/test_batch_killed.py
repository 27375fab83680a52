"""Runs that are killed at random moments: nothing is ever half, and what comes of it is the same.

The packets are made in no time here, so that most kills hit the writing, the attack on the packets,
the ledger and the renames. ``benchmarks/faults.py`` does the same with real pages.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from batch_helpers import Heard, QuickWorkers, bytes_of, job_of, made_quickly
from datapakke.batch.job import Job
from datapakke.batch.manifest import read_manifest, wrong_files
from datapakke.batch.run import run
from datapakke.disclosure.ledger import read
from demo_rounds import Rounds

KILLS = 50


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> type[QuickWorkers]:
    """Let packets be made at once."""
    return made_quickly(monkeypatch)


def in_another_process(work: Callable[[], object], seconds: float | None = None) -> bool:
    """Do something in a fork; kill it after some seconds. Tells whether it got through.

    Only the fork is killed; what it has forked ends by itself.
    """
    pid = os.fork()
    if not pid:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}
    return status == 0


def correct(job: Job, *, moved: bool) -> None:
    """Let one young person live in Kongsberg, or in Drammen as before."""
    path = job.raw / "ot.csv"
    kept = path.with_name(".ot.csv")
    if not kept.exists():
        kept.write_bytes(path.read_bytes())
    lines = kept.read_text(encoding="utf-8").splitlines()
    place = next(i for i, one in enumerate(lines) if ";0602;" in one and "2016" in one)
    if moved:
        lines[place] = lines[place].replace(";0602;", ";0604;")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check_whole(folder: Path) -> None:
    """See that one whole set lies there, of one and the same inputs."""
    before = folder.with_name(f".{folder.name}.forrige")
    place = folder if folder.exists() else before  # between the renames the next run mends it
    manifest = read_manifest(place)
    assert manifest
    assert wrong_files(place, manifest) == []
    assert {one.grunnlag for one in manifest.pakker} == {manifest.grunnlag}
    assert len(manifest.pakker) == 2
    assert manifest.audited


def test_what_is_killed_fifty_times_ends_as_if_nobody_had(
    quick: type[QuickWorkers], rounds: Rounds, tmp_path: Path
) -> None:
    assert quick
    rounds.laid(tmp_path / "p", kommuner=2)
    job = replace(job_of(tmp_path / "p"), audit=True)
    right = {}
    for moved in (False, True, False, True):  # afterwards both have been printed
        correct(job, moved=moved)
        run(job, Heard())
        right[moved] = bytes_of(job.folder)
    correct(job, moved=False)
    begun = time.monotonic()
    assert in_another_process(lambda: run(job, Heard()))
    takes = time.monotonic() - begun
    assert bytes_of(job.folder) == right[False]

    draw, moved, kills, sets = random.Random(6), False, 0, 0  # noqa: S311 - moments to kill at
    for _ in range(KILLS):
        if bytes_of(job.folder) == right[moved]:
            moved, sets = not moved, sets + 1
            correct(job, moved=moved)
        kills += not in_another_process(lambda: run(job, Heard()), draw.uniform(0, 1.2 * takes))
        check_whole(job.folder)
    assert in_another_process(lambda: run(job, Heard()))

    assert bytes_of(job.folder) == right[moved]
    assert sorted(path.name for path in job.folder.parent.iterdir()) == ["2016-host"]
    assert read(job.project.printed(demo=True)), "the ledger is whole"
    print(f"{kills} av {KILLS} kjøringer ble drept; {sets} sett ble ferdige.")  # noqa: T201 - with -s
