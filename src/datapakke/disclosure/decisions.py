"""What may be printed of each row of the results, and why not."""

from dataclasses import dataclass
from enum import Enum

import pandas as pd


class Fate(Enum):
    """What becomes of a row; the value is the reason in bokmål, empty when it is shown."""

    VIST = ""
    FAA = "for få elever"
    TOTAL = "ville røpet et skjult tall i en kommune"
    VERN = "skjult for å verne et annet tall"
    KILDE = "skjult av kilden"
    IKKE_TRYKT = "trykkes ikke"


@dataclass(frozen=True)
class Decisions:
    """The fate of every row of a table of results.

    Attributes:
        fates: A Fate per row, with the index of ``Results.table``.
        with_n: Whether the row's denominator may be printed; never for a row that is hidden.
        grov: How many units of its last decimal a total is rounded to where it is printed coarsely
            (``model.COARSE``); 0 or 1 elsewhere.
    """

    fates: pd.Series
    with_n: pd.Series
    grov: pd.Series

    def at(self, index: pd.Index) -> "Decisions":
        """Give the same, row by row, for another index."""
        return Decisions(
            self.fates.set_axis(index), self.with_n.set_axis(index), self.grov.set_axis(index)
        )
