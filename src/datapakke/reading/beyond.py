"""The bytes of a text beyond ASCII, in pieces: few of many, and all that encodings differ in."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

CHUNK = 1024 * 1024
"""Looked at or decoded at a time. Even, for UTF-16; small, so that a file is in memory once, and so
that what is made of a piece is near: four times as much takes two to seven times as long."""

LAST_ASCII = 0x7F
Bytes = npt.NDArray[np.uint8]


def beyond_ascii(data: bytes) -> Iterator[tuple[Bytes, Bytes, Bytes]]:
    """Give every byte beyond ASCII and the two that come after it, 0 for what is ASCII.

    A piece at a time. Pieces overlap by two bytes, so that no three are parted; those bytes come
    twice.
    """
    for at in range(0, len(data), CHUNK):
        piece = np.frombuffer(data, np.uint8, min(CHUNK + 2, len(data) - at), at)
        found = np.flatnonzero(piece > LAST_ASCII)
        first = piece[found]
        close = np.diff(found, append=-1) == 1
        second = np.where(close, np.roll(first, -1), 0).astype(np.uint8)
        third = np.where(close, np.roll(second, -1), 0).astype(np.uint8)
        yield first, second, third
