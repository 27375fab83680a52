"""The county's places as they were in one year: what code a person living there was given."""

from collections.abc import Iterable
from dataclasses import dataclass

from datapakke.kommuner import Kommune


@dataclass(frozen=True)
class Place:
    """One place in one year.

    Attributes:
        kode: The municipality code in force that year.
        kommune: The municipality of the round's division that the place belongs to.
        omraade: Names the place in all years between mergers; seeds what lasts there.
        koder: Every code that is exactly this place, before and after renumbering.
    """

    kode: str
    kommune: Kommune
    omraade: str
    koder: tuple[str, ...]


def places(kommuner: Iterable[Kommune], aar: int) -> list[Place]:
    """Give the places in ``aar``: a municipality, or the ones that were later merged into it."""
    found: list[Place] = []
    for kommune in kommuner:
        now = kommune.kode_i(aar)
        if now is None:
            found += [Place(k, kommune, k, (k,)) for k in kommune.slaatt_sammen_av]
        else:
            koder = tuple(kode.kode for kode in kommune.koder)
            found.append(Place(now.kode, kommune, koder[0], koder))
    return found


def code_in(place: Place, aar: int) -> str:
    """Give the code that a person of this place has in ``aar``, a later year."""
    now = place.kommune.kode_i(aar)
    return place.kode if now is None else now.kode
