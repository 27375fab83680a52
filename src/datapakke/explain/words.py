"""An explanation in words for a person, and as JSON for machines."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from datapakke import formats
from datapakke.config.text import printable
from datapakke.explain.find import GENDERS
from datapakke.explain.model import Explanation, Fil, Rader, Tall
from datapakke.kommuner import LANDET
from datapakke.model import Status

WARNING = (
    "INTERNT: her står tall som kan røpe enkeltpersoner. Del det ikke, og legg det ikke ved en"
    " pakke."
)
HIDDEN_ROWS = "Hvilke rader og hvor mange det er, sies ikke: de kunne røpet et tall som ikke vises."


def as_json(explanation: Explanation) -> str:
    """Give the explanation for machines."""
    warned = {"advarsel": WARNING} if explanation.internt else {}
    return json.dumps({**warned, **asdict(explanation)}, ensure_ascii=False, indent=2)


def as_lines(explanation: Explanation) -> list[str]:
    """Give the explanation for a terminal."""
    lines = list(_lines(explanation))
    return [WARNING, "", *lines, "", WARNING] if explanation.internt else lines


def _lines(one: Explanation) -> Iterator[str]:
    about = [one.omraade, formats.period(one.key.aar), GENDERS.get(one.key.kjonn, "")]
    yield f"{one.tittel}: {', '.join(filter(None, [*about, one.key.kategori]))}"
    yield f"Trykt: {one.trykt}" + (f" {one.enhet}" if one.enhet else "")
    if one.grunn:
        yield f"Vises ikke: {one.grunn}."
    if one.mangler:
        yield f"Ikke levert for: {formats.listing(one.mangler)}."
    yield from _behind(one.bak)
    yield from (f"Bare internt: {line}" for line in one.bare_internt)
    yield f"Metode: {one.metode}"
    yield f"Avrunding: {one.avrunding}"
    yield f"Skjerming: {' '.join(one.skjerming)}"
    yield "Filer:"
    for fil in one.filer:
        yield from _file(fil)
    if one.trykt == Status.SKJULT.value and not one.internt:
        yield f"  {HIDDEN_ROWS}"
    yield f"Kontroll: {one.kontroll}"


def _behind(bak: Tall) -> Iterator[str]:
    if bak.nevner is not None and bak.teller is not None:
        yield f"Bak tallet: teller {bak.teller}, nevner {bak.nevner}"
    elif bak.nevner is not None:
        yield f"Bak tallet: {bak.nevner} (n)"


def _file(fil: Fil) -> Iterator[str]:
    name, navn, lisens, how = map(printable, (fil.fil, fil.navn, fil.lisens, fil.lest_som))
    yield f"  {name} ({fil.datasett})"
    yield f"    {navn}. Lisens: {lisens}. Trukket ut {fil.uttrukket or 'ukjent dag'}."
    yield f"    SHA-256 {fil.sha256}"
    if how:
        yield f"    Lest som {how}."
    if fil.rader:
        yield f"    {_rows(fil.rader)}"


def _rows(rader: Rader) -> str:
    parts = []
    if rader.antall is not None:
        word = "tall" if rader.i_bredden else "rad" if rader.antall == 1 else "rader"
        parts.append(f"{rader.antall} {word}")
    if rader.linjer:
        parts.append(f"linje {rader.linjer}")
    codes = [code for code in rader.koder if code != LANDET]
    if codes:
        parts.append(f"kommunenummer i filen: {formats.listing(codes)}")
    line = f"{', '.join(parts)}."
    return line[0].upper() + line[1:]
