"""One run at a time in a project; the lock goes with the process, however it ends."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from platform import node
from typing import Any

from datapakke.errors import DatapakkeError, PacketError, Problem, refused

FILE = ".datapakke.laas"


class BusyError(DatapakkeError):
    """Another run is at work in the project."""


@contextmanager
def locked(root: Path, what: str, now: datetime) -> Iterator[None]:
    """Be alone in a project, and let others see who is.

    The lock is of a kind that no process inherits: workers that outlive a killed run hold nothing.

    Args:
        root: The project.
        what: The command that is run.
        now: When it began.

    Raises:
        BusyError: Another run holds the lock; the message says which.
        PacketError: The file cannot be written.
    """
    path = root / FILE
    try:
        file = path.open("a+b", buffering=0)
    except OSError as error:
        raise PacketError([refused(path, "skrives", error)]) from error
    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            raise BusyError([Problem(str(root), _holder(path))]) from error
        except OSError as error:
            raise PacketError([refused(path, "låses", error)]) from error
        said = {
            "hva": what,
            "pid": os.getpid(),
            "maskin": node(),
            "siden": now.isoformat(timespec="seconds"),
        }
        with suppress(OSError):  # a full disk: the lock holds, it only tells less
            file.truncate(0)
            file.write(json.dumps(said).encode())
        yield
        with suppress(OSError):
            file.truncate(0)


def _holder(path: Path) -> str:
    """Say who is at work, as far as they have told."""
    said: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        found = json.loads(path.read_bytes())
        said = found if isinstance(found, dict) else {}
    who = ""
    if said:
        told = [str(said.get(name, "?"))[:60] for name in ("hva", "pid", "maskin", "siden")]
        who = " («{}», prosess {} på {}, siden {})".format(*told)
    return f"en annen kjøring holder på her{who}. Vent til den er ferdig, og kjør på nytt."
