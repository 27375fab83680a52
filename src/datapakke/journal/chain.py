"""The lines of a journal held against each other and against its head. Pure: no files.

A line is what one ``append`` was given (``poster``). ``nr`` counts from 1, ``forrige`` is the
``sum`` of the line before, and ``sum``, the last field, is the SHA-256 of the line as it would be
without it. The head says how many lines there are at least, and the ``sum`` of the last of those.
A line after them was being written when something stopped, and is believed if it is whole.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from datapakke.errors import DatapakkeError, Problem

FORMAT = 1
HEAD = ".hode"
HEAD_BYTES = 200
Record = dict[str, Any]
_SUMMED = re.compile(rb'(\{.*),"sum":"([0-9a-f]{64})"\}', re.DOTALL)
_HEAD = re.compile(rb'\{"linjer":(0|[1-9][0-9]{0,8}),"sum":"([0-9a-f]{64}|)"\}\n')


class JournalError(DatapakkeError):
    """A journal is damaged, or cannot be read or written: what it is about may not be done."""

    exit_code = 4


@dataclass(frozen=True)
class Head:
    """How many lines there are at least, and the checksum of the last of those."""

    lines: int = 0
    sum: str = ""

    def to_bytes(self) -> bytes:
        """Give the head as it is written."""
        return f'{{"linjer":{self.lines},"sum":"{self.sum}"}}\n'.encode()


@dataclass(frozen=True)
class Chain:
    """Lines that hang together: where they end, how many bytes they are, and their records."""

    head: Head = Head()
    end: int = 0
    records: tuple[Record, ...] = ()


def parse_head(text: bytes, path: str) -> Head:
    """Read the head of the journal in ``path``.

    Raises:
        JournalError: It is not a head.
    """
    found = _HEAD.fullmatch(text)
    if not found or bool(found[2]) != (found[1] != b"0"):
        raise damaged(path, f"{path}{HEAD}", "skal si antall linjer og den siste sjekksummen.")
    return Head(int(found[1]), found[2].decode())


def follow(content: bytes, head: Head, path: str) -> Chain:
    """Follow the lines as far as they hang together, which must be as far as the head says.

    Raises:
        JournalError: A line up to the head is changed, missing or not in its place.
    """
    chain, pieces = Chain(), content.split(b"\n")[:-1]
    for place, piece in enumerate(pieces, start=1):
        where, after = f"{path}, linje {place}", next_line(chain, piece)
        if after is None and place == len(pieces) == head.lines + 1:
            break  # never written to its end
        if after is None:
            raise damaged(path, where, "er endret, eller står ikke på sin plass.")
        if place == head.lines and after.head != head:
            raise damaged(path, where, f"er ikke den siste som {HEAD} sier: en fil er byttet ut.")
        chain = after
    if chain.head.lines < head.lines:
        what = f"skal ha {head.lines} linjer, men har {chain.head.lines}: de siste mangler."
        raise damaged(path, path, what)
    return chain


def make_line(chain: Chain, records: Sequence[Record]) -> bytes:
    """Give the line that comes after a chain, with its line end.

    Raises:
        TypeError, ValueError: A record is not JSON.
    """
    said = {"utgave": FORMAT, "nr": chain.head.lines + 1, "forrige": chain.head.sum}
    text = json.dumps(
        said | {"poster": records}, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    body = text.encode()
    return b'%s,"sum":"%s"}\n' % (body[:-1], _sum(body).encode())


def next_line(chain: Chain, line: bytes) -> Chain | None:
    """Give the chain with one more line; None when that is not whole, or not the next one."""
    found = _SUMMED.fullmatch(line)
    if not found or _sum(found[1] + b"}") != found[2].decode():
        return None
    try:
        said = json.loads(found[1] + b"}")
        place = said["utgave"], said["nr"], said["forrige"]
        records = tuple(said["poster"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    expected = FORMAT, chain.head.lines + 1, chain.head.sum
    if place != expected or not all(type(one) is dict for one in records):
        return None
    head = Head(chain.head.lines + 1, found[2].decode())
    return Chain(head, chain.end + len(line) + 1, chain.records + records)


def damaged(path: str, where: str, what: str) -> JournalError:
    """Give the error of a damaged journal: first that it is and what to do, then what is wrong."""
    told = "er skadet. Ikke rett i den og ikke slett den: docs/arkiv.md sier hva du gjør."
    return JournalError([Problem(path, told), Problem(where, what)])


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
