"""A small demo project, read, planned and attacked: what tests share that ask for something else.

    python tests/demo_rounds.py FOLDER KOMMUNER AAR

makes one, in a process of its own: what a test has put in place of something must not get into what
others copy. ``conftest`` has it made once in a run of the tests.
"""

import fcntl
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from datapakke.config import load_config
from datapakke.demo import write_demo
from datapakke.extracts.kept.cache import Cache
from datapakke.order import Choice, make_order
from datapakke.pipeline import make_figures, read_extracts
from datapakke.plans import Plans
from datapakke.project import Project


@dataclass(frozen=True)
class Rounds:
    """Demo projects that are made once in a run of the tests.

    Attributes:
        folder: Where they lie: the same for all processes that run tests.
    """

    folder: Path

    def laid(self, place: Path, kommuner: int = 3, aar: int = 2) -> Path:
        """Lay a copy of a project at a place where nothing is; the first who asks has it made.

        Raises:
            CalledProcessError: It cannot be made.
        """
        made = self.folder / f"demo-{kommuner}-{aar}"
        with made.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                half = made.with_suffix(".half")
                command = [sys.executable, __file__, str(half), str(kommuner), str(aar)]
                subprocess.run(command, check=True)  # noqa: S603 - this file
                half.rename(made)
        return Path(shutil.copytree(made, place))


def make(folder: Path, kommuner: int, aar: int) -> None:
    """Write a demo project and let the program keep what it reads and decides of it."""
    write_demo(folder, kommuner=kommuner, aar=aar)
    project = Project(folder)
    config = load_config(project.config)
    order = make_order(Choice(alle=True), config)
    extracts = read_extracts(order, config, project.raw, Cache(project.cache))
    make_figures(extracts, order, config, plans=Plans(project.cache))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
