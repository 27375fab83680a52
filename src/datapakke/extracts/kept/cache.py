"""Datasets kept as they were read, so that the same files are not parsed again.

What is kept are rows about single pupils, without anything that says who they are. It lies in a
folder that only its owner can open. Whether it is used or not, what is built is the same.
"""

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from datapakke.errors import Problem, system_says
from datapakke.extracts.context import Context
from datapakke.extracts.dataset import Delivery, Outcome, read_dataset
from datapakke.extracts.kept.cache_folder import ENDING, is_ours, make_folder, remove_old
from datapakke.extracts.kept.packed import Array, packed, unpacked
from datapakke.extracts.kept.plain import Tables, built, plain
from datapakke.extracts.kept.stored import Damaged, read_stored, write_stored
from datapakke.extracts.problems import Problems
from datapakke.project import program_files

NOT_FITTING = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)

FOREIGN = (
    "er en lenke, eller noe som programmet ikke har laget. Det er ikke rørt, og ikke brukt."
    " Flytt eller slett det, så blir det laget på nytt."
)

Plain = Any
"""What JSON knows: lists, dictionaries, text and numbers."""


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
        depends = depends_on(files, context)
        path = self._folder / f"{files[0].source.datasett}-{key_of(depends)}{ENDING}"
        kept = self._fetch(path, depends) if is_ours(self._folder) else None
        if kept:
            return kept
        wrong = problems.total
        outcome = read_dataset(files, context, problems)
        if outcome.extract and problems.total == wrong:
            self._keep(path, depends, outcome)
        return outcome

    def _fetch(self, path: Path, depends: Plain) -> Outcome | None:
        try:
            outcome = _restored(path, depends)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._note(path, f"kan ikke leses ({system_says(error)}). Filene er lest på nytt.")
            return None
        except (Damaged, *NOT_FITTING):
            self._note(path, "er skadet. Filene er lest på nytt.")
            return None
        with suppress(OSError):
            os.utime(path)
        return outcome

    def _keep(self, path: Path, depends: Plain, outcome: Outcome) -> None:
        tables: Tables = []
        parts: list[Array] = []
        try:
            head = {"depends": depends, "outcome": plain(outcome, tables)}
            head["tables"] = [packed(table, parts) for table in tables]
            make_folder(self._folder)
            write_stored(path, head, parts)
            remove_old(self._folder, path)
        except FileExistsError:
            self._note(self._folder, FOREIGN)
        except OSError as error:
            self._note(
                path, f"kan ikke skrives ({system_says(error)}). Neste gang tar like lang tid."
            )
        except TypeError:
            self._note(path, "kan ikke lages av dette datasettet. Neste gang tar like lang tid.")

    def _note(self, path: Path, what: str) -> None:
        note = Problem(f"mellomlageret {path.name}", what)
        if note not in self.notes:
            self.notes.append(note)


def _restored(path: Path, depends: Plain) -> Outcome:
    head, parts = read_stored(path)
    if head["depends"] != depends:
        raise Damaged
    return built(Outcome, head["outcome"], [unpacked(one, parts) for one in head["tables"]])


def depends_on(files: Sequence[Delivery], context: Context) -> Plain:
    """Give all that the outcome depends on: files, register, context and program."""
    parts = [
        {
            "source": file.source,
            "told": file.told,
            "form": type(file.form).__name__,
            "description": getattr(file.form, "description", None),
        }
        for file in files
    ]
    return plain([parts, context, program_mark()], [])


def key_of(depends: Plain) -> str:
    """Give a name for it."""
    return hashlib.sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest()[:32]


@cache
def program_mark(without: frozenset[str] = frozenset()) -> str:
    """Give the SHA-256 of the program as it is, with the versions of what parses for it.

    Args:
        without: Modules and folders at the top of the package that what is kept cannot depend on.
    """
    names = ("highspy", "numpy", "pandas", "python-calamine")
    versions = [sys.version, *(version(name) for name in names)]
    digest = hashlib.sha256("\0".join(versions).encode())
    for name, path in program_files():
        if name.partition("/")[0] not in without:
            digest.update(f"\0{name}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
