"""The packets of a run: made, or taken as they lie."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from datapakke.batch.inputs import Inputs, packet_key
from datapakke.batch.manifest import wrong_file
from datapakke.batch.model import Entry, Manifest, Pairs
from datapakke.batch.stage import Stage
from datapakke.batch.work import Made
from datapakke.batch.workers import Workers
from datapakke.errors import PacketError, Problem
from datapakke.kommuner import Kommune
from datapakke.model import Figure
from datapakke.output import packet_name, sidecar
from datapakke.packet.context import PacketContext
from datapakke.packet.model import Packet
from datapakke.pipeline import packet_of
from datapakke.quarantine import set_aside


@dataclass(frozen=True)
class Failed:
    """What could not be made: whose it is (or which file), why, and where in the program.

    ``mal`` tells whether it was for a template that is wrong.
    """

    hva: str
    problems: tuple[Problem, ...]
    trace: str = ""
    mal: bool = False


class Watch(Protocol):
    """Is told how a run goes."""

    def warn(self, problem: Problem) -> None:
        """Something is odd."""

    def step(self, what: str) -> None:
        """A step begins."""

    def inputs(self, pairs: Pairs) -> None:
        """All that the packets are made from is known."""

    def done(self, kommune: str, kept: str, failed: Failed | None) -> None:
        """A packet is made, was ``kept`` as it lay (then this says why), or failed."""


@dataclass
class Set:
    """The packets of a set, by code, and what became of each.

    Attributes:
        entries: Those that are right.
        made, kept, resumed: Those that were made now, lay there, or were made by a killed run.
        failed: What could not be made.
        printed, drawn: What they print, and what they draw of others.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    printed: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    drawn: dict[str, tuple[Figure, ...]] = field(default_factory=dict)


class Making:
    """Makes the packets of a set, or takes them as they lie."""

    def __init__(
        self, context: PacketContext, inputs: Inputs, stage: Stage, old: Manifest | None
    ) -> None:
        """Take what packets are made from, and what lies there from before."""
        self._context, self._inputs, self._stage, self._old = context, inputs, stage, old
        self.set = Set()
        self._waiting: dict[str, tuple[Packet, bytes, str]] = {}

    def packets(self, kommuner: tuple[Kommune, ...], workers: Workers, watch: Watch) -> None:
        """Make the packets that do not lie there as they are to be.

        Raises:
            PacketError: The disk refuses something.
        """
        for nr, made in workers.made(self._to_make(kommuner, watch)):
            packet, said, key = self._waiting.pop(nr)
            if made.problems or made.verified is None:
                failed = Failed(nr, self._set_aside(packet, said, made), made.trace, made.mal)
                self.set.failed.append(failed)
                watch.done(packet.kommune, "", failed)
                continue
            entry = _entry(packet, said, key, self._inputs.grunnlag, made)
            self._stage.put(entry, made.pdf, said)
            self._right(entry, packet, self.set.made)
            watch.done(packet.kommune, "", None)
        self.set.failed.sort(key=lambda one: one.hva)

    def _to_make(self, kommuner: tuple[Kommune, ...], watch: Watch) -> Iterator[tuple[str, Packet]]:
        """Give the packets that are to be made; those that lie there are taken on the way."""
        for kommune in kommuner:
            nr = self._context.inndeling.kommunenr(kommune)
            try:
                packet = packet_of(self._context, kommune)
            except PacketError as error:
                failed = Failed(nr, error.problems)
                self.set.failed.append(failed)
                watch.done(self._context.inndeling.navn(kommune), "", failed)
                continue
            said = sidecar(packet)
            key = packet_key(said, self._inputs)
            if not self._taken(packet, key, watch):
                self._waiting[nr] = packet, said, key
                yield nr, packet

    def _taken(self, packet: Packet, key: str, watch: Watch) -> bool:
        """Take a packet that is right as it lies, in the old set or of a killed run."""
        nr = packet.kommunenr
        resumed = self._stage.made.get(nr)
        if resumed and resumed.nokkel == key:
            self._right(resumed, packet, self.set.resumed)
            watch.done(packet.kommune, "laget i en kjøring som ble avbrutt", None)
            return True
        lies = self._old.by_kommunenr.get(nr) if self._old else None
        if lies is None or lies.nokkel != key or self._wrong(lies):
            return False
        self._stage.take(lies.sidefil)
        self._stage.take(lies.fil)
        self._right(lies, packet, self.set.kept)
        watch.done(packet.kommune, "uendret", None)
        return True

    def _right(self, entry: Entry, packet: Packet, among: list[str]) -> None:
        self.set.entries[entry.kommunenr] = replace(entry, grunnlag=self._inputs.grunnlag)
        self.set.printed[entry.kommunenr] = packet.figurer
        self.set.drawn[entry.kommunenr] = packet.bakgrunn
        among.append(entry.kommunenr)

    def _wrong(self, entry: Entry) -> bool:
        files = ((entry.fil, entry.sha256), (entry.sidefil, entry.sidefil_sha256))
        return any(wrong_file(self._stage.target / place, sha256) for place, sha256 in files)

    def _set_aside(self, packet: Packet, said: bytes, made: Made) -> tuple[Problem, ...]:
        """Lay a packet that is wrong in quarantine; give what is wrong with it."""
        path = self._stage.target / f"{packet_name(packet)}.pdf"
        if not made.pdf:
            return made.problems or (Problem(path.name, "ble ikke laget."),)
        unread = (Problem(path.name, "kunne ikke leses tilbake."),)
        return set_aside(path, made.pdf, said, made.problems or unread).problems


def _entry(packet: Packet, said: bytes, key: str, grunnlag: str, made: Made) -> Entry:
    name, seen = packet_name(packet), made.verified
    return Entry(
        kommunenr=packet.kommunenr,
        slug=packet.slug,
        kommune=packet.kommune,
        maalform=packet.maalform,
        fil=f"{name}.pdf",
        sha256=hashlib.sha256(made.pdf).hexdigest(),
        sidefil=f"{name}.json",
        sidefil_sha256=hashlib.sha256(said).hexdigest(),
        nokkel=key,
        grunnlag=grunnlag,
        sider=seen.sider if seen else 0,
        verdier=seen.verdier if seen else 0,
        tekster=seen.tekster if seen else 0,
    )
