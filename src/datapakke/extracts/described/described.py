"""A file that no module knows, described in ``kilder.yaml``: read as any other source format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.described.description import Description
from datapakke.extracts.described.translate import Translated, Translator
from datapakke.extracts.described.understand import figures_of
from datapakke.extracts.format import Format
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import InPercent
from datapakke.extracts.source_format import File, Reading, SourceFormat
from datapakke.extracts.written import in_words
from datapakke.reading import Beginning, Dialect, TextTable, read_beginning
from datapakke.sources import Note

FIRST_ROWS = 5
COLUMN = re.compile("kolonne «([^»]*)»$")


@dataclass(frozen=True)
class DescribedFormat:
    """A dataset's declaration, and how one file says the same in its own way."""

    format: Format
    description: Description
    kilde: None = None

    @property
    def datasett(self) -> str:
        """The dataset that it gives."""
        return self.format.datasett

    def recognises(self, _: Beginning) -> bool:
        """Tell that no other file is known by this: it describes one."""
        return False

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Translate the file to the dataset's own columns, and tidy those.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        dialect = Dialect(names=frozenset(self.description.delivered()))
        text = file.text(dialect, categories=self.format.pseudonym is not None)
        start = read_beginning(file.path, file.dialect(dialect))
        titles = start.titles if start else ()
        translator = Translator(self.format, self.description, context)
        translated = translator.translate(text, titles, problems)
        if translated is None:
            return None
        own = Problems()
        rules = tuple(rule for rule in self.format.rules if not isinstance(rule, InPercent))
        # What the register says of the unit has been checked, and may have been confirmed.
        reading = replace(self.format, rules=rules).tidy(translated.text, context, own)
        if reading is None:
            problems.take(self._as_delivered(own))
            return None
        return replace(
            reading,
            rows_read=len(text.table),
            notes=_provisional(reading.table, translated),
            warnings=(*translated.warnings, *reading.warnings),
            names=translated.names,
            delivered=reading.delivered | translated.delivered,
            understood=self._understood(translated.text),
        )

    def _as_delivered(self, problems: Problems) -> Problems:
        """Name the file's columns where the dataset's own are named."""

        def theirs(found: re.Match[str]) -> str:
            return f"kolonne «{self.description.delivered_as(found[1])}»"

        told = Problems()
        told.total = problems.total
        told.kept = [
            (rank, Problem(COLUMN.sub(theirs, one.where), one.what)) for rank, one in problems.kept
        ]
        return told

    def _understood(self, text: TextTable) -> tuple[tuple[str, ...], ...]:
        """Give the first rows, names first, for ``check`` to show.

        Of a file about persons, each column's first different cells: a row would be a person.
        """
        table = text.table.drop(columns=self.format.pseudonym or [])
        first = [
            (name, cells if self.format.summeres else pd.Series(cells.unique()).sort_values())
            for name, cells in table.items()
        ]
        columns = [
            [self._in_words(str(name), cell) for cell in cells.head(FIRST_ROWS)]
            for name, cells in first
        ]
        rows = zip_longest(*columns, fillvalue="")
        return (tuple(map(str, table.columns)), *rows)

    def _in_words(self, column: str, cell: str) -> str:
        """Give a cell as it is, a figure that is missing or hidden in words."""
        if column not in figures_of(self.format):
            return cell or "tomt"
        return {"": "mangler", self.format.columns[column].hidden or None: "skjult"}.get(cell, cell)


def declarations(formats: Iterable[SourceFormat]) -> dict[str, Format]:
    """Give the declaration of each dataset that some format reads into."""
    found: dict[str, Format] = {}
    for one in formats:
        declared = one if isinstance(one, Format) else getattr(one, "format", None)
        if isinstance(declared, Format):
            found.setdefault(one.datasett, declared)
    return found


def _provisional(table: pd.DataFrame, translated: Translated) -> tuple[Note, ...]:
    """Give a remark for each period with a figure, about us, that may still change."""
    if not translated.provisional:
        return ()
    there = set(zip(table.index, table["aar"], strict=True))
    labels = sorted({label for line, label in translated.provisional & there})
    return tuple(
        Note(label, label, f"Tallene for {in_words(label)} er foreløpige hos kilden.")
        for label in labels
    )
