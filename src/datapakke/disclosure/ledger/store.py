"""The ledger as two files: lines appended under a lock, and the head that says how many.

Order of writing: lines, fsync, head. A kill in between leaves lines after the head (``chain``).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path

from datapakke.disclosure.ledger.chain import START, follow
from datapakke.disclosure.ledger.files import opened, read_head, write_head
from datapakke.disclosure.ledger.lines import make_line, parse_line
from datapakke.disclosure.ledger.model import (
    TELLS,
    Appended,
    LedgerEntry,
    LedgerError,
    Revision,
    contradicts,
    same,
)
from datapakke.durable import write_all
from datapakke.errors import Problem, system_says
from datapakke.model import Figure, FigureKey


class Ledger:
    """A ledger that remembers what it has read, for many packets after each other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = b""
        self._chain = START
        self._printed: dict[tuple[int, FigureKey], list[LedgerEntry]] = {}

    def append(
        self, runde: str, inndeling: int, figures: Iterable[Figure], *, tegnet: bool = False
    ) -> Appended:
        """Write down the figures of a packet that have not been printed with that value before.

        All of them are safely on the disk when it returns, or none is.

        Args:
            runde: The round's id, empty outside rounds.
            inndeling: The year of its division.
            figures: All that the packet prints.
            tegnet: They are others', drawn without a number: written where nothing else has told
                of them, and revised by nothing.

        Raises:
            LedgerError: The ledger is damaged, or cannot be written.
        """
        figures = tuple(figures)
        try:
            with opened(self.path, adding=True) as file:
                cut = self._catch_up(file)
                revised = () if tegnet else tuple(self._revised(inndeling, figures))
                new = list(self._new(runde, inndeling, figures, tegnet=tegnet))
                if new:
                    self._write(file, new)
        except OSError as error:
            raise _cannot(self.path, "skrives", error) from error
        return Appended(len(new), revised, cut)

    def _catch_up(self, file: FileIO) -> bool:
        """Read what is new in the file, and cut off what was never written to its end."""
        content = file.readall() or b""
        start = self._chain if content.startswith(self._seen) else START
        head = read_head(self.path, content)
        chain = follow(content, head, str(self.path), start)
        if not content or chain.head() != head:
            os.fsync(file.fileno())
            write_head(self.path, chain.head())
        if start is START:
            self._printed = {}
        self._remember(chain.entries[len(start.entries) :])
        self._chain, self._seen = chain, content[: chain.end]
        if len(content) == chain.end:
            return False
        file.truncate(chain.end)
        os.fsync(file.fileno())
        return True

    def _remember(self, entries: Iterable[LedgerEntry]) -> None:
        for entry in entries:
            self._printed.setdefault((entry.inndeling, entry.key), []).append(entry)

    def _revised(self, inndeling: int, figures: Sequence[Figure]) -> Iterator[Revision]:
        for figure in figures:
            for entry in reversed(self._printed.get((inndeling, figure.key), [])):
                if not entry.tegnet and contradicts(entry.figure, figure):
                    yield Revision(entry, figure)
                    break

    def _new(
        self, runde: str, inndeling: int, figures: Sequence[Figure], *, tegnet: bool
    ) -> Iterator[LedgerEntry]:
        """Give what is to be written: what was only drawn is written again when it is printed."""
        for figure in dict.fromkeys(figures):
            entries = self._printed.get((inndeling, figure.key), [])
            known = [one.figure for one in entries if tegnet or not one.tegnet]
            if figure.status in TELLS and not any(same(one, figure) for one in known):
                yield LedgerEntry(runde, inndeling, figure.key, figure, tegnet)

    def _write(self, file: FileIO, new: Sequence[LedgerEntry]) -> None:
        head = self._chain.head()
        text = make_line(head.linjer + 1, head.sum, new)
        try:
            write_all(file, text)
        except OSError:
            with suppress(OSError):
                file.truncate(self._chain.end)
            raise
        line = parse_line(text[:-1])
        self._chain, self._seen = self._chain.with_line(line, len(text)), self._seen + text
        self._remember(line.entries)
        write_head(self.path, self._chain.head())


def append(path: Path, runde: str, inndeling: int, figures: Iterable[Figure]) -> Appended:
    """Write down the figures of one packet; see ``Ledger.append``."""
    return Ledger(path).append(runde, inndeling, figures)


def read(path: Path) -> tuple[LedgerEntry, ...]:
    """Give every figure ever printed, in the order it was; none when nothing has been printed.

    Raises:
        LedgerError: The ledger is damaged, or cannot be read.
    """
    try:
        content, head = b"", read_head(path, b"")
        with suppress(FileNotFoundError), opened(path) as file:  # looked for after the head
            content = file.readall() or b""
            head = read_head(path, content)
    except OSError as error:
        raise _cannot(path, "leses", error) from error
    return follow(content, head, str(path)).entries


def _cannot(path: Path, what: str, error: OSError) -> LedgerError:
    """Tell that nothing may be printed when it cannot be written down first."""
    message = (
        f"kan ikke {what}: {system_says(error)}. Ingenting trykkes uten at det er skrevet her."
    )
    return LedgerError([Problem(str(path), message)])
