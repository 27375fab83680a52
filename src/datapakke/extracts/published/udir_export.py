"""Udir's exports: a row per unit on several levels, a column per year, sentences beside."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.format import Format
from datapakke.extracts.periods import skoleaar_label
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import note_unreadable, plain
from datapakke.extracts.published.udir import SCHOOL_YEAR, Slice, Wanted, measure_of, slices
from datapakke.extracts.source_format import File, Kilde, Reading
from datapakke.reading import Beginning, Dialect, TextTable, place
from datapakke.sources import Note

LEVEL, COUNTRY, NAME = "EnhetNivaa", "Nasjonaltkode", "EnhetNavn"
COUNTY, COUNTY_LEVEL = "Fylkekode", "2"
INLAND = "I"
"""Schools in Norway; «U» is Norwegian schools abroad, «Alle» both."""

DIALECT = Dialect(names=frozenset({LEVEL, COUNTRY, NAME}))
BETWEEN_SENTENCES = re.compile(r"\s*<<[^>]*>>\s*")

Units = Callable[[TextTable, Problems], pd.DataFrame]
"""Takes the cells and gives the rows that are wanted, with our columns for the unit added."""


@dataclass(frozen=True)
class UdirExport:
    """An export of Statistikkbanken as it is.

    Attributes:
        format: The dataset that it gives.
        kilde: The source as printed.
        wanted: Its measures, by the names that Udir has for them. A file is this export when it
            has the first of them.
        columns: Columns that it must have beside those with figures.
        units: Which rows are wanted, and whom they are about.
        names: The codes and names of its municipalities, for a check of one against the other.
        together: The measures are hidden together, when one would give the other away.
    """

    format: Format
    kilde: Kilde
    wanted: Wanted
    columns: tuple[str, ...]
    units: Units
    names: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    together: Callable[[pd.DataFrame], pd.DataFrame] | None = None

    @property
    def datasett(self) -> str:
        """The dataset that it gives."""
        return self.format.datasett

    def recognises(self, start: Beginning) -> bool:
        """Tell whether the columns are those of an export with the first measure."""
        first = next(iter(self.wanted.measures))
        return any(
            LEVEL in row and any(measure_of(cell) == first for cell in row) for row in start.rows
        )

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Give a row per unit, year and gender with a figure.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        text = file.text(DIALECT)
        own = Problems()
        found = slices(text, self.wanted, own)
        rows = self._rows(text, found, context, own)
        if own:
            problems.take(own)
            return None
        long = lengthen(rows, found)
        long = self.together(long) if self.together else long
        long = long[list(self.format.columns)]
        counties = self._counties(text, found)
        reading = self.format.tidy(replace(text, table=long), context, problems, counties)
        if reading is None:
            return None
        first = next(iter(self.wanted.measures.values()))
        delivered = set(reading.table["aar"])
        kept = dict.fromkeys(notes(rows, first, found))
        names = self.names(rows) if self.names else reading.names
        return replace(
            reading,
            rows_read=len(text.table),
            delivered=reading.delivered | {one.aar for one in found},
            notes=tuple(note for note in kept if delivered & {note.fra, note.til}),
            names=names,
        )

    def _counties(self, text: TextTable, found: Sequence[Slice]) -> pd.DataFrame | None:
        """Give the counties' figures, of an export with municipalities that has them."""
        if self.names is None or COUNTY not in text.table:
            return None
        rows = text.table[text.table[LEVEL] == COUNTY_LEVEL]
        return lengthen(rows.assign(kommunenr=rows[COUNTY]), found)[list(self.format.columns)]

    def _rows(
        self, text: TextTable, found: Sequence[Slice], context: Context, problems: Problems
    ) -> pd.DataFrame:
        """Give the rows that are wanted, noting all that cannot be read in them."""
        missing = [column for column in self.columns if column not in text.table]
        for column in missing:
            where = place(text.name, text.header_line, column)
            problems.add([Problem(where, "kolonnen finnes ikke.")])
        if missing:
            return text.table
        rows = self.units(text, problems)
        for one in found:
            for ours, theirs in one.columns.items():
                kind = self.format.columns[ours]
                note_unreadable(replace(text, table=rows), theirs, kind, context, problems)
        return rows


def lengthen(rows: pd.DataFrame, found: Sequence[Slice]) -> pd.DataFrame:
    """Give a row for each row and slice with a figure in it: the slice's keys and measures.

    Args:
        rows: Cells as Udir wrote them.
        found: The slices.

    Returns:
        Text, with the rows' line numbers; numbers without spaces.
    """
    fixed = [column for column in rows if "." not in str(column)]
    parts = []
    for one in found:
        cells = {ours: plain(rows[theirs]) for ours, theirs in one.columns.items()}
        delivered = (pd.DataFrame(cells) != "").any(axis="columns")
        parts.append(rows[fixed].assign(**one.keys, **cells)[delivered])
    return pd.concat(parts).sort_index(kind="stable")


def notes(rows: pd.DataFrame, measure: str, found: Sequence[Slice]) -> Iterator[Note]:
    """Give the sentences that stand beside every figure of a year, and what is provisional.

    A sentence about one municipality says nothing of the others and is left out. A sentence that
    names school years is about those as well as its own.
    """
    for one in found:
        column = one.columns[measure]
        if one.forelopig:
            yield Note(one.aar, one.aar, f"Tallene for {one.aar} er foreløpige hos Udir.")
        if f"{column}.Brudd" not in rows:
            continue
        cells = rows.loc[rows[column] != "", f"{column}.Brudd"].unique()
        sentences = [BETWEEN_SENTENCES.split(cell) for cell in cells] or [[]]
        for sentence in sentences[0]:
            if sentence and all(sentence in others for others in sentences):
                named = [skoleaar_label(match[1]) for match in SCHOOL_YEAR.finditer(sentence)]
                labels = sorted({one.aar, *named})
                yield Note(labels[0], labels[-1], sentence)
