"""Datasets kept as they were read, so that the same files are not parsed again.

What is kept are rows about single pupils, without anything that says who they are. It lies in a
folder that only its owner can open. Whether it is used or not, what is built is the same.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.dataset import Delivery, Outcome, read_dataset
from datapakke.extracts.packed import Array, packed, unpacked
from datapakke.extracts.plain import Tables, built, plain
from datapakke.extracts.problems import Problems
from datapakke.extracts.stored import Damaged, read_stored, write_stored

ENDING = ".lest"
KEPT = 4
"""Entries per dataset: for some rounds and divisions, not for what was extracted last year."""

MOST_BYTES = 2 * 1024**3
LEFT_BEHIND = 3600
"""Seconds after which a file that was never finished belongs to a run that ended."""

NOT_FITTING = (ValueError, KeyError, IndexError, TypeError, AttributeError)


class Cache:
    """A folder of datasets as they were read, by the content of their files and all else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.notes: list[Problem] = []

    def outcome(self, files: Sequence[Delivery], context: Context, problems: Problems) -> Outcome:
        """Give what ``read_dataset`` gives, from the folder if it is there; else it gets there.

        What has errors is never kept. Nothing that is wrong with the folder stops a run: then there
        is a note.
        """
        path = self._folder / f"{files[0].source.datasett}-{key_of(files, context)}{ENDING}"
        kept = self._fetch(path)
        if kept:
            return kept
        wrong = problems.total
        outcome = read_dataset(files, context, problems)
        if outcome.extract and problems.total == wrong:
            self._keep(path, outcome)
        return outcome

    def _fetch(self, path: Path) -> Outcome | None:
        try:
            head, parts = read_stored(path)
            tables = [unpacked(one, parts) for one in head["tables"]]
            outcome = built(Outcome, head["outcome"], tables)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._note(path, f"kan ikke leses ({error.strerror}). Filene er lest på nytt.")
            return None
        except (Damaged, *NOT_FITTING):
            self._note(path, "er skadet. Filene er lest på nytt.")
            return None
        with suppress(OSError):
            os.utime(path)
        return outcome

    def _keep(self, path: Path, outcome: Outcome) -> None:
        tables: Tables = []
        parts: list[Array] = []
        try:
            told = plain(outcome, tables)
            head = {"outcome": told, "tables": [packed(table, parts) for table in tables]}
            self._make_folder()
            write_stored(path, head, parts)
            _remove_old(self._folder, path)
        except OSError as error:
            self._note(path, f"kan ikke skrives ({error.strerror}). Neste gang tar like lang tid.")
        except TypeError:
            self._note(path, "kan ikke lages av dette datasettet. Neste gang tar like lang tid.")

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        ignore = self._folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")

    def _note(self, path: Path, what: str) -> None:
        self.notes.append(Problem(f"mellomlageret {path.name}", what))


def key_of(files: Sequence[Delivery], context: Context) -> str:
    """Give a name for all that the outcome depends on: files, register, context and program."""
    parts = [
        {
            "source": file.source,
            "told": file.told,
            "form": type(file.form).__name__,
            "description": getattr(file.form, "description", None),
        }
        for file in files
    ]
    told = plain([parts, context, _program()], [])
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


@cache
def _program() -> str:
    """Give the SHA-256 of the program as it is, with the version of what parses for it."""
    digest = hashlib.sha256(pd.__version__.encode())
    root = Path(__file__).parents[1]
    for path in sorted(one for one in root.rglob("*") if one.suffix in {".py", ".csv"}):
        digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _remove_old(folder: Path, newest: Path) -> None:
    """Remove what has not been used for the longest time, and what was never finished."""
    now = newest.stat().st_mtime
    found = [(path, path.stat()) for path in folder.glob(f"*{ENDING}") if path.is_file()]
    number: Counter[str] = Counter()
    size = 0
    for path, stat in sorted(found, key=lambda one: -one[1].st_mtime):
        unfinished = path.name.startswith(".")
        size += stat.st_size
        number[path.name.rpartition("-")[0]] += 1
        too_many = number[path.name.rpartition("-")[0]] > KEPT or size > MOST_BYTES
        if (unfinished and now - stat.st_mtime > LEFT_BEHIND) or (too_many and not unfinished):
            path.unlink(missing_ok=True)
