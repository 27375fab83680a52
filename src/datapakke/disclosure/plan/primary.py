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

from collections.abc import Mapping

import numpy as np
import pandas as pd

from datapakke.model import ALLE, Indicator, Nivaa
from datapakke.results import LEVERT, Results
from datapakke.rules import Rules

ONE = ["indikator", "nivaa", "omraade", "aar", "kjonn"]
"""What names a figure; a distribution has a row for every category of one."""
HIDDEN_OF_POOLED = 2
"""Pooled periods are printed where at least so many of them are hidden one by one."""


def can_be_printed(table: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.Series:
    """Tell which rows a packet has a place for.

    Both genders together everywhere, each gender for municipalities where the indicator is printed
    by gender, meetings where it is printed for them.
    """
    by_gender = table["indikator"].map({key: one.etter_kjonn for key, one in indicators.items()})
    meetings = table["indikator"].map({key: one.for_mote for key, one in indicators.items()})
    gender = table["kjonn"].eq(ALLE) | (by_gender & table["nivaa"].eq(Nivaa.KOMMUNE.value))
    return gender & (meetings | table["nivaa"].ne(Nivaa.MOTE.value))


def is_small(table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules) -> pd.Series:
    """Tell which rows the rules hide.

    Args:
        table: As ``results`` declares.
        indicators: Every indicator in the table, by id.
        rules: The profile.

    Returns:
        True where hidden, with the table's index.
    """
    ours = table["tilstand"].eq(LEVERT) & table["nivaa"].ne(Nivaa.LAND.value)
    small = ours & (
        _few(table, rules)
        | _few_either_way(table, indicators, rules)
        | _beside_mean(table, indicators, rules)
    )
    return small.groupby([table[name] for name in ONE]).transform("max")


def _few(table: pd.DataFrame, rules: Rules) -> pd.Series:
    """Tell which rows rest on too few persons."""
    limit = np.where(table["slag"].isin(["snitt", "median"]), rules.snitt_under, rules.nevner_under)
    nevner = table["nevner"].fillna(0)
    return nevner.gt(0) & nevner.lt(pd.Series(limit, table.index))


def _few_either_way(
    table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules
) -> pd.Series:
    """Tell which counts or complements are too small, or tell of every single one."""
    telling = table["indikator"].map({key: one.sensitiv for key, one in indicators.items()})
    count = table["slag"].eq("antall")
    share = table["slag"].isin(["andel", "fordeling"]) & table["nevner"].fillna(0).gt(0)
    rest = table["nevner"] - table["teller"]
    low, high = (
        one.lt(rules.antall_under) & (one.gt(0) | (one.eq(0) & telling))
        for one in (table["teller"], rest)
    )
    low, high = (one.fillna(value=False).astype(bool) for one in (low, high))
    return (count & low) | (share & (low | high))


def _beside_mean(
    table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules
) -> pd.Series:
    """Tell which distributions are of too few to stand beside the mean of the same persons."""
    means = table.loc[table["slag"].eq("snitt"), "indikator"].unique()
    of_mean = {(indicators[name].univers, indicators[name].nevner) for name in means}
    beside = [key for key, one in indicators.items() if (one.univers, one.nevner) in of_mean]
    few = table["nevner"].fillna(0).lt(rules.fordeling_og_snitt_under)
    spread = table["slag"].eq("fordeling") & table["indikator"].isin(beside)
    return spread & few & table["nevner"].fillna(0).gt(0)


def pooled_instead(table: pd.DataFrame, hidden: pd.Series, results: Results) -> pd.Series:
    """Tell which rows of pooled periods are printed.

    A municipality's where most of its periods are hidden one by one; a total's where that of any of
    its indicator's municipalities is.

    Args:
        table: As ``results`` declares, or a part of it.
        hidden: True where the rules hide a row, with the table's index.
        results: Says what is pooled.
    """
    pooled = table["aar"].isin(list(results.samlet))
    pairs = [(label, aar) for label, periods in results.samlet.items() for aar in periods]
    labels = pd.DataFrame(pairs, columns=["aar", "enkelt"], dtype="str")
    alone = table.loc[hidden & ~pooled & table["kjonn"].eq(ALLE), ONE].drop_duplicates()
    alone = alone.rename(columns={"aar": "enkelt"}).merge(labels, on="enkelt")
    place = ["indikator", "nivaa", "omraade", "aar"]
    times = alone.groupby(place).size()
    often = times[times >= HIDDEN_OF_POOLED].rename("ofte").reset_index()
    found = table[place].merge(often, on=place, how="left", validate="m:1")
    mine = pd.Series(found["ofte"].notna().to_numpy(), table.index) & pooled
    kommune = table["nivaa"].eq(Nivaa.KOMMUNE.value)
    shown = mine & kommune & ~hidden
    used = set(zip(table.loc[shown, "indikator"], table.loc[shown, "aar"], strict=True))
    pair = pd.Series(list(zip(table["indikator"], table["aar"], strict=True)), table.index)
    return pooled & ((mine & kommune) | (~kommune & pair.isin(used)))
