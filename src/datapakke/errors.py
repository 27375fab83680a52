"""What can go wrong, told to a person: where, what stands there, what should."""

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

SHOWN_AT_MOST = 20
_SYSTEM = {
    errno.EACCES: "ingen tilgang",
    errno.EPERM: "ingen tilgang",
    errno.ENOENT: "finnes ikke",
    errno.EEXIST: "finnes fra før",
    errno.EISDIR: "er en mappe",
    errno.ENOTDIR: "en del av stien er ingen mappe",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "det er ikke lov å bruke mer av disken",
    errno.EFBIG: "filen er for stor",
    errno.EROFS: "disken kan bare leses",
    errno.EIO: "disken svarer med feil",
    errno.EBUSY: "er i bruk",
    errno.ETXTBSY: "er i bruk",
    errno.EXDEV: "ligger på en annen disk",
    errno.ELOOP: "er en lenke, eller en rekke av dem",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EINVAL: "navnet er ugyldig",
    errno.EMFILE: "for mange åpne filer",
    errno.ENFILE: "for mange åpne filer",
    errno.ENOMEM: "for lite minne",
    errno.ENXIO: "er ingen vanlig fil",
    errno.ENOLCK: "disken kan ikke låse filer",
    errno.EAGAIN: "er opptatt",
    errno.EPIPE: "forbindelsen ble brutt",
    errno.ECONNREFUSED: "tar ikke imot",
    errno.ECONNRESET: "forbindelsen ble brutt",
    errno.ECONNABORTED: "forbindelsen ble brutt",
    errno.ETIMEDOUT: "ingen svar i tide",
    errno.ENETUNREACH: "nettet når ikke dit",
    errno.EHOSTUNREACH: "nettet når ikke dit",
    errno.ENETDOWN: "nettet er nede",
}


def system_says(error: OSError) -> str:
    """Say in bokmål why the system refused, without a full stop; the error's name if need be."""
    number = error.errno
    if number is None:
        return "ukjent feil"
    return _SYSTEM.get(number) or f"feilen {errno.errorcode.get(number, number)}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong (or odd), and its place.

    Attributes:
        where: The place as a reader finds it again: ``fil.csv, linje 4, kolonne «dager»``.
        what: One sentence in bokmål: what stands there, and what should.
    """

    where: str
    what: str

    def __str__(self) -> str:
        """Give the problem as one line."""
        return f"{self.where}: {self.what}"


def refused(where: str | Path, what: str, error: OSError) -> Problem:
    """Tell what cannot be done with a file (``leses``), and why the system refuses it."""
    return Problem(str(where), f"kan ikke {what}: {system_says(error)}.")


class DatapakkeError(Exception):
    """A step that could not be done; carries every problem that the step found."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Sequence[Problem], total: int | None = None) -> None:
        """Keep the problems; ``total`` says how many there were when not all were kept."""
        self.problems = tuple(problems)
        self.total = len(self.problems) if total is None else total
        super().__init__("\n".join(self.lines()))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let it be told of by another process."""
        return type(self), (self.problems, self.total)

    def lines(self) -> list[str]:
        """Give the first problems, a line each, and how many more there are."""
        lines = [str(problem) for problem in self.problems[:SHOWN_AT_MOST]]
        left = self.total - len(lines)
        if left > 0:
            lines.append(f"… og {left} feil til.")
        return lines


class UsageError(DatapakkeError):
    """The command was called wrongly (unknown municipality, impossible choice)."""

    exit_code = 2


class ConfigError(DatapakkeError):
    """``config/kommuner.yaml`` is wrong."""

    exit_code = 4


class ExtractError(DatapakkeError):
    """An extract or the register of sources is wrong."""

    exit_code = 4


class TemplateError(DatapakkeError):
    """A template is wrong: every packet would be."""

    exit_code = 4


class PacketError(DatapakkeError):
    """A packet could not be made; the others may be fine."""

    exit_code = 1


class ControlError(DatapakkeError):
    """A published figure could not be made again from what it is said to be made from."""

    exit_code = 1
