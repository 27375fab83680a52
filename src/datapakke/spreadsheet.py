"""Tables for spreadsheets as they are set up here: UTF-8 with a mark, semicolons, nothing run."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Words that begin like this are calculated by a spreadsheet, whoever wrote them."""


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Give a table; what is not ours must have been through ``words``."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def words(text: str) -> str:
    """Give words so that no spreadsheet takes them for a formula: with an apostrophe in front."""
    return f"'{text}" if text.startswith(FORMULA) else text
