"""Keep persons out: refuse national identity numbers, let numbers stand for pseudonyms.

A fødselsnummer is a date (ddmmåå) and five digits of which the last two are controls, both
weighted sums that must be divisible by 11. D-numbers add 40 to the day, synthetic ones 40 or 80 to
the month (Skatteetaten).
"""

import re
import secrets
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.problems import FIRST, NATIONAL_IDENTITY, Problems
from datapakke.keys import codes_of
from datapakke.reading import TextTable, place

WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
LEAP_YEAR = 2000
WHOLE = re.compile(r"(?<![0-9])" + NATIONAL_IDENTITY.pattern + r"(?![0-9])")
WHAT = (
    "her står noe som ser ut som et fødselsnummer. Filen blir ikke lest. Bytt det ut med et"
    " pseudonym i uttrekket, og slett denne filen."
)


def find_identities(text: TextTable, pseudonym: str | None, problems: Problems) -> None:
    """Note every cell, column name and line above the header that looks like a fødselsnummer.

    Args:
        text: The cells, and what stands above them.
        pseudonym: The column of pseudonyms, where any eleven digits in a row are refused.
        problems: Where it is noted, without the number, before all other problems.
    """
    for line, title in enumerate(text.above.split("\n"), 1):
        if is_suspect(title):
            problems.add([Problem(place(text.name, line), WHAT)], rank=FIRST)
    for number, column in enumerate(text.table.columns, 1):
        if is_suspect(column):
            where = f"{place(text.name, text.header_line)}, kolonne nr. {number}"
            problems.add([Problem(where, WHAT)], rank=FIRST)
            continue
        suspect = _any_eleven if column == pseudonym else is_suspect
        codes, cells = codes_of(text.table[column])
        distinct = cells.tolist()
        if not suspect("\n".join(distinct)):  # no number goes on over the end of a line
            continue
        found = np.array([suspect(cell) for cell in distinct], dtype=bool)
        if found.any():
            lines = text.table.index[found[codes]]
            shown = [Problem(place(text.name, n, column), WHAT) for n in lines[:SHOWN_AT_MOST]]
            problems.add(shown, len(lines), rank=FIRST)


_KEY = secrets.token_hex(8)
"""Another in every process, so that a number says nothing of a pseudonym to anybody later. Only
whether two are equal is ever used, so what is built does not depend on it."""


def stand_ins(pseudonyms: pd.Series) -> "pd.Categorical[Any]":
    """Give a number for each cell, the same for the same pseudonym in all files of this run.

    SipHash of 64 bits: that any two of a million pupils get the same has a chance of 1 to 37
    million.
    """
    codes, distinct = codes_of(pseudonyms)
    same, numbers = pd.factorize(_hashed(distinct))
    return pd.Categorical.from_codes(same[codes], pd.Index(numbers))


def in_small_letters(pseudonyms: pd.Series) -> pd.Series:
    """Give the stand-in of the same in small letters by that of each pseudonym.

    Empty when none has capitals.
    """
    _, distinct = codes_of(pseudonyms)
    cells = distinct.tolist()
    together = "\n".join(cells)
    small = together.lower()
    if small == together:
        cells = []
    return pd.Series(_hashed(small.split("\n") if cells else []), index=_hashed(cells))


def _hashed(cells: npt.ArrayLike) -> "npt.NDArray[np.uint64]":
    return pd.util.hash_array(np.asarray(cells, dtype=object), hash_key=_KEY, categorize=False)


def is_suspect(text: str) -> bool:
    """Tell whether the text holds eleven digits with a valid date and valid controls."""
    return any(_is_valid(re.sub("[^0-9]", "", found)) for found in WHOLE.findall(text))


def _any_eleven(text: str) -> bool:
    return NATIONAL_IDENTITY.search(text) is not None


def _is_valid(digits: str) -> bool:
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    try:
        date(LEAP_YEAR, month, day)
    except ValueError:
        return False
    numbers = [int(digit) for digit in digits]
    return all(
        sum(weight * number for weight, number in zip(weights, numbers, strict=False)) % 11 == 0
        for weights in WEIGHTS
    )
