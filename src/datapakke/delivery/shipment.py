"""What is to be sent: one municipality's approved packet, and the files that lie beside it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from datapakke.kommuner import Kommune, Mote


@dataclass(frozen=True)
class File:
    """A file, and the SHA-256 that it must have."""

    path: Path
    sha256: str


@dataclass(frozen=True)
class Shipment:
    """An approved packet and who receives it. It knows nothing of how it was approved.

    Attributes:
        runde: The round's id.
        mote: The meeting that the packet is for.
        kommunenr: The municipality's code in the round's division.
        kommune: Whose it is; ``kommune.mottakere`` receive it.
        navn: The municipality's name in the round's division.
        maalform: The written form of the packet, a key of ``locale.SPRAK``.
        path: The PDF.
        sha256: Of the PDF, as it was approved.
        sidefil: The packet's side-car, as it was approved.
        frist: When answers are wanted by.
        svarark: The answer sheet; None where there is none.
        andre: The names of the others who are invited to the meeting.
        demo: The figures are invented.
    """

    runde: str
    mote: Mote
    kommunenr: str
    kommune: Kommune
    navn: str
    maalform: str
    path: Path
    sha256: str
    sidefil: File
    frist: date
    svarark: File | None = None
    andre: tuple[str, ...] = ()
    demo: bool = False

    @property
    def stem(self) -> str:
        """The name that its files begin with: ``0623-modum``."""
        return f"{self.kommunenr}-{self.kommune.slug}"


@dataclass(frozen=True)
class Cargo:
    """A shipment with its files as they were read once and found to be the approved ones."""

    shipment: Shipment
    pakke: bytes
    sidefil: bytes
    svarark: bytes | None


@dataclass(frozen=True)
class Sender:
    """Who sends: the name and address that recipients see, and where answers go."""

    navn: str
    fra: str
    svar_til: str
