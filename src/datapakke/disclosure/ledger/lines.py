"""One line of the ledger: figures to bytes and back, with a checksum and the line's place.

A line is JSON on one line, and anyone can check it without this program: its last field, ``sum``,
is the SHA-256 of the line as it would be without that field; ``forrige`` is the ``sum`` of the
line before; ``nr`` counts from 1. ``tall`` has a list per figure, in the order of ``COLUMNS``; on a
line with ``tegnet`` they were only drawn, in the packets of others.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from datapakke.disclosure.ledger.model import TELLS, LedgerEntry
from datapakke.model import COARSE, Figure, FigureKey, Nivaa, Status

FORMAT = 1
COLUMNS = (
    *("indikator", "nivaa", "omraade", "aar", "kjonn", "kategori"),
    *("status", "verdi", "n", "teller", "avrundet_til"),
)
_SUMMED = re.compile(rb'(\{.*),"sum":"([0-9a-f]{64})"\}', re.DOTALL)
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Damaged(ValueError):  # noqa: N818 - what the line is
    """The line is not as it was written; the message says how, in bokmål."""


@dataclass(frozen=True)
class Line:
    """A line as it was written: its place, its checksum, the one before, and its figures."""

    nr: int
    sum: str
    forrige: str
    entries: tuple[LedgerEntry, ...]


def make_line(nr: int, forrige: str, entries: Sequence[LedgerEntry]) -> bytes:
    """Give a line, with its line end. The entries are of one round and division, and of one way."""
    body = json.dumps(
        {
            "utgave": FORMAT,
            "nr": nr,
            "forrige": forrige,
            "runde": entries[0].runde,
            "inndeling": entries[0].inndeling,
            **({"tegnet": True} if entries[0].tegnet else {}),
            "tall": [_row(entry.figure) for entry in entries],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    return b'%s,"sum":"%s"}\n' % (body[:-1], _sum(body).encode())


def parse_line(text: bytes) -> Line:
    """Read a line, without its line end.

    Raises:
        Damaged: It is not what ``make_line`` wrote.
    """
    found = _SUMMED.fullmatch(text)
    if found is None or _sum(found[1] + b"}") != found[2].decode():
        message = "er endret eller skadet: sjekksummen stemmer ikke med det som står der."
        raise Damaged(message)
    try:
        return _line(json.loads(found[1] + b"}"), found[2].decode())
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        message = "har riktig sjekksum, men er ikke i en form som denne utgaven kjenner."
        raise Damaged(message) from error


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _row(figure: Figure) -> list[str | int | None]:
    key, verdi = figure.key, figure.verdi
    return [
        *(key.indikator, key.nivaa, key.omraade, key.aar, key.kjonn, key.kategori),
        *(figure.status.value, None if verdi is None else format(verdi, "f")),
        *(figure.n, figure.teller, figure.avrundet_til),
    ]


def _line(said: dict[str, Any], checksum: str) -> Line:
    """Build a line of what JSON said; a ValueError, TypeError or LookupError where it cannot."""
    nr, inndeling = _count(said["nr"]), _count(said["inndeling"])
    runde, forrige = _text(said["runde"]), _text(said["forrige"])
    if nr is None or inndeling is None or said["utgave"] != FORMAT:
        raise ValueError
    tegnet = said.get("tegnet", False)
    if type(tegnet) is not bool:
        raise TypeError
    figures = [_figure(*row) for row in said["tall"]]
    entries = tuple(LedgerEntry(runde, inndeling, one.key, one, tegnet) for one in figures)
    return Line(nr, checksum, forrige, entries)


def _figure(*row: Any) -> Figure:  # noqa: ANN401 - what JSON said
    *named, status, verdi, n, teller, step = row
    key = FigureKey(*map(_text, named))
    Nivaa(key.nivaa)
    if Status(status) not in TELLS or (status == Status.VIST.value and verdi is None):
        raise ValueError
    if step not in (1, *COARSE):
        raise ValueError
    return Figure(
        key, Status(status), _decimal(verdi), _count(n), _count(teller), avrundet_til=int(step)
    )


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _count(said: object) -> int | None:
    if said is None:
        return None
    if type(said) is not int or said < 0:
        raise TypeError
    return said


def _decimal(said: object) -> Decimal | None:
    if said is None:
        return None
    if not _DECIMAL.fullmatch(_text(said)):
        raise ValueError
    return Decimal(_text(said))
