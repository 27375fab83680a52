"""From bytes to cells: every cell still text, nothing known of what the cells are about."""

from datapakke.reading.beginning import read_beginning
from datapakke.reading.encoding import ALLOWED as ENCODINGS
from datapakke.reading.model import LINJE, Beginning, Dialect, ReadAs, TextTable, place
from datapakke.reading.table import read_text_table

__all__ = [
    "ENCODINGS",
    "LINJE",
    "Beginning",
    "Dialect",
    "ReadAs",
    "TextTable",
    "place",
    "read_beginning",
    "read_text_table",
]
