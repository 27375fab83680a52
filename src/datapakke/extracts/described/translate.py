"""From a described file's cells to cells in a dataset's own columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts import periods
from datapakke.extracts.cells import Understood, could_be, say_all, understand
from datapakke.extracts.columns import CellError
from datapakke.extracts.context import Context
from datapakke.extracts.described.description import AAR, NAVN, Description
from datapakke.extracts.described.months import Months
from datapakke.extracts.described.named import helper, named_columns, wanted_rows
from datapakke.extracts.described.understand import KOMMUNENR, Column, Meaning, figures_of
from datapakke.extracts.described.unmatched import find_unmatched
from datapakke.extracts.described.wide import Slice, find_slices
from datapakke.extracts.described.written_numbers import find_mark
from datapakke.extracts.format import Format
from datapakke.extracts.plausible import FigureCheck
from datapakke.extracts.privacy import find_identities
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import code_names
from datapakke.extracts.source_format import NAMES
from datapakke.extracts.stated import find_stated
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
        delivered: Labels of the periods that the file has, also those without any figure.
        warnings: What was odd.
    """

    text: TextTable
    names: pd.DataFrame
    provisional: frozenset[Line]
    delivered: frozenset[str]
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
        slices = find_slices(text, self.description, self._could_say, own)
        stated = find_stated(text.name, titles, self.description, own)
        unmatched = []
        if not own:
            unmatched = find_unmatched(text, self.description, slices, stated, pseudonym)
            text = replace(text, table=wanted_rows(text.table, self.description.rows))
            if text.table.empty:
                what = "har ingen rader igjen etter «rader» i kilder.yaml."
                own.add([Problem(text.name, what)])
        found = None if own else self._translated(text, slices, stated, own)
        problems.take(own)
        if own or found is None:
            return None
        return replace(found, warnings=(*unmatched, *found.warnings))

    def _translated(
        self,
        text: TextTable,
        slices: Sequence[Slice],
        stated: Mapping[str, str],
        problems: Problems,
    ) -> Translated:
        columns = self._columns(text, slices, problems)
        months = Months(text, self.declared, self.description, slices, stated)
        same = say_all(place(text.name), months.stated, columns, months.year, problems)
        named = {
            ours: understand(text.name, cells, columns[ours], months.beside(ours), problems)
            for ours, cells in months.named.items()
            if ours in columns
        }
        checks = FigureCheck(text.name, self.declared, self.description)
        parts, provisional, warnings = [], set[Line](), list[Problem]()
        delivered = set[str]()
        for one in slices:
            beside = next(iter(one.figures.values()), None)
            where = place(text.name, text.header_line or None, beside)
            keys, cells, years = months.of(one)
            told = same | say_all(where, keys, columns, one.keys.get(AAR, months.year), problems)
            cells |= {ours: text.table[theirs] for ours, theirs in one.figures.items()}
            there = named | {
                ours: understand(text.name, raw, columns[ours], years.get(ours, ""), problems)
                for ours, raw in cells.items()
            }
            table = pd.DataFrame({ours: cells.cells for ours, cells in there.items()})
            table = table.assign(**{ours: meaning.cell for ours, meaning in told.items()})
            provisional |= _provisional(table[self.declared.aar], told, there)
            delivered |= set(table[self.declared.aar].unique())
            if not problems:
                raw = {ours: cells.raw for ours, cells in there.items()}
                table, odd = checks.check(table, raw, problems)
                warnings += odd
            parts.append(table[list(self.declared.columns)])
        whole = pd.concat(parts).sort_index(kind="stable") if len(parts) > 1 else parts[0]
        if whole.empty and not problems:
            what = "har ingen tall: alle feltene sier at tallet mangler."
            problems.add([Problem(text.name, what)])
        if not problems:
            checks.check_unit(whole, problems)
        return Translated(
            replace(text, table=whole),
            self._names(text, named),
            frozenset(provisional),
            frozenset(delivered),
            tuple(warnings),
        )

    def _could_say(self, pieces: Mapping[str, str]) -> bool:
        """Tell whether the places of a column's name hold what the dataset's columns can."""
        kinds = {AAR: periods.AAR, **self.declared.columns}
        return all(
            could_be(piece, Column(ours, kinds[ours], None, self.description, self.context))
            for ours, piece in pieces.items()
        )

    def _columns(
        self, text: TextTable, slices: Sequence[Slice], problems: Problems
    ) -> dict[str, Column]:
        """Give how each column of the dataset is understood, with the decimal mark of the file."""
        figures = figures_of(self.declared)
        named = named_columns(text.table, self.description)
        cells = [column for ours, column in named.items() if ours in figures]
        cells += [text.table[theirs] for one in slices for theirs in one.figures.values()]
        mark = self.description.mark
        try:
            mark = mark or find_mark(self._numbers(cells))
        except CellError as error:
            what = f"skal ha {error}. Oppgi «desimaltegn» for filen i kilder.yaml."
            problems.add([Problem(text.name, what)])
        forms = {ours: origin.form for ours, origin in self.description.columns.items()}
        return {
            name: Column(name, kind, forms.get(name), self.description, self.context, mark)
            for name, kind in self.declared.columns.items()
        }

    def _numbers(self, cells: Sequence[pd.Series]) -> list[str]:
        """Give the different cells that are numbers, without marks."""
        symbols = self.description.symbols
        different = {str(cell).strip() for column in cells for cell in column.unique()}
        return sorted(symbols.unmarked(cell) for cell in different if not symbols.alone(cell))

    def _names(self, text: TextTable, named: Mapping[str, Understood]) -> pd.DataFrame:
        """Give each code with each name that stands beside it."""
        codes = named.get(KOMMUNENR)
        if codes is None:
            return pd.DataFrame(columns=list(NAMES))
        beside = helper(text.table, self.description, NAVN)
        navn = codes.navn if beside is None else beside
        return code_names(codes.cells[navn != ""], navn[navn != ""])


def _provisional(
    labels: pd.Series, told: Mapping[str, Meaning], there: Mapping[str, Understood]
) -> set[Line]:
    """Give the line and the period of each row in which something may still change."""
    marked = pd.Series(any(meaning.provisional for meaning in told.values()), index=labels.index)
    for cells in there.values():
        marked |= cells.provisional
    return set(zip(labels.index[marked], labels[marked], strict=True))
