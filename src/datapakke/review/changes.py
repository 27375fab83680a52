"""What differs from the packets that were looked through last.

A figure that is printed otherwise now is told with what is printed now, never with what was: that
may be hidden today.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from datapakke import formats
from datapakke.model import ALLE, Nivaa
from datapakke.output import write_or_tell
from datapakke.review.model import Endring, Sagt

FILE = "gjennomgang.json"
"""In the folder of the page: marks it as one, and keeps what was looked through."""
FORMAT = 1
MOST = 1000
"""So many lines are kept of a packet."""
_MOST_BYTES = 50_000_000
_GENDERS = {"K": ", jenter", "M": ", gutter"}


@dataclass(frozen=True)
class Sett:
    """A packet as it was when the page was made: its side-car's hash, and its figures."""

    sha256: str
    verdier: Mapping[str, str | None]
    endring: Endring = field(default_factory=Endring)


@dataclass(frozen=True)
class Husket:
    """What the page remembers: the round, and the packets by kommunenr."""

    runde: str
    pakker: Mapping[str, Sett] = field(default_factory=dict)


def read_kept(folder: Path, runde: str) -> Husket:
    """Read what the page of a round remembers; nothing where it cannot be read: it is a help."""
    path = folder / FILE
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return Husket(runde)
        data = json.loads(path.read_bytes())
        if data["utgave"] != FORMAT or data["runde"] != runde:
            return Husket(runde)
        return Husket(runde, {str(nr): _seen(one) for nr, one in data["pakker"].items()})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Husket(runde)


def _seen(data: Mapping[str, Any]) -> Sett:
    told = data["endring"]
    endring = Endring(told["kjent"] is True, tuple(map(str, told["linjer"])), int(told["flere"]))
    return Sett(str(data["sha256"]), dict(data["verdier"]), endring)


def keep(folder: Path, husket: Husket) -> None:
    """Write what the page remembers.

    Raises:
        PacketError: It cannot be written.
    """
    said = {"utgave": FORMAT, **asdict(husket)}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, indent=0)
    write_or_tell(folder / FILE, f"{text}\n".encode())


def seen_now(sagt: Sagt, sha256: str, before: Sett | None) -> Sett:
    """Give a packet as it is now, with what has changed since it was looked through.

    As long as it is the same packet, what was told of it when it was new stays.
    """
    if before is None:
        return Sett(sha256, sagt.verdier)
    if before.sha256 == sha256:
        return Sett(sha256, sagt.verdier, before.endring)
    lines = tuple(_lines(sagt, before.verdier))
    endring = Endring(kjent=True, linjer=lines[:MOST], flere=len(lines[MOST:]))
    return Sett(sha256, sagt.verdier, endring)


def _lines(sagt: Sagt, before: Mapping[str, str | None]) -> Iterator[str]:
    others = 0
    for about in sorted({*sagt.verdier, *before}):
        now, then = sagt.verdier.get(about, ""), before.get(about, "")
        if now == then:
            continue
        indikator, nivaa, _, aar, kjonn, kategori = about.split("\t")
        if nivaa != Nivaa.KOMMUNE.value:
            others += 1
            continue
        called = sagt.navn.get(indikator, indikator)
        more = f", {kategori}" if kategori else ""
        gender = _GENDERS.get(kjonn, "") if kjonn != ALLE else ""
        yield f"{called}{more}{gender}, {formats.period(aar)}: {_become(now, then)}"
    if others:
        yield f"Tall for fylket, landet eller møtet: {others} er endret."


def _become(now: str | None, then: str | None) -> str:
    """Say what a figure has become; an empty text is one that is not in the packet."""
    if now == "":
        return "er ikke med i pakken lenger."
    if now is None:
        return "vises ikke lenger." if then else "er ny i pakken, og vises ikke."
    shown = now.replace(".", ",").replace("-", formats.MINUS)
    if then == "":
        return f"er ny i pakken, {shown}."
    return f"vises nå, {shown}." if then is None else f"er endret, nå {shown}."
