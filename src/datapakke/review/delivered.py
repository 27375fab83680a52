"""What was approved and sent of a round, as the page tells it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from datapakke.batch.model import Manifest
from datapakke.delivery.approvals import Approved, is_approved
from datapakke.delivery.sent import PAKKE, Delivery, State
from datapakke.formats import date_words
from datapakke.kommuner import Inndeling, Kommune
from datapakke.review.model import Merke, Varsel


def approvals(found: Mapping[str, Approved], manifest: Manifest) -> dict[str, Merke]:
    """Give kommunenr → its newest approval; one of other files than today's has no hash."""
    entries = manifest.by_kommunenr
    said = {}
    for nr, one in found.items():
        same = nr in entries and is_approved(entries[nr], found)
        said[nr] = Merke(one.sha256 if same else "", f"Godkjent av {one.navn} {_when(one.naar)}.")
    return said


def sendings(found: Mapping[str, Delivery], runde: str, inndeling: Inndeling) -> dict[str, Merke]:
    """Give kommunenr → the packet that its recipients have had last, where any has."""
    said = {}
    for kommune in inndeling:
        had = list(_had(found.values(), runde, inndeling.kommunenr(kommune), kommune))
        if had:
            newest = max(had, key=lambda one: one.naar)
            same = [one for one in had if one.sha256 == newest.sha256]
            of = len(kommune.mottakere)
            whom = "" if len(same) == of else f" til {len(same)} av {of} mottakere"
            text = f"Sendt {_when(newest.naar)}{whom}."
            said[inndeling.kommunenr(kommune)] = Merke(newest.sha256, text, alle=not whom)
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


def _had(found: Collection[Delivery], runde: str, nr: str, kommune: Kommune) -> Iterator[Delivery]:
    """Give the packet that each of a municipality's recipients has had last."""
    for mottaker in kommune.mottakere:
        goes_to = PAKKE, runde, nr, mottaker.epost.casefold()
        mine = [one for one in found if one.goes_to == goes_to and one.state is State.SENDT]
        yield from sorted(mine, key=lambda one: one.naar)[-1:]


def _when(naar: datetime) -> str:
    return f"{date_words(naar.date())} kl. {naar:%H.%M}"
