"""Proof-reads the packets of a round: each is read back and held against the data of today."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from datapakke.batch.inputs import Inputs, packet_key
from datapakke.batch.manifest import FILE as MANIFEST
from datapakke.batch.manifest import wrong_file
from datapakke.batch.model import Manifest
from datapakke.batch.prepare import Prepared
from datapakke.errors import SHOWN_AT_MOST, PacketError, Problem, refused
from datapakke.output import packet_name, sidecar
from datapakke.packet.model import Packet
from datapakke.pipeline import packet_of
from datapakke.provenance import RECORD
from datapakke.quarantine import FOLDER
from datapakke.verify import Verified, Verifier

_MOST_BYTES = 20_000_000
"""No packet is nearly so large; a larger file is not read at all."""


@dataclass(frozen=True)
class Proof:
    """What came of reading the packets of a round.

    Attributes:
        lest: File name → what was compared in it.
        mangler: Municipalities of which there is no packet.
        karantene: Packets that were set aside when they were made.
        feil: Everything that is wrong, of packets and of the folder as a whole.
    """

    lest: dict[str, Verified]
    mangler: tuple[str, ...]
    karantene: tuple[str, ...]
    feil: tuple[Problem, ...]

    @property
    def verdier(self) -> int:
        """How many values were compared."""
        return sum(one.verdier for one in self.lest.values())


def proof_read(
    basis: Prepared, verifier: Verifier, folder: Path, manifest: Manifest | None
) -> Proof:
    """Read back the packets in ``folder``.

    A packet that today's extracts, configuration or program would make otherwise is told once: it
    is to be made again, not compared line by line.

    Args:
        basis: What the packets of the whole round say, made again from the data.
        verifier: What reads a packet.
        folder: Where they lie.
        manifest: Which packets were put there.

    Raises:
        PacketError: There is not one packet in the folder.
    """
    if not any(folder.glob("*.pdf")):
        raise PacketError([Problem(str(folder), "har ingen pakker. Lag dem med datapakke build.")])
    lest: dict[str, Verified] = {}
    mangler, feil = [], list(_around(folder, basis.record, manifest))
    names = set()
    for kommune in basis.context.inndeling:
        try:
            packet = packet_of(basis.context, kommune)
            path = folder / f"{packet_name(packet)}.pdf"
            names.add(path.name)
            if not path.exists():
                mangler.append(packet.kommune)
                continue
            said = sidecar(packet)
            if manifest and (old := _of_other_inputs(packet, said, basis.inputs, manifest)):
                feil.append(Problem(path.name, old))
                continue
            lest[path.name] = verifier.verify(_bytes(path), packet, path.name)
        except PacketError as error:
            feil += error.problems
            continue
        told = [*lest[path.name].problems, *_sidecar(path.with_suffix(".json"), said)]
        feil += told or _changed(path, packet, manifest)
    strangers = sorted(path.name for path in folder.glob("*.pdf") if path.name not in names)
    feil += [Problem(name, "er ingen pakke i denne runden.") for name in strangers]
    aside = sorted(path.name for path in (folder / FOLDER).glob("*.pdf"))
    return Proof(lest, tuple(mangler), tuple(aside), tuple(feil))


def _of_other_inputs(packet: Packet, said: bytes, inputs: Inputs, manifest: Manifest) -> str:
    """Tell that a packet is not what today's inputs give; nothing when it is."""
    entry = manifest.by_kommunenr.get(packet.kommunenr)
    if entry is None:
        return "står ikke i manifest.json, så ingen vet hva den er laget av. Lag den på nytt."
    if entry.nokkel == packet_key(said, inputs):
        return ""
    if entry.sidefil_sha256 == hashlib.sha256(said).hexdigest():
        return "er laget med et annet program eller andre maler. Lag den på nytt."
    return "er laget av andre uttrekk, et annet oppsett eller et annet program. Lag den på nytt."


def _changed(path: Path, packet: Packet, manifest: Manifest | None) -> list[Problem]:
    """Tell of a packet that says what it should, but is not the file that was made."""
    entry = manifest.by_kommunenr.get(packet.kommunenr) if manifest else None
    what = wrong_file(path, entry.sha256) if entry else ""
    return [Problem(path.name, what)] if what else []


def _around(folder: Path, record: bytes, manifest: Manifest | None) -> Iterator[Problem]:
    """Tell of the manifest, the record, and what goes with the packets."""
    if manifest is None:
        yield Problem(MANIFEST, "finnes ikke. Lag pakkene på nytt, så blir det skrevet.")
    yield from _record(folder / RECORD, record)
    for place, sha256 in manifest.vedlegg if manifest else ():
        what = "" if place == RECORD else wrong_file(folder / place, sha256)
        if what:
            yield Problem(place, what)


def _bytes(path: Path) -> bytes:
    """Give a file.

    Raises:
        PacketError: It cannot be read, or is larger than any packet.
    """
    try:
        size = path.stat().st_size
        if size <= _MOST_BYTES:
            return path.read_bytes()
    except OSError as error:
        raise PacketError([refused(path.name, "leses", error)]) from error
    raise PacketError([Problem(path.name, f"er på {size} byte. Så stor er ingen pakke.")])


def _record(path: Path, made_from: bytes) -> Iterator[Problem]:
    """Tell when the record beside the packets is not of the data, configuration and program."""
    try:
        same = path.read_bytes() == made_from
    except OSError:
        same = False
    if not same:
        what = "gjelder andre uttrekk, et annet oppsett eller et annet program enn i dag."
        yield Problem(path.name, f"{what} Lag pakkene på nytt.")


def _sidecar(path: Path, said: bytes) -> Iterator[Problem]:
    """Tell when the side-car beside a packet is not the packet."""
    try:
        same = path.read_bytes() == said
    except OSError as error:
        yield refused(path.name, "leses", error)
        return
    if not same:
        yield Problem(path.name, "er ikke det samme som uttrekkene gir i dag.")


def as_lines(proof: Proof) -> list[str]:
    """Tell of it in bokmål: what was compared, then what is wrong."""
    pages = sum(one.sider for one in proof.lest.values())
    texts = sum(one.tekster for one in proof.lest.values())
    told = f"{proof.verdier} verdier og {texts} tekster på {pages} sider er lest tilbake"
    lines = [f"{len(proof.lest)} pakker: {told}, {len(proof.feil) or 'ingen'} feil."]
    if proof.mangler:
        lines.append(f"Ikke laget: {', '.join(proof.mangler)}.")
    if proof.karantene:
        lines.append(f"I karantene: {', '.join(proof.karantene)}.")
    return lines


def faults(proof: Proof) -> list[str]:
    """Give what is wrong, the first of each file, a line each; ``as_json`` has them all."""
    lines = []
    for name, group in groupby(proof.feil, lambda one: one.where.partition(",")[0]):
        told = [str(one) for one in group]
        lines += told[:SHOWN_AT_MOST]
        if len(told) > SHOWN_AT_MOST:
            lines.append(f"{name}: … og {len(told) - SHOWN_AT_MOST} feil til.")
    return lines


def as_json(proof: Proof) -> str:
    """Give it as JSON."""
    said = {
        "pakker": [
            {"fil": name, "sider": one.sider, "verdier": one.verdier, "tekster": one.tekster}
            for name, one in proof.lest.items()
        ],
        "mangler": proof.mangler,
        "karantene": proof.karantene,
        "feil": [asdict(one) for one in proof.feil],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)
