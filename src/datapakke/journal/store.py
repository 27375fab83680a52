"""A journal as two files: lines appended under a lock, and the head, replaced whole.

Order of writing: lines, fsync, head. A kill in between leaves a line after the head (``chain``).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from datapakke.durable import replace_whole, write_all
from datapakke.errors import DatapakkeError, Problem, system_says
from datapakke.journal.chain import (
    HEAD,
    HEAD_BYTES,
    Chain,
    Head,
    JournalError,
    Record,
    damaged,
    follow,
    make_line,
    next_line,
    parse_head,
)


class JournalBusyError(DatapakkeError):
    """Somebody else holds the journal."""


class Journal:
    """A journal in a file, which need not exist yet. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: FileIO | None = None
        self._chain = Chain()

    def read(self) -> tuple[Record, ...]:
        """Give every record, in the order they were added. It waits for nobody.

        Raises:
            JournalError: The journal is damaged, or cannot be read.
        """
        if self._file:
            return self._chain.records
        content = b""
        try:
            before = self._head()  # read first: a line is written before the head that counts it
            with suppress(FileNotFoundError):
                content = self.path.read_bytes()
            return follow(content, before or self._known(content), str(self.path)).records
        except OSError as error:
            raise self._cannot(error, "leses") from error

    def append(self, *records: Record) -> None:
        """Add records: all of them or none, and they are on the disk when it returns.

        Raises:
            JournalError: The journal is damaged, or cannot be written.
            TypeError, ValueError: A record is not JSON.
        """
        with self.locked():
            assert self._file  # noqa: S101 - locked
            line = make_line(self._chain, records)
            chain = next_line(self._chain, line[:-1])
            if chain is None:
                message = "a record must be a dict"
                raise TypeError(message)
            try:
                write_all(self._file, line)
                self._chain = chain
                self._write_head()
            except OSError as error:
                if self._chain is not chain:
                    with suppress(OSError):
                        self._file.truncate(self._chain.end)
                raise self._cannot(error, "skrives") from error

    @contextmanager
    def locked(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the journal, so that nobody else adds to it; the lock goes with the process.

        Inside, ``read``, ``append`` and ``locked`` work as they do outside.

        Args:
            wait: For whoever holds it.

        Raises:
            JournalError: The journal is damaged, or cannot be opened.
            JournalBusyError: Somebody else holds it, and ``wait`` is False.
        """
        if self._file:
            yield
            return
        with self._opened(wait=wait) as file:
            try:
                self._catch_up(file)
            except OSError as error:
                raise self._cannot(error, "leses") from error
            self._file = file
            try:
                yield
            finally:
                self._file = None

    @contextmanager
    def _opened(self, *, wait: bool) -> Iterator[FileIO]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.path.open("a+b", buffering=0)
        except OSError as error:
            raise self._cannot(error, "åpnes") from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                what = "er i bruk av en annen kjøring. Vent til den er ferdig."
                raise JournalBusyError([Problem(str(self.path), what)]) from error
            except OSError as error:
                raise self._cannot(error, "låses") from error
            yield file

    def _catch_up(self, file: FileIO) -> None:
        """Read all, cut off a last line that was never written to its end, and mend the head."""
        file.seek(0)
        content = file.readall() or b""
        head = self._known(content)
        self._chain = follow(content, head, str(self.path))
        if len(content) > self._chain.end:
            file.truncate(self._chain.end)
        if self._chain.head != head or not content:
            os.fsync(file.fileno())
            self._write_head()

    def _head(self) -> Head | None:
        try:
            with self.path.with_name(self.path.name + HEAD).open("rb") as file:
                return parse_head(file.read(HEAD_BYTES), str(self.path))
        except FileNotFoundError:
            return None

    def _known(self, content: bytes) -> Head:
        """Give the head, which must be there where there are lines."""
        head = self._head()
        if head is None and content:
            what = "mangler. Da kan ingen se om de siste linjene er borte."
            raise damaged(str(self.path), f"{self.path}{HEAD}", what)
        return head or Head()

    def _write_head(self) -> None:
        """Replace the head, whole; only who holds the lock does."""
        head = self.path.with_name(self.path.name + HEAD)
        replace_whole(head, self._chain.head.to_bytes())

    def _cannot(self, error: OSError, what: str) -> JournalError:
        message = f"kan ikke {what}: {system_says(error)}. Uten den gjøres ingenting."
        return JournalError([Problem(str(self.path), message)])
