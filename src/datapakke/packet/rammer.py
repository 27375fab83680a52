"""A frame for the cooperation: a draft mandate for the rektorer, and what a skoleeier can ask."""

from datetime import date

from datapakke.locale import Tekst
from datapakke.packet.model import Avsnitt, Seksjon
from datapakke.packet.view import View

LAW_IN_FORCE = date(2024, 8, 1)
"""When the act that is quoted came into force: a packet from before that does not quote it."""

TITTEL = Tekst("Rammer for samarbeidet")
INGRESS = Tekst(
    "Møtet er en begynnelse. Skal rektorene på ungdomstrinnet og i videregående kunne samarbeide"
    " mellom møtene, trenger de et oppdrag fra dem som eier skolene. Her er et utkast som {K}"
    " kommune og fylkeskommunen kan endre og bli enige om."
)
LOVEN = Tekst(
    "Fylkeskommunen skal sørge for en trygg og god overgang til videregående, og kommunen skal"
    " samarbeide med fylkeskommunen om overgangen (opplæringslova § 9-5). Begge skal følge opp"
    " fravær (§ 10-6)."
)
MANDAT = Tekst("Utkast til mandat")
MANDAT_PUNKTER = (
    Tekst(
        "Hvem: rektorene ved ungdomsskolene i {K}, og ved de videregående skolene som elevene"
        " derfra begynner på. Skolesjefen og fylkeskommunen peker ut hver sin kontakt."
    ),
    Tekst(
        "Hva: velge ett eller to temaer fra pakken, og følge de samme elevene fra 10. trinn til"
        " Vg1. Se på elevarbeid sammen, og bli enige om hva den nye skolen trenger å vite."
    ),
    Tekst(
        "Hvordan: to møter i halvåret, det første innen en måned. Arbeidet skal få plass i planene"
        " som skolene alt har."
    ),
    Tekst(
        "Ikke: dele opplysninger om enkeltelever uten hjemmel, sammenligne skoler, eller lage nye"
        " rapporter."
    ),
    Tekst(
        "Når det er ferdig: rektorene sier til skoleeierne hva de har prøvd og hva de så, før neste"
        " datapakke."
    ),
)
SPOR = Tekst("Det skoleeieren kan be rektorene svare på")
SPOR_PUNKTER = (
    Tekst("Hva gjør dere annerledes fra neste skoleår, og hvem gjør det?"),
    Tekst("Hva får Vg1 vite om elever med mye fravær, når, og fra hvem?"),
    Tekst("Hvilke tall følger dere selv, og når på året ser dere på dem?"),
    Tekst("Hva trenger dere fra kommunen, og hva trenger dere fra fylkeskommunen?"),
)


def frame(view: View) -> Seksjon | None:
    """Give the frame for the cooperation; None where the packet is for no meeting."""
    if view.mote is None:
        return None
    words = {"K": view.navn}
    loven = (str(LOVEN),) if view.mote.dato >= LAW_IN_FORCE else ()
    return Seksjon(
        tittel=str(TITTEL),
        ingress=" ".join([INGRESS.format(**words), *loven]),
        avsnitt=(
            Avsnitt(str(MANDAT), tuple(one.format(**words) for one in MANDAT_PUNKTER)),
            Avsnitt(str(SPOR), tuple(map(str, SPOR_PUNKTER))),
        ),
    )
