"""What a manifest says, as frozen data."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """A packet that was made, read back and found right.

    Attributes:
        kommunenr: The municipality's code in the division of the round.
        slug: Its name in file names.
        kommune: Its name.
        maalform: The written form of the packet.
        fil: The PDF, in the folder of the round.
        sha256: Of the PDF.
        sidefil: The side-car with every printed value.
        sidefil_sha256: Of the side-car.
        nokkel: The packet's key: what it says, and all that decides how it looks.
        grunnlag: The digest of all inputs when it was last seen to be what they give.
        sider: Pages that were read back.
        verdier: Values that were compared.
        tekster: Texts that were compared.
    """

    kommunenr: str
    slug: str
    kommune: str
    maalform: str
    fil: str
    sha256: str
    sidefil: str
    sidefil_sha256: str
    nokkel: str
    grunnlag: str
    sider: int
    verdier: int
    tekster: int


@dataclass(frozen=True)
class Audit:
    """What came of attacking the packets together.

    Attributes:
        ok: Nothing was found.
        grunnlag: The digest of all inputs when it was done.
        sidefiler: The digest of the side-cars that were attacked (``sidecars_digest``).
        offentlig: How many hidden figures were attacked as the public.
        innsidere: How many as municipalities that know their own numbers.
        feil: What was found, in words.
    """

    ok: bool
    grunnlag: str
    sidefiler: str
    offentlig: int
    innsidere: int
    feil: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """What lies in the folder of a round.

    Attributes:
        runde: The round's id; empty outside rounds.
        demo: The figures are invented.
        program: The version of the program.
        grunnlag: The digest of all inputs of the last run.
        inndata: Each input, by its name in the project or in the program, and its SHA-256 (or
            its version).
        pakker: The packets, by code.
        feilet: The code of each packet that could not be made in the last run, and why.
        vedlegg: Everything else that was made, by its place in the folder, and its SHA-256.
        nokler: The keys of those of ``vedlegg`` that are made again only when they change.
        audit: None when the packets as they lie here have not been attacked together.
    """

    runde: str
    demo: bool
    program: str
    grunnlag: str
    inndata: Pairs
    pakker: tuple[Entry, ...]
    feilet: tuple[tuple[str, tuple[str, ...]], ...] = ()
    vedlegg: Pairs = ()
    nokler: Pairs = ()
    audit: Audit | None = None

    @property
    def by_kommunenr(self) -> dict[str, Entry]:
        """The packets, under the code of their municipality."""
        return {one.kommunenr: one for one in self.pakker}

    @property
    def files(self) -> dict[str, str]:
        """Every file that the manifest names, by its place in the folder, and its SHA-256."""
        own = {one.fil: one.sha256 for one in self.pakker}
        own |= {one.sidefil: one.sidefil_sha256 for one in self.pakker}
        return own | dict(self.vedlegg)

    @property
    def audited(self) -> bool:
        """The packets as they lie here have been attacked together, and nothing was found."""
        seen = self.audit
        if seen is None or not seen.ok or seen.grunnlag != self.grunnlag:
            return False
        return seen.sidefiler == sidecars_digest(self.pakker)


def sidecars_digest(entries: Iterable[Entry]) -> str:
    """Give the SHA-256 of what a set of packets says."""
    said = sorted((one.kommunenr, one.sidefil_sha256) for one in entries)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
