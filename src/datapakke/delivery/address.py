"""Whether something may be sent to an address: plain, in an allowed domain, and its owner's own."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from datapakke.kommuner import Kommune, folded

LONGEST = 254
"""RFC 5321, 4.5.3.1.3: a path of 256 octets, with its angle brackets."""
_LOCAL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._+-]{0,62}[A-Za-z0-9])?")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SPELT = (
    str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}),
    str.maketrans({"æ": "a", "ø": "o", "å": "a"}),
)
"""How municipalities write their names in domains: Øvre Eiker's is ``ovre-eiker``."""


def wrong_with(epost: str) -> str:
    """Say in bokmål what is wrong with an address; empty when it is a plain one.

    Plain is narrower than lawful: no names, comments, quotes, groups or source routes, nothing but
    ASCII, and no domain that is shown in other letters than it is written in.
    """
    if not epost.isascii():
        strange = next(char for char in epost if not char.isascii())
        code = f"U+{ord(strange):04X}"
        return f"har tegnet {code}, som ikke er a–z: det kan være et annet enn det ser ut som."
    local, at, domain = epost.rpartition("@")
    labels = domain.lower().split(".")
    plain = at and _LOCAL.fullmatch(local) and ".." not in local and len(epost) <= LONGEST
    if not plain or len(labels) == 1 or not all(map(_LABEL.fullmatch, labels)):
        return "er ikke en enkel adresse som «navn@kommune.no»."
    if any(label.startswith("xn--") for label in labels):
        return "har et domene som vises med andre tegn enn det skrives («xn--»)."
    return ""


def domain_of(epost: str) -> str:
    """Give the domain of a plain address, in lower case."""
    return epost.rpartition("@")[2].lower()


def others_domain(epost: str, kommune: Kommune, kommuner: Iterable[Kommune]) -> Kommune | None:
    """Give the municipality whose name the domain has, when that is another than ``kommune``.

    Args:
        epost: A plain address: ``skolesjef@hole.kommune.no``.
        kommune: Who it is to belong to.
        kommuner: All municipalities of the county, of all years.
    """
    labels = set(domain_of(epost).split(".")[:-1])
    if labels & set(_spellings(kommune)):
        return None
    return next((other for other in kommuner if labels & set(_spellings(other))), None)


def _spellings(kommune: Kommune) -> Iterator[str]:
    """Give how the names of a municipality, and of those it was made of, are written in domains."""
    yield kommune.slug
    for kode in (*kommune.koder, *kommune.forgjengere):
        for letters in _SPELT:
            name = folded(kode.navn).translate(letters)
            plain = "".join(filter(str.isascii, unicodedata.normalize("NFKD", name)))
            words = re.findall("[a-z0-9]+", plain)
            yield "-".join(words)
            yield "".join(words)
