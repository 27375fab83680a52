"""The figures of a packet as a CSV file, for who wants to count on: what is printed, no more."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from datapakke.formats import ABOUT
from datapakke.locale import Tekst, maalform
from datapakke.model import Figure, Nivaa, Status
from datapakke.packet.model import Packet
from datapakke.packet.texts import LANDET, MOTET

COLUMNS = (
    "indikator",
    "tittel",
    "enhet",
    "nivaa",
    "omraade",
    "kode",
    "periode",
    "kjonn",
    "kategori",
    "verdi",
    "tegn",
    "antall",
    "teller",
)
"""Of the file, in order; described in ``docs/csv.md``."""
ABOUT_IT = Tekst("Tallene i pakken, ett per linje")
NO_DAY = date(1980, 1, 1)
"""Stands for the day of a packet that has none: the same packet is the same file."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Attached(NamedTuple):
    """A file to lie in the PDF: its name, content, what it is in words, and its day."""

    name: str
    content: bytes
    words: str
    day: date


def figures_file(packet: Packet) -> Attached:
    """Give every figure that the packet prints, one a line, in the packet's written form.

    UTF-8 with a byte order mark, semicolons and decimal commas, as spreadsheets here open it.
    ``tegn`` is the packet's sign where there is no ``verdi``, and «ca.» where the value is rounded
    more coarsely. ``antall`` and ``teller`` are empty where they are not to be known.
    """
    with maalform(packet.maalform):
        buffer = io.StringIO()
        rows = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
        rows.writerow(COLUMNS)
        rows.writerows(_rows(packet))
        return Attached(
            name=f"{packet.kommunenr}-{packet.slug}.csv",
            content=buffer.getvalue().encode("utf-8-sig"),
            words=str(ABOUT_IT),
            day=date.fromisoformat(packet.dato_iso) if packet.dato_iso else NO_DAY,
        )


def _rows(packet: Packet) -> Iterator[tuple[str, ...]]:
    names = {one.id: one for one in packet.indikatorer}
    areas = {
        Nivaa.KOMMUNE.value: packet.kommune,
        Nivaa.MOTE.value: str(MOTET),
        Nivaa.FYLKE.value: packet.fylke,
        Nivaa.LAND.value: str(LANDET),
    }
    for figure in packet.figurer:
        key, name = figure.key, names[figure.key.indikator]
        about = (name.id, name.tittel, name.enhet, key.nivaa, areas[key.nivaa], key.omraade)
        which = (key.aar, key.kjonn, key.kategori)
        yield (*(_words(text) for text in (*about, *which)), *_said(figure))


def _said(figure: Figure) -> tuple[str, str, str, str]:
    """Give the value, the sign, and the counts that may be known."""
    shown = figure.status in {Status.VIST, Status.INGEN} and figure.verdi is not None
    coarse = ABOUT if figure.avrundet_til > 1 else figure.status.value
    return (
        f"{figure.verdi:f}".replace(".", ",") if shown else "",
        coarse if shown else figure.status.value,
        "" if figure.n is None else str(figure.n),
        "" if figure.teller is None else str(figure.teller),
    )


def _words(text: str) -> str:
    """Give words so that no spreadsheet takes them for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
