"""Figures of a described file that are missing, or possible and surprising: a lost comma."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.columns import ColumnType
from datapakke.extracts.described.description import Description
from datapakke.extracts.described.understand import figures_of
from datapakke.extracts.described.written_numbers import PERCENT
from datapakke.extracts.format import Format
from datapakke.extracts.parsing import note_alike
from datapakke.extracts.problems import Problems, shown
from datapakke.reading import place

MANY = 0.1
"""When this part of the persons of a file is surprising, it is not the persons."""

ANY = (float("-inf"), float("inf"))

ADVICE = (
    " Er et desimaltegn borte, eller er det en annen kolonne? Stemmer tallene, så oppgi hvor de"
    " ligger under «plausibel» i kilder.yaml."
)


@dataclass(frozen=True)
class FigureCheck:
    """Looks at the figures of a file as they are understood.

    Attributes:
        name: The file.
        declared: The dataset.
        description: Confirms ranges.
    """

    name: str
    declared: Format
    description: Description

    def check(
        self, table: pd.DataFrame, raw: Mapping[str, pd.Series], problems: Problems
    ) -> tuple[pd.DataFrame, list[Problem]]:
        """Leave out rows about places of which no figure was delivered, and check the others.

        Args:
            table: Cells of the dataset; "" is a figure that is missing.
            raw: The cells as they stand, by column of the dataset; named by the file's column.
            problems: Notes a figure that is missing where the dataset must have one, and one that
                is surprising, with how it is confirmed.

        Returns:
            The rows, and warnings of how many persons have a surprising figure, never which.
        """
        figures = [ours for ours in figures_of(self.declared) if ours in raw]
        if self.declared.summeres:
            table = table[(table[figures] != "").any(axis="columns")]
        warnings = []
        for ours in figures:
            kind = self.declared.columns[ours]
            cells = raw[ours].loc[table.index]
            if not kind.blank:
                lines = cells.index[table[ours] == ""]
                what = "tallet mangler, men resten av raden er der."
                self._note(cells[lines], what, problems)
            kind = replace(kind, plausible=self.description.plausible.get(ours, kind.plausible))
            numbers = _numbers(table[ours])
            odd = outside(numbers, kind)
            if odd.any():
                warnings += self._surprising(cells[odd], int(numbers.notna().sum()), kind, problems)
        return table, warnings

    def check_unit(self, table: pd.DataFrame, problems: Problems) -> None:
        """Note that no share is above 1 percent, which parts of 1 said to be percent are not.

        A confirmed range that ends at 1 says that they are percent all the same.
        """
        shares = [
            ours
            for ours, kind in self.declared.columns.items()
            if kind.unit == PERCENT and self._range(ours)[1] > 1
        ]
        highest = pd.Series([_numbers(table[ours]).max() for ours in shares], dtype="float64").max()
        if 0 < highest <= 1:
            what = (
                f"alle tall er 1 prosent eller lavere. Er «enhet: {self.description.unit}» riktig?"
                f" Er tallene det også, så oppgi «plausibel: {{{shares[0]}: [0, 1]}}» i"
                " kilder.yaml."
            )
            where = place(self.name, column=self.description.delivered_as(shares[0]))
            problems.add([Problem(where, what)])

    def _range(self, ours: str) -> tuple[float, float]:
        """Give the range that is confirmed for a column, or any."""
        return self.description.plausible.get(ours, ANY)

    def _surprising(
        self, cells: pd.Series, known: int, kind: ColumnType, problems: Problems
    ) -> list[Problem]:
        """Note surprising figures; of few persons, give a warning instead."""
        usual = "–".join(f"{end:g}".replace(".", ",") for end in kind.plausible or ())
        if self.declared.summeres:
            what = f"her står {{}}, men det vanlige er {usual} {kind.unit}.{ADVICE}"
            self._note(cells, what, problems)
            return []
        what = f"{len(cells)} av {known} tall ligger utenfor det vanlige, {usual} {kind.unit}."
        where = place(self.name, column=str(cells.name))
        if len(cells) < MANY * known:
            return [Problem(where, what)]
        problems.add([Problem(where, what + ADVICE)])
        return []

    def _note(self, cells: pd.Series, what: str, problems: Problems) -> None:
        note_alike(self.name, cells, lambda cell: what.format(shown(cell)), problems)


def _numbers(cells: pd.Series) -> pd.Series:
    """Give cells of the dataset as numbers, missing where there is none or it is hidden."""
    return pd.to_numeric(cells.str.replace(",", "."), errors="coerce")


def outside(numbers: pd.Series, kind: ColumnType) -> "pd.Series[bool]":
    """Tell of each number whether it is outside the plausible range."""
    lowest, highest = kind.plausible or ANY
    return numbers.notna() & ~numbers.between(lowest, highest)
