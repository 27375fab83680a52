"""Why what is planned may not be sent now: others have it, the meeting has been, or it is old."""

from collections.abc import Collection, Sequence
from datetime import date

from datapakke import formats
from datapakke.delivery.binding import SendingError
from datapakke.delivery.plan import Planned
from datapakke.delivery.sent import PAKKE
from datapakke.delivery.shipment import Shipment
from datapakke.errors import Problem


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


def check_ahead(plan: Sequence[Planned], today: date, had: Collection[str] | None) -> None:
    """See that no packet is sent to a meeting that has been, but corrections that are asked for.

    Args:
        plan: What is to be sent, and has been.
        today: The day it would be sent; a meeting of the same day is still ahead.
        had: The codes of those of whom anybody has had a packet of the round: theirs can be
            corrected. None when corrections were not asked for.

    Raises:
        SendingError: One would be.
    """
    late = [one for one in _leaving(plan) if one.mote.dato < today]
    late = [one for one in late if one.kommunenr not in (had or ())]
    if not late:
        return
    why = "Er pakkene rettet etter møtet, så si --rettelse."
    if had is not None:
        names = formats.listing(tuple(one.navn for one in late))
        why = f"Ingen har fått pakken til {names} før, så den kan ikke rettes."
    what = (
        f"var {late[0].mote.dato:%d.%m.%Y}, og er over. Ingenting er sendt. Er datoen gal, så rett"
        f" den i oppsettet. {why}"
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
    late = [one for one in _leaving(plan) if one.kommunenr in behind]
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


def _leaving(plan: Sequence[Planned]) -> list[Shipment]:
    """Give the packets that are to be sent, each once."""
    every = (one.cargo.shipment for one in plan if one.to_send and one.delivery.slag == PAKKE)
    return list(dict.fromkeys(every))
