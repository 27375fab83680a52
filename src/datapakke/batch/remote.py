"""What runs in a cluster's workers. All that a packet is made with is sent along."""

import faulthandler
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from datapakke.batch.same import differences, mark
from datapakke.batch.work import Kit, Made, failed, make
from datapakke.config.own import Pakke
from datapakke.errors import Problem
from datapakke.output import packet_name
from datapakke.packet.model import Packet

_ONE = threading.Lock()
"""Packets are made one at a time in a process, however many threads it has."""


@dataclass(frozen=True)
class Folder:
    """A folder of templates: what it is called where it lies, and its files by their names."""

    name: str
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Parcel:
    """A kit that can go to a machine on which the templates do not lie."""

    folders: tuple[Folder, ...]
    pakke: Pakke


def parcel(kit: Kit) -> Parcel:
    """Pack a kit's templates."""
    return Parcel(tuple(Folder(str(one), tuple(_files(one))) for one in kit.templates), kit.pakke)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def make_there(packet: Packet, kit: Parcel, ours: dict[str, str], seconds: float) -> Made:
    """Make a packet in this worker; when it takes longer than ``seconds``, the worker ends.

    Nothing is made where it would be made otherwise than where it is asked for (``ours``).
    """
    with _ONE:
        if different := differences(ours, mark()):
            what = f"arbeideren i klyngen er ikke lik maskinen som spør: {'; '.join(different)}."
            return failed(what, where=f"{packet_name(packet)}.pdf")
        places = {one.name: _laid_out(one) for one in kit.folders}
        faulthandler.dump_traceback_later(seconds, exit=True)
        try:
            made = make(packet, Kit(tuple(places.values()), kit.pakke))
        finally:
            faulthandler.cancel_dump_traceback_later()
        return _named(made, places)


@lru_cache(maxsize=8)
def _laid_out(folder: Folder) -> Path:
    """Lay the files of a folder out on this machine, until the worker ends."""
    place = tempfile.TemporaryDirectory(prefix="datapakke-maler-")
    _PLACES.append(place)
    for name, content in folder.files:
        path = Path(place.name) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Path(place.name)


_PLACES: list[tempfile.TemporaryDirectory[str]] = []


def _named(made: Made, places: dict[str, Path]) -> Made:
    """Let what is wrong be told of the templates where they come from."""
    problems, trace = made.problems, made.trace
    for name, place in places.items():
        problems = tuple(
            Problem(one.where.replace(str(place), name), one.what.replace(str(place), name))
            for one in problems
        )
        trace = trace.replace(str(place), name)
    return replace(made, problems=problems, trace=trace)
