"""What the review page tells, as plain data: published figures and states, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from datapakke.batch.model import Entry
from datapakke.delivery.approval import code_of
from datapakke.kommuner import Mottaker
from datapakke.packet.model import Finding, Seksjon


class Tilstand(Enum):
    """How far a packet has come; the value is what the page calls it."""

    IKKE_LAGET = "ikke laget"
    FEILET = "feilet"
    ENDRET_FIL = "filen er endret"
    FORELDET = "foreldet"
    LAGET = "laget og lest tilbake"
    ENDRET = "endret etter godkjenning"
    GODKJENT = "godkjent"
    DELVIS_SENDT = "sendt til noen"
    SENDT = "sendt"
    SENDT_FOR = "sendt i en eldre utgave"

    @property
    def galt(self) -> bool:
        """Something must be done before the packet can be approved."""
        return self in (
            Tilstand.IKKE_LAGET,
            Tilstand.FEILET,
            Tilstand.ENDRET_FIL,
            Tilstand.FORELDET,
        )

    @property
    def venter(self) -> bool:
        """The packet as it is may still have to be approved."""
        return self in (Tilstand.LAGET, Tilstand.ENDRET, Tilstand.SENDT_FOR)


@dataclass(frozen=True)
class Merke:
    """That a packet was approved or sent.

    Attributes:
        sha256: Of the packet; empty when it is not the one of today.
        tekst: In words, when and by whom.
        alle: All recipients have it.
        mangler: Why an approval does not hold for the packet of today, in a sentence.
    """

    sha256: str
    tekst: str
    alle: bool = True
    mangler: str = ""


@dataclass(frozen=True)
class Nokkeltall:
    """A row of the overview as the packet prints it.

    Attributes:
        id: The indicator's; empty when it is none that this program knows.
        navn: What the packet calls it.
        tekst: The municipality's value as printed, or the symbol that says why there is none.
        fylke: The county's, in the same way.
        periode: As printed.
        n: Of how many it is, as printed; empty where that is not.
        skiller: It differs from the county's more than chance gives (the filled point).
    """

    id: str
    navn: str
    tekst: str
    fylke: str
    periode: str
    n: str
    skiller: bool


@dataclass(frozen=True)
class Utslag:
    """A figure of the packet with filled points: its number and title, and which points."""

    nummer: str
    tittel: str
    punkter: tuple[str, ...]


@dataclass(frozen=True)
class Antall:
    """How many of the municipality's own figures are printed, and how many not, and why."""

    vist: int = 0
    skjult: int = 0
    mangler: int = 0
    finnes_ikke: int = 0


@dataclass(frozen=True)
class Sagt:
    """What the side-car of a packet says.

    Attributes:
        kommunenr, kommune, runde, maalform, demo: As in the packet.
        funn: The findings on its cover.
        nokkeltall: The rows of its overview, in order.
        utslag: The figures of its chapters in which something differs from the county.
        siden_sist: What has happened since the last round's packet; None in a first one.
        antall: How many figures are printed, and how many not.
        verdier: Every figure as printed, under what it is about; None where it is not shown.
        navn: What the figures are called, by indicator.
    """

    kommunenr: str
    kommune: str
    runde: str
    maalform: str
    demo: bool
    funn: tuple[Finding, ...]
    nokkeltall: tuple[Nokkeltall, ...]
    utslag: tuple[Utslag, ...]
    siden_sist: Seksjon | None
    antall: Antall
    verdier: Mapping[str, str | None]
    navn: Mapping[str, str]

    @property
    def skiller(self) -> tuple[Nokkeltall, ...]:
        """The rows of the overview that differ from the county's."""
        return tuple(one for one in self.nokkeltall if one.skiller)


@dataclass(frozen=True)
class Endring:
    """What differs from the packet that was looked through before this one.

    Attributes:
        kjent: There was one.
        linjer: A line per figure that is printed otherwise now.
        flere: How many more there are.
    """

    kjent: bool = False
    linjer: tuple[str, ...] = ()
    flere: int = 0


@dataclass(frozen=True)
class Varsel:
    """A warning: what is wrong in words that tell no figure, and what to do."""

    tittel: str
    tekst: str
    alvorlig: bool = True


@dataclass(frozen=True)
class Kort:
    """A municipality on the page.

    Attributes:
        kommunenr, kommune, slug: Its code, name and slug in the division of the round.
        mottakere: Who receives its packet.
        tilstand: How far the packet has come.
        om: About the state, in words: who approved it and when, why it failed.
        entry: The packet in the manifest; None when there is none that can be shown.
        sagt: What it says; None likewise.
        sider: The pictures of its pages, below the folder of the page.
        endring: What has changed since it was last looked through.
        varsler: What to find out before it is approved.
    """

    kommunenr: str
    kommune: str
    slug: str
    mottakere: tuple[Mottaker, ...]
    tilstand: Tilstand
    om: str = ""
    entry: Entry | None = None
    sagt: Sagt | None = None
    sider: tuple[str, ...] = ()
    endring: Endring = field(default_factory=Endring)
    varsler: tuple[Varsel, ...] = ()

    @property
    def navn(self) -> str:
        """The name of its page, as that of its packet."""
        return f"{self.kommunenr}-{self.slug}"


@dataclass(frozen=True)
class Mote:
    """A meeting with its municipalities by name; ``dato`` None for those invited to none."""

    id: str
    dato: date | None
    sted: str
    svarfrist: date | None
    kort: tuple[Kort, ...]

    @property
    def klare(self) -> tuple[Kort, ...]:
        """Those whose packets can be approved as they are, or are."""
        return tuple(one for one in self.kort if one.entry and not one.tilstand.galt)

    @property
    def kode(self) -> str:
        """The code of ``klare`` as the page shows them; empty where none has to be approved."""
        if not self.id or not any(one.tilstand.venter for one in self.klare):
            return ""
        addresses = {one.kommunenr: [to.epost for to in one.mottakere] for one in self.klare}
        return code_of([one.entry for one in self.klare if one.entry], addresses)


@dataclass(frozen=True)
class Gjennomgang:
    """All that the page tells.

    Attributes:
        runde, runde_navn, fylke: As in the packets.
        demo: The figures are invented.
        program: The version that made the packets.
        moter: In order of time.
        varsler: What is about no single municipality.
        audit: What came of attacking the packets together, in a sentence.
        audit_ok: It was done with these packets, and nothing was found.
    """

    runde: str
    runde_navn: str
    fylke: str
    demo: bool
    program: str
    moter: tuple[Mote, ...]
    varsler: tuple[Varsel, ...]
    audit: str
    audit_ok: bool

    @property
    def kort(self) -> tuple[Kort, ...]:
        """The municipalities in the order of the page."""
        return tuple(kort for mote in self.moter for kort in mote.kort)
