"""A worker as the process sees it that gives it packets."""

import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datapakke.batch.work import Kit, Made
from datapakke.batch.worker import READY, Limits, serve
from datapakke.packet.model import Packet

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

START = 120.0
"""Seconds that a worker may take to be ready, on a machine that has much else to do."""
GRACE = 10.0
"""Seconds that a worker has to end by itself when its time is up."""


@dataclass
class Task:
    """A packet, whose it is, and how many times it has been given to a worker."""

    key: Any
    packet: Packet
    tries: int = 0


class Hand:
    """A worker, the pipe to it, and what it is at."""

    def __init__(self, context: BaseContext, kit: Kit, limits: Limits, said: Path) -> None:
        """Start it.

        Raises:
            OSError, EOFError: No process can be started.
        """
        self.ready = False
        self.task: Task | None = None
        self._limits, self._said = limits, said
        self.asks, asked = context.Pipe()
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(asked, kit, limits, said), daemon=True
        )
        try:
            self._process.start()
        finally:
            asked.close()
        self._begun = self._ended = time.monotonic()

    @property
    def idle(self) -> bool:
        """It may be given something to do."""
        return self.ready and self.task is None

    @property
    def pid(self) -> int:
        """Its number among the machine's processes."""
        return self._process.pid or 0

    @property
    def until(self) -> float:
        """When it must be heard of again, by the monotonic clock; an idle one need not be."""
        if self.idle:
            return float("inf")
        return self._begun + (self._limits.seconds + GRACE if self.ready else START)

    def give(self, task: Task) -> None:
        """Let it make a packet. If it is dead, that is seen when it is heard."""
        task.tries += 1
        self.task, self._begun = task, time.monotonic()
        with suppress(OSError):
            self.asks.send(task.packet)

    def hear(self) -> Made | None:
        """Give what it has made; None when it only says that it is ready.

        Raises:
            EOFError: It is dead.
        """
        try:
            said = self.asks.recv()
        except (OSError, EOFError) as error:
            self._ended = time.monotonic()
            raise EOFError from error
        if said == READY:
            self.ready = True
            return None
        made: Made = said
        return made

    def kill(self) -> None:
        """End it, whatever it is at; it is heard to be dead."""
        self._process.kill()

    def end(self) -> None:
        """Let there be no process any more."""
        self.kill()
        self._process.join()
        self.asks.close()

    def timed_out(self) -> bool:
        """Tell whether it took more time than a packet may, when it has ended."""
        return self._ended - self._begun >= self._limits.seconds

    def why(self) -> str:
        """Say in bokmål why a packet did not come of it, when it has ended."""
        if self.timed_out():
            return f"ble ikke ferdig på {self._limits.seconds:g} sekunder."
        return f"kunne ikke lages: prosessen som skulle gjøre det, ble avbrutt ({self.ended()})."

    def ended(self) -> str:
        """Give the signal that it ended by, or its exit code."""
        code = self._process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return signal.Signals(-code).name
        return f"kode {code}"

    def last_words(self) -> str:
        """Give what its libraries said, and where it was, when it ended."""
        with suppress(OSError):
            return self._said.read_text(encoding="utf-8", errors="replace")
        return ""
