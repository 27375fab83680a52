"""Which figures can be printed at all, and which are hidden from their own counts alone.

The rules of the profile, at every level but the country (whose figures its source has released):

- a share when its numerator or its complement is 1–4 or its denominator is under 10; of a
  sensitive indicator also when it is 0 % or 100 %;
- a number of persons when it is 1–4, of a sensitive indicator also when it is 0: it shares the fate
  of the share that counts the same persons;
- a mean or a median of fewer than 10;
- a distribution, all of it or nothing, when a category is hidden as a share, or when the total is
  under 30 and the mean of the same persons is printed.

A share of no persons (denominator 0) has nothing to hide.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.model import ALLE, Indicator, Nivaa
from datapakke.results import LEVERT, Results
from datapakke.rules import Rules

Array = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
ONE = ["indikator", "nivaa", "omraade", "aar", "kjonn"]
"""What names a figure; a distribution has a row for every category of one."""
HIDDEN_OF_POOLED = 2
"""Pooled periods are printed where at least so many of them are hidden one by one."""


def can_be_printed(table: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.Series:
    """Tell which rows a packet has a place for.

    Both genders together everywhere, each gender for municipalities where the indicator is printed
    by gender, meetings where it is printed for them.
    """
    kommune, mote = Nivaa.KOMMUNE.value, Nivaa.MOTE.value
    rows = zip(*(table[name].tolist() for name in ("indikator", "nivaa", "kjonn")), strict=True)
    places = [
        (kjonn == ALLE or (nivaa == kommune and indicators[name].etter_kjonn))
        and (nivaa != mote or indicators[name].for_mote)
        for name, nivaa, kjonn in rows
    ]
    return pd.Series(places, table.index, dtype=bool)


def is_small(table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules) -> pd.Series:
    """Tell which rows the rules hide.

    Args:
        table: As ``results`` declares.
        indicators: Every indicator in the table, by id.
        rules: The profile.

    Returns:
        True where hidden, with the table's index.
    """
    rows = _Rows.of(table, indicators)
    ours = rows.text("tilstand", LEVERT) & ~rows.text("nivaa", Nivaa.LAND.value)
    small = ours & (_few(rows, rules) | _few_either_way(rows, rules) | _beside_mean(rows, rules))
    keys = list(zip(*(table[name].tolist() for name in ONE), strict=True))
    hidden = {keys[place] for place in np.flatnonzero(small)}
    return pd.Series([key in hidden for key in keys], table.index, dtype=bool)


class _Rows(NamedTuple):
    """A table's columns as arrays, which are many times quicker than pandas for few rows."""

    table: pd.DataFrame
    about: Sequence[Indicator]
    """The indicator of every row."""
    teller: Array
    nevner: Array

    @classmethod
    def of(cls, table: pd.DataFrame, indicators: Mapping[str, Indicator]) -> "_Rows":
        """Give a table's columns; NaN where there is no number."""
        about = [indicators[name] for name in table["indikator"].tolist()]
        numbers = (table[name].to_numpy(float, na_value=np.nan) for name in ("teller", "nevner"))
        return cls(table, about, *numbers)

    def text(self, column: str, *values: str) -> BoolArray:
        """Tell where a column holds one of the values."""
        return np.array([one in values for one in self.table[column].tolist()], dtype=bool)


def _few(rows: _Rows, rules: Rules) -> BoolArray:
    """Tell which rows rest on too few persons."""
    limit = np.where(rows.text("slag", "snitt", "median"), rules.snitt_under, rules.nevner_under)
    few: BoolArray = (rows.nevner > 0) & (rows.nevner < limit)
    return few


def _few_either_way(rows: _Rows, rules: Rules) -> BoolArray:
    """Tell which counts or complements are too small, or tell of every single one."""
    telling = np.array([one.sensitiv for one in rows.about], dtype=bool)
    share = rows.text("slag", "andel", "fordeling") & (rows.nevner > 0)
    low, high = (
        (one < rules.antall_under) & ((one > 0) | ((one == 0) & telling))
        for one in (rows.teller, rows.nevner - rows.teller)
    )
    found: BoolArray = (rows.text("slag", "antall") & low) | (share & (low | high))
    return found


def _beside_mean(rows: _Rows, rules: Rules) -> BoolArray:
    """Tell which distributions are of too few to stand beside the mean of the same persons."""
    mean = rows.text("slag", "snitt").tolist()
    among = [(one.univers, _persons(one)) for one in rows.about]
    of_mean = {key for key, is_mean in zip(among, mean, strict=True) if is_mean}
    beside = np.array([key in of_mean for key in among], dtype=bool)
    few = (rows.nevner > 0) & (rows.nevner < rules.fordeling_og_snitt_under)
    found: BoolArray = rows.text("slag", "fordeling") & beside & few
    return found


def _persons(one: Indicator) -> frozenset[str]:
    """Give the parts that an indicator is about; of a distribution, all its categories'."""
    return frozenset(one.nevner or chain(*one.kategorier.values()))


def pooled_instead(table: pd.DataFrame, hidden: pd.Series, results: Results) -> pd.Series:
    """Tell which rows of pooled periods are printed.

    A municipality's where most of its periods are hidden one by one; a total's where that of any of
    its indicator's municipalities is.

    Args:
        table: As ``results`` declares, or a part of it.
        hidden: True where the rules hide a row, with the table's index.
        results: Says what is pooled.
    """
    names = ["indikator", "nivaa", "omraade", "aar"]
    places = list(zip(*(table[name].tolist() for name in names), strict=True))
    together = {label: set(periods) for label, periods in results.samlet.items()}
    both = (hidden & table["kjonn"].eq(ALLE)).tolist()
    alone = {place for place, small in zip(places, both, strict=True) if small}
    times = Counter(
        (*place, label)
        for *place, aar in alone
        for label, periods in together.items()
        if aar in periods
    )
    mine = [place[3] in together and times[place] >= HIDDEN_OF_POOLED for place in places]
    kommune = Nivaa.KOMMUNE.value
    used = {
        (place[0], place[3])
        for place, often, small in zip(places, mine, hidden.tolist(), strict=True)
        if often and place[1] == kommune and not small
    }
    found = [
        often if place[1] == kommune else place[3] in together and (place[0], place[3]) in used
        for place, often in zip(places, mine, strict=True)
    ]
    return pd.Series(found, table.index, dtype=bool)
