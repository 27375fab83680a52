"""From a file to its bytes: ``.gz`` and ``.zip`` with one file unpacked, nothing put on disk."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from datapakke.errors import ExtractError, Problem

PIECE = 1024 * 1024
GZIP, ZIP, OLD_OFFICE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)
NOT_COUNTED = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What computers put beside the file when they pack it."""


@contextmanager
def unpacked(path: Path, name: str) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file, unpacked, as a stream; with it the name of the file inside an archive, or "".

    Args:
        path: The file. What it is shows in its first bytes; ``.gz`` must also be what it says.
        name: What errors call it.

    Raises:
        ExtractError: It cannot be read or unpacked, or it is an archive with another number of
            files than one; also for what goes wrong while the stream is read.
    """
    if path.is_dir():
        raise ExtractError([Problem(name, "er en mappe, men skal være en fil.")])
    try:
        with path.open("rb") as file:
            start = file.read(4)
            file.seek(0)
            if start == OLD_OFFICE:
                what = "er en gammel eller passordbeskyttet Excel-fil. Lagre den som .xlsx."
                raise ExtractError([Problem(name, what)])
            if start.startswith(GZIP) or path.suffix == ".gz":
                with gzip.GzipFile(fileobj=file) as stream:
                    yield cast("BinaryIO", stream), ""
            elif start == ZIP or path.suffix == ".zip":
                with zipfile.ZipFile(file) as archive:
                    only = _only(archive, name)
                    with archive.open(only) as stream:
                        yield cast("BinaryIO", stream), only.filename
            else:
                yield file, ""
    except FileNotFoundError:
        raise ExtractError([Problem(name, "finnes ikke.")]) from None
    except DAMAGED:
        kind = "zip" if path.suffix == ".zip" else "gzip"
        what = f"kan ikke pakkes ut: filen er skadet eller ikke pakket med {kind}."
        raise ExtractError([Problem(name, what)]) from None
    except OSError as error:
        raise ExtractError([Problem(name, f"kan ikke leses: {error.strerror}.")]) from None


def read_up_to(stream: BinaryIO, length: int) -> bytes:
    """Read at most ``length`` bytes, without memory for more than there are."""
    found = io.BytesIO()
    while piece := stream.read(min(PIECE, length - found.tell())):
        found.write(piece)
    return found.getvalue()


def _only(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    files = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not any(part in info.filename for part in NOT_COUNTED)
    ]
    if len(files) != 1:
        what = f"skal holde én fil, men holder {len(files)}."
        raise ExtractError([Problem(name, what)])
    return files[0]
