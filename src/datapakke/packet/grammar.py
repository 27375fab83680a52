"""Norwegian grammar that numbers need: small numbers in words, one and many, time."""

import re

from datapakke import formats
from datapakke.locale import Tekst
from datapakke.model import is_pooled

TALLORD = (
    Tekst("ingen"),
    Tekst("én"),
    Tekst("to"),
    Tekst("tre"),
    Tekst("fire"),
    Tekst("fem"),
    Tekst("seks"),
    Tekst("sju"),
    Tekst("åtte"),
    Tekst("ni"),
    Tekst("ti"),
    Tekst("elleve"),
    Tekst("tolv"),
)
"""Up to twelve in letters in running text (Språkrådet); none is a word too."""

EN_PERSON = {
    "elev": Tekst("elev"),
    "søker": Tekst("søker"),
    "ungdom": Tekst("ungdom"),
    "person": Tekst("person"),
}
"""Those whom figures are about, one of them; the keys are what ``phrases.person`` gives."""
PERSONER = {
    "elev": Tekst("elever"),
    "søker": Tekst("søkere"),
    "ungdom": Tekst("ungdommer"),
    "person": Tekst("personer"),
}
SAMLET = Tekst("i {perioder} samlet")
SKOLEAARENE = Tekst("i skoleårene {perioder} samlet")
SKOLEAARET = Tekst("skoleåret {skoleaar}")
FOR_KULL = Tekst("for {kull}")
PER_DAG = Tekst("per {dag}")
I_PERIODE = Tekst("i {periode}")
KULLET = Tekst("{aar}-kullet")
KULLENE = Tekst("kullene {perioder}")
SPENN = Tekst("{forst} til {sist}")
_COHORT = re.compile(r"\d{4}")
_SCHOOL_YEAR = re.compile(r"\d{4}/\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def tall(n: int) -> str:
    """Give a whole number as in running text: «ingen», «én», «tolv», «13», «1 234»."""
    return str(TALLORD[n]) if 0 <= n < len(TALLORD) else formats.number(n)


def antall(n: int, hvem: str) -> str:
    """Give a number of persons: «ingen elever», «én elev», «13 elever»."""
    return f"{tall(n)} {(EN_PERSON if n == 1 else PERSONER)[hvem]}"


def stor_forbokstav(text: str) -> str:
    """Give ``text`` as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def tid(label: str, *, kull: bool = False) -> str:
    """Give a period inside a sentence: «skoleåret 2015/16», «i juni 2016», «for 2010-kullet».

    ``kull`` says that a year is that in which a cohort began upper secondary school.
    """
    if is_pooled(label):
        if kull:
            return FOR_KULL.format(kull=kullet(label))
        return (SKOLEAARENE if _SCHOOL_YEAR.match(label) else SAMLET).format(perioder=label)
    if _SCHOOL_YEAR.fullmatch(label):
        return SKOLEAARET.format(skoleaar=label)
    if _DAY.fullmatch(label):
        return PER_DAG.format(dag=formats.period(label))
    if kull and _COHORT.fullmatch(label):
        return FOR_KULL.format(kull=kullet(label))
    return I_PERIODE.format(periode=formats.period(label))


def kullet(label: str) -> str:
    """Give a cohort by the year in which it began: «2010-kullet», «kullene 2008–2010»."""
    return KULLENE.format(perioder=label) if is_pooled(label) else KULLET.format(aar=label)


def spenn(labels: tuple[str, ...]) -> str:
    """Give first and last period: «2010/11–2015/16», «juni 2012 til juni 2016», or the only one."""
    first, last = formats.period(labels[0]), formats.period(labels[-1])
    if first == last:
        return first
    if " " in first or "\u00a0" in first:
        return SPENN.format(forst=first, sist=last)
    return f"{first}–{last}"


def forrige_skoleaar(label: str) -> str:
    """Give the school year before: «2014/15» for «2015/16»."""
    first = int(label[:4]) - 1
    return f"{first}/{(first + 1) % 100:02}"
