"""What ``send`` tells of messages, in bokmål."""

from collections.abc import Iterable, Iterator

from datapakke.delivery.plan import Planned
from datapakke.delivery.sent import Delivery, State

WORDS = {
    State.PLANLAGT: "ikke sendt",
    State.SENDT: "sendt",
    State.AVVIST: "AVVIST av tjeneren",
    State.UTSATT: "utsatt av tjeneren, prøves igjen",
    State.UVISS: "UVISST om den kom fram",
}


def line(one: Delivery, navn: str) -> str:
    """Give a message on a line: id, municipality, recipient, state, and what the server said."""
    said = f" ({one.svar})" if one.svar and one.state is not State.SENDT else ""
    when = f" {one.naar:%d.%m.%Y %H.%M}" if one.state is State.SENDT else ""
    return f"{one.id}  {one.kommunenr} {navn} → {one.epost}: {WORDS[one.state]}{when}{said}"


def detail(one: Planned, size: int) -> str:
    """Give what a message would carry: the packet, its hash, and how large it is."""
    shipment = one.cargo.shipment
    sheet = ", svarark" if one.cargo.svarark is not None else ""
    packet = f"{shipment.path.name} (SHA-256 {shipment.sha256[:12]}…){sheet}, mote.ics"
    again = ", RETTELSE" if one.corrects else ""
    return f"    {packet}, {size / 1000:.0f} kB{again}"


def summary(all_of_them: Iterable[Delivery], mote: str) -> Iterator[str]:
    """Tell what a person has to do, a line each; nothing when all are sent."""
    found = list(all_of_them)
    for state, what in (
        (State.AVVIST, "avvist. Rett adressen i oppsettet, og send på nytt"),
        (State.UTSATT, "utsatt. Kjør samme kommando igjen senere"),
        (State.UVISS, "uvisse. Forbindelsen ble brutt før svaret: spør mottakeren om den kom fram"),
        (State.PLANLAGT, "ikke sendt. Kjør samme kommando igjen"),
    ):
        count = sum(one.state is state for one in found)
        if count:
            yield f"{count} {what}."
    for one in found:
        if one.state is State.UVISS:
            yield f"  datapakke send --mote {mote} --avklar {one.id}=sendt (eller =ikke-sendt)"
        if one.state is State.AVVIST:
            yield f"  Er feilen rettet hos mottakeren: --avklar {one.id}=ikke-sendt"
