"""From bytes in some encoding to clean text; the encoding found out when it is not told."""

import codecs
import io

import numpy as np
import numpy.typing as npt

from datapakke.errors import ExtractError, Problem
from datapakke.reading.beyond import CHUNK, Bytes, beyond_ascii
from datapakke.reading.charset import ONE_BYTE, UTF_8, charset_of
from datapakke.reading.model import place

BEGINNING = 64 * 1024
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
ALLOWED = (UTF_8, "utf-16-le", "utf-16-be", *ONE_BYTE)
"""What may be told: the encodings in which Norwegian files have been met."""

CR, LF = b"\r\n"
FOLLOWS = 0b10
"""How the other bytes of a character begin in UTF-8."""

LEADS, SIGNS = b"\xc3\xc4\xc5", 0xE2
"""In UTF-8 the first byte of Norwegian and Sámi letters, of two, and of signs like –, of three."""


def clean_text(
    data: bytes, encoding: str | None, name: str, *, whole: bool = True
) -> tuple[bytes, str]:
    """Give text as ``Clean.data`` has it, NUL refused; and the encoding of the file.

    Args:
        data: The file.
        encoding: What it is said to be in; None finds out.
        name: What errors call the file.
        whole: Unless it is, the last line, of which there may be more, is left out.

    Raises:
        ExtractError: It is not text in this encoding, is text with damage that leaves its encoding
            open, or has a NUL.
    """
    mark, marked = next(((m, e) for m, e in MARKS.items() if data.startswith(m)), (b"", None))
    told = _known(encoding, name) if encoding else None
    if told and marked and told != marked:
        what = f"filen skal være i {told}, men begynner med merket for {marked}."
        raise ExtractError([Problem(place(name, 1), what)])
    found = marked or told or guess(data)
    text = _decoded(data, len(mark), found, name, whole=whole)
    # Files with marks put after each other. One byte is found many times faster than three.
    utf_8 = charset_of(found) == UTF_8
    if utf_8 and codecs.BOM_UTF8[:1] in text and codecs.BOM_UTF8 in text:
        text = text.replace(codecs.BOM_UTF8, b"")
    if not whole and b"\n" in text:
        text = text[: text.rindex(b"\n") + 1]
    nul = text.find(b"\0")
    if nul >= 0:
        line = text.count(b"\n", 0, nul) + 1
        what = "inneholder et nulltegn. Filen er skadet, eller den har en annen tegnkoding."
        raise ExtractError([Problem(place(name, line), what)])
    return text, found


def guess(data: bytes) -> str:
    """Tell the encoding of bytes without a byte order mark.

    Digits and delimiters are the same bytes in UTF-8 and in all the single-byte encodings, so a
    wrong choice among those can spoil a name but never a number. UTF-16 has a NUL beside each.
    What is UTF-8 all through is that. So is what is mostly UTF-8: a damaged file is then told and
    not read as something else.
    """
    start = data[:BEGINNING]
    low, high = start[::2].count(0), start[1::2].count(0)
    pairs = len(start) // 2
    if high > 10 * low and high * 5 > pairs * 2:
        return "utf-16-le"
    if low > 10 * high and low * 5 > pairs * 2:
        return "utf-16-be"
    if _is_utf8(data):
        return "utf-8"
    letters = others = 0
    for first, second, third in beyond_ascii(data):
        two = (first >= LEADS[0]) & (first <= LEADS[-1]) & _continues(second)
        three = (first == SIGNS) & _continues(second) & _continues(third)
        found = 2 * int(two.sum()) + 3 * int(three.sum())
        letters, others = letters + found, others + len(first) - found
    return "utf-8" if letters > others else "cp1252"


def _continues(byte: Bytes) -> npt.NDArray[np.bool_]:
    """Tell which bytes can follow the first of a letter in UTF-8."""
    found: npt.NDArray[np.bool_] = byte >> 6 == FOLLOWS
    return found


def _is_utf8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8; a letter cut in two at the end is."""
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), CHUNK):
            decoder.decode(data[at : at + CHUNK])
    except UnicodeDecodeError:
        return False
    return True


def _known(encoding: str, name: str) -> str:
    try:
        found = codecs.lookup(encoding).name.removesuffix("-sig").replace("_", "-")
    except LookupError:
        found = ""
    if found not in ALLOWED:
        what = f"tegnkodingen «{encoding}» er ikke kjent. Den skal være en av {', '.join(ALLOWED)}."
        raise ExtractError([Problem(name, what)])
    return found


def _decoded(data: bytes, start: int, encoding: str, name: str, *, whole: bool) -> bytes:
    """Give the text in its charset; the very bytes when they can stay."""
    stays = whole and not start and _can_stay(data)
    if encoding in ONE_BYTE or (encoding == UTF_8 and data.isascii()):
        return data if stays else _LineEnds().translate(data, last=whole)
    as_it_is = encoding == UTF_8 and stays
    decode = codecs.getincrementaldecoder(encoding)().decode
    ends = _LineEnds()
    out = io.BytesIO()
    for at in range(start, max(len(data), start + 1), CHUNK):
        chunk = data[at : at + CHUNK]
        last = whole and at + CHUNK >= len(data)
        try:
            text = decode(chunk, last)
        except UnicodeDecodeError as error:
            # The decoder may have kept some bytes of the chunk before this one.
            wrong = at + len(chunk) - len(error.object) + error.start
            raise ExtractError([_undecodable(data, wrong, encoding, name)]) from None
        if not as_it_is:
            out.write(ends.translate(text.encode(), last=last))
    return data if as_it_is else out.getvalue()


def _can_stay(data: bytes) -> bool:
    """Tell whether line ends are LF, or all CR LF and none of them in a cell."""
    return b"\r" not in data or (b'"' not in data and _are_pairs(data))


def _are_pairs(data: bytes) -> bool:
    """Tell whether there is a CR before each LF, and none elsewhere."""
    if data.startswith(b"\n") or data.endswith(b"\r"):
        return False
    for at in range(0, len(data), CHUNK):
        some = np.frombuffer(data, np.uint8, min(CHUNK + 1, len(data) - at), at)
        if ((some[:-1] == CR) != (some[1:] == LF)).any():
            return False
    return True


class _LineEnds:
    """Makes CR and CR LF into LF, also where a CR ends one piece and an LF begins the next."""

    def __init__(self) -> None:
        self._kept = b""

    def translate(self, piece: bytes, *, last: bool) -> bytes:
        piece = self._kept + piece
        self._kept = b"\r" if piece.endswith(b"\r") and not last else b""
        piece = piece[: len(piece) - len(self._kept)]
        if b"\r" not in piece:
            return piece
        if _has_lone_cr(piece):
            return piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return piece.translate(None, b"\r")


def _has_lone_cr(piece: bytes) -> bool:
    if piece.endswith(b"\r"):
        return True
    for at in range(0, len(piece), CHUNK):
        some = np.frombuffer(piece, np.uint8, min(CHUNK + 1, len(piece) - at), at)
        if ((some[:-1] == CR) & (some[1:] != LF)).any():
            return True
    return False


def _undecodable(data: bytes, wrong: int, encoding: str, name: str) -> Problem:
    before = data[:wrong].decode(encoding, errors="ignore")
    line = len(before.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    what = (
        f"byte nr. {wrong + 1} i filen (0x{data[wrong]:02X}) er ikke gyldig {encoding.upper()}."
        " Filen er skadet, eller den har en annen tegnkoding: oppgi «tegnkoding» under «lesing»."
    )
    return Problem(place(name, line), what)
