"""What the file says of codes, held against the table of all municipalities (``norge``)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from datapakke.config.codes import CodeReader
from datapakke.config.identity import Found
from datapakke.config.structure import Value
from datapakke.kommuner import Kode
from datapakke.norge import (
    FORSTE,
    SISTE,
    alle_koder,
    deler,
    gyldig,
    navn,
    navn_passer,
    oversatt,
)


def check_table(codes: CodeReader, found: Sequence[Found]) -> None:
    """Note codes that the table does not know so, and histories and mergers that were not.

    A code that is wrong by itself says nothing of what it became, so each mistake is told once.
    """
    right: dict[str, Kode] = {}
    for kode in codes.known.values():
        wrong = _wrong(kode)
        if wrong:
            codes.reader.wrong(codes.places[kode.kode], wrong)
        else:
            right[kode.kode] = kode
    for one in found:
        _check_history(codes, one.kommune.koder, right)
        _check_merged(codes, one.mergers, one, right)


def _wrong(kode: Kode) -> str:
    """Say what is wrong with a code's existence, name or years, as far as the table goes."""
    if kode.kode not in alle_koder():
        return f"koden {kode.kode} har aldri vært en norsk kommune."
    years = range(max(kode.fra, FORSTE), min(kode.til or SISTE, SISTE) + 1)
    if not all(gyldig(kode.kode, aar) for aar in years):
        said = f"til {kode.til}" if kode.til else "uten «til»"
        return f"koden {kode.kode} gjelder {_span(kode.kode)}, men her står fra {kode.fra} {said}."
    if not navn_passer(kode.kode, kode.navn):
        return f"koden {kode.kode} er {navn(kode.kode, kode.fra)}, men her står «{kode.navn}»."
    return ""


def _check_history(codes: CodeReader, koder: Sequence[Kode], right: Mapping[str, Kode]) -> None:
    """Note the first code of a municipality that is another's; what follows it says no more."""
    for before, after in pairwise(koder):
        if {before.kode, after.kode} <= right.keys() and _pieces([before]) != _pieces([after]):
            message = f"{_called(after)} er ikke bare et nytt nummer for {_called(before)}."
            codes.reader.wrong(codes.places[after.kode], message)
            return


def _check_merged(codes: CodeReader, value: Value, one: Found, right: Mapping[str, Kode]) -> None:
    """A municipality was made of those that the file names, all of them and no other."""
    named = one.kommune.slaatt_sammen_av
    merged = one.kommune.koder[0]
    if not named or not {*named, merged.kode} <= right.keys():
        return
    if _pieces(right[code] for code in named) != _pieces([merged]):
        codes.reader.wrong(value, f"{_called(merged)} {_origin(merged)}")


def _origin(merged: Kode) -> str:
    """Say what a municipality was made of, or that it has a piece of one that was divided."""
    year = min(max(merged.fra - 1, FORSTE), SISTE)
    origin = oversatt(merged.kode, merged.fra, year)
    divided = [kode for kode in origin if not deler(kode, year) <= _pieces([merged])]
    if divided:
        return (
            f"har bare en del av {_names(divided, year)}, så tall fra før {merged.fra} kan ikke"
            f" summeres. Ta bort «slaatt_sammen_av»: serien starter i {merged.fra}."
        )
    return f"ble slått sammen av {_names(origin, year)}, ikke av disse."


def _names(koder: Iterable[str], aar: int) -> str:
    return ", ".join(f"{kode} {navn(kode, aar)}" for kode in koder)


def _pieces(koder: Iterable[Kode]) -> set[str]:
    return {piece for kode in koder for piece in deler(kode.kode, kode.fra)}


def _called(kode: Kode) -> str:
    return f"{kode.kode} {kode.navn}"


def _span(kode: str) -> str:
    years = [aar for aar in range(FORSTE, SISTE + 1) if gyldig(kode, aar)]
    first = f"fra {years[0]} " if years[0] > FORSTE else ""
    return first + (f"til {years[-1]}" if years[-1] < SISTE else "og fortsatt").strip()
