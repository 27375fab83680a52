"""What stands in the cells of SSB's tables: regions, ages, and figures with SSB's own symbols."""

import re

import pandas as pd

from datapakke.extracts.parsing import note_cells
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import ELSEWHERE, by_cell, plain
from datapakke.extracts.written import alder, kommune
from datapakke.kommuner import LANDET
from datapakke.reading import TextTable

NOT_DELIVERED = ("", ".", "..", "...")
"""«Tall kan ikke forekomme», «oppgave mangler», and «mangler foreløpig»."""

HIDDEN, NOTHING, PROVISIONAL = ":", "-", "*"
"""«Vises ikke av hensyn til konfidensialitet», «null», and, behind a figure, «foreløpig tall»."""

MARKED = re.compile(r"([0-9].*?) ?\*")

COUNTRY = re.compile("(?:0+ )?(?:Hele landet|The whole country)")
LARGER_OR_SMALLER = re.compile("(?:[0-9]{2}|[0-9]{6}[a-z]?) .+")
"""Counties and city districts, which stand beside the municipalities in some tables."""

NO_SINGLE_AGE = re.compile("[0-9]+ (?:år eller eldre|years or older)|Alder i alt|All ages|I alt")


def figures(cells: pd.Series, hidden: str) -> pd.Series:
    """Give figures in the form of our own columns.

    Args:
        cells: As SSB prints them.
        hidden: What the column of ours says of a hidden figure; without it, the cell stays.

    Returns:
        Digits, ``hidden``, or blank where nothing is delivered; what is none of this stays.
    """

    def figure(cell: str) -> str:
        if cell in NOT_DELIVERED:
            return ""
        if cell == HIDDEN:
            return hidden or cell
        marked = MARKED.fullmatch(cell)
        return "0" if cell == NOTHING else marked[1] if marked else cell

    return plain(by_cell(cells, figure))


def provisional(cells: pd.Series) -> "pd.Series[bool]":
    """Tell of each figure whether it has the mark of a provisional one."""
    return cells.str.fullmatch(MARKED)


def municipalities(text: TextTable, column: str, problems: Problems) -> pd.DataFrame:
    """Give code and name of the rows about municipalities and the country, by line.

    A region that is no region is noted; counties, city districts and Svalbard are passed over.
    """
    cells = text.table[column]
    read = {cell: kommune(cell) for cell in cells.unique()}
    read |= {cell: (LANDET, "") for cell in read if COUNTRY.fullmatch(cell)}
    code = cells.map({cell: code for cell, (code, _) in read.items()})
    known = code.str.fullmatch("[0-9]{4}")
    odd = ~known & ~cells.str.fullmatch(LARGER_OR_SMALLER)
    note_cells(text, column, odd, "nummer og navn, som «0623 Modum»", problems)
    wanted = known & ~code.str.fullmatch(ELSEWHERE)
    name = cells.map({cell: name for cell, (_, name) in read.items()})
    return pd.DataFrame({"kommunenr": code, "navn": name})[wanted]


def single_age(cell: str) -> str:
    """Give ``15`` for ``15 år`` and ``15 years``; blank for an age that is not a single year."""
    return "" if NO_SINGLE_AGE.fullmatch(cell) else alder(cell)
