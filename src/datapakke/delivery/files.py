"""The files of a shipment: read once, each the approved one, and what a PDF says of itself."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from datapakke.config.text import printable
from datapakke.delivery.shipment import File
from datapakke.errors import Problem, refused, system_says

MB = 1_000_000
PDF = b"%PDF-"
DEMO = "DEMODATA"
"""Stands on the first page when figures are invented, in every written form."""
MADE_AGAIN = "Lag pakkene på nytt med --force."


def read_file(file: File, most: int, problems: list[Problem]) -> bytes:
    """Read a file that is no link and has the hash it should have; else note why it is not."""
    try:
        handle = os.open(file.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        link = file.path.is_symlink()
        where = str(file.path)
        problems.append(Problem(where, "er en lenke.") if link else refused(where, "leses", error))
        return b""
    content, wrong = b"", ""
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            with os.fdopen(handle, "rb", closefd=False) as opened:
                content = opened.read(most + 1)
        else:
            wrong = "er ikke en vanlig fil."
    except OSError as error:
        wrong = f"kan ikke leses: {system_says(error)}."
    finally:
        os.close(handle)
    if len(content) > most:
        wrong = f"er større enn {most // MB} MB («storst_mb» under «sending»)."
    elif not wrong and hashlib.sha256(content).hexdigest() != file.sha256:
        wrong = "er ikke den filen som ble godkjent: innholdet er et annet."
    if wrong:
        problems.append(Problem(str(file.path), wrong))
        return b""
    return content


def check_about(
    path: Path, content: bytes, subject: str, navn: str, *, demo: bool
) -> Iterator[Problem]:
    """Tell when a PDF is none, or is not about what it should be.

    Args:
        path: Where it lies, for messages.
        content: The PDF.
        subject: What its document information should say that it is about.
        navn: The name that should stand on the first page.
        demo: The first page should say that the figures are invented; else it should not.
    """
    if not content.startswith(PDF):
        yield Problem(str(path), f"er ikke en PDF: den begynner med {content[:8]!r}.")
        return
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            stands = pdf.get_metadata_dict().get("Subject", "")
            cover = " ".join(pdf[0].get_textpage().get_text_range().split())
    except (pypdfium2.PdfiumError, IndexError):
        yield Problem(str(path), "kan ikke leses som PDF.")
        return
    if stands != subject:
        said = printable(stands)
        yield Problem(str(path), f"sier at den er «{said}», men skal være «{subject}».")
    elif navn not in cover:
        yield Problem(str(path), f"har ikke navnet {navn} på første side.")
    if (DEMO in cover) != demo:
        what = "er merket som oppdiktede tall" if DEMO in cover else "er ikke merket som demodata"
        yield Problem(str(path), f"{what}, men manifest.json sier noe annet. {MADE_AGAIN}")
