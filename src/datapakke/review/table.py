"""All municipalities beside each other: the rows of their overviews, as their packets print them.

Sorted by how many of them differ from the county's, to either side, and then by name: never by a
value.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datapakke import formats
from datapakke.packet.overview import VEIEN
from datapakke.review.model import Kort, Nokkeltall


@dataclass(frozen=True)
class Kolonne:
    """A key figure: what it is called, and the period that most packets print of it."""

    id: str
    navn: str
    periode: str
    fylke: str


@dataclass(frozen=True)
class Rad:
    """A municipality with a cell for each column; None where its packet does not have it."""

    kort: Kort
    celler: tuple[Nokkeltall | None, ...]

    @property
    def skiller(self) -> int:
        """How many cells differ from the county's more than chance gives."""
        return sum(one.skiller for one in self.celler if one)


@dataclass(frozen=True)
class Tabell:
    """The table."""

    kolonner: tuple[Kolonne, ...]
    rader: tuple[Rad, ...]


def make_table(kort: Sequence[Kort], names: Mapping[str, str]) -> Tabell:
    """Put the municipalities with a packet beside each other.

    Args:
        kort: All of them.
        names: Indicator → what a column is called.
    """
    found = [one for one in kort if one.sagt]
    rows = {one.kommunenr: {_id(row): row for row in _rows(one)} for one in found}
    seen = dict.fromkeys(name for row in rows.values() for name in row)
    order = [*(name for name in VEIEN if name in seen), *(n for n in seen if n not in VEIEN)]
    columns = tuple(_column(name, [*rows.values()], names) for name in order)
    lines = [Rad(one, tuple(rows[one.kommunenr].get(name) for name in order)) for one in found]
    lines.sort(key=lambda one: (-one.skiller, formats.name_key(one.kort.kommune)))
    return Tabell(columns, tuple(lines))


def _rows(kort: Kort) -> tuple[Nokkeltall, ...]:
    return kort.sagt.nokkeltall if kort.sagt else ()


def _id(row: Nokkeltall) -> str:
    return row.id or row.navn


def _column(
    name: str, rows: Sequence[Mapping[str, Nokkeltall]], names: Mapping[str, str]
) -> Kolonne:
    cells = [row[name] for row in rows if name in row]
    periode, _ = Counter(one.periode for one in cells).most_common(1)[0]
    fylke = next(one.fylke for one in cells if one.periode == periode)
    return Kolonne(name, names.get(name, name), periode, fylke)
