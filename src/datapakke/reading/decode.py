"""From a file to its clean text: unpacked, decoded, with one kind of line end."""

import re
from pathlib import Path

from datapakke.errors import ExtractError, Problem
from datapakke.reading.archive import ZIP, is_workbook, read_up_to, unpacked
from datapakke.reading.charset import charset_of
from datapakke.reading.damage import damaged_lines
from datapakke.reading.encoding import clean_text
from datapakke.reading.model import Clean, Dialect
from datapakke.reading.workbook import read_sheet

SOMETHING = re.compile(rb"\S")
MAX_BYTES = 2 * 1024**3
"""More than all of Norway's pupils in ten cohorts; what unpacks to more is refused."""


def read_clean(path: Path, dialect: Dialect, name: str, max_bytes: int = MAX_BYTES) -> Clean:
    """Read a file, unpacked, as clean text.

    Args:
        path: The file.
        dialect: What is known of it: its encoding.
        name: What errors call the file.
        max_bytes: The largest size, unpacked, that is read.

    Raises:
        ExtractError: The file cannot be read, is too large, is empty, or is not text.
    """
    with unpacked(path, name) as (stream, file):
        data = read_up_to(stream, max_bytes + 1)
    if len(data) > max_bytes:
        what = f"er større enn {max_bytes // 1024**2} MB utpakket og blir ikke lest."
        raise ExtractError([Problem(name, what)])
    if is_workbook(data):
        return read_sheet(data, dialect.sheet, name, file)
    if dialect.sheet:
        what = f"skal ha et ark «{dialect.sheet}», men er ikke en Excel-arbeidsbok (.xlsx)."
        raise ExtractError([Problem(name, what)])
    text, encoding = clean_text(data, dialect.encoding, name)
    del data  # as large as the text
    if not SOMETHING.search(text):
        raise ExtractError([Problem(name, "er tom. Her skal det stå en overskrift og rader.")])
    damaged, first = damaged_lines(text, charset_of(encoding))
    return Clean(text, encoding, file, damaged=damaged, first_damaged=first)


def read_first_lines(path: Path, dialect: Dialect, name: str, length: int) -> Clean:
    """Read the whole lines among the first ``length`` bytes of a file as clean text.

    Raises:
        ExtractError: As ``read_clean``.
    """
    with unpacked(path, name) as (stream, file):
        data = read_up_to(stream, length)
        if data.startswith(ZIP):  # a workbook cannot be read in part
            return read_clean(path, dialect, name)
    text, encoding = clean_text(data, dialect.encoding, name, whole=len(data) < length)
    return Clean(text, encoding, file)
