"""How sources write codes, periods, genders and ages, and how the datasets' own columns do.

Each function gives the dataset's own text for a cell, and leaves alone what it does not know, so
that the column's type can say what should stand there. Nothing here guesses: what could mean two
things is left alone too.
"""

import re

from datapakke.extracts.columns import CellError
from datapakke.model import ALLE

CODE = re.compile(r"(?:K-?)?([0-9]{3,4})(?:(?:\s*-\s*|\s+)(\S.*))?")
YEAR = "(?:1[89]|20)[0-9]{2}"
YEARS = re.compile(
    rf"\((?:[ft]\.?\s?o\.?\s?m\.?\s*{YEAR}|{YEAR}\s*[-–]|(?:{YEAR}\s*)?[-–]\s*{YEAR})\)"
)
"""Behind a name, the years in which a code was valid: ``(t.o.m. 2019)``, ``(1977-2019)``."""
COUNTRY = re.compile(r"0(?:(?:\s*-\s*|\s+)(?:hele landet|landet|norge))?", re.IGNORECASE)
GENDERS = {
    word: letter
    for letter, words in {
        "K": "jente jenter kvinne kvinner female females girls women",
        "M": "gutt gutter mann menn male males boys men",
    }.items()
    for word in words.split()
} | dict.fromkeys(("begge kjønn", "alle kjønn", "both sexes", "kjønn i alt"), ALLE)
AGE = re.compile(r"([0-9]{1,3})\s*(?:år|years?)")
MONTHS = [
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
]
SPACE = r"[ \u00a0]"
YEAR_DAY = re.compile("([0-9]{4})-01-01")
SCHOOL_YEAR = re.compile("([0-9]{4})(?:[-/–]?([0-9]{4})|[-/–]([0-9]{2}))")
POOLED = re.compile("[0-9]{4}[-/–][0-9]{2,4}[-–][0-9]{4}[-/–][0-9]{2,4}")
MONTH = re.compile("([0-9]{4})[-M]?([0-9]{2})(?:-01)?")
MONTH_LABEL = re.compile("([0-9]{4})-([0-9]{2})")
NUMBER_OF = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
NAMED_MONTH = re.compile(rf"(?:([0-9]{{4}}){SPACE})?([A-Za-z]+)\.?(?:{SPACE}([0-9]{{4}}))?")
DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
DAY_DIGITS = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")


def kommune(cell: str) -> tuple[str, str]:
    """Give the code and the name in ``0623 Modum``, ``K-3047 Modum``, ``3901 - Horten``, ``602``.

    A leading zero that a spreadsheet has taken away is put back: no code has three digits. A
    number beside the code could be another municipality, or a part of this one; years could not.
    """
    found = CODE.fullmatch(cell)
    if not found or re.search("[0-9]", YEARS.sub("", found[2] or "")):
        return cell, ""
    return found[1].zfill(4), found[2] or ""


def landet(cell: str) -> str:
    """Give ``0000 Hele landet`` from ``0`` or ``0 Hele landet``: a code that lost its zeros."""
    return f"000{cell}" if COUNTRY.fullmatch(cell) else cell


def kjonn(cell: str) -> str:
    """Give ``K``, ``M`` or ``alle`` from the usual words."""
    return GENDERS.get(cell.lower(), cell)


def alder(cell: str) -> str:
    """Give ``15`` from ``15 år`` or ``15 years``."""
    found = AGE.fullmatch(cell)
    return found[1] if found else cell


def skoleaar(cell: str) -> str:
    """Give ``2015/16`` from ``2015-16``, ``2015-2016``, ``20152016`` and the like.

    Raises:
        CellError: Several years are pooled: the figure is not one school year's.
    """
    if POOLED.fullmatch(cell):
        message = "ett skoleår, ikke flere år slått sammen"
        raise CellError(message)
    found = SCHOOL_YEAR.fullmatch(cell)
    if not found:
        return cell
    following = str(int(found[1]) + 1)
    follows = found[2] == following or found[3] == following[2:]
    return f"{found[1]}/{following[2:]}" if follows else cell


def aar(cell: str) -> str:
    """Give ``2011`` from ``2011-01-01``."""
    found = YEAR_DAY.fullmatch(cell)
    return found[1] if found else cell


def maaned(cell: str, year: str = "") -> str:
    """Give ``2025-01`` from ``202501``, ``2025M01``, ``2025-01-01``, ``jan. 2025`` and the like.

    Args:
        cell: The cell.
        year: The year that stands elsewhere, for a cell that says only ``Januar``.

    Raises:
        CellError: There is a month, and no year.
    """
    found = MONTH.fullmatch(cell)
    if found:
        return f"{found[1]}-{found[2]}"
    named = NAMED_MONTH.fullmatch(cell)
    number = NUMBER_OF.get(named[2].lower()) if named else None
    if named and number and not (named[1] and named[3]):
        year = named[1] or named[3] or year
        if not year:
            message = "en måned med år. Står året et annet sted, skal «aar» i kilder.yaml gi det"
            raise CellError(message)
        return f"{year}-{number:02d}"
    return cell


def dato(cell: str) -> str:
    """Give ``2016-06-15`` from ``15.06.2016`` or ``20160615``."""
    found = DAY.fullmatch(cell)
    if found:
        return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    digits = DAY_DIGITS.fullmatch(cell)
    return "-".join(digits.groups()) if digits else cell


def in_words(label: str) -> str:
    """Give a period as a reader would say it: ``januar 2025`` for ``2025-01``."""
    found = MONTH_LABEL.fullmatch(label)
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if found else label
