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
_Row = Mapping[str, str | None]


def check_attached(script: Script, packet: Packet) -> int:
    """Compare the file line by line, and give how many values it has."""
    files = script.document.files
    name = f"{packet.kommunenr}-{packet.slug}.csv"
    if [one for one, _ in files] != [name]:
        there = ", ".join(quoted(one) for one, _ in files) or "ingenting"
        script.complain(0, f"vedlagt er {there}, men det skal være {quoted(name)} alene.")
        return 0
    try:
        rows = list(csv.DictReader(io.StringIO(files[0][1].decode("utf-8-sig")), delimiter=";"))
    except (UnicodeError, csv.Error):
        script.complain(0, f"vedlegget {quoted(name)} kan ikke leses som CSV.")
        return 0
    for where, what in _faults(rows, packet):
        script.complain(0, f"vedlegget {quoted(name)}, {where}: {what}.")
    return sum(1 for row in rows if row.get("verdi"))


def _faults(rows: list[dict[str, str]], packet: Packet) -> Iterator[tuple[str, str]]:
    names = {one.id: (one.tittel, one.enhet) for one in packet.indikatorer}
    left = {_key(figure): figure for figure in packet.figurer}
    for number, row in enumerate(rows, start=2):
        figure = left.pop(tuple(_plain(row, column) for column in _KEY), None)
        if figure is None:
            yield f"linje {number}", "tallet er ikke i pakken, eller står to ganger"
            continue
        told = tuple(_plain(row, column) for column in ("verdi", "tegn", "antall", "teller"))
        if not _same(told, figure):
            yield f"linje {number}", f"der står {quoted(' '.join(told))}, ikke tallet i pakken"
        if (_plain(row, "tittel"), _plain(row, "enhet")) != names.get(figure.key.indikator):
            yield f"linje {number}", "navnet eller enheten er ikke pakkens"
        if figure.key.nivaa == "kommune" and _plain(row, "omraade") != packet.kommune:
            yield f"linje {number}", f"området er {quoted(_plain(row, 'omraade'))}"
    for key in left:
        yield "slutten", f"tallet {quoted(' '.join(key))} mangler"


def _plain(row: _Row, column: str) -> str:
    """Give a cell without the apostrophe that keeps a spreadsheet from reckoning."""
    return (row.get(column) or "").removeprefix("'")


def _key(figure: Figure) -> tuple[str, ...]:
    key = figure.key
    return key.indikator, key.nivaa, key.omraade, key.aar, key.kjonn, key.kategori


def _same(told: tuple[str, ...], figure: Figure) -> bool:
    """Tell whether a line says what a figure says, and with the same decimals."""
    value, sign, n, teller = told
    shown = figure.status in {Status.VIST, Status.INGEN}
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
