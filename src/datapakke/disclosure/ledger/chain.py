"""The lines of the ledger held against each other and against its head. Pure: no files.

The head is a small file beside the ledger with the number of lines and the last one's checksum. It
is written after each line: lines up to the head must be whole and in order. One line after it was
being written when something stopped, and is believed if it is whole. Whatever else is wrong is told
and never taken away.
"""

import json
import re
from dataclasses import dataclass

from datapakke.disclosure.ledger.lines import Damaged, Line, parse_line
from datapakke.disclosure.ledger.model import LedgerEntry, damaged
from datapakke.errors import Problem

HEAD_BYTES = 200


@dataclass(frozen=True)
class Head:
    """How many lines there are at least, and the checksum of the last of those."""

    linjer: int = 0
    sum: str = ""

    def to_bytes(self) -> bytes:
        """Give the head as it is written."""
        return f'{{"linjer":{self.linjer},"sum":"{self.sum}"}}\n'.encode()


def parse_head(text: bytes) -> Head:
    """Read a head.

    Raises:
        ValueError, LookupError, TypeError, RecursionError: It is not a head.
    """
    if len(text) > HEAD_BYTES:
        raise ValueError
    said = json.loads(text)
    linjer, checksum = said["linjer"], str(said["sum"])
    fits = re.fullmatch("[0-9a-f]{64}" if linjer else "", checksum)
    if type(linjer) is not int or linjer < 0 or not fits:
        raise ValueError
    return Head(linjer, checksum)


@dataclass(frozen=True)
class Chain:
    """The lines from the first that hang together: their checksums, their bytes, their figures."""

    sums: tuple[str, ...] = ()
    end: int = 0
    entries: tuple[LedgerEntry, ...] = ()

    def head(self) -> Head:
        """Give the head that says that these lines are there."""
        return Head(len(self.sums), self.sums[-1] if self.sums else "")

    def with_line(self, line: Line, length: int) -> "Chain":
        """Give the chain with one more line, of so many bytes."""
        return Chain((*self.sums, line.sum), self.end + length, (*self.entries, *line.entries))


START = Chain()


def follow(content: bytes, head: Head, where: str, start: Chain = START) -> Chain:
    """Follow the lines of ``content`` as far as they hang together.

    Args:
        content: The whole file.
        head: What must be there.
        where: The file's name, for messages.
        start: What is known already of the beginning of ``content``.

    Raises:
        LedgerError: A line up to the head is changed, missing or not in its place; each is named.
    """
    chain, expected = start, len(start.sums) + 1
    before: str | None = start.head().sum
    last, problems = len(start.sums), list[Problem]()
    pieces = content[start.end :].split(b"\n")[:-1]
    for place, piece in enumerate(pieces, start=len(start.sums) + 1):
        line, wrong = _looked_at(piece, expected, before)
        if line is None and place == len(pieces) + len(start.sums) == head.linjer + 1:
            break  # never written to its end
        if wrong:
            problems.append(Problem(f"{where}, linje {place}", wrong))
        elif line and not problems:
            chain = chain.with_line(line, len(piece) + 1)
        expected, before = (line.nr + 1, line.sum) if line else (expected + 1, None)
        last = max(last, expected - 1)
    problems += _short(last, head, where)
    if not problems and head.linjer and chain.sums[head.linjer - 1] != head.sum:
        what = "har ikke den sjekksummen som hodet sier: en av de to filene er byttet ut."
        problems.append(Problem(f"{where}, linje {head.linjer}", what))
    if problems:
        raise damaged(where, problems)
    return chain


def _looked_at(piece: bytes, expected: int, before: str | None) -> tuple[Line | None, str]:
    """Give the line, if it is whole, and what is wrong with it or its place."""
    try:
        line = parse_line(piece)
    except Damaged as error:
        return None, str(error)
    if line.nr > expected:
        lost = f"linje {expected}" + (f" til {line.nr - 1}" if line.nr - 1 > expected else "")
        return line, f"er skrevet som linje {line.nr}: {lost} mangler, eller står et annet sted."
    if line.nr < expected:
        what = f"er skrevet som linje {line.nr}: den er flyttet, eller står to ganger."
        return line, what
    if before is not None and line.forrige != before:
        return line, "hører ikke til linjen foran: en av dem er byttet ut."
    return line, ""


def _short(last: int, head: Head, where: str) -> list[Problem]:
    """Tell of lines that the head knows and that are not there."""
    if last >= head.linjer:
        return []
    span = f"linje {last + 1}" + (f" til {head.linjer}" if head.linjer > last + 1 else "")
    what = f"skal ha {head.linjer} linjer, men {span} mangler eller er kuttet."
    return [Problem(where, what)]
