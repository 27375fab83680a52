"""Tables of SSB's Statistikkbanken saved as CSV, in Norwegian or English.

The figures stand under ``Personer 2016``, under ``2016`` beside a column that says what is counted,
or in one column beside one with the year. A title may come first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.format import Format
from datapakke.extracts.problems import Problems, shown
from datapakke.extracts.public import by_cell, code_names, note_unreadable
from datapakke.extracts.published.ssb_cells import PROVISIONAL, figures, municipalities, provisional
from datapakke.extracts.published.ssb_columns import (
    CONTENTS,
    REGION,
    TIME,
    Figures,
    called,
    find_figures,
    is_years_figures,
)
from datapakke.extracts.source_format import File, Kilde, Reading
from datapakke.reading import Beginning, Dialect, TextTable, place
from datapakke.sources import Note


@dataclass(frozen=True)
class Dimension:
    """What a table divides its figures by, beside region and time.

    Attributes:
        names: What Statistikkbanken calls it.
        read: Gives our cell for one of theirs.
        wanted: Tells of our cell whether its rows are wanted.
        without: Our cell when the table does not divide by it; empty when it must.
    """

    names: tuple[str, ...]
    read: Callable[[str], str]
    wanted: Callable[[str], bool] = bool
    without: str = ""


@dataclass(frozen=True)
class SsbTable:
    """A table of Statistikkbanken as it is saved there.

    Attributes:
        format: The dataset that it gives; its period is ``aar``.
        kilde: The source as printed.
        counts: What Statistikkbanken calls what is counted.
        column: The dataset's column for it.
        dimensions: By the dataset's columns.
    """

    format: Format
    kilde: Kilde
    counts: tuple[str, ...]
    column: str
    dimensions: Mapping[str, Dimension]

    @property
    def datasett(self) -> str:
        """The dataset that it gives."""
        return self.format.datasett

    def recognises(self, start: Beginning) -> bool:
        """Tell whether a row names region, what the dataset must have, and figures."""
        return any(
            all(called(row, names) for names in self._needed()) and find_figures(row, self.counts)
            for row in start.rows
        )

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Give a row per municipality, year and whatever the dataset divides by.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        text = file.text(Dialect(names=self._names()))
        own = Problems()
        found = self._checked(text, own)
        rows = text.table if own else self._rows(text, own)
        kind = self.format.columns[self.column]
        for one in found if not own else ():
            cells = figures(rows[one.column], kind.hidden).to_frame()
            note_unreadable(replace(text, table=cells), one.column, kind, context, own)
        if own:
            problems.take(own)
            return None
        long = pd.concat([self._lengthened(rows, one) for one in found])
        labels = set(long["aar"])
        long = long[long[self.column] != ""].sort_index(kind="stable")
        ours = replace(text, table=long[list(self.format.columns)])
        reading = self.format.tidy(ours, context, problems)
        if reading is None:
            return None
        noter = _notes(sorted(set(long.loc[long["forelopig"], "aar"]) & set(reading.table["aar"])))
        names = code_names(rows["kommunenr"], rows["navn"])
        return replace(
            reading,
            rows_read=len(text.table),
            notes=noter,
            names=names,
            delivered=reading.delivered | labels,
        )

    def _needed(self) -> Iterable[tuple[str, ...]]:
        return (REGION, *(one.names for one in self.dimensions.values() if not one.without))

    def _names(self) -> frozenset[str]:
        """Give the names by which the header row is known, small letters or not."""
        dimensions = [one.names for one in self.dimensions.values()]
        words = [word for names in (REGION, TIME, CONTENTS, *dimensions) for word in names]
        return frozenset(words) | {word.capitalize() for word in words}

    def _checked(self, text: TextTable, problems: Problems) -> list[Figures]:
        """Find the figures, noting columns that are missing and those that divide them further."""
        columns = list(text.table.columns)
        found = find_figures(columns, self.counts)
        dimensions = [one.names for one in self.dimensions.values()]
        known = {called(columns, names) for names in (REGION, TIME, CONTENTS, *dimensions)}
        for names in self._needed():
            if not called(columns, names):
                where = place(text.name, text.header_line, names[0])
                problems.add([Problem(where, "kolonnen finnes ikke.")])
        for column in columns:
            if column not in known | {one.column for one in found} and not is_years_figures(column):
                what = f"kolonnen {shown(column)} er ikke en del av datasettet {self.datasett}."
                problems.add([Problem(place(text.name, text.header_line), what)])
        if not found:
            what = f"ingen kolonne har «{self.counts[0]}» for et år."
            problems.add([Problem(place(text.name, text.header_line), what)])
        return found

    def _rows(self, text: TextTable, problems: Problems) -> pd.DataFrame:
        """Give the rows that are wanted, with our columns added, noting regions that are none."""
        columns = list(text.table.columns)
        rows = text.table
        contents = called(columns, CONTENTS)
        if contents:
            rows = rows[rows[contents].isin(self.counts)]
        for ours, dimension in self.dimensions.items():
            theirs = called(columns, dimension.names)
            cells = by_cell(rows[theirs], dimension.read) if theirs else dimension.without
            rows = rows.assign(**{ours: cells})
            rows = rows[rows[ours].map(dimension.wanted).astype(bool)]
        region = called(columns, REGION)
        placed = municipalities(replace(text, table=rows), region, problems)
        time = called(columns, TIME)
        return rows.loc[placed.index].assign(aar=rows[time] if time else "", **placed)

    def _lengthened(self, rows: pd.DataFrame, one: Figures) -> pd.DataFrame:
        """Give the rows with one column's figures, and whether each is provisional."""
        cells, aar = rows[one.column], one.aar or rows["aar"].str.removesuffix(PROVISIONAL)
        forelopig = provisional(cells) | rows["aar"].str.endswith(PROVISIONAL) | one.forelopig
        ours = rows[["kommunenr", *self.dimensions]].assign(aar=aar, forelopig=forelopig)
        hidden = self.format.columns[self.column].hidden
        return ours.assign(**{self.column: figures(cells, hidden)})


def _notes(years: Iterable[str]) -> tuple[Note, ...]:
    return tuple(Note(aar, aar, f"Tallene for {aar} er foreløpige hos SSB.") for aar in years)
