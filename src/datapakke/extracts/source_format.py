"""What every source format offers, and what comes out of reading a file with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.problems import Problems
from datapakke.sources import Note

NAMES = ("linje", "kode", "navn")
"""The columns of ``Reading.names``."""


@dataclass(frozen=True)
class Reading:
    """What came out of a file.

    Attributes:
        table: The tidy table.
        rows_read: Its number of rows before anything was left out.
        notes: Remarks that stand in the file itself.
        warnings: What was odd.
        names: Each municipality code with a name that the file prints beside it: ``linje`` (the
            first such line), ``kode``, ``navn``. The name is a check on the code, never the key.
    """

    table: pd.DataFrame
    rows_read: int
    notes: tuple[Note, ...] = ()
    warnings: tuple[Problem, ...] = ()
    names: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(NAMES)))


@dataclass(frozen=True)
class Kilde:
    """Where a public file comes from, as printed, and its licence."""

    navn: str
    lisens: str


class SourceFormat(Protocol):
    """What every source format offers; ``formats.FORMATS`` lists them."""

    @property
    def datasett(self) -> str:
        """The dataset that the format gives."""

    @property
    def kilde(self) -> Kilde | None:
        """Its source when the format itself tells; None for formats of our own."""

    def recognises(self, path: Path) -> bool:
        """Tell from its beginning whether the file has this format; never raises."""

    def read(self, path: Path, name: str, context: Context, problems: Problems) -> Reading | None:
        """Read the file; None after noting what was wrong."""


def by_then(labels: pd.Series, when: Callable[[str], date], last: date) -> "pd.Series[bool]":
    """Tell of each label whether its day is no later than the last."""
    return labels.map({label: when(label) <= last for label in labels.unique()})
