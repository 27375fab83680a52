"""An extract after reading: its tidy table, where it came from, and what a reader must know."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from datapakke.errors import Problem
from datapakke.sources import Note, Source

__all__ = ["Extract", "Extracts", "Note", "Source"]


@dataclass(frozen=True)
class Extract:
    """A tidy table with its source.

    ``table`` has the columns that ``docs/uttrekk.md`` gives for the dataset, with ``kommunenr`` in
    the division of the round (``0000`` for the country), ``aar`` as the period's label and
    ``kjonn`` as ``K``, ``M`` or ``alle``. No identifier of a pupil is left in it. Its index is the
    line number in the file.
    """

    datasett: str
    table: pd.DataFrame
    source: Source
    rows_read: int


@dataclass(frozen=True)
class Extracts:
    """All extracts of a build, by dataset, and what was odd in them without being wrong."""

    by_name: Mapping[str, Extract]
    warnings: tuple[Problem, ...] = ()

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give the tidy tables by dataset: what indicators take in."""
        return {name: extract.table for name, extract in self.by_name.items()}
