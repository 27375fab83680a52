"""The two files of a ledger: its lines, opened under a lock, and its head, replaced whole."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from datapakke.disclosure.ledger.chain import Head, parse_head
from datapakke.disclosure.ledger.model import damaged
from datapakke.durable import replace_whole
from datapakke.errors import Problem

HEAD = ".hode"


@contextmanager
def opened(path: Path, *, adding: bool = False) -> Iterator[FileIO]:
    """Open the lines, to read or to add to; who adds is alone, and others wait.

    The lock goes with the process, however it ends.

    Raises:
        OSError: They cannot be opened, or are not there and are to be read.
    """
    if adding:
        path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b" if adding else "rb", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX if adding else fcntl.LOCK_SH)
        file.seek(0)
        yield file


def head_path(path: Path) -> Path:
    """Give the place of the head of the ledger in ``path``."""
    return path.with_name(path.name + HEAD)


def read_head(path: Path, content: bytes) -> Head:
    """Give the head of the ledger in ``path``, whose lines are ``content``.

    Raises:
        LedgerError: It is damaged, or there are lines and no head.
        OSError: It cannot be read.
    """
    where = head_path(path)
    try:
        return parse_head(where.read_bytes())
    except FileNotFoundError:
        if not content:
            return Head()
        what = "mangler. Da kan ingen se om de siste linjene er borte."
    except (ValueError, LookupError, TypeError, RecursionError):
        what = "er skadet: her skal antall linjer og den siste sjekksummen stå."
    raise damaged(str(path), [Problem(str(where), what)])


def write_head(path: Path, head: Head) -> None:
    """Replace the head, whole; only who has the lock does.

    Raises:
        OSError: It cannot be written; the old one still stands.
    """
    replace_whole(head_path(path), head.to_bytes())
