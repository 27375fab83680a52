"""What is to be sent to whom, by what has been sent before. Pure: no files, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from datapakke.delivery import calendar
from datapakke.delivery.sent import PAAMINNELSE, PAKKE, Delivery, State, planned, received
from datapakke.delivery.shipment import Cargo, Shipment


@dataclass(frozen=True)
class Planned:
    """One message to one recipient.

    Attributes:
        cargo: Whose packet it is.
        delivery: How far it has come.
        before: The message of its kind that the recipient had before; None for a first one.
        sekvens: The lowest ``SEQUENCE`` that its calendar file may have: all before had lower.
        known: It stands in the journal already.
    """

    cargo: Cargo
    delivery: Delivery
    before: Delivery | None
    sekvens: int
    known: bool

    @property
    def to_send(self) -> bool:
        """Tell whether the program may send it: no person has to decide, and it is not sent."""
        return self.delivery.state in (State.PLANLAGT, State.UTSATT)

    @property
    def corrects(self) -> bool:
        """Tell whether the recipient has another packet, which this takes the place of."""
        return self.delivery.slag == PAKKE and self.before is not None


def make_plan(
    cargo: Sequence[Cargo], found: Mapping[str, Delivery], now: datetime, slag: str = PAKKE
) -> tuple[Planned, ...]:
    """Give a message for each recipient of each packet, with how far it has come.

    Args:
        cargo: What is sent.
        found: All messages of the journal (``deliveries``).
        now: When new ones are planned.
        slag: What kind of message: packets, or reminders.
    """
    return tuple(
        _message(one, mottaker.epost, found, now, slag)
        for one in cargo
        for mottaker in one.shipment.kommune.mottakere
    )


def _message(
    cargo: Cargo, epost: str, found: Mapping[str, Delivery], now: datetime, slag: str
) -> Planned:
    one = cargo.shipment
    sheet = one.svarark.sha256 if one.svarark else ""
    said = {
        "slag": slag,
        "runde": one.runde,
        "mote": one.mote.id,
        "kommunenr": one.kommunenr,
        "epost": epost,
        "sha256": one.sha256 if slag == PAKKE else sheet,
        "forrige": "",
    }
    goes_to = planned(said, now).goes_to
    had = received(found, goes_to)
    mine = [other for other in found.values() if other.goes_to == goes_to]
    uncertain = next((other for other in mine if other.state is State.UVISS), None)
    sekvens = _sequence(found.values(), one)
    if uncertain:  # what the recipient has is not known before a person has said it
        return Planned(cargo, uncertain, had, sekvens, known=True)
    if had and _is_it(had, said["sha256"], now):
        return Planned(cargo, had, found.get(had.forrige), sekvens, known=True)
    fresh = planned(said | {"forrige": had.id if had else ""}, now)
    return Planned(cargo, found.get(fresh.id, fresh), had, sekvens, known=fresh.id in found)


def _sequence(found: Iterable[Delivery], one: Shipment) -> int:
    """Give a ``SEQUENCE`` higher than that of any calendar file of a municipality before.

    A file has that of the moment it was written, or one given here. No record of its message is
    earlier than that moment, unless the clock was set back within a run, and each try leaves one.
    """
    its = (PAKKE, one.runde, one.kommunenr)
    mine = [other for other in found if (other.slag, other.runde, other.kommunenr) == its]
    if not mine:
        return 0
    return calendar.sequence(max(other.senest for other in mine)) + max(
        other.plass for other in mine
    )


def _is_it(had: Delivery, sha256: str, now: datetime) -> bool:
    """Tell whether what a recipient had last is what is asked for; of reminders one a day.

    One from days to come was sent before the clock was set back.
    """
    if had.slag == PAAMINNELSE:
        return had.naar.date() >= now.date()
    return had.sha256 == sha256
