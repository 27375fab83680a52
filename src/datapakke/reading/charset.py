"""Texts of one byte per character are kept as they came: what is read of them is decoded.

All these encodings have ASCII where UTF-8 has it, so rows and cells are found without decoding.
"""

import codecs
from typing import Any

import numpy as np
import numpy.typing as npt

UTF_8 = "utf-8"
ONE_BYTE = ("cp1252", "iso8859-1", "cp850", "cp865", "mac-roman")
WINDOWS = "".join(
    bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)
)
"""Windows-1252 with its five undefined bytes as control characters, as browsers read them."""


def charset_of(encoding: str) -> str:
    """Tell what the clean text of a file in an encoding is in: itself of one byte, else UTF-8."""
    return encoding if encoding in ONE_BYTE else UTF_8


def decoded(data: bytes, charset: str) -> str:
    """Decode clean text, or a part of it that begins and ends at a character."""
    if charset == "cp1252":
        return codecs.charmap_decode(data, "strict", WINDOWS)[0]
    return data.decode(charset)


def restored(cells: npt.NDArray[Any], charset: str) -> npt.NDArray[np.object_]:
    """Give what stands in cells that were decoded as UTF-8, with ``surrogateescape``.

    Each byte that is not UTF-8 is then a surrogate, so nothing is lost.
    """
    if charset == UTF_8 or "".join(cells).isascii():
        return cells
    found = np.empty(len(cells), dtype=object)
    found[:] = [
        cell if cell.isascii() else decoded(cell.encode(errors="surrogateescape"), charset)
        for cell in cells
    ]
    return found
