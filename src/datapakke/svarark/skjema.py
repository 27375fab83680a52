"""What the answer sheet asks. The fields' names are stable: earlier sheets can be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from datapakke.locale import Tekst

ROWS = (1, 2, 3)
"""Numbers of the packet, and topics to cooperate on: three of each."""

IDENTITY = "arknr"
"""The field that says whose sheet it is; it cannot be changed in the form."""

LONGEST = 5_000
"""So many characters of an answer are read."""

VIKTIG = {
    "overgang": Tekst("Overgangen fra 10. trinn til Vg1"),
    "fravaer": Tekst("Fravær"),
    "engelsk": Tekst("Engelsk"),
    "matematikk": Tekst("Matematikk"),
    "norsk": Tekst("Norsk"),
    "raadgivning": Tekst("Rådgivning og valg av utdanning"),
    "vurdering": Tekst("Vurdering"),
    "uten_karakterer": Tekst("Elever uten karakterer"),
    "yrkesfag": Tekst("Yrkesfag og læreplass"),
    "ot_nav": Tekst("Oppfølgingstjenesten og NAV"),
}
"""What the municipality says how important it is, by the field's name."""

SKALA = ("1", "2", "3", "4", "5")
DELE = {"ja": Tekst("Ja"), "nei": Tekst("Nei")}

DELTAKERE = Tekst(
    "Hvem har vært med på å svare? (skolesjef, rektorer, PPT, helsestasjon, NAV, andre)"
)
TALL = Tekst("De tre tallene vi mener er viktigst å snakke om")
TALL_DELER = {"nummer": Tekst("Nummer i pakken"), "hvorfor": Tekst("Hvorfor")}
FEIL = Tekst("Tall vi mener er feil eller må forklares")
FORTSETTE = Tekst("Dette gjør vi i dag som vi vil fortsette med")
SAMARBEID = Tekst("Dette ønsker vi å samarbeide om på tvers av skolenivåene")
SAMARBEID_DELER = {
    "tema": Tekst("Tema"),
    "hvem": Tekst("Hvem"),
    "naar": Tekst("Når i løpet (trinn 1–13)"),
    "fylket": Tekst("Hva fylkeskommunen bør bidra med"),
}
HVOR_VIKTIG = Tekst("Hvor viktig er dette? (1 = lite, 5 = svært)")
TITTEL = Tekst("Svarark for {K} kommune")
RETURNERES = Tekst(
    "Returneres til {adresse} innen {frist}. Møtet er {mote}. Fyll ut arket på skjermen, lagre det"
    " og send det som vedlegg. Ikke skriv navn eller opplysninger som gjør at en elev kan kjennes"
    " igjen."
)
TEMA = Tekst("Tema")
AV_FEM = Tekst("{tema}: {verdi} av 5")
ARKNUMMER = Tekst("Arknummer (skal stå)")
DEMO = Tekst("DEMODATA – ikke reelle tall")
KAN_DELES = Tekst("Kan fylkeskommunen dele svarene med de andre kommunene på møtet?")


@dataclass(frozen=True)
class Felt:
    """A field: its name in the form, what it asks, its row, and what can be chosen (else text)."""

    navn: str
    tekst: Tekst
    nr: int = 0
    valg: tuple[str, ...] = ()


def _felter() -> tuple[Felt, ...]:
    return (
        Felt("deltakere", DELTAKERE),
        *_rows("tall", TALL_DELER),
        Felt("feil", FEIL),
        Felt("fortsette", FORTSETTE),
        *_rows("samarbeid", SAMARBEID_DELER),
        *(Felt(f"viktig_{navn}", tekst, valg=SKALA) for navn, tekst in VIKTIG.items()),
        Felt("dele", KAN_DELES, valg=tuple(DELE)),
    )


def _rows(name: str, deler: dict[str, Tekst]) -> Iterator[Felt]:
    for nr in ROWS:
        for del_, tekst in deler.items():
            yield Felt(f"{name}_{nr}_{del_}", tekst, nr)


FELTER = _felter()
"""Every field that is answered, in the order of the sheet."""
