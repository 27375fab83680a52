"""``skoleporten``: Skoleporten's download, a row per school or municipality and what is measured.

The units are named and have no codes. A name is no key (Nes, Våler), so they are not brought to
municipalities; no indicator is made from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.extracts.checks import Rule
from datapakke.extracts.columns import CellError
from datapakke.extracts.context import Context
from datapakke.extracts.format import Format
from datapakke.extracts.parsing import parse_column
from datapakke.extracts.periods import SKOLEAAR, skoleaarets_slutt
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import KJONN_ELLER_ALLE, by_cell, plain, tall, tekst
from datapakke.extracts.source_format import File, Kilde, Reading
from datapakke.extracts.written import kjonn, skoleaar
from datapakke.reading import Beginning, Dialect

OURS: Mapping[str, str] = {
    "Periode": "skoleaar",
    "Enhetsnavn": "enhet",
    "Skoletype": "skoletype",
    "Vurderingsområde": "omraade",
    "Statistikk": "statistikk",
    "Indikator/delskår": "indikator",
    "Eierform": "eierform",
    "Trinn": "trinn",
    "Kjønn": "kjonn",
    "Verdi": "verdi",
    "Måleenhet": "maaleenhet",
}
"""Our columns by Skoleporten's."""

NOT_DELIVERED = "."
HIGHEST = {"Skalapoeng": 100, "Prosent": 100}
"""What a value can be at most, by what it is measured in."""


def _too_high(table: pd.DataFrame) -> "pd.Series[bool]":
    highest = table["maaleenhet"].map(HIGHEST).astype("Float64")
    return (table["verdi"] > highest).fillna(value=False).astype(bool)


FORMAT = Format(
    datasett="skoleporten",
    columns={
        **dict.fromkeys(OURS.values(), tekst("en tekst")),
        "skoleaar": SKOLEAAR,
        "kjonn": KJONN_ELLER_ALLE,
        "verdi": tall(0, 9_999_999, decimals=2),
    },
    unique=tuple(column for column in OURS.values() if column != "verdi"),
    aar="skoleaar",
    slutt=skoleaarets_slutt,
    rules=(Rule("verdi", "høyst 100, som skalapoeng og prosent", _too_high),),
)


@dataclass(frozen=True)
class Skoleporten:
    """The download as it is; ``.`` is not delivered, ``*`` hidden."""

    kilde: Kilde
    format: Format = FORMAT

    @property
    def datasett(self) -> str:
        """The dataset that it gives."""
        return self.format.datasett

    def recognises(self, start: Beginning) -> bool:
        """Tell whether the columns are those of a download."""
        return set(start.columns) == set(OURS)

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Give a row per unit, school year and measure that is delivered.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        text = file.text(Dialect(names=frozenset(OURS)))
        table = text.table
        own = Problems()
        for theirs, change in (("Periode", _skoleaar), ("Kjønn", kjonn)):
            if theirs in table:
                table = table.assign(**{theirs: by_cell(table[theirs], change)})
        if "Verdi" in table:
            table = table[table["Verdi"] != NOT_DELIVERED]
            table = table.assign(Verdi=plain(table["Verdi"]))
        for theirs, ours in OURS.items():
            if theirs in table:  # told by the file's own name of the column
                parse_column(text.name, table[theirs], self.format.columns[ours], context, own)
        if own:
            problems.take(own)
            return None
        renamed = replace(text, table=table.rename(columns=OURS))
        reading = self.format.tidy(renamed, context, problems)
        if reading is None:
            return None
        delivered = reading.delivered | set(by_cell(text.table["Periode"], _skoleaar))
        return replace(reading, rows_read=len(text.table), delivered=delivered)


def _skoleaar(cell: str) -> str:
    """Give ``2014/15`` for ``2014-2015``; several years together are left for the type to tell."""
    try:
        return skoleaar(cell)
    except CellError:
        return cell


SKOLEPORTEN = Skoleporten(Kilde("Utdanningsdirektoratet, Skoleporten", "NLOD"))
