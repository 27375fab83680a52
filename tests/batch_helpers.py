"""A small round whose packets are made in no time, for tests of what lies around them."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self, TypeVar

import pytest

import datapakke.batch.inputs
import datapakke.batch.run
import datapakke.cli.batch
from datapakke.batch.inputs import inputs_of
from datapakke.batch.job import Job
from datapakke.batch.making import Failed, Watch
from datapakke.batch.model import Pairs
from datapakke.batch.prepare import Prepared, prepared
from datapakke.batch.work import Kit, Made
from datapakke.config import load_config
from datapakke.disclosure.ledger import Ledger
from datapakke.errors import Problem
from datapakke.indicators import all_indicators
from datapakke.kommuner import Kommune
from datapakke.order import Choice, make_order
from datapakke.output import sidecar
from datapakke.packet.build import build_packet
from datapakke.packet.context import PacketContext
from datapakke.packet.model import Packet
from datapakke.pipeline import packet_of
from datapakke.project import Project
from datapakke.verify import Verified

T = TypeVar("T")


class QuickWorkers:
    """Makes a packet's «PDF» of its side-car, at once, in this process.

    Attributes:
        made_of: The municipalities that were asked for, of all runs.
        broken: Those whose packet cannot be made, and those whose packet says something wrong.
        killed_at: After so many packets the run is killed.
    """

    made_of: list[str]
    broken: dict[str, str]
    killed_at: int

    def __init__(self, kit: Kit, **_: object) -> None:
        self.kit = kit

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""

    def made(self, packets: Iterable[tuple[T, Packet]]) -> Iterator[tuple[T, Made]]:
        for number, (key, packet) in enumerate(packets):
            if number == type(self).killed_at:
                raise KilledError
            self.made_of.append(packet.kommune)
            yield key, self._one(packet)

    def _one(self, packet: Packet) -> Made:
        how = self.broken.get(packet.kommune, "")
        wrong = (Problem(f"{packet.kommunenr}-{packet.slug}.pdf", "er gal."),) if how else ()
        pdf = b"" if how == "ikke laget" else pdf_of(packet)
        seen = None if how == "ikke laget" else Verified(3, 20, 10, wrong)
        return Made(pdf, seen, wrong, "Traceback: her" if how else "", 0.1, 50.0)


_PROGRAM = datapakke.batch.inputs._program()  # noqa: SLF001 - as it is, while tests run
_PREPARED: dict[tuple[object, ...], Prepared] = {}
"""What is made of the same inputs is the same: read and counted once for all tests."""


def prepared_once(job: Job, watch: Watch) -> Prepared:
    """Do as ``prepared`` does, with each project's own ledger and inputs."""
    inputs = inputs_of(job.project, job.config, job.order, job.raw)
    ledger = job.project.printed(demo=True)
    whole = inputs.with_ledger(ledger, job.order.mappe)
    key = (whole.grunnlag, job.maalform)
    if key not in _PREPARED:
        _PREPARED[key] = prepared(job, watch)
    watch.inputs(whole.pairs)
    return replace(_PREPARED[key], inputs=whole, ledger=Ledger(ledger))


Put = Callable[[PacketContext, Kommune], Packet]
"""Puts a packet together."""


def once(put: Put) -> Put:
    """Give a function that puts a packet together once for all tests.

    The contexts are held, so that no other gets the identity of one that is gone.
    """
    known: dict[tuple[int, str, str], tuple[PacketContext, Packet]] = {}

    def packet(context: PacketContext, kommune: Kommune) -> Packet:
        place = id(context.published), context.maalform, kommune.slug
        if place not in known:
            known[place] = context, put(context, kommune)
        return known[place][1]

    return packet


PUT = {
    "datapakke.batch.making.packet_of": once(packet_of),
    "datapakke.hefte.hefte.build_packet": once(build_packet),
}


class KilledError(BaseException):
    """Stands for a kill: nothing is cleaned up that a kill would not clean up."""


class Heard:
    """Remembers what a run told."""

    def __init__(self) -> None:
        self.warned: list[str] = []
        self.said: list[tuple[str, str, bool]] = []

    def warn(self, problem: Problem) -> None:
        self.warned.append(str(problem))

    def step(self, what: str) -> None: ...

    def inputs(self, pairs: Pairs) -> None: ...

    def done(self, kommune: str, kept: str, failed: Failed | None) -> None:
        self.said.append((kommune, kept, failed is not None))


def pdf_of(packet: Packet) -> bytes:
    return b"%PDF " + hashlib.sha256(sidecar(packet)).hexdigest().encode()


def made_quickly(monkeypatch: pytest.MonkeyPatch) -> type[QuickWorkers]:
    """Let packets, sheets and booklets be made at once, of packets that are put together once."""
    for name, value in {"made_of": [], "broken": {}, "killed_at": -1}.items():
        monkeypatch.setattr(QuickWorkers, name, value, raising=False)
    monkeypatch.setattr(datapakke.batch.run, "Workers", QuickWorkers)
    for place, put in PUT.items():
        monkeypatch.setattr(place, put)
    monkeypatch.setattr(datapakke.batch.run, "prepared", prepared_once)
    page = lambda job: (job.folder / "index.html", None)  # noqa: E731 - as ``write_page`` gives it
    monkeypatch.setattr(datapakke.cli.batch, "write_page", page)
    monkeypatch.setattr(datapakke.batch.inputs, "_program", lambda: _PROGRAM)
    monkeypatch.setattr(
        "datapakke.svarark.pdf.SheetRenderer.pdf", lambda _, ark: b"%PDF ark " + repr(ark).encode()
    )
    monkeypatch.setattr(
        "datapakke.batch.attached.hefte_pdf", lambda hefte, _: b"%PDF hefte " + repr(hefte).encode()
    )
    return QuickWorkers


def copied(project: Path, folder: Path) -> Path:
    """Give a copy of a project with what it keeps."""
    return Path(shutil.copytree(project, folder, symlinks=True))


def job_of(
    root: Path, *, alle: bool = True, kommuner: tuple[str, ...] = (), **options: object
) -> Job:
    """Give the job of a round, or of some of its municipalities."""
    project = Project(root)
    config = load_config(project.config, {one.id for one in all_indicators()})
    order = make_order(Choice(alle=alle and not kommuner, kommuner=kommuner), config)
    job = Job(project, config, order, project.raw, project.out / order.mappe)
    return Job(**{**vars(job), **options})


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder, hidden ones too, by its place."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
