"""An approval: exactly this packet, to exactly these addresses, said by a person with a name."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from datapakke.batch.model import Entry
from datapakke.journal import Record
from datapakke.kommuner import Inndeling

PACKET = ("kommunenr", "fil", "sha256", "sidefil_sha256", "svarark_sha256", "nokkel")
"""What a record says of a packet in texts; beside them stands ``mottakere``."""
_SAID = ("navn", "mote")
Addresses = Mapping[str, Sequence[str]]
"""Kommunenr → the addresses that its packet goes to."""


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
    """A packet that was approved: its files by hash, who gets it, by whom, and when.

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
        mottakere: The addresses that it was approved for; None in a record of the older form,
            which does not say.
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
    mottakere: tuple[str, ...] | None = None

    def is_of(self, entry: Entry) -> bool:
        """Tell whether it is of this packet."""
        now = entry.fil, entry.sha256, entry.sidefil_sha256
        return (self.fil, self.sha256, self.sidefil_sha256) == now

    def is_for(self, addresses: Iterable[str]) -> bool:
        """Tell whether it is for these recipients, all of them and no others."""
        return self.mottakere is not None and _compared(self.mottakere) == _compared(addresses)

    def lacks(self, entry: Entry, addresses: Iterable[str]) -> str:
        """Say why it does not hold for a packet and its recipients; nothing where it does."""
        if not self.is_of(entry):
            return "Pakken er laget på nytt siden, og er en annen."
        if self.mottakere is None:
            return "Godkjenningen er av en eldre form, og sier ikke hvem som skal ha pakken."
        now = tuple(addresses)
        if self.is_for(now):
            return ""
        then = ", ".join(self.mottakere) or "ingen"
        return f"Mottakerne er endret siden: da {then}, nå {', '.join(now) or 'ingen'}."


def addresses_of(inndeling: Inndeling) -> dict[str, tuple[str, ...]]:
    """Give where the packet of each municipality goes, as the configuration says it today."""
    return {
        inndeling.kommunenr(kommune): tuple(one.epost for one in kommune.mottakere)
        for kommune in inndeling
    }


def code_of(entries: Iterable[Entry], addresses: Addresses) -> str:
    """Give the code of a meeting's packets and recipients: another of either, another code.

    Eight hexadecimal digits, to be copied by a person; what is approved are the whole hashes.
    """
    said = sorted(
        [one.kommunenr, one.sha256, one.sidefil_sha256, *_compared(addresses[one.kommunenr])]
        for one in entries
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]


def approval_of(record: Record, pakke: Mapping[str, object]) -> Approved:
    """Build an approval of what a record says of a packet.

    A time of day without an offset could be any of two hours in a night of autumn.

    Raises:
        LookupError, TypeError, ValueError: The record says no approval.
    """
    naar = datetime.fromisoformat(record["naar"])
    words = {name: _text(pakke[name]) for name in PACKET}
    words |= {name: _text(record[name]) for name in _SAID}
    mottakere = pakke.get("mottakere")
    if naar.tzinfo is None or not (mottakere is None or isinstance(mottakere, list)):
        raise TypeError
    known = None if mottakere is None else tuple(map(_text, mottakere))
    return Approved(**words, naar=naar, mottakere=known)


def _compared(addresses: Iterable[str]) -> list[str]:
    """Give addresses as sending compares them."""
    return sorted(one.casefold() for one in addresses)


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said
