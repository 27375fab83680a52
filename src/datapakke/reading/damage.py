"""Characters that were lost or encoded twice on the way: found and counted, never mended."""

import re

import numpy as np

from datapakke.reading.beyond import beyond_ascii
from datapakke.reading.charset import UTF_8, WINDOWS, decoded

LETTERS = "æøåÆØÅéÉèÈêÊôÔóÓòÒöÖäÄüÜáÁšŠđĐčČŋŊŧŦžŽ«»–—’“”°§\u00a0"
"""What Norwegian and Sámi names and the signs in tables are made of beyond ASCII."""


def _twice(letter: str) -> bytes:
    """Give the letter's UTF-8 read as Windows-1252, in UTF-8 again: «ø» is then «Ã¸»."""
    return "".join(WINDOWS[byte] for byte in letter.encode()).encode()


DAMAGE = re.compile(
    b"|".join(
        [
            "\ufffd".encode(),  # put where a character could not be read
            rb"\xc2[\x80-\x9f]",  # controls: bytes that Windows-1252 leaves undefined
            *(re.escape(_twice(letter)) for letter in LETTERS),
        ]
    )
)


TWICE = sorted({_twice(letter)[1] for letter in LETTERS})
"""The second byte of all that is encoded twice; the first is C3 or C2."""

FIRST = {_twice(letter).decode()[0] for letter in LETTERS}
CONTROLS = {chr(code) for code in range(0x80, 0xA0)}


def damaged_lines(text: bytes, charset: str = UTF_8) -> tuple[int, int]:
    """Count the lines with characters that were lost or encoded twice.

    Args:
        text: As ``Clean.data``.
        charset: What it is in.

    Returns:
        The number of such lines, and the first of them counted from 1; 0, 0 when there is none.
    """
    if text.isascii() or not _is_suspect(text, charset):
        return 0, 0
    if charset != UTF_8:
        text = decoded(text, charset).encode()
    lines, first, line, at = 0, 0, 1, 0
    for found in DAMAGE.finditer(text):
        ends = text.count(b"\n", at, found.start())
        if ends or not lines:
            lines += 1
        line, at = line + ends, found.start()
        first = first or line
    return lines, first


def _is_suspect(text: bytes, charset: str) -> bool:
    """Tell whether there may be damage: far quicker than to look for each of its forms.

    All are a control, or begin with one of a few letters and no ASCII after. In UTF-8 they begin
    with EF, with C2 and a control, or with C3 and one of a few bytes and no ASCII after.
    """
    if charset != UTF_8:
        letters = decoded(bytes(range(256)), charset)
        firsts, controls = (
            [byte for byte, letter in enumerate(letters) if letter in those]
            for those in (FIRST, CONTROLS)
        )
        return any(
            (np.isin(first, controls) | (np.isin(first, firsts) & (second > 0))).any()
            for first, second, _ in beyond_ascii(text)
        )
    for first, second, third in beyond_ascii(text):
        control = (first == b"\xc2"[0]) & (second > 0) & (second < b"\xa0"[0])
        twice = (first == b"\xc3"[0]) & np.isin(second, TWICE) & (third > 0)
        if (control | twice | (first == b"\xef"[0])).any():
            return True
    return False
