"""What every source format offers, and what comes out of reading a file with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.problems import Problems
from datapakke.extracts.totals import Totals
from datapakke.reading import Beginning, Dialect, ReadAs, TextTable, read_text_table
from datapakke.sources import Note, Utelatt

NAMES = ("linje", "kode", "navn")
"""The columns of ``Reading.names``."""


PERSON = "person"
"""Column of a Reading's table with a row per person: a number that stands for the pseudonym until
the files of the dataset are merged. It is never stored and never printed."""


@dataclass(frozen=True)
class Identity:
    """When two rows are the same observation, and what becomes of a merged municipality's parts.

    Attributes:
        key: The columns of the tidy table that together identify a row.
        counts: The columns with figures, in tables with a row per municipality. Empty when there is
            a row per person.
        ingen_rader_er_null: A municipality without rows in a delivered period has nobody.
        elevnr: The tidy table numbers the persons of each period.
    """

    key: tuple[str, ...]
    counts: tuple[str, ...] = ()
    ingen_rader_er_null: bool = False
    elevnr: bool = False


@dataclass(frozen=True)
class Seen:
    """What a format tells of its tidy table: plain values, which can be stored.

    Attributes:
        hideable: Columns in which a missing figure is one that the source has hidden.
        plausible: The range in which a column's numbers are not surprising, both included.
        ends: The day on which each period ends, where that is told by the period alone.
    """

    hideable: tuple[str, ...] = ()
    plausible: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What came out of a file.

    Attributes:
        table: The tidy table, in the division of the round but before the parts of merged
            municipalities are settled: ``kode`` holds the code in the file, and ``person`` stands
            for the pseudonym.
        rows_read: Its number of rows before anything was left out.
        notes: Remarks that stand in the file itself.
        warnings: What was odd.
        names: Each municipality code with a name that the file prints beside it: ``linje`` (the
            first such line), ``kode``, ``navn``. The name is a check on the code, never the key.
        identity: When two rows of the dataset are the same.
        read_as: How the file was read; None when its format does not tell.
        small: What would stand for each pseudonym in small letters, by what stands for it; empty
            when none has capitals.
        elsewhere: Rows about municipalities that are no concern of the county; left out.
        outside: PERSON and ``aar`` of the rows that are left out of ``table`` for being about a
            municipality outside the division; None without persons.
        utelatt: Codes of the county that belong to no municipality of the division; left out.
        delivered: Labels of the periods that the file has, also where no row of them is left: for
            these it replaces an older file.
        seen: What the format tells of the columns and periods of ``table``.
        totals: Totals that stand in the file, held against its municipalities.
        understood: Of a file that the register describes, its first rows as they were understood,
            the names of the columns first. Of a file about persons no row is a person: each column
            has its first different cells in their own order.
    """

    table: pd.DataFrame
    rows_read: int
    identity: Identity
    notes: tuple[Note, ...] = ()
    warnings: tuple[Problem, ...] = ()
    names: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(NAMES)))
    read_as: ReadAs | None = None
    small: pd.Series = field(default_factory=lambda: pd.Series(dtype="uint64"))
    elsewhere: int = 0
    outside: pd.DataFrame | None = None
    utelatt: tuple[Utelatt, ...] = ()
    delivered: frozenset[str] = frozenset()
    seen: Seen = field(default_factory=Seen)
    totals: Totals = field(default_factory=Totals)
    understood: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Kilde:
    """Where a public file comes from, as printed, and its licence."""

    navn: str
    lisens: str


@dataclass(frozen=True)
class File:
    """A file to be read.

    Attributes:
        path: Where it lies.
        name: What errors call it.
        told: How the register says that it is laid out.
    """

    path: Path
    name: str
    told: Dialect = field(default_factory=Dialect)

    def text(self, known: Dialect, *, categories: bool = False) -> TextTable:
        """Read its cells; what its format knows of its layout goes before what is told.

        Args:
            known: What its format knows.
            categories: Give the cells as categories, for files with a row per person.

        Raises:
            ExtractError: It cannot be read as a table.
        """
        dialect = self.dialect(known)
        return read_text_table(self.path, dialect, self.name, categories=categories)

    def dialect(self, known: Dialect) -> Dialect:
        """Give how it is laid out, from what its format knows and from what is told."""
        header = self.told.header if known.header is None else known.header
        rows = self.told.header_rows if known.header_rows is None else known.header_rows
        return Dialect(
            encoding=known.encoding or self.told.encoding,
            delimiter=known.delimiter or self.told.delimiter,
            header=header,
            header_rows=rows,
            sheet=known.sheet or self.told.sheet,
            names=known.names,
        )


class SourceFormat(Protocol):
    """What every source format offers; ``formats.FORMATS`` lists them."""

    @property
    def datasett(self) -> str:
        """The dataset that the format gives."""

    @property
    def kilde(self) -> Kilde | None:
        """Its source when the format itself tells; None for formats of our own."""

    def recognises(self, start: Beginning) -> bool:
        """Tell from a file's beginning whether it has this format."""

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Read the file; None after noting what was wrong."""


def by_then(labels: pd.Series, when: Callable[[str], date], last: date) -> "pd.Series[bool]":
    """Tell of each label whether its day is no later than the last."""
    return labels.map({label: when(label) <= last for label in labels.unique()})
