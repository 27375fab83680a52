"""What was approved and sent of a round, as the page tells it."""

from collections.abc import Mapping
from datetime import datetime

from datapakke.batch.model import Manifest
from datapakke.delivery.approval import Addresses, Approved
from datapakke.delivery.reached import reached
from datapakke.delivery.sent import Delivery, State, standing
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


def unsettled(
    found: Mapping[str, Delivery], runde: str, addresses: Addresses
) -> dict[str, tuple[Varsel, ...]]:
    """Give kommunenr → the e-mails that nobody knows to have arrived, or that were refused.

    A refused one that another took the place of is not told, nor one to who is not to have it now.
    """
    said: dict[str, tuple[Varsel, ...]] = {}
    last = {one.id for one in standing(found)}
    for one in found.values():
        uncertain = one.state is State.UVISS
        mine = {to.casefold() for to in addresses.get(one.kommunenr, ())}
        refused = one.state is State.AVVIST and one.id in last and one.epost.casefold() in mine
        if one.runde != runde or not (uncertain or refused):
            continue
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
