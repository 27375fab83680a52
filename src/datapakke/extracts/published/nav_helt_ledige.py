"""NAV's sheets of fully unemployed, numbers and percentages: ``helt_ledige`` and its shares.

A workbook sheet saved as CSV: titles first, then for each county its name, a header with the names
of the months, its total («I alt»), and its municipalities («3039 Flå»). The year stands in a title.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.format import Format
from datapakke.extracts.own.helt_ledige import HELT_LEDIGE, HELT_LEDIGE_PROSENT
from datapakke.extracts.parsing import note_cells
from datapakke.extracts.problems import Problems, shown
from datapakke.extracts.public import ELSEWHERE, code_names, note_unreadable, plain
from datapakke.extracts.source_format import File, Kilde, Reading
from datapakke.extracts.written import MONTHS, maaned
from datapakke.reading import Beginning, Dialect, TextTable, place

DIALECT = Dialect(header=0)
NAMES, FIRST_MONTH = "2", 2
"""The column of names, and how many columns stand before the first month."""

TITLE = ("Kilde: NAV", "Helt ledige. Fylke og kommune. Tidsserie måned")
PERIOD = re.compile("[A-ZÆØÅ][a-zæøå]+( - [a-zæøå]+)? ([0-9]{4})")
MUNICIPALITY = re.compile("([0-9]{3,4}) (.+)")
TOTAL = "I alt "
NOT_MUNICIPALITY = re.compile("I alt .+|Ukjent")


@dataclass(frozen=True)
class NavSheet:
    """One of the two sheets as it is.

    Attributes:
        format: The dataset that it gives; one column of it holds figures.
        kilde: The source as printed.
        counts: What the title says is in the sheet, without footnote marks.
        column: The dataset's column for it.
    """

    format: Format
    kilde: Kilde
    counts: str
    column: str

    @property
    def datasett(self) -> str:
        """The dataset that it gives."""
        return self.format.datasett

    def recognises(self, start: Beginning) -> bool:
        """Tell whether the titles are those of the sheet."""
        cells = {cell for row in start.rows for cell in row}
        return set(TITLE) <= cells and any(
            re.fullmatch(rf"Kommune.?\. {self.counts}.?", cell) for cell in cells
        )

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Give a row per municipality and month; ``*`` is hidden, a blank cell not delivered.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        text = file.text(DIALECT)
        own = Problems()
        labels = _labels(text, own)
        rows = _municipalities(text, own)
        kind = self.format.columns[self.column]
        for month in labels:
            note_unreadable(replace(text, table=rows), month, kind, context, own)
        if own:
            problems.take(own)
            return None
        long, counties = (self._long(part, labels) for part in (rows, _counties(text)))
        reading = self.format.tidy(replace(text, table=long), context, problems, counties)
        if reading is None:
            return None
        names = code_names(rows["kommunenr"], rows["navn"])
        delivered = reading.delivered | set(labels.values())
        return replace(reading, rows_read=len(rows), names=names, delivered=delivered)

    def _long(self, rows: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
        """Give a row per municipality or county and month."""
        months = [self._month(rows, column, label) for column, label in labels.items()]
        return pd.concat(months).sort_index(kind="stable")

    def _month(self, rows: pd.DataFrame, column: str, label: str) -> pd.DataFrame:
        """Give one month's figures; a blank cell was not delivered."""
        rows = rows[rows[column] != ""]
        cells = {"kommunenr": rows["kommunenr"], self.column: plain(rows[column])}
        return pd.DataFrame(cells).assign(maaned=label)


def _labels(text: TextTable, problems: Problems) -> dict[str, str]:
    """Give the month's label for each column of numbers; every county must have the same."""
    found = next((match for cell in text.table[NAMES] if (match := PERIOD.fullmatch(cell))), None)
    if found is None:
        what = "har ingen tittel med år, som «Januar - oktober 2022»."
        problems.add([Problem(place(text.name), what)])
        return {}
    columns = text.table.columns[FIRST_MONTH:]
    headers = text.table[text.table[columns[0]].str.lower().isin(MONTHS)]
    if headers.empty:
        problems.add([Problem(place(text.name), "har ingen overskrift med måneder.")])
        return {}
    first = headers.iloc[0]
    for line in headers.index[(headers != first).any(axis="columns")]:
        what = f"har andre måneder enn overskriften i linje {headers.index[0]}."
        problems.add([Problem(place(text.name, int(line)), what)])
    labels = {}
    for column in columns:
        if first[column].lower() in MONTHS:
            labels[column] = maaned(first[column], found[2])
        elif first[column]:
            what = f"her står {shown(first[column])}, men det skal være en måned."
            problems.add([Problem(place(text.name, int(headers.index[0]), column), what)])
    return labels


def _counties(text: TextTable) -> pd.DataFrame:
    """Give the rows of totals that stand right above a county's municipalities, with its digits."""
    cells = text.table[NAMES]
    below = cells.shift(-1, fill_value="").str.extract(MUNICIPALITY)[0]
    totals = cells.str.startswith(TOTAL) & below.notna()
    return text.table[totals].assign(kommunenr=below[totals].str.zfill(4).str[:2])


def _municipalities(text: TextTable, problems: Problems) -> pd.DataFrame:
    """Give the rows of municipalities, with code and name; other rows with numbers must be known.

    A county's total is never kept: with it, a hidden municipality would follow by subtraction.
    """
    cells = text.table[NAMES]
    found = cells.str.extract(MUNICIPALITY)
    numbers = text.table[text.table.columns[FIRST_MONTH]].str.contains("^[0-9*]", regex=True)
    odd = found[0].isna() & numbers & ~cells.str.fullmatch(NOT_MUNICIPALITY)
    note_cells(text, NAMES, odd, "nummer og navn, som «3039 Flå»", problems)
    code = found[0].str.zfill(4)  # a zero that a spreadsheet has taken away
    ours = code.notna() & ~code.str.fullmatch(ELSEWHERE).fillna(value=False)
    return text.table[ours].assign(kommunenr=code[ours], navn=found.loc[ours, 1])


NAV_HELT_LEDIGE = NavSheet(
    format=HELT_LEDIGE,
    kilde=Kilde("NAV, helt ledige per kommune og måned", "NLOD"),
    counts="Antall",
    column="antall",
)
NAV_HELT_LEDIGE_PROSENT = NavSheet(
    format=HELT_LEDIGE_PROSENT,
    kilde=Kilde("NAV, helt ledige i prosent av arbeidsstyrken per kommune og måned", "NLOD"),
    counts="Prosent av arbeidsstyrken",
    column="prosent",
)
