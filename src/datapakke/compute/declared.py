"""Holds what indicators declare of their universes against the counts: a guard at run time."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.keys import numbered
from datapakke.model import Indicator, Nivaa
from datapakke.results import LEVERT

Array = npt.NDArray[np.float64]
PLACE = ["univers", "omraade", "aar", "kjonn"]
EXACT = 1e-6
"""Sums of values are rounded to six decimals."""


def check_declarations(
    indicators: Sequence[Indicator], table: pd.DataFrame, deler: pd.DataFrame
) -> None:
    """Refuse counts that are not the sums of parts that their indicators say that they are.

    Hiding is planned, and attacked, from what is declared: were it wrong, both would be. Totals are
    sums of municipalities' counts on both sides, so those of municipalities are enough.

    Args:
        indicators: Those in the table.
        table: As ``results`` declares, single periods only.
        deler: The parts of the same run. An indicator whose universe is not there is not checked.

    Raises:
        ValueError: One is not: a mistake in the program, which names the indicator.
    """
    univers = {one.id: one.univers for one in indicators}
    places = deler.drop_duplicates(PLACE)[PLACE].reset_index(drop=True)
    ours = table[table["nivaa"].eq(Nivaa.KOMMUNE.value) & table["tilstand"].eq(LEVERT)]
    ours = ours.assign(univers=ours["indikator"].map(univers))
    ours = ours[ours["univers"].isin(set(deler["univers"]))]
    numbers, _ = numbered(pd.concat([places, ours[PLACE]], ignore_index=True))
    ours = ours.assign(plass=numbers[len(places) :]).reset_index(drop=True)
    parts = _matrices(places, deler)
    by_id = {one.id: one for one in indicators}
    none = {one.univers for one in indicators if one.tomt_er_null}
    for name, rows in ours.groupby("indikator", sort=False):
        one = by_id[str(name)]
        there = parts[one.univers].at(rows["plass"], 0 if one.univers in none else np.nan)
        wrong = next(_wrong(one, rows, there), None)
        if wrong:
            message = f"{one.id} is not declared as it is counted: {wrong}"
            raise ValueError(message)


class _Parts:
    """Numbers of persons in parts: a row per place, a column per part; NaN where not known."""

    def __init__(self, names: Sequence[str], counts: Array, first: int) -> None:
        self.names, self.counts, self.first = list(names), counts, first

    def at(self, places: pd.Series, missing: float) -> "_Parts":
        """Give the rows of some places; those that are not there have ``missing`` in every part."""
        rows = places.to_numpy() - self.first
        there = (rows >= 0) & (rows < len(self.counts))
        counts = np.full((len(rows), len(self.names)), missing)
        counts[there] = self.counts[rows[there]]
        return _Parts(self.names, counts, 0)

    def where(self, rows: "pd.Series[bool]") -> "_Parts":
        """Give some of the rows."""
        return _Parts(self.names, self.counts[rows.to_numpy()], 0)

    def weighted(self, weights: Iterable[tuple[str, float]]) -> Array:
        """Sum parts, each as many times as its weight."""
        total: Array = np.zeros(len(self.counts))
        for part, weight in weights:
            total = total + weight * self.counts[:, self.names.index(part)]
        return total

    def sum(self, names: Iterable[str]) -> Array:
        """Sum parts."""
        return self.weighted((part, 1) for part in names)


def _matrices(places: pd.DataFrame, deler: pd.DataFrame) -> dict[str, _Parts]:
    """Give each universe's parts; its places stand together, and each has its parts in order."""
    first = places.reset_index().groupby("univers")["index"].min()
    found = {}
    for univers, rows in deler.groupby("univers", sort=False):
        names = rows["del"].unique().tolist()
        counts = rows["antall"].to_numpy(dtype=float, na_value=np.nan).reshape(-1, len(names))
        found[str(univers)] = _Parts(names, counts, int(first[univers]))
    return found


def _wrong(one: Indicator, rows: pd.DataFrame, parts: _Parts) -> Iterator[str]:
    """Tell what is wrong with the rows of one indicator."""
    slag = rows["slag"].iloc[0]
    inside = slag != "antall" and (slag != "andel" or one.nevner)
    if inside and not _same(rows["nevner"], parts.sum(one.nevner)):
        yield "nevner"
    if slag in ("andel", "antall"):
        if not one.teller or not _same(rows["teller"], parts.sum(one.teller)):
            yield "teller"
    elif slag == "fordeling":
        yield from _wrong_categories(one, rows, parts)
    elif tuple(one.grenser) != one.nevner or not _within(one, rows, parts):
        yield "grenser"


def _wrong_categories(one: Indicator, rows: pd.DataFrame, parts: _Parts) -> Iterator[str]:
    if sorted(sum(one.kategorier.values(), ())) != sorted(one.nevner):
        yield "kategorier"
    for kategori, its in rows.groupby("kategori", sort=False):
        mine = parts.where(rows["kategori"].eq(kategori))
        if not _same(its["teller"], mine.sum(one.kategorier.get(str(kategori), ()))):
            yield f"kategori «{kategori}»"


def _within(one: Indicator, rows: pd.DataFrame, parts: _Parts) -> bool:
    """Tell whether the sums of a mean, or the medians, can be those of persons within the spans."""
    spans = {part: (float(low), float(high)) for part, (low, high) in one.grenser.items()}
    if rows["slag"].iloc[0] == "snitt":
        low = parts.weighted((part, low) for part, (low, _) in spans.items())
        high = parts.weighted((part, high) for part, (_, high) in spans.items())
        return _between(_numbers(rows["teller"]), low, high)
    there = rows["median"].notna().to_numpy()
    some = parts.counts[there] > 0
    lows = np.array([spans.get(part, (np.inf, 0))[0] for part in parts.names])
    highs = np.array([spans.get(part, (0, -np.inf))[1] for part in parts.names])
    low = np.where(some, lows, np.inf).min(axis=1, initial=np.inf)
    high = np.where(some, highs, -np.inf).max(axis=1, initial=-np.inf)
    return _between(_numbers(rows["median"])[there], low, high)


def _between(values: Array, low: Array, high: Array) -> bool:
    return bool(((values >= low - EXACT) & (values <= high + EXACT)).all())


def _same(counts: pd.Series, sums: Array) -> bool:
    return bool((_numbers(counts) == sums).all())


def _numbers(counts: pd.Series) -> Array:
    numbers: Array = counts.to_numpy(dtype=float, na_value=np.nan)
    return numbers
