"""What was approved and sent of a round, as the page tells it."""

from collections.abc import Mapping
from datetime import datetime

from datapakke.batch.model import Manifest
from datapakke.delivery.approval import Addresses, Approved
from datapakke.delivery.reached import reached
from datapakke.delivery.sent import Delivery, State
from datapakke.formats import date_words
from datapakke.kommuner import Inndeling
from datapakke.review.model import Merke, Varsel


def approvals(
    found: Mapping[str, Approved], manifest: Manifest, addresses: Addresses
) -> dict[str, Merke]:
    """Give kommunenr → its newest approval; one that does not hold today has no hash."""
    entries, said = manifest.by_kommunenr, {}
    for nr, one in found.items():
        lacks = (
            one.lacks(entries[nr], addresses.get(nr, ())) if nr in entries else "Pakken er borte."
        )
        tekst = f"Godkjent av {one.navn} {_when(one.naar)}."
        said[nr] = Merke("" if lacks else one.sha256, tekst, mangler=lacks)
    return said


def sendings(found: Mapping[str, Delivery], runde: str, inndeling: Inndeling) -> dict[str, Merke]:
    """Give kommunenr → the packet that its recipients have had last, where any has."""
    said = {}
    for nr, one in reached(found.values(), runde, inndeling).items():
        alle = one.fikk == one.av
        whom = "" if alle else f" til {one.fikk} av {one.av} mottakere"
        said[nr] = Merke(one.sha256, f"Sendt {_when(one.naar)}{whom}.", alle=alle)
    return said


def unsettled(found: Mapping[str, Delivery], runde: str) -> dict[str, tuple[Varsel, ...]]:
    """Give kommunenr → the e-mails that were refused, or that nobody knows to have arrived."""
    said: dict[str, tuple[Varsel, ...]] = {}
    for one in found.values():
        if one.runde != runde or one.state not in (State.UVISS, State.AVVIST):
            continue
        uncertain = one.state is State.UVISS
        what = (
            f"Ingen vet om e-posten til {one.epost} kom fram. Avklar det: datapakke send --avklar."
            if uncertain
            else f"{one.epost} tok ikke imot e-posten."
        )
        varsel = Varsel("Uviss sending" if uncertain else "E-post avvist", what)
        said[one.kommunenr] = (*said.get(one.kommunenr, ()), varsel)
    return said


def _when(naar: datetime) -> str:
    return f"{date_words(naar.date())} kl. {naar:%H.%M}"
