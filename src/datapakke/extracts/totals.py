"""Totals that a file prints, held against its own municipalities before any is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from datapakke.kommuner import LANDET
from datapakke.model import KEY
from datapakke.norge import SISTE, koder_i

WITH_SVALBARD = {LANDET, "19", "54", "55"}
"""Areas with a few persons who are in none of their municipalities. Udir counts Svalbard in Troms;
the country has those abroad and of unknown residence too."""
LEAST_OF_THESE = 0.98


@dataclass(frozen=True)
class Total:
    """A printed total that the municipalities do not meet.

    Attributes:
        omraade: ``0000`` or the number of a county.
        aar: The period's label.
        av: What the total is of, beside the period: the column, and words that divide it.
        for_mye: The municipalities have more than the total; else they have less, though all of
            them are there and none is hidden.
    """

    omraade: str
    aar: str
    av: str
    for_mye: bool


@dataclass(frozen=True)
class Totals:
    """How many printed totals could be held against municipalities, and those that are not met."""

    kontrollert: int = 0
    unmet: tuple[Total, ...] = ()


def check_totals(table: pd.DataFrame, printed: pd.DataFrame, columns: Sequence[str]) -> Totals:
    """Hold totals against sums over the municipalities that the area had in the period.

    A municipality that stands under several codes is counted under the one of the period.

    Args:
        table: Tidy, with ``kommunenr`` as in the file.
        printed: The totals, in the same columns, with the area in ``kommunenr``.
        columns: The columns with numbers of persons.
    """
    by = [str(name) for name in table if name not in {"kommunenr", "aar", *columns}]
    kinds = [name for name in columns if pd.api.types.is_integer_dtype(table[name])]
    checked, unmet = 0, []
    for (label, area), totals in printed.groupby(["aar", "kommunenr"], observed=True):
        rows, whole = _municipalities(table, str(label), str(area))
        for column in kinds if len(rows) else ():
            for words, met, more in _held(rows, totals, by, column, whole=whole):
                checked += 1
                if not met:
                    unmet.append(Total(str(area), str(label), words, more))
    return Totals(checked, tuple(unmet))


def _municipalities(table: pd.DataFrame, label: str, area: str) -> tuple[pd.DataFrame, bool]:
    """Give the rows of the area's municipalities in the period, and whether all have some."""
    first = int(label[:4])
    rows = table[table["aar"] == label]
    found, whole = rows[:0], False
    for year in (first, first + 1) if "/" in label else (first,):
        codes = [one for one in koder_i(min(year, SISTE)) if area == LANDET or one[:2] == area]
        own = rows[rows["kommunenr"].isin(codes)]
        if len(own) > len(found):
            found, whole = own, own["kommunenr"].nunique() == len(codes)
    return found, whole


def _held(
    rows: pd.DataFrame, totals: pd.DataFrame, by: list[str], column: str, *, whole: bool
) -> Iterator[tuple[str, bool, bool]]:
    """Give what each total is of, whether it is met, and whether the sum is more."""
    lowest = LEAST_OF_THESE if totals["kommunenr"].iloc[0] in WITH_SVALBARD else 1
    sums = rows.groupby(by, observed=True)[column].sum().to_dict()
    hidden = set(rows[rows[column].isna()].groupby(by, observed=True).size().index)
    known = totals.dropna(subset=[column])
    for words, total in known.groupby(by, observed=True)[column].first().to_dict().items():
        if words in sums:
            more = bool(sums[words] > total)
            less = bool(whole and words not in hidden and sums[words] < total * lowest)
            told = zip(by, words if isinstance(words, tuple) else (words,), strict=True)
            parts = [column, *(str(word) for name, word in told if name not in KEY)]
            yield ", ".join(parts), not (more or less), more
