"""From a file to its bytes: ``.gz`` and ``.zip`` with one file unpacked, nothing put on disk."""

import errno
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from datapakke.errors import ExtractError, Problem, system_says

PIECE = 1024 * 1024
GZIP, ZIP, OLD_OFFICE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DAMAGED = (
    *(EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile, struct.error),
    *(ValueError, OverflowError, NotImplementedError, RuntimeError),
)
"""What the standard library raises for archives that are damaged or packed in unknown ways."""

WORKBOOK, OTHER_WORKBOOKS = "xl/workbook.xml", {"xl/workbook.bin", "content.xml"}
NOT_UNPACKED = "kan ikke pakkes ut: filen er skadet, eller den er ikke det den heter."
ENCRYPTED = 1
"""The flag of a file in an archive that needs a password."""

NOT_COUNTED = ("__MACOSX/", ".DS_Store", "Thumbs.db")
"""What computers put beside the file when they pack it."""


@contextmanager
def unpacked(path: Path, name: str) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file, unpacked, as a stream; with it the name of the file inside an archive, or "".

    A workbook is an archive too, but is given as it is.

    Args:
        path: The file. What it is shows in its first bytes; ``.gz`` and ``.zip`` must also be what
            they say.
        name: What errors call it.

    Raises:
        ExtractError: It cannot be read or unpacked, or it is an archive with another number of
            files than one; also for what goes wrong while the stream is read.
    """
    if path.is_dir():
        raise ExtractError([Problem(name, "er en mappe, men skal være en fil.")])
    try:
        with path.open("rb") as file:
            start = file.read(len(ZIP))
            file.seek(0)
            if start == OLD_OFFICE:
                what = "er en gammel eller passordbeskyttet Excel-fil. Lagre den som .xlsx."
                raise ExtractError([Problem(name, what)])
            if start.startswith(GZIP) or path.suffix == ".gz":
                with gzip.GzipFile(fileobj=file) as stream:
                    yield cast("BinaryIO", stream), ""
            elif start == ZIP or path.suffix == ".zip":
                with zipfile.ZipFile(file) as archive, _opened(archive, file, name) as stream:
                    yield stream, "" if stream is file else stream.name
            else:
                yield file, ""
    except FileNotFoundError:
        raise ExtractError([Problem(name, "finnes ikke.")]) from None
    except DAMAGED:
        raise ExtractError([Problem(name, NOT_UNPACKED)]) from None
    except OSError as error:
        # What is no more than a wrong place to look in an archive has no other number.
        other = error.errno not in {None, errno.EINVAL}
        what = f"kan ikke leses: {system_says(error)}." if other else NOT_UNPACKED
        raise ExtractError([Problem(name, what)]) from None


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are an ``.xlsx``."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return WORKBOOK in archive.namelist()
    except (OSError, *DAMAGED):
        return False


def read_up_to(stream: BinaryIO, length: int) -> bytes:
    """Read at most ``length`` bytes, without memory for more than there are."""
    found = io.BytesIO()
    while piece := stream.read(min(PIECE, length - found.tell())):
        found.write(piece)
    return found.getvalue()


def _opened(archive: zipfile.ZipFile, file: BinaryIO, name: str) -> BinaryIO:
    """Open the only file of an archive; the archive's own file when it is a workbook."""
    there = set(archive.namelist())
    if WORKBOOK in there:
        file.seek(0)
        return file
    if OTHER_WORKBOOKS & there:
        raise ExtractError([Problem(name, "er et regneark som ikke leses. Lagre det som .xlsx.")])
    files = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not any(part in info.filename for part in NOT_COUNTED)
    ]
    if len(files) != 1:
        what = f"skal holde én fil, men holder {len(files)}."
        raise ExtractError([Problem(name, what)])
    if files[0].flag_bits & ENCRYPTED:
        raise ExtractError([Problem(name, "er passordbeskyttet. Legg inn filen uten passord.")])
    return cast("BinaryIO", archive.open(files[0]))
