"""The profile of hiding: every limit, so that none stands in code."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Rules:
    """A profile as read from configuration; the defaults are the profile ``offentlig``.

    Attributes:
        navn: The profile's name, printed in the packet.
        antall_under: Counts from 1 to one below this are hidden; so are complements.
        nevner_under: Shares with a smaller denominator are hidden.
        snitt_under: Means and medians of fewer are hidden.
        fordeling_og_snitt_under: With fewer than this, a distribution of grades or points is not
            printed beside the mean.
        sammenlign_fra: Fewer than this are not compared with the county.
        vern_poeng: A hidden mean of points must stay uncertain by this much either way.
        vern_karakter: The same for grades.
        vern_dager: The same for days and hours.
        null_skjules_alle: None and all (0 % and 100 %) are hidden for every indicator, not only
            for the sensitive ones.
        sensitive: Ids of indicators that are held sensitive beside those the program holds so.
        hovedtall: Ids of the indicators whose county and meeting figures are kept shown as long
            as that is possible at all: those that the overview and the line charts show beside the
            municipality's.
    """

    navn: str = "offentlig"
    antall_under: int = 5
    nevner_under: int = 10
    snitt_under: int = 10
    fordeling_og_snitt_under: int = 30
    sammenlign_fra: int = 20
    vern_poeng: Decimal = Decimal(3)
    vern_karakter: Decimal = Decimal("0.5")
    vern_dager: Decimal = Decimal(2)
    null_skjules_alle: bool = False
    sensitive: frozenset[str] = frozenset()
    hovedtall: tuple[str, ...] = (
        "inntakspoeng_snitt",
        "inntakspoeng_under_30",
        "fravaer_over_15_10",
        "standpunkt_matematikk",
        "fullfort_56",
        "overgang_direkte",
        "nav_ledige",
        "ot_andel",
    )
