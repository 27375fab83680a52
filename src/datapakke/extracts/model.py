"""An extract after reading: its tidy table, where it came from, and what a reader must know."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.observed import Observed
from datapakke.sources import Note, Source, Utelatt

__all__ = ["Extract", "Extracts", "Note", "Source"]


FIL = "fil"
"""Column of a tidy table: the file that the row stands in; its index is the line in that file."""

KODE = "kode"
"""Column of a tidy table: the municipality code as it stands in the file."""


@dataclass(frozen=True)
class Replacement:
    """What a newer file changed in an older one, for the periods that both have.

    Attributes:
        ny: The newer file.
        gammel: The file that it replaces.
        perioder: Labels of the periods, in order.
        endret: Rows that are in both and do not say the same.
        borte: Rows that only the older has.
        nye: Rows that only the newer has.
    """

    ny: str
    gammel: str
    perioder: tuple[str, ...]
    endret: int
    borte: int
    nye: int


@dataclass(frozen=True)
class Extract:
    """A tidy table with its sources.

    ``table`` has the columns that ``docs/uttrekk.md`` gives for the dataset, with ``kommunenr`` in
    the division of the round (``0000`` for the country), ``aar`` as the period's label and
    ``kjonn`` as ``K``, ``M`` or ``alle``. No identifier of a pupil is left in it. A row is a row
    (or a cell) of a file: its index is the line number, ``fil`` the file and ``kode`` the
    municipality code that stands there, so that a merged municipality has the rows of its parts.

    Attributes:
        datasett: The dataset's name.
        table: As above.
        sources: Every file that it is made from, in the order in which they are read.
        replaced: What newer files replaced in older ones.
        observed: What was seen of each file beside its rows, in the order of the sources.
        utelatt: Municipalities that are left out of some periods.
    """

    datasett: str
    table: pd.DataFrame
    sources: tuple[Source, ...]
    replaced: tuple[Replacement, ...] = ()
    observed: tuple[Observed, ...] = ()
    utelatt: tuple[Utelatt, ...] = ()

    @property
    def personer(self) -> bool:
        """A row is about one person, so that a number of rows is a number of persons."""
        return any(not seen.identity.counts for seen in self.observed)

    @property
    def rows_read(self) -> int:
        """The number of rows in the files, before anything is left out."""
        return sum(source.rader for source in self.sources)


@dataclass(frozen=True)
class Extracts:
    """All extracts of a build, by dataset, and what was odd in them without being wrong."""

    by_name: Mapping[str, Extract]
    warnings: tuple[Problem, ...] = ()

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give the tidy tables by dataset, without ``fil`` and ``kode``: what indicators take in.

        A formula has no business with where a row stood.
        """
        return {
            name: extract.table.drop(columns=[FIL, KODE], errors="ignore")
            for name, extract in self.by_name.items()
        }
