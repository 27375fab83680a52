"""Subjects in which the municipality's grades fall more from year 10 to Vg1 than the county's."""

from decimal import Decimal

from datapakke.packet.chapters.kull import KJEDER
from datapakke.packet.context import MED_TALL, Omraade
from datapakke.packet.grammar import forrige_skoleaar
from datapakke.packet.phrases import VG1_FAG
from datapakke.packet.view import View

VG1 = "vg1_snitt_"
CERTAIN = Decimal("0.2")
"""With less, rounding the four grades could have turned it round."""


def subject(til: str) -> str:
    """Name the subject of a mean grade in Vg1 shortly: «engelsk», «matematikk 1P»."""
    name = str(VG1_FAG.get(til.removeprefix(VG1), ""))
    return name.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0]


def falls_more(view: View, til: str) -> bool:
    """Tell whether a mean grade in Vg1 lies further below the one in year 10 than in the county.

    Both falls are taken from printed grades, of the same cohort in year 10 and in Vg1, where those
    who are printed to be behind the grade in Vg1 are enough to be compared.
    """
    n = view.tall(til, view.egen, view.nyeste(til)).n
    if n is None or n < view.context.rules.sammenlign_fra:
        return False
    falls = [_fall(view, til, omraade) for omraade in (view.egen, view.fylket)]
    own, county = falls
    return own is not None and county is not None and own > 0 and own - county >= CERTAIN


def _fall(view: View, til: str, omraade: Omraade) -> Decimal | None:
    fra = next((f"standpunkt_{fag10}" for _, fag10, vg1 in KJEDER if VG1 + vg1 == til), "")
    aar = view.nyeste(til)
    first = view.tall(fra, omraade, forrige_skoleaar(aar))
    last = view.tall(til, omraade, aar)
    if first.verdi is None or last.verdi is None or first.status not in MED_TALL:
        return None
    return first.verdi - last.verdi
