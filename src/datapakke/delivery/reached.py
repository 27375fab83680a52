"""Which packet the recipients of a municipality have had last, and how many of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from datapakke.delivery.plan import Planned
from datapakke.delivery.sent import PAKKE, Delivery, Recipient, State, deliveries
from datapakke.journal import Journal
from datapakke.kommuner import Inndeling


@dataclass(frozen=True)
class Reached:
    """The packet that was sent last.

    Attributes:
        sha256: Of the PDF.
        naar: When the newest of its messages was sent, as the clock was then.
        fikk: How many of those who are to have it today have had it last.
        av: How many are to have it today.
    """

    sha256: str
    naar: datetime
    fikk: int
    av: int

    @property
    def tekst(self) -> str:
        """The day, or how many have had it when that is not all of them."""
        return str(self.naar.date()) if self.fikk == self.av else f"{self.fikk} av {self.av}"


def read_sent(path: Path) -> Collection[Delivery]:
    """Give every message of the journal in ``path``; none where nothing has been sent.

    Raises:
        JournalError: The journal is damaged, or cannot be read.
    """
    return deliveries(Journal(path).read(), str(path)).values()


def reached(found: Collection[Delivery], runde: str, inndeling: Inndeling) -> dict[str, Reached]:
    """Give kommunenr → the packet that its recipients have had last, where any has had one.

    Args:
        found: The messages of the journal.
        runde: The round's id.
        inndeling: Its division; the recipients are those of the configuration today.
    """
    last, said = _last(found), {}
    for kommune in inndeling:
        nr = inndeling.kommunenr(kommune)
        keys = ((PAKKE, runde, nr, to.epost.casefold()) for to in kommune.mottakere)
        had = [last[key] for key in keys if key in last]
        if had:
            newest = max(had, key=lambda one: one.plass)
            same = sum(one.sha256 == newest.sha256 for one in had)
            of = len(kommune.mottakere)
            said[nr] = Reached(newest.sha256, newest.naar, same, of)
    return said


def former(found: Mapping[str, Delivery], plan: Sequence[Planned]) -> list[Delivery]:
    """Give the last message to each who has had another packet, and is no recipient any more.

    Args:
        found: The messages of the journal.
        plan: What is sent now; of packets, those it is about are looked at.
    """
    now = {one.delivery.kommunenr: one.cargo.shipment for one in plan}
    return [
        one
        for one in _last(found.values()).values()
        if (ship := now.get(one.kommunenr))
        and ship.runde == one.runde
        and ship.sha256 != one.sha256
        and one.epost.casefold() not in {to.epost.casefold() for to in ship.kommune.mottakere}
    ]


def _last(found: Collection[Delivery]) -> dict[Recipient, Delivery]:
    """Give the packet that each recipient has had last."""
    packets = [one for one in found if one.slag == PAKKE and one.state is State.SENDT]
    return {one.goes_to: one for one in sorted(packets, key=lambda one: one.plass)}
