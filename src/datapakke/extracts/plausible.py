"""Figures of a described file that are missing, or possible and surprising: a lost comma."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.columns import ColumnType
from datapakke.extracts.description import Description
from datapakke.extracts.format import Format
from datapakke.extracts.problems import Problems, shown
from datapakke.extracts.understand import figures_of
from datapakke.reading import place

MANY = 0.1
"""When this part of the persons of a file is surprising, it is not the persons."""

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
                problems.add(self._each(cells[lines], what), len(lines))
            kind = replace(kind, plausible=self.description.plausible.get(ours, kind.plausible))
            numbers = pd.to_numeric(table[ours].str.replace(",", "."), errors="coerce")
            odd = outside(numbers, kind)
            if odd.any():
                warnings += self._surprising(cells[odd], int(numbers.notna().sum()), kind, problems)
        return table, warnings

    def _surprising(
        self, cells: pd.Series, known: int, kind: ColumnType, problems: Problems
    ) -> list[Problem]:
        """Note surprising figures; of few persons, give a warning instead."""
        usual = "–".join(f"{end:g}".replace(".", ",") for end in kind.plausible or ())
        if self.declared.summeres:
            what = f"her står {{}}, men det vanlige er {usual} {kind.unit}.{ADVICE}"
            problems.add(self._each(cells, what), len(cells))
            return []
        what = f"{len(cells)} av {known} tall ligger utenfor det vanlige, {usual} {kind.unit}."
        where = place(self.name, column=str(cells.name))
        if len(cells) < MANY * known:
            return [Problem(where, what)]
        problems.add([Problem(where, what + ADVICE)])
        return []

    def _each(self, cells: pd.Series, what: str) -> list[Problem]:
        return [
            Problem(place(self.name, int(line), str(cells.name)), what.format(shown(cell)))
            for line, cell in zip(cells.index[:SHOWN_AT_MOST], cells, strict=False)
        ]


def outside(numbers: pd.Series, kind: ColumnType) -> "pd.Series[bool]":
    """Tell of each number whether it is outside the plausible range."""
    lowest, highest = kind.plausible or (float("-inf"), float("inf"))
    return numbers.notna() & ~numbers.between(lowest, highest)
