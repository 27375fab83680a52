"""Numbers, periods, lists and names as Norwegian writes them (Språkrådet, SSB)."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from datapakke.model import Figure, Indicator, Status, Unit

NBSP = "\u00a0"
"""Hard space: searchable and in every font, unlike U+202F."""
ABOUT = "ca."
"""Stands before a value that is printed coarsely."""
JOINER = "\u2060"
"""Word joiner: forbids a line break, and is not drawn."""
MINUS = "\u2212"
DASH = "\u2013"

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDINAL = re.compile(r"(?<=\d\.) (?=[a-zæøå])")
_COUNTED = re.compile(
    r"(?<=\d) (?=(?:prosent(?:poeng)?|(?:inntaks)?poeng|dag(?:[ae]r)?|tim(?:e|er|ar)|år|kull"
    r"|elev(?:[ae]r)?|kommun(?:e|er|ar)|person(?:[ae]r)?|søk(?:er|ere|jar|jarar)"
    r"|ungdom(?:mer|mar)?)\b)"
)
_OF_RANGE = re.compile(rf"(?<=\d{DASH}\d\d:) (?=\d)")
_RANGE = re.compile(rf"(?<=\d{DASH})(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


def number(value: Decimal | int, desimaler: int = 0) -> str:
    """Give ``value`` with decimal comma, hard thousands space and a true minus sign.

    Raises:
        TypeError: ``value`` is a float: it has been divided without being rounded.
        ValueError: ``value`` has more decimals than are printed. Rounding is done once, before.
    """
    if isinstance(value, float):
        message = f"et tall som skal trykkes, må være Decimal eller int, ikke float: {value}"
        raise TypeError(message)
    exact = Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(-desimaler))
    if rounded != exact:
        message = f"{value} har flere enn {desimaler} desimaler"
        raise ValueError(message)
    whole, _, part = f"{abs(rounded):f}".partition(".")
    sign = MINUS if rounded < 0 else ""
    return sign + _THOUSANDS.sub(NBSP, whole) + (f",{part}" if part else "")


def percent(value: Decimal | int, desimaler: int = 1) -> str:
    """Give ``value`` as in tables and charts: «25,0 %»."""
    return f"{number(value, desimaler)}{NBSP}%"


def value(tall: Decimal | int, indicator: Indicator) -> str:
    """Give a value of ``indicator`` with its decimals, and «%» where it is a share."""
    if indicator.unit is Unit.PROSENT:
        return percent(tall, indicator.desimaler)
    return number(tall, decimals(tall, indicator))


def decimals(tall: Decimal | int, indicator: Indicator) -> int:
    """Give the decimals that a value of ``indicator`` has; a median may lie on a half (12,5)."""
    if indicator.unit in {Unit.DAGER, Unit.TIMER} and tall % 1 == Decimal("0.5"):
        return max(indicator.desimaler, 1)
    return indicator.desimaler


def cell(figure: Figure, indicator: Indicator) -> str:
    """Give the text of a table's cell: the value, or the symbol that says why there is none."""
    if figure.status is not Status.VIST or figure.verdi is None:
        return figure.status.value
    if figure.avrundet_til == 1:
        return value(figure.verdi, indicator)
    # «ca. 40,0» would look more exact than it is.
    spare = figure.avrundet_til % 10 == 0 and indicator.desimaler > 0
    rough = replace(indicator, desimaler=indicator.desimaler - spare)
    return f"{ABOUT}{NBSP}{value(figure.verdi, rough)}"


def interval(low: str, high: str) -> str:
    """Join two printed numbers: «76,1–84,0», and «−1,2 til 3,4» where one is negative."""
    if MINUS in low + high:
        return f"{low} til {high}"
    return f"{low}{DASH}{high}"


def date_words(day: dt.date) -> str:
    """Give «4. oktober 2016»; the space after the full stop is hard."""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"


def date_short(day: dt.date) -> str:
    """Give «04.10.2016», for tables."""
    return f"{day:%d.%m.%Y}"


def period(label: str) -> str:
    """Give a period's label as in text: «2015/16», «juni 2016», «15. juni 2016», «2010»."""
    if _DAY.fullmatch(label):
        return date_words(dt.date.fromisoformat(label))
    if month := _MONTH.fullmatch(label):
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}"
    return label


def period_short(label: str) -> str:
    """Give a period's label for a narrow axis: «15/16», «jun 16», «15.6.16», «2010»."""
    if _DAY.fullmatch(label):
        day = dt.date.fromisoformat(label)
        return f"{day.day}.{day.month}.{day:%y}"
    if month := _MONTH.fullmatch(label):
        return f"{MONTHS[int(month[2]) - 1][:3]} {month[1][2:]}"
    if years := _SCHOOL_YEAR.fullmatch(label):
        return f"{years[1][2:]}/{years[2]}"
    return label


def listing(items: Sequence[str]) -> str:
    """Give «a», «a og b» or «a, b og c»; empty for none."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} og {items[-1]}"


def hard_spaces(text: str) -> str:
    """Give a sentence with hard spaces in «10. trinn», «18 år», «3,4 prosent», «30–34: 13 %»."""
    for place in (_ORDINAL, _COUNTED, _OF_RANGE):
        text = place.sub(NBSP, text)
    return text


def unbroken(text: str) -> str:
    """Give a sentence as it is set: with hard spaces, and no line ending inside «30–34».

    For what is set only: joiners would be found in a file, and tables need to break intervals.
    """
    return _RANGE.sub(JOINER, hard_spaces(text))


_ALPHABET = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "è": "e", "ê": "e", "ü": "y"}
)


def name_key(name: str) -> tuple[str, str]:
    """Give a key that sorts names as Norwegian does: … z æ ø å, and aa as å."""
    folded = name.casefold().replace("aa", "å").translate(_ALPHABET)
    return folded, name
