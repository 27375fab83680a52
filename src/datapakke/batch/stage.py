"""The folder beside the packets in which a new set is made, and put in place whole.

    out/.RUNDE.bygges/   packets made so far, each with a line in its journal
    out/RUNDE/           the old set, untouched until the new one is whole
    out/.RUNDE.forrige/  the old set for the moment between two renames

A run that is killed leaves its folder, and the next one uses what it holds. That the manifest is
there says that the set is whole: then only the renames are left.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from datapakke.batch.manifest import FILE, wrong_file
from datapakke.batch.model import Entry
from datapakke.batch.parse import entry_of
from datapakke.durable import sync_folder
from datapakke.errors import PacketError, Problem, system_says
from datapakke.output import write_atomic

JOURNAL = ".laget.jsonl"
BETWEEN = (
    "en kjøring ble stanset mens den la pakkene på plass. Kjør datapakke batch eller build, så er"
    " de der."
)
_TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}")
"""What ``write_atomic`` calls a file that is not whole yet."""


class Stage:
    """A new set in the making."""

    def __init__(self, folder: Path) -> None:
        """Say which folder the set is for; nothing is written yet."""
        self.target = folder.resolve()
        self.path = _beside(self.target, "bygges")
        self.made: dict[str, Entry] = {}

    def open(self, *, fresh: bool = False) -> None:
        """Make the folder, or take over what a killed run has made in it.

        Args:
            fresh: Take over nothing.

        Raises:
            PacketError: It cannot be made.
        """
        with _told(self.path, "kan ikke lages"):
            if fresh or self.path.is_symlink():
                _remove(self.path)
            self.path.mkdir(parents=True, exist_ok=True)
            for path in self.path.rglob("*"):
                if _TEMPORARY.fullmatch(path.name):
                    path.unlink()
            self.made = {one.kommunenr: one for one in self._journal()}

    def put(self, entry: Entry, pdf: bytes, said: bytes) -> None:
        """Write a packet and its side-car, and then the line that says that they are there.

        Raises:
            PacketError: They cannot be written.
        """
        line = json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"
        with _told(self.path / entry.fil):
            write_atomic(self.path / entry.sidefil, said)
            write_atomic(self.path / entry.fil, pdf)
            with (self.path / JOURNAL).open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        self.made[entry.kommunenr] = entry

    def write(self, place: str, content: bytes) -> None:
        """Write another file of the set.

        Raises:
            PacketError: It cannot be written.
        """
        with _told(self.path / place):
            write_atomic(self.path / place, content)

    def take(self, place: str) -> None:
        """Take a file of the old set into the new one as it is.

        Raises:
            PacketError: It cannot be taken.
        """
        with _told(self.path / place):
            _link(self.target / place, self.path / place)

    def keep_only(self, places: Iterable[str]) -> None:
        """Take away all that is not of the set: a killed run may have made what is not wanted now.

        Raises:
            PacketError: It cannot be taken away.
        """
        wanted = {self.path / place for place in (*places, JOURNAL)}
        with _told(self.path, "kan ikke ryddes"):
            for path in sorted(self.path.rglob("*"), reverse=True):
                if path.is_dir() and not path.is_symlink():
                    with suppress(OSError):  # not empty
                        path.rmdir()
                elif path not in wanted:
                    path.unlink()

    def bring(self, ours: Callable[[str], bool]) -> None:
        """Bring what others have laid in the folder of the set.

        Args:
            ours: Tells whether a file, by its place in the folder, belongs to a set of packets.

        Raises:
            PacketError: It cannot be brought.
        """
        with _told(self.path):
            for path in sorted(self.target.rglob("*")) if self.target.is_dir() else ():
                place = path.relative_to(self.target)
                if path.is_symlink() or not path.is_dir():
                    fresh = self.path / place
                    if not ours(place.as_posix()) and not fresh.exists():
                        _link(path, fresh)

    def publish(self, manifest: bytes) -> None:
        """Write the manifest, and put the set in place of the old one.

        Raises:
            PacketError: It cannot be put there; the old one is.
        """
        with _told(self.path, "kan ikke legges på plass"):
            (self.path / JOURNAL).unlink(missing_ok=True)
            for folder in (one for one in self.path.rglob("*") if one.is_dir()):
                sync_folder(folder)
            write_atomic(self.path / FILE, manifest)
        mend(self.target)

    def remove(self) -> None:
        """Take the folder away with all that was made in it.

        Raises:
            PacketError: It cannot be taken away.
        """
        with _told(self.path, "kan ikke tas bort"):
            _remove(self.path)

    def _journal(self) -> list[Entry]:
        """Give the packets that a killed run has made; a line that is not whole ends it."""
        found: list[Entry] = []
        try:
            lines = (self.path / JOURNAL).read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return found
        whole = 0
        for line in lines:
            try:
                said: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
                found.append(entry_of(said))
            except (ValueError, TypeError, LookupError, AttributeError):
                break
            whole += len(line)
        os.truncate(self.path / JOURNAL, whole)
        return [one for one in found if self._is_there(one)]

    def _is_there(self, entry: Entry) -> bool:
        files = ((entry.fil, entry.sha256), (entry.sidefil, entry.sidefil_sha256))
        return not any(wrong_file(self.path / place, sha256) for place, sha256 in files)


def mend(folder: Path) -> bool:
    """Do what is left of putting a set in place; tells whether there was something.

    Raises:
        PacketError: It cannot be done.
    """
    folder = folder.resolve()
    stage, before = _beside(folder, "bygges"), _beside(folder, "forrige")
    ready = (stage / FILE).is_file() and not stage.is_symlink()
    if not (ready or before.exists()):
        return False
    with _told(folder, "kan ikke legges på plass"):
        if ready and folder.exists():
            _remove(before)
            folder.rename(before)
        if ready:
            stage.rename(folder)
        elif not folder.exists():
            before.rename(folder)
        sync_folder(folder.parent)
        _remove(before)
    return True


def is_between(folder: Path) -> bool:
    """Tell whether a run was killed while it put a set in place: then the next run mends it."""
    folder = folder.resolve()
    return _beside(folder, "forrige").exists() and not folder.exists()


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; where that cannot be, copy it whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        target.unlink()
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        if source.is_symlink():
            target.symlink_to(source.readlink())
        else:
            write_atomic(target, source.read_bytes())


def _remove(path: Path) -> None:
    """Take away a folder, or a link to one, and never what the link leads to."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


class _told:  # noqa: N801 - reads as a sentence where it is used
    """Tells a refusal of the disk as what could not be done where."""

    def __init__(self, path: Path, what: str = "kan ikke skrives") -> None:
        self._path, self._what = path, what

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Tell it."""
        if isinstance(error, OSError):
            what = f"{self._what}: {system_says(error)}. Det som lå i mappen fra før, er ikke rørt."
            raise PacketError([Problem(str(self._path), what)]) from error
