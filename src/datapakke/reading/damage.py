"""Characters that were lost or encoded twice on the way: found and counted, never mended."""

import re

from datapakke.reading.encoding import WINDOWS

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


def damaged_lines(text: bytes) -> tuple[int, int]:
    """Count the lines with characters that were lost or encoded twice.

    Args:
        text: UTF-8, LF between lines.

    Returns:
        The number of such lines, and the first of them counted from 1; 0, 0 when there is none.
    """
    if text.isascii():
        return 0, 0
    lines, first, line, at = 0, 0, 1, 0
    for found in DAMAGE.finditer(text):
        ends = text.count(b"\n", at, found.start())
        if ends or not lines:
            lines += 1
        line, at = line + ends, found.start()
        first = first or line
    return lines, first
