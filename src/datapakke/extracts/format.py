"""What a source format declares, and how a file in a declared format becomes a tidy table."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.columns import ColumnType, parse_column
from datapakke.extracts.context import Context
from datapakke.extracts.places import add_up, bring_to_division, whole_only
from datapakke.extracts.privacy import find_identities
from datapakke.extracts.problems import Problems, shown
from datapakke.model import ALLE, KEY
from datapakke.reading import Dialect, TextTable, place, read_beginning, read_text_table
from datapakke.sources import Note


@dataclass(frozen=True)
class Reading:
    """What came out of a file.

    Attributes:
        table: The tidy table.
        rows_read: Its number of rows before anything was left out.
        notes: Remarks that stand in the file itself.
        warnings: What was odd.
    """

    table: pd.DataFrame
    rows_read: int
    notes: tuple[Note, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Kilde:
    """Where a public file comes from, as printed, and its licence."""

    navn: str
    lisens: str


class SourceFormat(Protocol):
    """What every source format offers; ``formats.FORMATS`` lists them."""

    @property
    def datasett(self) -> str:
        """The dataset that the format gives."""

    @property
    def kilde(self) -> Kilde | None:
        """Its source when the format itself tells; None for formats of our own."""

    def recognises(self, path: Path) -> bool:
        """Tell from its beginning whether the file has this format; never raises."""

    def read(self, path: Path, name: str, context: Context, problems: Problems) -> Reading | None:
        """Read the file; None after noting what was wrong."""


@dataclass(frozen=True)
class Format:
    """A format of our own, declared column by column (``docs/uttrekk.md``).

    Attributes:
        datasett: The dataset that it gives.
        columns: Every column that the file must have, and its type.
        unique: The columns that together identify a row.
        aar: The column that becomes the period's label.
        slutt: The day on which the period ends.
        slutt_av: The column from which that day is found, when it is not ``aar``.
        kjent: Columns that are known later than the period's end, and when.
        rename: Columns that change name because the parsed value is another thing.
        pseudonym: The column that identifies a person; dropped.
        summeres: Columns with counts of persons, in tables with a row per municipality. Empty when
            there is a row per person.
        ingen_rader_er_null: A municipality without rows in a delivered period has nobody.
        dialect: How the file is laid out.
    """

    datasett: str
    columns: Mapping[str, ColumnType]
    unique: tuple[str, ...]
    aar: str
    slutt: Callable[[str], date]
    slutt_av: str = ""
    kjent: Mapping[str, Callable[[str], date]] = field(default_factory=dict)
    rename: Mapping[str, str] = field(default_factory=dict)
    pseudonym: str | None = None
    summeres: tuple[str, ...] = ()
    ingen_rader_er_null: bool = False
    dialect: Dialect = field(default_factory=Dialect)
    kilde: Kilde | None = None

    def recognises(self, path: Path) -> bool:
        """Tell whether the first line names exactly these columns."""
        header = read_beginning(path, self.dialect.encoding).split("\n", 1)[0]
        return set(header.split(self.dialect.delimiter)) == set(self.columns)

    def read(self, path: Path, name: str, context: Context, problems: Problems) -> Reading | None:
        """Read, check and tidy the file.

        Raises:
            ExtractError: It cannot be read as a table at all.
        """
        text = read_text_table(path, self.dialect, name)
        table = self._parse(text, context, problems)
        if table is None:
            return None
        rows = len(table)
        table = self._renamed(self._until(table, context))
        table, warnings = bring_to_division(table, context, name)
        if self.summeres:
            table, more = add_up(table, self.summeres, context, name, problems)
        else:
            table, more = whole_only(table, context, name, every_period=self.ingen_rader_er_null)
        return Reading(table, rows, warnings=warnings + more)

    def _parse(self, text: TextTable, context: Context, problems: Problems) -> pd.DataFrame | None:
        """Parse every column that is there, noting all that is wrong; None when anything was."""
        own = Problems()
        find_identities(text, self.pseudonym, own)
        _check_names(text, self.columns, own)
        parsed = {}
        for column in self.columns:
            if column in text.table:
                parsed[column] = self._column(text, column, context, own)
        if not own:
            self._check_unique(text, own)
        if own:
            problems.take(own)
            return None
        table = pd.DataFrame(parsed)
        return table.drop(columns=[self.pseudonym]) if self.pseudonym else table

    def _column(
        self, text: TextTable, column: str, context: Context, problems: Problems
    ) -> pd.Series:
        kind = self.columns[column]
        cells = text.table[column]
        parsed = parse_column(cells, kind, context)
        lines = text.table.index[parsed.bad]
        found = [
            Problem(place(text.name, line, column), _bad(cells[line], kind, parsed.should))
            for line in lines[:SHOWN_AT_MOST]
        ]
        problems.add(found, len(lines))
        return parsed.series

    def _check_unique(self, text: TextTable, problems: Problems) -> None:
        keys = text.table[list(self.unique)]
        again = keys[keys.duplicated()]
        found = []
        for line in again.index[:SHOWN_AT_MOST]:
            first = (keys == keys.loc[line]).all(axis="columns").idxmax()
            names = ", ".join(f"«{column}»" for column in self.unique)
            what = f"er samme observasjon som linje {first} (likt i {names}). Den skal stå én gang."
            found.append(Problem(place(text.name, line), what))
        problems.add(found, len(again))

    def _until(self, table: pd.DataFrame, context: Context) -> pd.DataFrame:
        """Leave out periods that end after the last day, and what was not known by then."""
        last = context.data_til
        if last is None:
            return table
        table = table[_by_then(table[self.slutt_av or self.aar], self.slutt, last)]
        known = {
            column: table[column].where(_by_then(table[self.aar], when, last))
            for column, when in self.kjent.items()
        }
        return table.assign(**known)

    def _renamed(self, table: pd.DataFrame) -> pd.DataFrame:
        table = table.rename(columns={self.aar: "aar", **self.rename})
        if "kjonn" not in table:
            table = table.assign(kjonn=pd.Series(ALLE, index=table.index, dtype="str"))
        return table[[*KEY, *(column for column in table if column not in KEY)]]


def _check_names(text: TextTable, columns: Mapping[str, ColumnType], problems: Problems) -> None:
    """Note columns that are missing and columns that are not known."""
    missing = [column for column in columns if column not in text.table]
    line = 1
    for column in missing:
        what = f"kolonnen finnes ikke. Kolonnene skal være: {', '.join(columns)}."
        problems.add([Problem(place(text.name, line, column), what)])
    for column in text.table.columns:
        if column not in columns:
            close = difflib.get_close_matches(column, missing or columns, n=1)
            hint = f" Mente du «{close[0]}»?" if close else ""
            what = f"kolonnen {shown(column)} er ikke kjent.{hint}"
            problems.add([Problem(place(text.name, line), what)])


def _bad(cell: str, kind: ColumnType, should: Mapping[str, str]) -> str:
    if not cell:
        return f"feltet er tomt, men det skal være {should[cell]}."
    if not kind.quotable:
        return f"her skal det stå {should[cell]}. (Innholdet vises ikke.)"
    return f"her står {shown(cell)}, men det skal være {should[cell]}."


def _by_then(labels: pd.Series, when: Callable[[str], date], last: date) -> "pd.Series[bool]":
    """Tell of each label whether its day is no later than the last."""
    return labels.map({label: when(label) <= last for label in labels.unique()})
