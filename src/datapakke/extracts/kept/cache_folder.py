"""The folder of the cache: made by the program, marked as its own, and never another one."""

import os
import shutil
import stat
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from datapakke.extracts.kept.stored import MOST_BYTES, Damaged, read_regular

ENDING = ".lest"
TAG = "CACHEDIR.TAG"
MARK = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# Mellomlageret til datapakke: rader om enkeltelever. Kan slettes.\n"
)
"""What backup programs know a cache by, and what no other program writes."""

KEPT = 4
"""Entries per dataset: for some rounds and divisions, not for what was extracted last year."""

LEFT_BEHIND = 3600
"""Seconds after which a file that was never finished belongs to a run that ended."""


def is_ours(folder: Path) -> bool:
    """Say whether ``make_folder`` made the folder: no link, and with our mark in it."""
    try:
        return stat.S_ISDIR(folder.lstat().st_mode) and _mark_in(folder) == MARK
    except (OSError, Damaged):
        return False


def make_folder(folder: Path) -> None:
    """Make the folder, marked and for its owner only; one that is there must be ours.

    Raises:
        FileExistsError: Something else has its name; it is left as it was.
        OSError: It cannot be made.
    """
    if not is_ours(folder):
        _make(folder)
    folder.chmod(0o700)


def remove_old(folder: Path, newest: Path) -> None:
    """Remove what has not been used for the longest time, and what was never finished."""
    now = newest.stat().st_mtime
    number: Counter[str] = Counter()
    size = 0
    for path, found in sorted(_entries(folder), key=lambda one: -one[1].st_mtime):
        unfinished = path.name.startswith(".")
        size += found.st_size
        number[path.name.rpartition("-")[0]] += 1
        too_many = number[path.name.rpartition("-")[0]] > KEPT or size > MOST_BYTES
        if (unfinished and now - found.st_mtime > LEFT_BEHIND) or (too_many and not unfinished):
            path.unlink(missing_ok=True)


def _mark_in(folder: Path) -> memoryview:
    return read_regular(folder / TAG, len(MARK))


def _make(folder: Path) -> None:
    """Make it whole under another name, so that no other run sees it without its mark."""
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{folder.name}-"))
    try:
        (made / TAG).write_bytes(MARK)
        (made / ".gitignore").write_text("*\n", encoding="utf-8")
        made.rename(folder)
    except OSError as error:
        shutil.rmtree(made)
        if not is_ours(folder):
            raise FileExistsError(folder) from error


def _entries(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Give the files, without those that another run has just removed."""
    for path in folder.glob(f"*{ENDING}"):
        with suppress(FileNotFoundError):
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                yield path, found
