"""Norwegian grammar that numbers need: small numbers in words, one and many, time."""

import re

from datapakke import formats
from datapakke.model import is_pooled

TALLORD = (
    "ingen",
    "én",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "sju",
    "åtte",
    "ni",
    "ti",
    "elleve",
    "tolv",
)
"""Up to twelve in letters in running text (Språkrådet); none is a word too."""

PERSONER = {
    "elev": "elever",
    "søker": "søkere",
    "ungdom": "ungdommer",
    "person": "personer",
}
_COHORT = re.compile(r"\d{4}")
_SCHOOL_YEAR = re.compile(r"\d{4}/\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def tall(n: int) -> str:
    """Give a whole number as in running text: «ingen», «én», «tolv», «13», «1 234»."""
    return TALLORD[n] if 0 <= n < len(TALLORD) else formats.number(n)


def antall(n: int, entall: str) -> str:
    """Give a number of persons: «ingen elever», «én elev», «13 elever»."""
    return f"{tall(n)} {entall if n == 1 else PERSONER[entall]}"


def stor_forbokstav(text: str) -> str:
    """Give ``text`` as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def tid(label: str, *, kull: bool = False) -> str:
    """Give a period inside a sentence: «skoleåret 2015/16», «i juni 2016», «for 2010-kullet».

    ``kull`` says that a year is that in which a cohort began upper secondary school.
    """
    if is_pooled(label):
        years = "skoleårene " if _SCHOOL_YEAR.match(label) else ""
        return f"for {kullet(label)}" if kull else f"i {years}{label} samlet"
    if _SCHOOL_YEAR.fullmatch(label):
        return f"skoleåret {label}"
    if _DAY.fullmatch(label):
        return f"per {formats.period(label)}"
    if kull and _COHORT.fullmatch(label):
        return f"for {kullet(label)}"
    return f"i {formats.period(label)}"


def kullet(label: str) -> str:
    """Give a cohort by the year in which it began: «2010-kullet», «kullene 2008–2010»."""
    return f"kullene {label}" if is_pooled(label) else f"{label}-kullet"


def spenn(labels: tuple[str, ...]) -> str:
    """Give first and last period: «2010/11–2015/16», «juni 2012 til juni 2016», or the only one."""
    first, last = formats.period(labels[0]), formats.period(labels[-1])
    if first == last:
        return first
    return f"{first} til {last}" if " " in first or "\u00a0" in first else f"{first}–{last}"


def forrige_skoleaar(label: str) -> str:
    """Give the school year before: «2014/15» for «2015/16»."""
    first = int(label[:4]) - 1
    return f"{first}/{(first + 1) % 100:02}"
