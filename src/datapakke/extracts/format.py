"""Formats of our own: declared column by column, read by the declaration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from datapakke.extracts.checks import Rule, check_names, check_rules, check_unique
from datapakke.extracts.columns import ColumnType
from datapakke.extracts.context import Context
from datapakke.extracts.parsing import factorised, parse_column
from datapakke.extracts.places import (
    bring_to_division,
    left_out,
    outside_division,
    while_it_was,
)
from datapakke.extracts.privacy import find_identities, in_small_letters, stand_ins
from datapakke.extracts.problems import Problems
from datapakke.extracts.source_format import PERSON, File, Identity, Kilde, Reading, Seen, by_then
from datapakke.extracts.totals import Totals, check_totals
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, KEY
from datapakke.reading import Beginning, Dialect, TextTable


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
        dialect: What is known of how the file is laid out.
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

    def recognises(self, start: Beginning) -> bool:
        """Tell whether the header names exactly these columns."""
        return set(start.columns) == set(self.columns)

    def _dialect(self) -> Dialect:
        """Give what is known of the file's layout: the header is known by the columns' names."""
        return replace(self.dialect, names=self.dialect.names | frozenset(self.columns))

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Read, check and tidy the file; None after noting what was wrong.

        Raises:
            ExtractError: It cannot be read as a table at all.
        """
        text = file.text(self._dialect(), categories=self.pseudonym is not None)
        return self.tidy(text, context, problems)

    def tidy(
        self,
        text: TextTable,
        context: Context,
        problems: Problems,
        printed: pd.DataFrame | None = None,
    ) -> Reading | None:
        """Check and tidy cells in this dataset's own columns; None after noting what was wrong.

        Args:
            text: The cells.
            context: What they are held against.
            problems: Notes all that is wrong.
            printed: Totals of counties that stand in the file, in the same columns, with the
                county's two digits in ``kommunenr``. They are held against the sums and not kept.
        """
        table = self._parse(text, context, problems)
        if table is None:
            return None
        rows, name = len(table), text.name
        table = self._renamed(self._until(table, context))
        reading = Reading(
            table,
            rows,
            self._identity(),
            read_as=text.read_as,
            delivered=frozenset(table["aar"].unique()),
            seen=self._seen(table),
        )
        if self.pseudonym:
            reading = replace(reading, small=in_small_letters(text.table[self.pseudonym]))
        if "kommunenr" not in table:
            return reading
        table = while_it_was(table, self.summeres)
        elsewhere = int((~table["kommunenr"].isin(context.fylkets_koder | {LANDET})).sum())
        totals = self._totals(table, printed)
        inside, warnings = bring_to_division(table, context, name)
        about = [name for name in (PERSON, "kommunenr", "aar") if name in table]
        outside = left_out(table[about], context)
        return replace(
            reading,
            table=inside,
            warnings=warnings,
            elsewhere=elsewhere,
            outside=outside[[PERSON, "aar"]] if PERSON in table else None,
            utelatt=outside_division(outside, context),
            totals=totals,
        )

    def _totals(self, table: pd.DataFrame, printed: pd.DataFrame | None) -> Totals:
        """Hold the country's and the counties' numbers against the municipalities'."""
        if not self.summeres:
            return Totals()
        totals = table[table["kommunenr"] == LANDET]
        if printed is not None:
            numbers = {
                name: pd.to_numeric(printed[name], errors="coerce").astype(table[name].dtype)
                for name in self.summeres
            }
            totals = pd.concat([totals, self._renamed(printed.assign(**numbers))[list(table)]])
        return check_totals(table, totals, self.summeres)

    def _identity(self) -> Identity:
        """Give the columns that identify a row, as they are called in the tidy table."""
        tidy = {self.aar: "aar", self.pseudonym or "": PERSON, **self.rename}
        key = tuple(tidy.get(column, column) for column in self.unique)
        return Identity(key, self.summeres, self.ingen_rader_er_null, self.elevnr)

    def _seen(self, table: pd.DataFrame) -> Seen:
        """Give what ``check`` must know of the columns and periods of the tidy table."""
        kinds = {name: kind for name, kind in self.columns.items() if name in table}
        return Seen(
            hideable=tuple(name for name, kind in kinds.items() if kind.hidden),
            plausible={name: kind.plausible for name, kind in kinds.items() if kind.plausible},
            ends={} if self.slutt_av else {one: self.slutt(one) for one in table["aar"].unique()},
        )

    def _parse(self, text: TextTable, context: Context, problems: Problems) -> pd.DataFrame | None:
        """Parse every column that is there, noting all that is wrong; None when anything was."""
        own = Problems()
        text = factorised(text) if self.pseudonym else text
        find_identities(text, self.pseudonym, own)
        check_names(text, list(self.columns), own, persons=self.pseudonym is not None)
        if not set(self.columns) <= set(text.table):
            problems.take(own)  # with columns missing, cells may stand in another's place
            return None
        parsed = {}
        for column in self.columns:
            kind = self.columns[column]
            parsed[column] = parse_column(text.name, text.table[column], kind, context, own)
        table = pd.DataFrame(parsed)
        if not own:
            check_unique(text, list(self.unique), own)
            check_rules(text, table, self.rules, own)
        if own:
            problems.take(own)
            return None
        if not self.pseudonym:
            return table
        # From the cells as they stand: parsing checks a pseudonym and does not keep it.
        person = stand_ins(text.table[self.pseudonym])
        return table.drop(columns=[self.pseudonym]).assign(**{PERSON: person})

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
        key = [column for column in KEY if column in table]
        return table[[*key, *(column for column in table if column not in key)]]
