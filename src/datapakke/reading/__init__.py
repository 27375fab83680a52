"""From bytes to cells: every cell still text, nothing known of what the cells are about."""

from datapakke.reading.decode import read_beginning, read_text
from datapakke.reading.model import LINJE, Dialect, TextTable, place
from datapakke.reading.table import read_text_table

__all__ = [
    "LINJE",
    "Dialect",
    "TextTable",
    "place",
    "read_beginning",
    "read_text",
    "read_text_table",
]
