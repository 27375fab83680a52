"""What the configuration says, as frozen data."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from datapakke.config.own import AS_IT_IS, Pakke
from datapakke.config.sending import Sending
from datapakke.errors import Problem, UsageError
from datapakke.kommuner import Inndeling, Kode, Kommune, Runde, inndeling_i
from datapakke.rules import Rules


@dataclass(frozen=True)
class Fylke:
    """The county: its name and the first two digits of its municipalities' codes over time."""

    navn: str
    fylkesnumre: tuple[str, ...]


@dataclass(frozen=True)
class Avsender:
    """Who sends the packets."""

    navn: str
    epost: str


@dataclass(frozen=True)
class Fagkode:
    """A subject's code in one curriculum.

    Attributes:
        kode: As in the extract (``ENG0012``).
        fag: What the program calls the subject, the same in all curricula
            (``engelsk_skriftlig``).
        navn: As printed: «engelsk skriftlig».
        trinn: ``10`` or ``Vg1``.
        laereplan: ``LK06`` or ``LK20``.
    """

    kode: str
    fag: str
    navn: str
    trinn: str
    laereplan: str


class Naar(Enum):
    """When a question for the meeting is asked."""

    ALLTID = "alltid"
    LEVERT = "levert"
    """One of its figures is delivered, shown or not."""
    VIST = "vist"
    """One of its figures is shown and is not 0."""
    UVANLIG = "uvanlig"
    """One of its figures differs from the county's more than chance gives."""
    ENDRET = "endret"
    """One of its figures has gone up or down for certain."""
    FALLER = "faller"
    """One of its grades in Vg1 is further below the one in year 10 than in the county."""


@dataclass(frozen=True)
class Sporsmal:
    """A question for the meeting.

    Attributes:
        id: Names it.
        tekst: In bokmål.
        naar: When it is asked.
        tall: Ids of the indicators that it is about; none where it is always asked.
        nynorsk: The same text; empty where nobody has given it.
    """

    id: str
    tekst: str
    naar: Naar
    tall: tuple[str, ...] = ()
    nynorsk: str = ""


@dataclass(frozen=True)
class Avtale:
    """What was agreed at a meeting.

    Attributes:
        mote: The meeting's id.
        hva: What.
        hvem: Who does it; may be empty.
        frist: By when, in words; may be empty.
    """

    mote: str
    hva: str
    hvem: str = ""
    frist: str = ""


@dataclass(frozen=True)
class Config:
    """The whole of ``config/kommuner.yaml``, and of ``sporsmal.yaml`` beside it, checked.

    Attributes:
        fylke: The county.
        avsender: Who sends the packets.
        kommuner: Every municipality that is or was one of the county's.
        utenfor: Former municipalities of other counties that became part of one of ours.
        runder: The rounds, as ordered in the file.
        gjeldende_runde: Id of the round that holds when none is asked for.
        regler: The profile of hiding.
        fagkoder: Each subject code of the extracts, by code.
        sporsmal: The questions for the meeting, in the order of the packet.
        avtaler: What meetings agreed on.
        pakke: What the project has made its own.
        sending: How packets are mailed; None where that is not said.
    """

    fylke: Fylke
    avsender: Avsender
    kommuner: tuple[Kommune, ...]
    utenfor: tuple[Kode, ...]
    runder: tuple[Runde, ...]
    gjeldende_runde: str
    regler: Rules
    fagkoder: Mapping[str, Fagkode]
    sporsmal: tuple[Sporsmal, ...] = ()
    avtaler: tuple[Avtale, ...] = ()
    pakke: Pakke = AS_IT_IS
    sending: Sending | None = None

    def inndeling(self, aar: int) -> Inndeling:
        """Give the county's municipalities as they were in ``aar``, in the order of their codes.

        Raises:
            UsageError: No municipality has a code that year.
        """
        inndeling = inndeling_i(aar, self.kommuner)
        if not inndeling.kommuner:
            raise UsageError(
                [Problem(f"inndelingen for {aar}", "finnes ikke: ingen kommune har en kode da.")]
            )
        return inndeling

    def runde(self, runde_id: str | None) -> Runde:
        """Give the round, or the current one for None.

        Raises:
            UsageError: There is no such round; the message names those there are.
        """
        wanted = self.gjeldende_runde if runde_id is None else runde_id
        by_id = {runde.id: runde for runde in self.runder}
        if wanted in by_id:
            return by_id[wanted]
        close = difflib.get_close_matches(wanted, by_id, n=1)
        hint = f" Mente du «{close[0]}»?" if close else ""
        known = ", ".join(by_id)
        raise UsageError([Problem(f"runde «{wanted}»", f"finnes ikke.{hint} Rundene er: {known}.")])

    @cached_property
    def kjente_koder(self) -> frozenset[str]:
        """Every municipality code of every year, those of municipalities merged into ours too."""
        own = {kode.kode for kommune in self.kommuner for kode in kommune.koder}
        return frozenset(own | {kode.kode for kode in self.utenfor})
