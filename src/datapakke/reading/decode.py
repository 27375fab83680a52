"""From a file to its text: unpacked, decoded, with one kind of line end."""

import gzip
import zlib
from pathlib import Path

from datapakke.errors import ExtractError, Problem
from datapakke.reading.model import place

MAX_BYTES = 256 * 1024 * 1024
"""More than any county's extract; a compressed file that unpacks to more is refused."""


def read_text(path: Path, encoding: str, name: str, max_bytes: int = MAX_BYTES) -> str:
    """Read a file, ``.gz`` unpacked, as text.

    Args:
        path: The file.
        encoding: The encoding that it should have.
        name: What errors call the file.
        max_bytes: The largest size, unpacked, that is read.

    Raises:
        ExtractError: The file cannot be read, is too large, is empty, or is not text in this
            encoding.
    """
    data = _read_bytes(path, name, max_bytes)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ExtractError([_undecodable(data, error, name)]) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ExtractError([Problem(name, "er tom. Her skal det stå en overskrift og rader.")])
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        what = "inneholder et nulltegn. Filen er skadet, eller den har en annen tegnkoding."
        raise ExtractError([Problem(place(name, line), what)])
    return text


def read_beginning(path: Path, encoding: str, length: int = 20_000) -> str:
    """Give the beginning of a file, ``length`` bytes, as text, to see what kind of file it is.

    Bytes that are not in this encoding are passed over; a file that cannot be read is "".
    """
    try:
        data = _first_bytes(path, length)
    except (OSError, EOFError, zlib.error):
        return ""
    text = data.decode(encoding, errors="ignore")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _read_bytes(path: Path, name: str, max_bytes: int) -> bytes:
    if path.is_dir():
        raise ExtractError([Problem(name, "er en mappe, men skal være en fil.")])
    try:
        data = _first_bytes(path, max_bytes + 1)
    except FileNotFoundError:
        raise ExtractError([Problem(name, "finnes ikke.")]) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        what = "kan ikke pakkes ut: filen er skadet eller ikke pakket med gzip."
        raise ExtractError([Problem(name, what)]) from None
    except OSError as error:
        raise ExtractError([Problem(name, f"kan ikke leses: {error.strerror}.")]) from None
    if len(data) > max_bytes:
        what = f"er større enn {max_bytes // 1024**2} MB utpakket og blir ikke lest."
        raise ExtractError([Problem(name, what)])
    return data


def _first_bytes(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=file) as unpacked:
                return unpacked.read(length)
        return file.read(length)


def _undecodable(data: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    what = (
        f"byte nr. {error.start + 1} i filen (0x{data[error.start]:02X}) er ikke gyldig"
        f" {error.encoding.upper()}. Filen skal lagres i {error.encoding.upper()}."
    )
    return Problem(place(name, line), what)
