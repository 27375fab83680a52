"""What is to be sent to whom, by what has been sent before. Pure: no files, no clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from datapakke.delivery.binding import SendingError
from datapakke.delivery.sent import PAAMINNELSE, PAKKE, Delivery, State, planned, received
from datapakke.delivery.shipment import Cargo
from datapakke.errors import Problem


@dataclass(frozen=True)
class Planned:
    """One message to one recipient.

    Attributes:
        cargo: Whose packet it is.
        delivery: How far it has come.
        before: The message of its kind that the recipient had before; None for a first one.
        known: It stands in the journal already.
    """

    cargo: Cargo
    delivery: Delivery
    before: Delivery | None
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
    if uncertain:  # what the recipient has is not known before a person has said it
        return Planned(cargo, uncertain, had, known=True)
    if had and _is_it(had, said["sha256"], now):
        return Planned(cargo, had, found.get(had.forrige), known=True)
    fresh = planned(said | {"forrige": had.id if had else ""}, now)
    return Planned(cargo, found.get(fresh.id, fresh), had, known=fresh.id in found)


def _is_it(had: Delivery, sha256: str, now: datetime) -> bool:
    """Tell whether what a recipient had last is what is asked for; of reminders one a day."""
    if had.slag == PAAMINNELSE:
        return had.naar.date() == now.date()
    return had.sha256 == sha256


def check_corrections(plan: Sequence[Planned]) -> None:
    """See that nobody who has a packet gets another one, when corrections were not asked for.

    Raises:
        SendingError: Somebody would.
    """
    problems = [
        Problem(
            f"{one.cargo.shipment.stem} til {one.delivery.epost}",
            "har fått en annen utgave. Send den rettede med --rettelse, eller velg andre med"
            " --kommune.",
        )
        for one in plan
        if one.corrects and one.to_send
    ]
    if problems:
        raise SendingError(problems)


def check_ahead(plan: Sequence[Planned], today: date) -> None:
    """See that no packet is sent to a meeting that has been, when corrections were not asked for.

    Args:
        plan: What is to be sent, and has been.
        today: The day it would be sent; a meeting of the same day is still ahead.

    Raises:
        SendingError: One would be.
    """
    late = [one.cargo.shipment for one in plan if one.to_send and one.delivery.slag == PAKKE]
    late = [one for one in dict.fromkeys(late) if one.mote.dato < today]
    if not late:
        return
    what = (
        f"var {late[0].mote.dato:%d.%m.%Y}, og er over. Ingenting er sendt. Er datoen gal, så rett"
        " den i oppsettet. Er pakkene rettet etter møtet, så si --rettelse."
    )
    raise SendingError([Problem(f"møtet {late[0].mote.id}", what)])


def check_today(plan: Sequence[Planned], behind: Collection[str], changed: Sequence[str]) -> None:
    """See that no packet is sent that was made from other inputs than those of today.

    Args:
        plan: What is to be sent, and has been.
        behind: The codes of those whose packets are made from something else.
        changed: What that is, as far as it is known.

    Raises:
        SendingError: One would be.
    """
    late = [one.cargo.shipment for one in plan if one.to_send and one.delivery.slag == PAKKE]
    late = [one for one in dict.fromkeys(late) if one.kommunenr in behind]
    if not late:
        return
    what = "pakken er laget av andre uttrekk, et annet oppsett eller et annet program enn nå."
    again = (
        f"Kjør datapakke batch --dato {late[0].mote.dato}. En pakke som blir den samme, er fortsatt"
        " godkjent; en som blir en annen, må ses over og godkjennes."
    )
    raise SendingError(
        [
            *(Problem(one.navn, what) for one in late),
            *(Problem(f"runden {late[0].runde}", f"{one}.") for one in changed),
            Problem(f"runden {late[0].runde}", again),
        ]
    )
