"""What the journal of sendings says of each message: how far it has come.

A message has an id, which is made from the round, the municipality, the recipient, the packet's
hash and the message that the recipient had before. So each run finds the same message again, and
what has been sent is not sent twice. The last thing written of a message is its state:

- ``planlagt``: it is to be sent. Nothing has been handed over.
- ``uviss``: written right before the last dot, after which the server may have it. It stays so when
  nothing is heard from the server, and a person decides (``avklart``).
- ``sendt``, ``avvist``, ``utsatt``: what the server said: taken, refused for good, not now.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from datapakke.errors import Problem
from datapakke.journal import JournalError, Record

PAKKE, PAAMINNELSE = "pakke", "påminnelse"
FIELDS = ("slag", "runde", "mote", "kommunenr", "epost", "sha256", "forrige")
LONGEST_REPLY = 300
Recipient = tuple[str, str, str, str]


class State(Enum):
    """How far a message has come."""

    PLANLAGT = "planlagt"
    UVISS = "uviss"
    SENDT = "sendt"
    AVVIST = "avvist"
    UTSATT = "utsatt"


@dataclass(frozen=True)
class Delivery:
    """One message to one recipient.

    Attributes:
        id: 16 hexadecimal digits.
        slag: ``PAKKE``, or ``PAAMINNELSE`` of the answer sheet.
        runde, mote, kommunenr, epost: Whom it is for.
        sha256: Of the packet, or of the answer sheet that is asked for.
        forrige: The id of the message of its kind that the recipient had before; empty for a first.
        state: How far it has come.
        naar: When that was written.
        senest: The latest time that a record of it bears: the clock may have been set back since.
        svar: What the server said, or what went wrong.
        forsok: How often the server has put it off since it was planned.
        plass: Of its newest record in the journal: what was last, whatever the clock said.
    """

    id: str
    slag: str
    runde: str
    mote: str
    kommunenr: str
    epost: str
    sha256: str
    forrige: str
    state: State
    naar: datetime
    senest: datetime
    svar: str = ""
    forsok: int = 0
    plass: int = field(default=0, compare=False)

    @property
    def goes_to(self) -> Recipient:
        """Who gets which kind of message: the address as it is compared."""
        return self.slag, self.runde, self.kommunenr, self.epost.casefold()


def planned(said: Mapping[str, str], naar: datetime) -> Delivery:
    """Give a message that is to be sent.

    Args:
        said: Its ``FIELDS``.
        naar: When that was decided.

    Raises:
        LookupError: A field is missing.
        TypeError: A field is no text.
    """
    words = [_text(said[name]) for name in FIELDS]
    slag, runde, mote, kommunenr, epost, sha256, forrige = words
    parts = (slag, runde, kommunenr, epost.casefold(), sha256, forrige)
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    return Delivery(
        name, slag, runde, mote, kommunenr, epost, sha256, forrige, State.PLANLAGT, naar, naar
    )


def as_record(one: Delivery) -> Record:
    """Give the record of a message that is to be sent."""
    said = {name: getattr(one, name) for name in ("id", *FIELDS)}
    return {"hva": State.PLANLAGT.value, "naar": one.naar.isoformat(), **said}


def changed(one: Delivery, state: State, naar: datetime, svar: str = "") -> Record:
    """Give the record of how far a message has come."""
    text = "".join(char if char.isprintable() else " " for char in svar)[:LONGEST_REPLY]
    return {"hva": state.value, "naar": naar.isoformat(), "id": one.id, "svar": text}


def settled(one: Delivery, *, sent: bool, naar: datetime) -> Record:
    """Give the record of what a person found out of a message: it has arrived, or it has not."""
    som = State.SENDT if sent else State.PLANLAGT
    return {"hva": "avklart", "naar": naar.isoformat(), "id": one.id, "som": som.value}


def deliveries(records: Iterable[Record], where: str) -> dict[str, Delivery]:
    """Give every message of a journal by its id, in the order they were planned.

    Args:
        records: All of the journal.
        where: The journal, as a reader finds it.

    Raises:
        JournalError: A record is none of those above.
    """
    found: dict[str, Delivery] = {}
    for place, record in enumerate(records, start=1):
        try:
            one = _after(found, record)
        except (LookupError, TypeError, ValueError) as error:
            what = f"post {place} er ikke i en form som denne utgaven kjenner."
            raise JournalError([Problem(where, what)]) from error
        found[one.id] = replace(one, plass=place)
    return found


def received(found: Mapping[str, Delivery], recipient: Recipient) -> Delivery | None:
    """Give the message that a recipient has had last; None when there is none."""
    had = [one for one in found.values() if one.goes_to == recipient]
    sent = {one.id: one for one in had if one.state is State.SENDT}
    corrected = {one.forrige for one in sent.values()}
    return next((one for one in sent.values() if one.id not in corrected), None)


def standing(found: Mapping[str, Delivery]) -> list[Delivery]:
    """Give for each recipient and kind the message that was last written about.

    It is how far the recipient's packet has come; one that it took the place of is not told.
    """
    last: dict[Recipient, Delivery] = {}
    for one in found.values():
        if one.goes_to not in last or one.plass >= last[one.goes_to].plass:
            last[one.goes_to] = one
    return list(last.values())


def _after(found: Mapping[str, Delivery], record: Record) -> Delivery:
    """Give a message as it is after a record; an exception where the record does not fit."""
    what, naar = record["hva"], datetime.fromisoformat(record["naar"])
    if what == State.PLANLAGT.value and record["id"] not in found:
        one = planned(record, naar)
        if one.id != record["id"]:
            raise ValueError
        return one
    one = found[record["id"]]
    one = replace(one, senest=max(one.senest, naar))
    if what == "avklart":
        return replace(one, state=State(record["som"]), naar=naar, svar="avklart", forsok=0)
    state = State(what)
    if one.state is State.SENDT or state is State.PLANLAGT:
        raise ValueError
    put_off = one.forsok + (state is State.UTSATT)
    return replace(one, state=state, naar=naar, svar=_text(record["svar"]), forsok=put_off)


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said
