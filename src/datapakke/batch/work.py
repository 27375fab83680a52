"""The work on one packet: it is printed, and read back before anybody gets it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from datapakke.config.own import Pakke
from datapakke.errors import Problem
from datapakke.packet.model import Packet

if TYPE_CHECKING:
    from datapakke.verify import Verified


@dataclass(frozen=True)
class Kit:
    """What a packet is made with, beside what it says; goes to other processes.

    Attributes:
        templates: Where each template is looked for, in order.
        pakke: What the project made its own.
    """

    templates: tuple[Path, ...]
    pakke: Pakke


@dataclass(frozen=True)
class Made:
    """What became of a packet.

    Attributes:
        pdf: The file; empty when there is none. One with problems must not be printed by anybody.
        verified: What was compared when it was read back; None when there was nothing to read.
        problems: What is wrong with it; empty: it says what it should.
        trace: Where in the program it went wrong, for the log; empty when nothing did.
        cpu_s: CPU seconds of the work.
        peak_mb: The most memory that the process has had so far, in MB.
        mal: Whether it is a template that is wrong.
    """

    pdf: bytes
    verified: "Verified | None"
    problems: tuple[Problem, ...]
    trace: str
    cpu_s: float
    peak_mb: float
    mal: bool = False


def failed(what: str, trace: str = "", *, where: str) -> Made:
    """Give what became of a packet of which there is nothing."""
    return Made(b"", None, (Problem(where, what),), trace, 0.0, 0.0)


def make(packet: Packet, kit: Kit) -> Made:
    """Print a packet and read it back. The same packet and kit give the same bytes.

    Never raises for a packet that fails: what went wrong is told in what it gives.
    """
    from datapakke.batch.press import press_of  # noqa: PLC0415 - a second of imports, here only

    return press_of(kit).make(packet)
