"""What a message says, in the written form of the packet; templates only lay it out."""

from dataclasses import dataclass
from datetime import date, datetime

from datapakke import formats
from datapakke.delivery import phrases as say
from datapakke.delivery.calendar import NAME as CALENDAR_NAME
from datapakke.delivery.shipment import Sender, Shipment
from datapakke.locale import maalform


@dataclass(frozen=True)
class Letter:
    """What a message says.

    Attributes:
        emne: The subject.
        merker: What must be seen first: that it is a rehearsal, that the figures are invented.
        avsnitt: The paragraphs that begin it.
        endret: What is new in a corrected packet, a sentence each.
        gjor: What to do before the meeting.
        vedlegg: Names of the files and what they are.
        slutt: The last paragraph.
        overskrifter: Of ``endret``, ``gjor`` and ``vedlegg``.
        hilsen: The last words, and who says them.
        moete: What the calendar shows, and more about it.
    """

    emne: str
    merker: tuple[str, ...]
    avsnitt: tuple[str, ...]
    endret: tuple[str, ...]
    gjor: tuple[str, ...]
    vedlegg: tuple[tuple[str, str], ...]
    slutt: str
    overskrifter: tuple[str, str, str]
    hilsen: tuple[str, str]
    moete: tuple[str, str]


@dataclass(frozen=True)
class Occasion:
    """Why it is written.

    Attributes:
        epost: Who is to receive it.
        dag: The day it is written.
        endret: What has changed since the packet that was sent before; empty for a first one.
        erstatter: When that was sent.
        paaminnelse: The answer sheet is asked for; the packet is not sent again.
        prove: Who receives it instead, in a rehearsal; empty otherwise.
        sekvens: The lowest ``SEQUENCE`` that its calendar file may have.
    """

    epost: str
    dag: date
    endret: tuple[str, ...] = ()
    erstatter: datetime | None = None
    paaminnelse: bool = False
    prove: str = ""
    sekvens: int = 0


def packet_name(shipment: Shipment) -> str:
    """Give the name of the packet as it is attached: it says whose it is, and which meeting's."""
    return f"datapakke-{shipment.stem}-{shipment.mote.id}.pdf"


def sheet_name(shipment: Shipment) -> str:
    """Give the name of the answer sheet as it is attached."""
    return f"svarark-{shipment.stem}-{shipment.mote.id}.pdf"


def write_letter(shipment: Shipment, sender: Sender, occasion: Occasion) -> Letter:
    """Write what a message says."""
    with maalform(shipment.maalform):
        words = {
            "K": shipment.navn,
            "sted": shipment.mote.sted,
            "naar": _when(shipment),
            "dato": formats.date_words(shipment.mote.dato),
            "frist": formats.date_words(shipment.frist),
            "adresse": sender.svar_til,
        }
        andre = formats.listing(shipment.andre)
        title = say.KALENDER_TITTEL.format(
            kommuner=formats.listing((shipment.navn, *shipment.andre))
        )
        return Letter(
            emne=_subject(shipment, occasion, words),
            merker=_marks(shipment, occasion),
            avsnitt=_beginning(shipment, occasion, words, andre),
            endret=occasion.endret,
            gjor=_to_do(shipment, occasion, words),
            vedlegg=_attached(shipment, occasion),
            slutt=str(say.RETT_MOTTAKER),
            overskrifter=(str(say.DETTE_ER_ENDRET), str(say.FOER_MOTET), str(say.VEDLEGG)),
            hilsen=(str(say.HILSEN), sender.navn),
            moete=(title, say.KALENDER_TEKST.format(**words)),
        )


def _subject(shipment: Shipment, occasion: Occasion, words: dict[str, str]) -> str:
    text = say.EMNE_RETTET if occasion.endret else say.EMNE
    emne = (say.EMNE_PAAMINNELSE if occasion.paaminnelse else text).format(**words)
    if shipment.demo:
        emne = say.DEMO.format(emne=emne)
    if occasion.prove:
        emne = say.PROVE.format(emne=emne)
    return emne.replace(formats.NBSP, " ")


def _marks(shipment: Shipment, occasion: Occasion) -> tuple[str, ...]:
    rehearsal = say.ER_PROVE.format(prove=occasion.prove, epost=occasion.epost)
    marks = ((occasion.prove, rehearsal), (shipment.demo, str(say.ER_DEMO)))
    return tuple(text for holds, text in marks if holds)


def _beginning(
    shipment: Shipment, occasion: Occasion, words: dict[str, str], andre: str
) -> tuple[str, ...]:
    if occasion.paaminnelse:
        return str(say.HEI), say.MANGLER.format(**words)
    found = [str(say.HEI)]
    if occasion.erstatter:
        found.append(say.RETTET.format(dato=formats.date_words(occasion.erstatter.date())))
    found.append(say.INNLEDNING.format(**words))
    if shipment.andre:
        found.append(say.ANDRE.format(andre=andre))
    return tuple(found)


def _to_do(shipment: Shipment, occasion: Occasion, words: dict[str, str]) -> tuple[str, ...]:
    answer = (say.SVAR if occasion.dag <= shipment.frist else say.SVAR_NAA).format(**words)
    if occasion.paaminnelse:
        return (answer,)
    return str(say.LES), *((answer,) if shipment.svarark else ()), str(say.KALENDER)


def _attached(shipment: Shipment, occasion: Occasion) -> tuple[tuple[str, str], ...]:
    sheet = ((sheet_name(shipment), str(say.ER_ARKET)),) if shipment.svarark else ()
    if occasion.paaminnelse:
        return sheet
    packet = (packet_name(shipment), str(say.ER_PAKKEN))
    return packet, *sheet, (CALENDAR_NAME, str(say.ER_MOTET))


def _when(shipment: Shipment) -> str:
    dato, hours = formats.date_words(shipment.mote.dato), shipment.mote.klokkeslett
    if hours is None:
        return dato
    fra, til = (f"{hour:%H.%M}" for hour in hours)
    return say.NAAR.format(dato=dato, fra=fra, til=til)
