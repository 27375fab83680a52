"""Whether a name that a file prints beside a code can be that municipality's.

The code says which municipality it is. The name is a check, so what cannot be told counts as right.
"""

import re
import unicodedata

from datapakke.norge.tabell import alle_navn

PREFIX = re.compile(r"^(k[- ]?)?\d{4}(\s*[-–]\s*|\s+)")
"""A code before the name: «3047 Modum», «K-3047 Modum», «3901 - Horten»."""

ADDED = re.compile(r"\s*\(.*$|\s+(kommune|municipality)$")
"""«Drammen (t.o.m. 2019)», «Bø (Telem.)», «Oslo municipality»."""

BETWEEN = re.compile(r"\s+[-–]\s+|\s*/\s*")
"""What stands between a name's forms: «Porsanger - Porsáŋgu - Porsanki»."""

WHOLE = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
"""A name all of whose characters can be in one; else it is damaged («Fl�», «FinnÃ¸y»)."""

ALONE = str.maketrans({"ŋ": "n", "đ": "d", "ŧ": "t"})
"""Sámi letters that are no base letter with a mark."""

OWN = "æøå"


def navn_passer(kode: str, navn: str) -> bool:
    """Tell whether one of the name's forms is one that the code's municipality has had.

    True also for a name that is damaged or blank; False for a code that never existed.
    """
    known = {_plain(form) for name in alle_navn(kode) for form in BETWEEN.split(name)}
    forms = _forms(navn)
    damaged = not all(WHOLE.fullmatch(form) for form in forms)
    return bool(known) and (damaged or any(_plain(form) in known for form in forms))


def _forms(printed: str) -> list[str]:
    """Give the forms of a name, without the code before it and what is added behind."""
    name = unicodedata.normalize("NFC", printed).strip().casefold()
    return BETWEEN.split(ADDED.sub("", PREFIX.sub("", name)))


def _plain(form: str) -> str:
    """Give a form without case and without the marks that files write differently or not at all."""
    return "".join(
        letter if letter in OWN else unicodedata.normalize("NFKD", letter)[0]
        for letter in form.casefold().translate(ALONE)
    )
