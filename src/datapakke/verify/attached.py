"""The figures that lie in a PDF as CSV are the packet's, all of them and no others."""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from datapakke.formats import ABOUT
from datapakke.model import Figure, Status
from datapakke.packet.model import Packet
from datapakke.verify.script import Script, quoted

_KEY = ("indikator", "nivaa", "kode", "periode", "kjonn", "kategori")
_TOLD = ("verdi", "tegn", "antall", "teller")
_NAMES = ("tittel", "enhet", "omraade")
_SHOWN = (Status.VIST, Status.INGEN)
_Row = Mapping[str, str]


def check_attached(script: Script, packet: Packet) -> int:
    """Compare the file line by line, and give how many values it has."""
    files = script.document.files
    name = f"{packet.kommunenr}-{packet.slug}.csv"
    if [one for one, _ in files] != [name]:
        there = ", ".join(quoted(one) for one, _ in files) or "ingenting"
        script.complain(0, f"vedlagt er {there}, men det skal være {quoted(name)} alene.")
        return 0
    try:
        rows = _rows(files[0][1].decode("utf-8-sig"))
    except (UnicodeError, csv.Error):
        script.complain(0, f"vedlegget {quoted(name)} kan ikke leses som CSV.")
        return 0
    for where, what in _faults(rows, packet):
        script.complain(0, f"vedlegget {quoted(name)}, {where}: {what}.")
    return sum(1 for row in rows if row.get("verdi"))


def _rows(content: str) -> list[_Row]:
    """Give the cells of each line by their columns' names; a line may have fewer, or be blank."""
    lines = csv.reader(io.StringIO(content), delimiter=";")
    columns = next(lines, [])
    return [dict(zip(columns, line, strict=False)) for line in lines if line]


def _faults(rows: list[_Row], packet: Packet) -> Iterator[tuple[str, str]]:
    names = {one.id: (one.tittel, one.enhet) for one in packet.indikatorer}
    left = {_key(figure): figure for figure in packet.figurer}
    for number, row in enumerate(rows, start=2):
        figure = left.pop(_plain(row, _KEY), None)
        if figure is None:
            yield f"linje {number}", "tallet er ikke i pakken, eller står to ganger"
            continue
        told = _plain(row, _TOLD)
        if not _same(told, figure):
            yield f"linje {number}", f"der står {quoted(' '.join(told))}, ikke tallet i pakken"
        *name, omraade = _plain(row, _NAMES)
        if tuple(name) != names.get(figure.key.indikator):
            yield f"linje {number}", "navnet eller enheten er ikke pakkens"
        if figure.key.nivaa == "kommune" and omraade != packet.kommune:
            yield f"linje {number}", f"området er {quoted(omraade)}"
    for key in left:
        yield "slutten", f"tallet {quoted(' '.join(key))} mangler"


def _plain(row: _Row, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Give cells without the apostrophe that keeps a spreadsheet from reckoning."""
    return tuple([row.get(column, "").removeprefix("'") for column in columns])


def _key(figure: Figure) -> tuple[str, ...]:
    key = figure.key
    return key.indikator, key.nivaa, key.omraade, key.aar, key.kjonn, key.kategori


def _same(told: tuple[str, ...], figure: Figure) -> bool:
    """Tell whether a line says what a figure says, and with the same decimals."""
    value, sign, n, teller = told
    shown = figure.status in _SHOWN
    try:
        number = Decimal(value.replace(",", ".")) if value else None
    except InvalidOperation:
        return False
    coarse = shown and figure.avrundet_til > 1
    return (
        str(number) == str(figure.verdi if shown else None)
        and sign == (ABOUT if coarse else figure.status.value)
        and n == ("" if figure.n is None else str(figure.n))
        and teller == ("" if figure.teller is None else str(figure.teller))
    )
