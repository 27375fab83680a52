"""Months of a described file whose year stands somewhere else than they do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from datapakke.extracts.described.description import AAR, Description
from datapakke.extracts.described.named import helper, named_columns
from datapakke.extracts.described.wide import Slice
from datapakke.extracts.format import Format
from datapakke.extracts.periods import MAANED
from datapakke.reading import TextTable

Years = pd.Series | str
"""The year of each row, or of all; "" when it stands nowhere else."""


@dataclass(frozen=True)
class Months:
    """Brings a month and its year together, each from a column, the names of columns or a title.

    Attributes:
        text: The file.
        declared: The dataset.
        description: Says where each stands.
        slices: What the names of columns say.
        everywhere: What stands once for the whole file, by column.
    """

    text: TextTable
    declared: Format
    description: Description
    slices: Sequence[Slice]
    everywhere: Mapping[str, str]

    @cached_property
    def years(self) -> Years:
        """Give the year beside what the names of columns say."""
        years = helper(self.text.table, self.description, AAR)
        return self.everywhere.get(AAR, "") if years is None else years

    @property
    def year(self) -> str:
        """Give the year that is the same in all rows."""
        return self.years if isinstance(self.years, str) else ""

    @cached_property
    def stated(self) -> dict[str, str]:
        """Give what can be understood once: months only when their year can."""
        later = self._names if self._in_names or not isinstance(self.years, str) else ()
        return {ours: said for ours, said in self.everywhere.items() if ours not in later}

    @cached_property
    def named(self) -> dict[str, pd.Series]:
        """Give the columns of the file that can be understood once, by column of the dataset."""
        later = self._names if self._in_names else ()
        found = named_columns(self.text.table, self.description)
        return {ours: cells for ours, cells in found.items() if ours not in later}

    def beside(self, ours: str) -> Years:
        """Give the year beside the cells of a column; only months have one."""
        return self.years if ours in self._names else ""

    def of(self, one: Slice) -> tuple[dict[str, str], dict[str, pd.Series], dict[str, Years]]:
        """Give what is understood anew for each slice.

        Returns:
            What is the same in all its rows, by column of the dataset; the cells that are not, and
            the years beside them.
        """
        later = {ours: said for ours, said in self.everywhere.items() if ours not in self.stated}
        keys = later | one.keys
        if AAR in one.keys:
            found = named_columns(self.text.table, self.description)
            cells = {ours: found[ours] for ours in self._names if ours in found}
            return keys, cells, dict.fromkeys(cells, one.keys[AAR])
        if isinstance(self.years, str):
            return keys, {}, {}
        index = self.text.table.index
        name = next(iter(one.figures.values()), "")
        cells = {
            ours: pd.Series(keys.pop(ours), index=index, name=name or ours, dtype="str")
            for ours in self._names
            if ours in keys
        }
        return keys, cells, dict.fromkeys(cells, self.years)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        columns = self.declared.columns.items()
        return tuple(ours for ours, kind in columns if kind is MAANED)

    @cached_property
    def _in_names(self) -> bool:
        return any(AAR in one.keys for one in self.slices)
