"""The table of municipality codes, ``kommuner.csv``, and what follows from it.

A row is a code in the years (both included, by 1 January; no ``til``: still valid) in which it
meant the same area: ``kommunenr;fra;til;navn;deler``. Names are separated by ``|``, the one we use
first. ``deler`` are the pieces that the area consists of: the municipalities of 1994 by their
codes, with a letter behind where one was divided later. In every year the valid codes share all
pieces between them, none twice. So a code was renumbered when another has the same pieces, merged
when another has more, and divided when several have some of them.

Small changes of a border between two municipalities are not in the table. A code can have two
rows: 0716 was Våle, and from 2002 Re, made of Våle and Ramnes.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FORSTE, SISTE = 1994, 2026
"""The years that the table covers."""


@dataclass(frozen=True)
class Rad:
    """One row: a code, and the years in which it meant the same."""

    fra: int
    til: int
    navn: tuple[str, ...]
    deler: frozenset[str]

    def gjelder(self, aar: int) -> bool:
        """Tell whether it was valid on 1 January."""
        return self.fra <= aar <= self.til


def alle_koder() -> frozenset[str]:
    """Give every code that was valid in any year of the table."""
    return frozenset(_tabell())


def gyldig(kode: str, aar: int) -> bool:
    """Tell whether the code was valid on 1 January of the year."""
    return any(rad.gjelder(aar) for rad in _tabell().get(kode, ()))


@cache
def koder_i(aar: int) -> tuple[str, ...]:
    """Give the codes that were valid on 1 January of the year, in order."""
    return tuple(kode for kode in sorted(_tabell()) if gyldig(kode, aar))


def navn(kode: str, aar: int = SISTE) -> str:
    """Give what the code's municipality was called in the year, or in the nearest it was valid."""
    return _rad(kode, aar).navn[0]


def alle_navn(kode: str) -> tuple[str, ...]:
    """Give all names that the code has had; none for a code that never existed."""
    return tuple(name for rad in _tabell().get(kode, ()) for name in rad.navn)


def deler(kode: str, aar: int) -> frozenset[str]:
    """Give the pieces of the code's area in the year, or in the nearest in which it was valid.

    Raises:
        KeyError: The code never existed.
    """
    return _rad(kode, aar).deler


def oversatt(kode: str, aar: int, til: int) -> tuple[str, ...]:
    """Give the codes of the year ``til`` that have any of what the code was in ``aar``.

    One code with the same ``deler`` is the same municipality; one with more is what it was merged
    into; several mean that a figure cannot be brought over as it is.

    Raises:
        KeyError: The code never existed.
    """
    return tuple(sorted({_eiere(til)[piece] for piece in deler(kode, aar)}))


@cache
def _eiere(aar: int) -> dict[str, str]:
    """Give the code that has each piece in the year."""
    return {piece: kode for kode in koder_i(aar) for piece in deler(kode, aar)}


def _rad(kode: str, aar: int) -> Rad:
    return min(_tabell()[kode], key=lambda rad: max(rad.fra - aar, aar - rad.til, 0))


@cache
def _tabell() -> dict[str, tuple[Rad, ...]]:
    """Read the table: each code's rows in the order of time."""
    found: dict[str, tuple[Rad, ...]] = {}
    for kode, rad in _rader():
        found[kode] = (*found.get(kode, ()), rad)
    return found


def _rader() -> Iterator[tuple[str, Rad]]:
    text = files("datapakke.norge").joinpath("kommuner.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        years = int(row["fra"]), int(row["til"] or SISTE)
        names, pieces = tuple(row["navn"].split("|")), frozenset(row["deler"].split())
        yield row["kommunenr"], Rad(*years, names, pieces)
