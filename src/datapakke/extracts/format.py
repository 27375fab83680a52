"""Formats of our own: declared column by column, read by the declaration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from datapakke.extracts.checks import Rule, check_names, check_rules, check_unique
from datapakke.extracts.columns import ColumnType
from datapakke.extracts.context import Context
from datapakke.extracts.parsing import parse_column
from datapakke.extracts.places import add_up, bring_to_division, whole_only
from datapakke.extracts.privacy import find_identities
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import Kilde, Reading, by_then
from datapakke.model import ALLE, KEY
from datapakke.reading import Dialect, TextTable, read_beginning, read_text_table


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
        rules: What must hold between cells.
        pseudonym: The column that identifies a person; dropped.
        elevnr: Put a running number per person and period in its place, for what is counted per
            person over several rows. It means nothing outside the table.
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
    rules: tuple[Rule, ...] = ()
    pseudonym: str | None = None
    elevnr: bool = False
    summeres: tuple[str, ...] = ()
    ingen_rader_er_null: bool = False
    dialect: Dialect = field(default_factory=Dialect)
    kilde: Kilde | None = None

    def recognises(self, path: Path) -> bool:
        """Tell whether the first line names exactly these columns."""
        header = read_beginning(path, self.dialect.encoding).split("\n", 1)[0]
        return set(header.split(self.dialect.delimiter)) == set(self.columns)

    def read(self, path: Path, name: str, context: Context, problems: Problems) -> Reading | None:
        """Read, check and tidy the file; None after noting what was wrong.

        Raises:
            ExtractError: It cannot be read as a table at all.
        """
        return self.tidy(read_text_table(path, self.dialect, name), context, problems)

    def tidy(self, text: TextTable, context: Context, problems: Problems) -> Reading | None:
        """Check and tidy cells in this dataset's own columns; None after noting what was wrong."""
        table = self._parse(text, context, problems)
        if table is None:
            return None
        rows, name = len(table), text.name
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
        check_names(text, list(self.columns), own)
        parsed = {}
        for column in self.columns:
            if column in text.table:
                kind = self.columns[column]
                parsed[column] = parse_column(text.name, text.table[column], kind, context, own)
        table = pd.DataFrame(parsed)
        if not own:
            check_unique(text, list(self.unique), own)
            check_rules(text, table, self.rules, own)
        if own:
            problems.take(own)
            return None
        if self.pseudonym and self.elevnr:
            # From the cells as they stand: parsing checks a pseudonym and does not keep it. With
            # the period in it, the number cannot follow a pupil from year to year.
            person = text.table[self.pseudonym] + " " + text.table[self.aar]
            table = table.assign(elevnr=pd.array(pd.factorize(person)[0], dtype="Int64"))
        return table.drop(columns=[self.pseudonym]) if self.pseudonym else table

    def _until(self, table: pd.DataFrame, context: Context) -> pd.DataFrame:
        """Leave out periods that end after the last day, and what was not known by then."""
        last = context.data_til
        if last is None:
            return table
        table = table[by_then(table[self.slutt_av or self.aar], self.slutt, last)]
        known = {
            column: table[column].where(by_then(table[self.aar], when, last))
            for column, when in self.kjent.items()
        }
        return table.assign(**known)

    def _renamed(self, table: pd.DataFrame) -> pd.DataFrame:
        table = table.rename(columns={self.aar: "aar", **self.rename})
        if "kjonn" not in table:
            table = table.assign(kjonn=pd.Series(ALLE, index=table.index, dtype="str"))
        return table[[*KEY, *(column for column in table if column not in KEY)]]
