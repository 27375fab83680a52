"""The sentences of a message, in bokmål; ``locale`` has them in nynorsk."""

from datapakke.locale import Tekst

EMNE = Tekst("Datapakke for {K} kommune til møtet {dato}")
EMNE_RETTET = Tekst("Rettet datapakke for {K} kommune til møtet {dato}")
EMNE_PAAMINNELSE = Tekst("Påminnelse: svarark fra {K} kommune til møtet {dato}")
PROVE = Tekst("PRØVE: {emne}")
DEMO = Tekst("DEMODATA: {emne}")
ER_PROVE = Tekst(
    "Dette er en prøve, sendt bare til {prove}. Slik blir e-posten til {epost}, som ikke har fått"
    " den."
)
ER_DEMO = Tekst("DEMODATA – ikke reelle tall. Alle tallene i pakken er oppdiktet.")
HEI = Tekst("Hei!")
INNLEDNING = Tekst(
    "Her er datapakken for {K} kommune til møtet i {sted} {naar}. Tallene viser hvordan det har"
    " gått med ungdom fra kommunen gjennom skoleløpet. De sier ikke hvorfor. Det er det møtet skal"
    " handle om."
)
ANDRE = Tekst("På møtet er også {andre}.")
RETTET = Tekst("Denne pakken erstatter den vi sendte {dato}. Slett den gamle, og bruk bare denne.")
MANGLER = Tekst(
    "Vi har ikke fått svararket fra {K} kommune til møtet i {sted} {naar}. Er det sendt, kan du se"
    " bort fra denne e-posten."
)
DETTE_ER_ENDRET = Tekst("Dette er endret")
FOER_MOTET = Tekst("Før møtet")
LES = Tekst("Begynn med forsiden: Der står det som er verdt å merke seg.")
SVAR = Tekst("Fyll ut svararket sammen, og send det til {adresse} innen {frist}.")
SVAR_NAA = Tekst("Fyll ut svararket sammen, og send det til {adresse} så snart dere kan.")
KALENDER = Tekst("Legg møtet i kalenderen med den vedlagte filen.")
VEDLEGG = Tekst("Vedlegg")
ER_PAKKEN = Tekst("datapakken")
ER_ARKET = Tekst("svararket, som fylles ut på skjermen")
ER_MOTET = Tekst("møtet, til kalenderen")
RETT_MOTTAKER = Tekst(
    "Er noe feil, eller er du ikke rett mottaker? Svar på denne e-posten. Har du fått en annen"
    " kommunes pakke, ber vi deg si fra og slette den."
)
HILSEN = Tekst("Hilsen")
NAAR = Tekst("{dato} klokken {fra}–{til}")
KALENDER_TITTEL = Tekst("Møte om datapakken: {kommuner}")
KALENDER_TEKST = Tekst("Svararket skal være inne {frist}. Spørsmål: {adresse}")
