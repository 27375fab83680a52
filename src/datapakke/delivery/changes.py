"""What a corrected packet says otherwise than the one that was sent before, in words.

Both side-cars hold printed figures only. What is no longer printed is named without its value: it
may be gone because it should not have been told.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from datapakke import formats
from datapakke.delivery.shipment import Shipment
from datapakke.errors import PacketError, Problem
from datapakke.locale import Tekst, maalform, sagt_om_kjent
from datapakke.model import ALLE, Nivaa, Status

SHOWN = 12
"""So many figures are named in the message; the others are counted."""
ENDRET = Tekst("{hva}: {naa}. Før sto det {sto}.")
NYTT = Tekst("{hva}: {naa}. Dette sto ikke før.")
BORTE = Tekst("{hva}: Vises ikke lenger.")
ANTALL = Tekst("{hva}: {naa}, som før. Antallet elever bak er endret.")
FLERE = Tekst("Og {n} tall til.")
BARE_TEKST = Tekst("Ingen tall er endret, bare tekst, figurer eller utforming.")
OMRAADE = {
    Nivaa.MOTE.value: Tekst("kommunene på møtet"),
    Nivaa.FYLKE.value: Tekst("fylket"),
    Nivaa.LAND.value: Tekst("landet"),
}
KJONN = {"K": Tekst("jenter"), "M": Tekst("gutter")}
SPELT_OUT = frozenset({"prosent", "poeng", "dager", "dagar", "timer", "timar"})
Key = tuple[str, ...]
_FIELDS = ("indikator", "nivaa", "omraade", "aar", "kjonn", "kategori")
_TOLD = ("status", "verdi", "avrundet_til", "n", "teller")


@dataclass(frozen=True)
class _Said:
    """What a side-car says: figures by key, and each indicator's title and unit."""

    figures: Mapping[Key, Mapping[str, Any]]
    names: dict[str, tuple[str, str]]


def changes(shipment: Shipment, before: bytes, after: bytes) -> tuple[str, ...]:
    """Tell what has changed between two side-cars of a municipality, a sentence each.

    Args:
        shipment: Whose it is.
        before: The side-car of the packet that was sent.
        after: That of the packet that is to be sent.

    Raises:
        PacketError: One of them is no side-car.
    """
    old, new = (_read(one, shipment) for one in (before, after))
    with maalform(shipment.maalform):
        lines = list(_lines(old, new, shipment.navn))
        left = len(lines) - SHOWN
        if left > 0:
            lines[SHOWN:] = [FLERE.format(n=left)]
        return tuple(lines) or (str(BARE_TEKST),)


def _lines(old: _Said, new: _Said, navn: str) -> Iterator[str]:
    names = old.names | new.names
    for key in sorted(dict.fromkeys([*new.figures, *old.figures]), key=_others):
        was, now = old.figures.get(key, {}), new.figures.get(key, {})
        if all(was.get(name) == now.get(name) for name in _TOLD):
            continue
        sto, naa = (_value(one, names[key[0]][1]) for one in (was, now))
        hva = _what(key, names, navn)
        if not (sto or naa):
            continue  # hidden before and now
        if not naa:
            yield BORTE.format(hva=hva)
        elif not sto:
            yield NYTT.format(hva=hva, naa=naa)
        else:
            yield (ANTALL if naa == sto else ENDRET).format(hva=hva, naa=naa, sto=sto)


def _others(key: Key) -> bool:
    """Sort the municipality's own figures first."""
    return key[1] != Nivaa.KOMMUNE.value


def _what(key: Key, names: Mapping[str, tuple[str, str]], navn: str) -> str:
    """Name a figure: «Fravær over 15 dager, Modum, jenter, 2015/16»."""
    indikator, nivaa, _, aar, kjonn, kategori = key
    area = OMRAADE.get(nivaa)
    parts = [names[indikator][0], sagt_om_kjent(kategori), str(area) if area else navn]
    parts += [str(KJONN[kjonn])] if kjonn != ALLE else []
    return ", ".join(part for part in (*parts, formats.period(aar)) if part)


def _value(figure: Mapping[str, Any], enhet: str) -> str:
    """Give a value as printed; empty where none is."""
    verdi = figure.get("verdi")
    if not verdi or figure["status"] not in (Status.VIST.value, Status.INGEN.value):
        return ""
    number = verdi.replace(".", ",").replace("-", formats.MINUS)
    about = f"{formats.ABOUT} " if figure["avrundet_til"] > 1 else ""
    return f"{about}{number} {enhet if enhet in SPELT_OUT else ''}".rstrip()


def _read(content: bytes, shipment: Shipment) -> _Said:
    try:
        said = json.loads(content)
        figures = {tuple(one["key"][name] for name in _FIELDS): one for one in said["figurer"]}
        names = {one["id"]: (one["tittel"], one["enhet"]) for one in said["indikatorer"]}
        right = said["kommunenr"] == shipment.kommunenr and {key[0] for key in figures} <= {*names}
    except (ValueError, LookupError, TypeError, RecursionError):
        right = False
    if not right:
        what = "er ikke det pakken skrev av sine tall: hva som er endret, kan ikke sies."
        raise PacketError([Problem(f"sidefilen til {shipment.stem}", what)])
    return _Said(figures, names)
