"""Writes every message before any is sent, and keeps what each packet said."""

import gzip
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from datapakke.delivery.binding import SendingError
from datapakke.delivery.changes import changes
from datapakke.delivery.files import MB
from datapakke.delivery.letter import Occasion
from datapakke.delivery.message import Post
from datapakke.delivery.plan import Planned
from datapakke.delivery.sent import PAAMINNELSE
from datapakke.delivery.shipment import Cargo
from datapakke.errors import Problem
from datapakke.output import write_or_tell

KEPT = "sendt"
"""The folder beside the journal with the side-car of every packet that was sent."""


@dataclass(frozen=True)
class Message:
    """A message that is ready to be sent."""

    planned: Planned
    raw: bytes


@dataclass(frozen=True)
class Writing:
    """How messages are written.

    Attributes:
        post: Writes one.
        kept: Where side-cars of packets that were sent are kept.
        storst_mb: How large a message may be, in millions of bytes.
        prove: Who receives all of them, in a rehearsal; empty otherwise.
    """

    post: Post
    kept: Path
    storst_mb: int
    prove: str = ""


def write_messages(plan: Sequence[Planned], writing: Writing, now: datetime) -> list[Message]:
    """Write every message, before any is sent.

    Args:
        plan: What is to be sent.
        writing: How.
        now: The time that they say they were written.

    Raises:
        SendingError: A message is too large, or is not what it should be; every one that is.
    """
    messages, problems = [], list[Problem]()
    for one in plan:
        try:
            occasion = _occasion(one, writing, now.date())
            raw = writing.post.message(one.cargo, occasion, one.delivery.id, now)
        except SendingError as error:
            problems += error.problems
            continue
        if len(raw) > writing.storst_mb * MB:
            what = f"blir større enn {writing.storst_mb} MB («storst_mb» under «sending»)."
            problems.append(Problem(f"e-posten til {one.delivery.epost}", what))
        messages.append(Message(one, raw))
    if problems:
        raise SendingError(problems)
    return messages


def _occasion(one: Planned, writing: Writing, dag: date) -> Occasion:
    epost, prove = one.delivery.epost, writing.prove
    if one.delivery.slag == PAAMINNELSE:
        return Occasion(epost, dag, paaminnelse=True, prove=prove)
    if not one.before:
        return Occasion(epost, dag, prove=prove, sekvens=one.sekvens)
    path = _kept(writing.kept, one.before.sha256)
    try:
        before = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        what = "kan ikke leses: da kan ikke e-posten si hva som er rettet."
        raise SendingError([Problem(str(path), what)]) from error
    endret = changes(one.cargo.shipment, before, one.cargo.sidefil)
    return Occasion(epost, dag, endret, one.before.naar, prove=prove, sekvens=one.sekvens)


def keep(folder: Path, cargo: Cargo) -> None:
    """Keep what a packet says, so that a correction of it can tell what is new.

    Raises:
        PacketError: It cannot be written.
    """
    path, content = _kept(folder, cargo.shipment.sha256), gzip.compress(cargo.sidefil, mtime=0)
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    write_or_tell(path, content)


def _kept(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.json.gz"
