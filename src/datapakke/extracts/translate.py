"""From a described file's cells to cells in a dataset's own columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.cells import Understood, say, understand
from datapakke.extracts.columns import CellError
from datapakke.extracts.context import Context
from datapakke.extracts.description import AAR, NAVN, Description, Rows
from datapakke.extracts.form import Form
from datapakke.extracts.format import Format
from datapakke.extracts.plausible import note_implausible, note_persons
from datapakke.extracts.privacy import find_identities
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import by_cell, code_names
from datapakke.extracts.source_format import NAMES
from datapakke.extracts.stated import find_stated
from datapakke.extracts.understand import KOMMUNENR, Column, figures_of
from datapakke.extracts.wide import Slice, find_slices
from datapakke.extracts.written_numbers import find_mark
from datapakke.reading import TextTable, place

Line = tuple[int, str]
"""A line of the file, and the period of a figure on it."""


@dataclass(frozen=True)
class Translated:
    """A file in the dataset's own words.

    Attributes:
        text: The dataset's own columns; the index is the line of the file.
        names: As ``Reading.names``.
        provisional: Where figures stand that may still change.
        warnings: What was odd.
    """

    text: TextTable
    names: pd.DataFrame
    provisional: frozenset[Line]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Translator:
    """Translates a file that is described.

    Attributes:
        declared: The dataset.
        description: What the columns and symbols of the file mean.
        context: What cells are held against.
    """

    declared: Format
    description: Description
    context: Context

    def translate(
        self, text: TextTable, titles: Sequence[str], problems: Problems
    ) -> Translated | None:
        """Give a file in a dataset's own columns; None after noting everything that was wrong.

        No figure is mended: a cell that could be two numbers, or is none, is told with the file's
        own name for the column, and its line.

        Args:
            text: The file's cells.
            titles: What stands above the header.
            problems: Notes what is wrong.
        """
        own = Problems()
        pseudonym = self.declared.pseudonym
        find_identities(text, self.description.delivered_as(pseudonym or ""), own)
        slices = find_slices(text, self.description, own)
        stated = find_stated(text.name, titles, self.description, own)
        if not own:
            text = replace(text, table=_kept(text.table, self.description.rows))
            if text.table.empty:
                what = "har ingen rader igjen etter «rader» i kilder.yaml."
                own.add([Problem(text.name, what)])
        found = None if own else self._translated(text, slices, stated, own)
        problems.take(own)
        return None if own else found

    def _translated(
        self,
        text: TextTable,
        slices: Sequence[Slice],
        stated: Mapping[str, str],
        problems: Problems,
    ) -> Translated:
        columns = self._columns(text, slices, problems)
        year = stated.get(AAR, "")
        same = {
            ours: say(place(text.name), piece, columns[ours], year, problems).cell
            for ours, piece in stated.items()
            if ours in columns
        }
        long = {
            ours: understand(text.name, cells, columns[ours], self._years(text, year), problems)
            for ours, cells in self._named(text).items()
            if ours in columns
        }
        warnings: list[Problem] = []
        parts, provisional = [], set()
        for one in slices:
            keys = {
                ours: say(_place(text, one), piece, columns[ours], year, problems)
                for ours, piece in one.keys.items()
            }
            figures = {
                ours: understand(text.name, text.table[theirs], columns[ours], "", problems)
                for ours, theirs in one.figures.items()
            }
            there = {**long, **figures}
            constant = {**same, **{ours: meaning.cell for ours, meaning in keys.items()}}
            table = pd.DataFrame({ours: cells.cells for ours, cells in there.items()})
            table = table.assign(**constant)[list(self.declared.columns)]
            if not problems:
                table = self._without_missing(table, there, text.name, problems)
                warnings += self._implausible(table, there, text.name, problems)
            marked = any(meaning.provisional for meaning in keys.values())
            provisional |= set(self._provisional(table, there, whole=marked))
            parts.append(table)
        whole = pd.concat(parts).sort_index(kind="stable") if len(parts) > 1 else parts[0]
        if whole.empty and not problems:
            problems.add(
                [Problem(text.name, "har ingen tall: alle feltene sier at tallet mangler.")]
            )
        return Translated(
            replace(text, table=whole),
            self._names(text, long),
            frozenset(provisional),
            tuple(warnings),
        )

    def _columns(
        self, text: TextTable, slices: Sequence[Slice], problems: Problems
    ) -> dict[str, Column]:
        """Give how each column of the dataset is understood, with the decimal mark of the file."""
        figures = figures_of(self.declared)
        cells = [column for ours, column in self._named(text).items() if ours in figures]
        cells += [text.table[theirs] for one in slices for theirs in one.figures.values()]
        mark = self.description.mark
        try:
            mark = mark or find_mark(self._numbers(cells))
        except CellError as error:
            what = f"skal ha {error}. Oppgi «desimaltegn» for filen i kilder.yaml."
            problems.add([Problem(text.name, what)])
        return {
            name: Column(
                name,
                kind,
                origin.form if (origin := self.description.columns.get(name)) else None,
                self.description,
                self.context,
                mark,
            )
            for name, kind in self.declared.columns.items()
        }

    def _numbers(self, cells: Sequence[pd.Series]) -> list[str]:
        """Give the different cells that are numbers, without marks."""
        symbols = self.description.symbols
        different = {str(cell).strip() for column in cells for cell in column.unique()}
        return sorted(symbols.unmarked(cell) for cell in different if not symbols.alone(cell))

    def _named(self, text: TextTable) -> dict[str, pd.Series]:
        """Give the columns of the file that are named, by column of the dataset."""
        return {
            ours: text.table[origin.kolonne]
            for ours, origin in self.description.columns.items()
            if origin.kolonne
        }

    def _years(self, text: TextTable, year: str) -> pd.Series | str:
        """Give the year that stands elsewhere than the month: in a column, or once."""
        return year if AAR in self.declared.columns else self._named(text).get(AAR, year)

    def _without_missing(
        self, table: pd.DataFrame, there: Mapping[str, Understood], name: str, problems: Problems
    ) -> pd.DataFrame:
        """Leave out rows of which all figures are missing; note a figure that is missing alone."""
        figures = [ours for ours in figures_of(self.declared) if ours in there]
        missing = table[figures] == ""
        if self.declared.summeres:
            table = table[~missing.all(axis="columns")]
            missing = missing.loc[~missing.all(axis="columns")]
        for ours in figures:
            if not self.declared.columns[ours].blank:
                lines = missing.index[missing[ours]]
                what = "tallet mangler, men resten av raden er der."
                where = str(there[ours].raw.name)
                found = [Problem(place(name, int(n), where), what) for n in lines[:SHOWN_AT_MOST]]
                problems.add(found, len(lines))
        return table

    def _implausible(
        self, table: pd.DataFrame, there: Mapping[str, Understood], name: str, problems: Problems
    ) -> list[Problem]:
        """Note figures that are possible and surprising; of persons, warn unless they are many."""
        warnings: list[Problem] = []
        for ours in figures_of(self.declared):
            kind = self.declared.columns[ours]
            kind = replace(kind, plausible=self.description.plausible.get(ours, kind.plausible))
            if ours not in there or not kind.plausible:
                continue
            raw = there[ours].raw.loc[table.index]
            numbers = pd.to_numeric(table[ours].str.replace(",", "."), errors="coerce")
            if self.declared.summeres:
                note_implausible(name, raw, numbers, kind, problems)
            else:
                warnings += note_persons(name, str(raw.name), numbers, kind, problems)
        return warnings

    def _provisional(
        self, table: pd.DataFrame, there: Mapping[str, Understood], *, whole: bool
    ) -> list[Line]:
        marked = pd.Series(whole, index=table.index)
        for cells in there.values():
            marked |= cells.provisional.reindex(table.index)
        return list(zip(table.index[marked], table.loc[marked, self.declared.aar], strict=True))

    def _names(self, text: TextTable, long: Mapping[str, Understood]) -> pd.DataFrame:
        """Give each code with each name that stands beside it."""
        codes = long.get(KOMMUNENR)
        if codes is None:
            return pd.DataFrame(columns=list(NAMES))
        beside = self._named(text).get(NAVN)
        navn = codes.navn if beside is None else by_cell(beside, str.strip)
        return code_names(codes.cells[navn != ""], navn[navn != ""])


def _kept(table: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Give the rows that are wanted."""
    for column, forms in rows.bare.items():
        table = table[_has_form(table[column], forms)]
    for column, forms in rows.uten.items():
        table = table[~_has_form(table[column], forms)]
    return table


def _has_form(cells: pd.Series, forms: Sequence[Form]) -> "pd.Series[bool]":
    fit = {
        cell: any(form.match(str(cell).strip()) is not None for form in forms)
        for cell in cells.unique()
    }
    return cells.map(fit).astype("bool")


def _place(text: TextTable, one: Slice) -> str:
    return place(text.name, text.header_line, next(iter(one.figures.values()), None))
