"""What ``build`` and ``batch`` share: their options, progress, the log, and the summary."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datapakke.cli.common import Command, clock, say, warn
from datapakke.errors import DatapakkeError, Problem

if TYPE_CHECKING:
    from datapakke.batch.job import Job
    from datapakke.batch.log import Log
    from datapakke.batch.making import Failed
    from datapakke.batch.model import Pairs
    from datapakke.batch.run import Ran

_STOPPED = "Stanset. Ingenting er lagt på plass; det som er laget, brukes av neste kjøring."
_SIGTERM = 128 + signal.SIGTERM


def running_(command: Command) -> Command:
    """Add the options that say how packets are made."""
    options = (
        click.option("--force", is_flag=True, help="Lag alle på nytt, også de som er uendret."),
        click.option(
            "--jobs",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Så mange pakker om gangen (ellers: én per kjerne).",
        ),
        click.option(
            "--executor",
            type=click.Choice(["lokal", "dask"]),
            default="lokal",
            help="Hvem som lager pakkene: denne maskinen, eller en klynge (docs/skala.md).",
        ),
        click.option(
            "--scheduler", default="", metavar="ADRESSE", help="Klyngens adresse: tcp://navn:port."
        ),
        click.option("--json", "json_", is_flag=True, help="Skriv resultatet som JSON."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def stoppable() -> Iterator[None]:
    """End on SIGTERM and Ctrl-C by leaving every context, with a line that says what holds."""
    try:
        before = signal.signal(signal.SIGTERM, _stop)
    except ValueError:  # not in the main thread: nobody can stop us so
        before = None
    try:
        yield
    except KeyboardInterrupt:
        say(_STOPPED)
        raise SystemExit(128 + signal.SIGINT) from None
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def _stop(*_: object) -> None:
    say(_STOPPED)
    raise SystemExit(_SIGTERM)


class Quiet:
    """Watches and says nothing but what is odd."""

    def inputs(self, pairs: "Pairs") -> None:
        """All that the packets are made from is known."""

    def warn(self, problem: Problem) -> None:
        """Something is odd."""
        warn([problem])

    def step(self, what: str) -> None:
        """A step begins."""

    def done(self, kommune: str, kept: str, failed: "Failed | None") -> None:
        """A packet is made, was kept, or failed."""


class Watch:
    """Shows how a run goes: a bar on a terminal, a line per packet elsewhere; and logs it."""

    def __init__(self, job: "Job", log: "Log") -> None:
        """Take what is made, and where it is logged."""
        self._job, self.log = job, log
        self._total, self._failed = len(job.order.kommuner), 0
        self._count = 0
        self._bar: Any = None
        self.notes: list[Problem] = []

    def inputs(self, pairs: "Pairs") -> None:
        """All that the packets are made from is known."""
        self.log.begin(pairs)

    def warn(self, problem: Problem) -> None:
        """Something is odd."""
        self.notes.append(problem)
        self.log.problem("MERK", problem)
        warn([problem])

    def step(self, what: str) -> None:
        """A step begins."""
        self.end()
        self.log.line(what)
        if sys.stderr.isatty():
            say(f"{what} …")

    def done(self, kommune: str, kept: str, failed: "Failed | None") -> None:
        """A packet is made, was kept (this says why), or failed."""
        self._count += 1
        self._failed += failed is not None
        if failed:
            self.log.failed(failed, kommune)
        self.log.line(f"{kommune}: {'feilet' if failed else kept or 'laget'}")
        if not sys.stderr.isatty():
            if not kept and not failed:
                say(f"{self._count} av {self._total}: {kommune} er laget.")
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=self._total, label="Pakker", file=sys.stderr, show_pos=True
            )
            self._bar.__enter__()
        self._bar.label = f"Pakker ({self._failed} feilet)" if self._failed else "Pakker"
        self._bar.update(1)

    def end(self) -> None:
        """No more packets come."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None

    def paths(self, ran: "Ran") -> list[Path]:
        """Give where the packets lie that were asked for and are right."""
        made = ran.made.entries if ran.manifest else {}
        return [self._job.folder / made[nr].fil for nr in sorted(made)]

    def name(self, what: str) -> str:
        """Give the name of a municipality by its code; a file is its own."""
        kommune = self._job.order.inndeling.by_kommunenr.get(what)
        return self._job.order.inndeling.navn(kommune) if kommune else what

    def summary(self, ran: "Ran") -> Iterator[str]:
        """Tell what came of it, and what to do next."""
        made, folder = ran.made, self._job.folder
        for failed in made.failed:
            error = DatapakkeError(failed.problems)
            yield from (f"Feil: {self.name(failed.hva)}: {line}" for line in error.lines())
        right = len(made.entries)
        plural = "r" if self._total > 1 else ""
        told = [f"{len(made.kept)} uendret"] if made.kept else []
        told += [f"{len(made.resumed)} fra en avbrutt kjøring"] if made.resumed else []
        kept = f" ({', '.join(told)})" if told else ""
        yield f"Laget {right} av {self._total} pakke{plural}{kept}."
        yield from (f"Merk: {one}" for one in ran.told)
        if ran.manifest is None:
            yield f"Ingenting er lagt på plass: {folder} er som før."
        else:
            places = {place.partition("/")[0] for place, _ in ran.manifest.vedlegg if "/" in place}
            if "svarark" in places:
                yield f"Svararkene ligger i {folder / 'svarark'}."
            if "hefter" in places:
                yield f"Møteheftene, til intern bruk, ligger i {folder / 'hefter'}."
        if made.failed:
            yield f"Hva som gikk galt, står i {self.log.path}."

    def as_json(self, ran: "Ran") -> dict[str, Any]:
        """Give the same for machines."""
        made = ran.made
        return {
            "runde": self._job.order.mappe,
            "mappe": str(self._job.folder),
            "laget": [made.entries[nr].fil for nr in made.made],
            "uendret": [made.entries[nr].fil for nr in made.kept],
            "gjenopptatt": [made.entries[nr].fil for nr in made.resumed],
            "feilet": [
                {"hva": one.hva, "feil": [str(problem) for problem in one.problems]}
                for one in made.failed
            ],
            "merk": [str(one) for one in (*self.notes, *ran.told)],
            "angrepet": ran.manifest.audited if ran.manifest else False,
            "grunnlag": ran.manifest.grunnlag if ran.manifest else None,
            "logg": str(self.log.path),
        }


@contextmanager
def watched(job: "Job", what: str, now: Callable[[], datetime] = clock) -> Iterator[Watch]:
    """Watch a run; what stops it is logged too."""
    from datapakke.batch.log import Log

    watch = Watch(job, Log(job.project.root, what, job.order.mappe, now))
    try:
        yield watch
    except DatapakkeError as error:
        for problem in error.problems:
            watch.log.problem("FEIL", problem)
        raise
    except SystemExit:
        watch.log.line(_STOPPED)
        raise
    finally:
        watch.end()
        watch.log.close()
        if watch.log.wrong:
            say(f"Merk: {watch.log.path}: loggen kan ikke skrives: {watch.log.wrong}.")
