"""What ``send`` tells of messages, in bokmål."""

from collections.abc import Iterable, Iterator

from datapakke.delivery.plan import Planned
from datapakke.delivery.sent import PAAMINNELSE, Delivery, State

WORDS = {
    State.PLANLAGT: "ikke sendt",
    State.SENDT: "sendt",
    State.AVVIST: "AVVIST av tjeneren",
    State.UTSATT: "utsatt av tjeneren, prøves igjen",
    State.UVISS: "UVISST om den kom fram",
}

TO_DO = {
    State.AVVIST: (
        "avvist. Rett adressen i oppsettet, kjør datapakke batch, godkjenn pakken igjen, og send på"
        " nytt. Var adressen riktig, og feilen er rettet et annet sted: --avklar ID=ikke-sendt,"
        " eller --avklar avviste=ikke-sendt"
    ),
    State.UTSATT: "utsatt. Kjør samme kommando igjen senere",
    State.UVISS: "uvisse. Forbindelsen ble brutt før svaret: spør mottakeren om den kom fram",
    State.PLANLAGT: "ikke sendt. Kjør samme kommando igjen",
}


def line(one: Delivery, navn: str) -> str:
    """Give a message on a line: id, municipality, recipient, state, and what the server said."""
    said = f" ({one.svar})" if one.svar and one.state is not State.SENDT else ""
    when = f" {one.naar:%d.%m.%Y %H.%M}" if one.state is State.SENDT else ""
    return f"{one.id}  {one.kommunenr} {navn} → {one.epost}: {WORDS[one.state]}{when}{said}"


def detail(one: Planned, size: int) -> str:
    """Give who a message is for and what it would carry: files, the packet's hash, how large."""
    shipment = one.cargo.shipment
    roles = {mottaker.epost: mottaker.rolle for mottaker in shipment.kommune.mottakere}
    packet = f"{shipment.path.name} (SHA-256 {shipment.sha256[:12]}…)"
    carried = ["påminnelse"] if one.delivery.slag == PAAMINNELSE else [packet, "mote.ics"]
    carried += ["svarark"] if one.cargo.svarark is not None else []
    carried += ["RETTELSE"] if one.corrects else []
    size_kb = f"{size / 1000:.0f} kB"
    return f"    {roles.get(one.delivery.epost, '')}: {', '.join((*carried, size_kb))}"


def summary(all_of_them: Iterable[Delivery], mote: str) -> Iterator[str]:
    """Tell what a person has to do, a line each; nothing when all are sent."""
    found = list(all_of_them)
    for state, what in TO_DO.items():
        count = sum(one.state is state for one in found)
        if count:
            yield f"{count} {what}."
    for one in found:
        if one.state is State.UVISS:
            yield f"  datapakke send --mote {mote} --avklar {one.id}=sendt (eller =ikke-sendt)"
