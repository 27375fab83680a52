"""What a worker does: it makes one packet after the other until nobody asks any more."""

import ctypes
import faulthandler
import gc
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import FileIO
from multiprocessing.connection import Connection
from pathlib import Path

from datapakke.batch.work import Kit, make
from datapakke.packet.model import Packet

READY = "klar"
_MEGABYTE = 1024 * 1024
_FORKS = sys.platform == "linux"
"""Elsewhere a process that has used the system's libraries may not be forked."""
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Limits:
    """What one packet may take.

    Attributes:
        seconds: Seconds by the clock.
        mb: Megabytes of memory of the worker's own, where the system can hold it to that.
    """

    seconds: float
    mb: int


def serve(asked: Connection, kit: Kit, limits: Limits, said: Path) -> None:
    """Make the packets that are asked for, and give each back; ends when the other end is gone.

    Args:
        asked: Where packets come in and what became of them goes out.
        kit: What they are made with.
        limits: What one may take; a worker that takes longer tells where it was, and ends.
        said: Where all goes that a library says, and why a worker ended.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks is told, and decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _hold_to(limits.mb)
    tempfile.tempdir = str(said.parent)  # taken away by the one who asks: this process is killed
    with said.open("ab", buffering=0) as file, suppress(EOFError, BrokenPipeError):
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
        faulthandler.enable(file)
        from datapakke.batch import warm  # noqa: F401, PLC0415 - not read where it was forked

        asked.send(READY)
        if _FORKS:
            gc.disable()  # half a million live boxes; what is dead is taken once, or with the copy
        known: set[str] = set()
        while True:
            packet = asked.recv()
            file.truncate(0)
            work = partial(_make, asked, packet, kit, limits, file)
            if packet.maalform in known:
                _forked(work)
                continue
            work()  # and templates, words and glyphs are known to all that are forked from here
            if _FORKS:
                known.add(packet.maalform)
                gc.collect()
                gc.freeze()


def _make(asked: Connection, packet: Packet, kit: Kit, limits: Limits, file: FileIO) -> None:
    faulthandler.dump_traceback_later(limits.seconds, exit=True, file=file)
    made = make(packet, kit)
    faulthandler.cancel_dump_traceback_later()
    asked.send(made)


def _forked(work: Callable[[], None]) -> None:
    """Do the work in a copy of this process, which need not clean up half a million boxes.

    When the copy dies, so does this process, the same way; and the other way round.
    """
    copy = os.fork()
    if not copy:
        try:
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            work()
            os._exit(0)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    if code < 0:
        faulthandler.disable()  # the copy has told where it was
        os.kill(os.getpid(), -code)
    if code:
        os._exit(code)


def _hold_to(megabytes: int) -> None:
    """Let the process have no more memory of its own than this; shared libraries do not count."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * _MEGABYTE
    with suppress(OSError, ValueError):  # a system that cannot
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))
