"""A log per run: which extracts, which program, what was made, and why something was not."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

from datapakke import __version__
from datapakke.batch.making import Failed
from datapakke.batch.model import Pairs
from datapakke.errors import Problem, system_says

FOLDER = "logg"


class Log:
    """A file that is added to while a run goes on. That it cannot be written stops nothing.

    Attributes:
        path: The file; it is there from the first line on.
        wrong: Why it could not be written; empty when it could.
    """

    def __init__(self, root: Path, what: str, runde: str, now: Callable[[], datetime]) -> None:
        """Name the file by the moment, the command and the round; nothing is written yet."""
        self._now = now
        self.path = root / FOLDER / f"{now():%Y-%m-%dT%H%M%S}-{what}-{runde}.logg"
        self.wrong = ""
        self._file: TextIO | None = None

    def begin(self, inputs: Pairs) -> None:
        """Tell of the program and of all that the packets are made from."""
        self.line(f"datapakke {__version__}")
        for name, sha256 in inputs:
            self.line(f"  {name}  {sha256}")

    def failed(self, failed: Failed, name: str) -> None:
        """Tell of what could not be made, and where in the program."""
        for problem in failed.problems:
            self.line(f"FEIL {name}: {problem}")
        for line in failed.trace.splitlines():
            self.line(f"  {line}")

    def problem(self, kind: str, problem: Problem) -> None:
        """Tell of something else."""
        self.line(f"{kind} {problem}")

    def line(self, text: str) -> None:
        """Add a line, with the time of day."""
        if self.wrong:
            return
        try:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self.path.open("a", encoding="utf-8", errors="backslashreplace")
            self._file.write(f"{self._now():%H:%M:%S} {text}\n")
            self._file.flush()
        except OSError as error:
            self.wrong = system_says(error)

    def close(self) -> None:
        """End it."""
        if self._file:
            self._file.close()
