"""Approvals: exactly which packets may be sent, by their hashes, said by a person with a name.

They stand in ``arkiv/godkjent.jsonl`` (``journal``). A record is what ``Saying`` has and
``pakker``, a packet each with what ``Approved`` has; with ``trukket``, the reason, it takes the
approvals of the same packets back. A packet that is made again with another hash is
approved by none of them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from datapakke.batch.model import Entry, Manifest
from datapakke.errors import Problem
from datapakke.journal import Journal, JournalError, Record

_PACKET = ("kommunenr", "fil", "sha256", "sidefil_sha256", "svarark_sha256", "nokkel")
_SAID = ("navn", "mote")


@dataclass(frozen=True)
class Saying:
    """Who says something of packets, and when.

    Attributes:
        naar: With the offset from UTC.
        navn: The person.
        runde: The round.
        mote: The meeting's id.
        gjennomgang: The packets are those that the review page shows.
    """

    naar: datetime
    navn: str
    runde: str
    mote: str
    gjennomgang: bool = True

    @property
    def record(self) -> Record:
        """It as it is written, without packets."""
        return asdict(self) | {"naar": self.naar.isoformat(timespec="seconds")}


@dataclass(frozen=True)
class Approved:
    """A packet that was approved: its files by hash, by whom, and when.

    Attributes:
        kommunenr: The municipality's code in the division of the round.
        fil: The PDF's name.
        sha256: Of the PDF.
        sidefil_sha256: Of its side-car.
        svarark_sha256: Of the answer sheet that goes with it; empty when there is none.
        nokkel: The packet's key.
        naar: When, with the offset from UTC.
        navn: By whom.
        mote: The meeting's id.
    """

    kommunenr: str
    fil: str
    sha256: str
    sidefil_sha256: str
    svarark_sha256: str
    nokkel: str
    naar: datetime
    navn: str
    mote: str


def approved(journal: Journal, runde: str) -> dict[str, Approved]:
    """Give the approvals of a round that stand, by kommunenr: of each packet the newest.

    Raises:
        JournalError: The journal is damaged, cannot be read, or says what is no approval.
    """
    found: dict[str, Approved] = {}
    try:
        for record in journal.read():
            if record["runde"] != runde:
                continue
            for pakke in record["pakker"]:
                if "trukket" in record:
                    found.pop(pakke["kommunenr"], None)
                else:
                    found[pakke["kommunenr"]] = _approved(record, pakke)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        what = "har en linje som ikke er en godkjenning i en form som denne utgaven kjenner."
        raise JournalError([Problem(str(journal.path), what)]) from error
    return found


def _approved(record: Record, pakke: Mapping[str, str]) -> Approved:
    """Build an approval of what a record says; a LookupError, TypeError or ValueError if it cannot.

    A time of day without an offset could be any of two hours in a night of autumn.
    """
    naar = datetime.fromisoformat(record["naar"])
    words = {name: pakke[name] for name in _PACKET} | {name: record[name] for name in _SAID}
    if naar.tzinfo is None or not all(isinstance(word, str) for word in words.values()):
        raise TypeError
    return Approved(**words, naar=naar)


def code_of(entries: Iterable[Entry]) -> str:
    """Give the code of a meeting's packets as they are: another packet, another code.

    Eight hexadecimal digits, to be copied by a person; what is approved are the whole hashes.
    """
    said = sorted([one.kommunenr, one.sha256, one.sidefil_sha256] for one in entries)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]


def is_approved(entry: Entry, approvals: Mapping[str, Approved]) -> bool:
    """Tell whether this packet, and no other of the municipality, is approved."""
    found = approvals.get(entry.kommunenr)
    now = entry.fil, entry.sha256, entry.sidefil_sha256
    return found is not None and (found.fil, found.sha256, found.sidefil_sha256) == now


def approve(
    journal: Journal, saying: Saying, manifest: Manifest, entries: Sequence[Entry]
) -> list[Entry]:
    """Write down that packets are approved, and give those that were not already.

    Who asks has looked for what stands in the way (``obstacles``).

    Raises:
        JournalError: The journal is damaged, or cannot be written.
    """
    with journal.locked():
        before = approved(journal, saying.runde)
        sheets = dict(manifest.vedlegg)
        named = [_named(one, sheets) for one in entries]
        new = [
            (entry, pakke)
            for entry, pakke in zip(entries, named, strict=True)
            if not _same(before.get(entry.kommunenr), pakke, saying.mote)
        ]
        if new:
            journal.append(saying.record | {"pakker": [pakke for _, pakke in new]})
    return [entry for entry, _ in new]


def withdraw(
    journal: Journal, saying: Saying, kommunenumre: Sequence[str], grunn: str
) -> list[Approved]:
    """Write down that approvals no longer hold, and why; give those that did.

    Raises:
        JournalError: The journal is damaged, or cannot be written.
    """
    with journal.locked():
        before = approved(journal, saying.runde)
        held = [before[nr] for nr in kommunenumre if nr in before]
        if held:
            pakker = [{name: getattr(one, name) for name in _PACKET} for one in held]
            journal.append(saying.record | {"trukket": grunn, "pakker": pakker})
    return held


def sheet_of(entry: Entry) -> str:
    """Give the place of the answer sheet that goes with a packet, in the folder of the round."""
    return f"svarark/{entry.kommunenr}-{entry.slug}-svarark.pdf"


def _named(entry: Entry, sheets: Mapping[str, str]) -> dict[str, str]:
    sheet = sheets.get(sheet_of(entry), "")
    return {
        name: sheet if name == "svarark_sha256" else str(getattr(entry, name)) for name in _PACKET
    }


def _same(found: Approved | None, pakke: Mapping[str, str], mote: str) -> bool:
    return found is not None and all(
        (found.mote == mote, *(getattr(found, name) == pakke[name] for name in _PACKET))
    )
