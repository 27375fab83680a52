"""A file with a JSON head and arrays of numbers behind it, which shows when it is damaged.

MARK, the SHA-256 of all that follows, the length of the head in eight bytes, the head (UTF-8) with
the type and length of each array, and the arrays themselves.
"""

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

MARK = b"datapakke mellomlager 1\n"
DIGEST = hashlib.sha256().digest_size
LENGTH = 8
BEGIN = len(MARK) + DIGEST
MOST_BYTES = 2 * 1024**3
TYPES = frozenset({"|i1", "|b1", "<i2", "<i4", "<i8", "<f8"})


class Damaged(ValueError):  # noqa: N818 - what the file is
    """The file is not what was written: damaged, cut off, no file, or somebody else's."""


def write_stored(path: Path, head: Any, parts: Sequence[Array]) -> None:  # noqa: ANN401 - JSON
    """Write a file that only its owner can read, whole or not at all.

    Raises:
        OSError: It cannot be written; what was there before still is.
    """
    kinds = [[part.dtype.str, len(part)] for part in parts]
    text = json.dumps({"head": head, "parts": kinds}).encode()
    pieces = [len(text).to_bytes(LENGTH, "little"), text, *(part.tobytes() for part in parts)]
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([MARK, digest.digest(), *pieces])
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_stored(path: Path) -> tuple[Any, list[Array]]:
    """Read the head and the arrays.

    Raises:
        Damaged: It is not a file that ``write_stored`` wrote, whole.
        OSError: It cannot be read, or is a link.
    """
    view = read_regular(path, MOST_BYTES)
    digest = hashlib.sha256(view[BEGIN:]).digest()
    if bytes(view[:BEGIN]) != MARK + digest:
        raise Damaged
    try:
        return _split(view[BEGIN:])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise Damaged from error


def read_regular(path: Path, most: int) -> memoryview:
    """Read a file that is one, never what a pipe or a link may give.

    Raises:
        Damaged: It is not a file, or has more than ``most`` bytes.
        OSError: It cannot be read, or is a link.
    """
    with open(path, "rb", opener=_never_waiting) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > most:
            raise Damaged
        view = memoryview(bytearray(found.st_size))
        file.readinto(view)
    return view


def _never_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _split(view: memoryview) -> tuple[Any, list[Array]]:
    at = LENGTH + int.from_bytes(view[:LENGTH], "little")
    told = json.loads(bytes(view[LENGTH:at]))
    parts = []
    for kind, length in told["parts"]:
        if kind not in TYPES:
            raise Damaged
        parts.append(np.frombuffer(view, dtype=kind, count=length, offset=at))
        at += parts[-1].nbytes
    return told["head"], parts
