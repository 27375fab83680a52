"""What ``check`` tells: each file as it was read, and what was found, worst first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from datapakke.extracts.load import Loaded
from datapakke.extracts.model import Extract
from datapakke.kommuner import Inndeling


class Alvor(Enum):
    """How much a finding matters, worst first; the value names it in JSON."""

    FEIL = "feil"
    """The packets cannot be built."""
    ADVARSEL = "advarsel"
    """A number may be wrong or gone: find out before the packets are sent."""
    MERK = "merk"
    """Worth knowing; nothing has to be done."""


@dataclass(frozen=True)
class Funn:
    """One finding.

    Attributes:
        alvor: How much it matters.
        regel: The rule that found it: a stable word for machines (``docs/check.md``).
        sted: The file, with line and column where there are any.
        hva: What was found, in bokmål.
        gjor: What to do about it; empty when there is nothing.
        perioder: Labels of the periods that it is about; empty when it is about none.
        kommuner: Codes of the municipalities, in the division of the round.
    """

    alvor: Alvor
    regel: str
    sted: str
    hva: str
    gjor: str = ""
    perioder: tuple[str, ...] = ()
    kommuner: tuple[str, ...] = ()


@dataclass(frozen=True)
class LestSom:
    """How a file was read; see ``reading.ReadAs``.

    Attributes:
        fil: The file inside an archive, else the file itself.
        skadet: Lines with lost or twice encoded characters.
        gjentatt: Rows that were the header over again.
    """

    fil: str
    tegnsett: str
    skilletegn: str
    overskrift: int
    overskriftsrader: int
    rader: int
    ark: str
    gjentatt: int
    skadet: int
    forste_skadet: int


@dataclass(frozen=True)
class Periode:
    """One period of a file.

    Attributes:
        rader: Rows that the round uses.
        kommuner: How many of the division's municipalities have rows; None when the dataset has
            no municipalities.
        mangler: Codes of those that have none.
        skjult: Figures that the source has hidden.
    """

    periode: str
    rader: int
    kommuner: int | None
    mangler: tuple[str, ...]
    skjult: int


@dataclass(frozen=True)
class Kilde:
    """One file.

    Attributes:
        uttrukket: ISO date, or ``ukjent``.
        rader: Rows in the file.
        brukt: Rows (or figures of a wide file) that this round uses.
        andre_fylker: Those that are about municipalities of other counties.
        perioder: Labels of the periods used, in order.
        mangler: Codes of the division's municipalities without rows in any period.
        beskrevet: The register describes the file.
        forstatt: The first rows as understood, the columns' names first; of a file about pupils,
            each column's first different cells, since a row would be a pupil. Only of a file that
            the register describes, and of figures per municipality.
        summer: How many totals in the file were held against its municipalities.
        personer: A row of it is one person.
    """

    datasett: str
    fil: str
    navn: str
    uttrukket: str
    syntetisk: bool
    sha256: str
    lest_som: LestSom | None
    rader: int
    brukt: int
    andre_fylker: int
    perioder: tuple[str, ...]
    mangler: tuple[str, ...]
    per_periode: tuple[Periode, ...]
    beskrevet: bool
    forstatt: tuple[tuple[str, ...], ...]
    summer: int
    personer: bool = False


@dataclass(frozen=True)
class Report:
    """The whole report.

    Attributes:
        runde: The round's id; empty without one.
        inndeling: The year of the division.
        kommuner: Its municipalities: code → name.
        data_til: The last day of the round, as ISO; empty without one.
        kilder: The files that were read, by dataset.
        feil_i_alt: How many errors there were, also those that are not in ``funn``.
        funn: What was found, worst first.
    """

    runde: str
    inndeling: int
    kommuner: Mapping[str, str]
    data_til: str
    kilder: tuple[Kilde, ...]
    feil_i_alt: int
    funn: tuple[Funn, ...]

    def av(self, alvor: Alvor) -> tuple[Funn, ...]:
        """Give the findings that matter so much."""
        return tuple(funn for funn in self.funn if funn.alvor is alvor)


@dataclass(frozen=True)
class Earlier:
    """A file as the record of an earlier round has it.

    Attributes:
        mappe: The round's folder below ``out/``.
        data_til: The round's last day.
        uttrukket: The day on which the file was extracted; None when nobody has said.
    """

    mappe: str
    data_til: date
    datasett: str
    fil: str
    sha256: str
    uttrukket: date | None


@dataclass(frozen=True)
class History:
    """The files of earlier rounds, and paths of records that could not be read."""

    earlier: tuple[Earlier, ...] = ()
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basis:
    """What the report is made from.

    Attributes:
        loaded: What the folder of extracts holds.
        inndeling: The division of the round.
        data_til: The last day of the round; None without one.
        runde: The round's id; empty without one.
        history: What earlier rounds were made from.
    """

    loaded: Loaded
    inndeling: Inndeling
    data_til: date | None = None
    runde: str = ""
    history: History = field(default_factory=History)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """The extracts without errors, by name."""
        by_name = self.loaded.extracts.by_name
        return tuple(by_name[name] for name in sorted(by_name))

    def navn(self, kommunenr: str) -> str:
        """Give the name of one of the division's municipalities."""
        return self.inndeling.navn(self.inndeling.by_kommunenr[kommunenr])
