"""Prints packets and reads them back, one after the other; knows the libraries that do it."""

import resource
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

from datapakke.batch.work import Kit, Made
from datapakke.errors import DatapakkeError, Problem, TemplateError
from datapakke.output import packet_name
from datapakke.packet.model import Packet
from datapakke.render import Renderer
from datapakke.verify import Verifier


class Press:
    """Prints packets and reads them back; one serves many, one after the other."""

    def __init__(self, kit: Kit) -> None:
        """Take what packets are made with."""
        self.kit = kit
        self._renderer = Renderer(kit.templates, kit.pakke)
        self._verifier = Verifier(kit.templates)

    def make(self, packet: Packet) -> Made:
        """Do as ``work.make`` does."""
        before = time.process_time()
        pdf, verified, trace, mal = b"", None, "", False
        name = f"{packet_name(packet)}.pdf"
        try:
            pdf = self._renderer.pdf(packet)
            verified = self._verifier.verify(pdf, packet, name)
            problems = verified.problems
        except Exception as error:  # noqa: BLE001 - the other packets are to be made
            problems, trace = _told(error, name), traceback.format_exc()
            mal = isinstance(error, TemplateError)
        cpu_s = time.process_time() - before
        return Made(pdf, verified, problems, trace, cpu_s, _peak_mb(), mal)


def _told(error: BaseException, name: str) -> tuple[Problem, ...]:
    """Tell what went wrong; lack of memory may lie behind whatever failed for it."""
    behind: BaseException | None = error
    while behind and not isinstance(behind, MemoryError):
        behind = behind.__cause__
    if behind:
        return (Problem(name, "trengte mer minne enn en pakke får."),)
    if isinstance(error, DatapakkeError):
        return error.problems
    return (Problem(name, f"kunne ikke lages: {type(error).__name__}: {error}"),)


_PRESSES: list[Press] = []
"""The last one that was used: templates are read and parsed once."""


def press_of(kit: Kit) -> Press:
    """Give the press of a kit."""
    if not _PRESSES or _PRESSES[0].kit != kit:
        _PRESSES[:] = [Press(kit)]
    return _PRESSES[0]


def _peak_mb() -> float:
    """Give the most memory that the process has had.

    Linux counts what a process was before it became this one into ``ru_maxrss``: one that is
    spawned would have the memory of who spawned it. macOS counts it in bytes.
    """
    with suppress(OSError):
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        if found := [line.split()[1] for line in lines if line.startswith("VmHWM:")]:
            return int(found[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024 * 1024)
