"""Which figures are hidden from their own counts, before any total is looked at.

The rules of the profile, at every level but the country (whose figures its source has released):

- a share when its numerator or its complement is 1–4 or its denominator is under 10; of a
  sensitive indicator also when it is 0 % or 100 %;
- a number of persons when it is 1–4; 0 is shown;
- a mean or a median of fewer than 10;
- a distribution, all of it or nothing, when a category is 1–4, the total is under 10, a category
  of a sensitive one is empty or holds all, or the total is under 30 and the mean is printed;
- a share whose numerator lies within, or apart from, that of another share of the same persons,
  when what is left between them is 1–4: that number can be worked out from the two;
- both genders when one is; both genders when the whole is; all parts of a whole when one is.

A share of no persons (denominator 0) has nothing to hide.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from datapakke.model import ALLE, Indicator, Nivaa
from datapakke.results import LEVERT, SKJULT
from datapakke.rules import Rules

PLACE = ["nivaa", "omraade", "aar", "kjonn"]


def hide_primary(
    table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules
) -> pd.Series:
    """Tell which rows are hidden, by the source or by the rules.

    Args:
        table: As ``results`` declares.
        indicators: Every indicator in the table, by id.
        rules: The profile.

    Returns:
        True where hidden, with the table's index.
    """
    ours = table["tilstand"].eq(LEVERT) & table["nivaa"].ne(Nivaa.LAND.value)
    small = ours & (_few(table, rules) | _small(table, indicators, rules))
    small |= ours & _beside_mean(table, indicators, rules)
    small |= ours & _small_difference(table, small, indicators, rules)
    return _shared_fates(table, small | table["tilstand"].eq(SKJULT), indicators)


def _few(table: pd.DataFrame, rules: Rules) -> pd.Series:
    """Tell which rows rest on too few persons."""
    limit = np.where(table["slag"].isin(["snitt", "median"]), rules.snitt_under, rules.nevner_under)
    nevner = table["nevner"].fillna(0)
    return nevner.gt(0) & nevner.lt(pd.Series(limit, table.index))


def _small(table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules) -> pd.Series:
    """Tell which counts or complements are too small, or too telling when sensitive."""
    sensitive = table["indikator"].map({key: one.sensitiv for key, one in indicators.items()})
    share = table["slag"].isin(["andel", "fordeling"]) & table["nevner"].fillna(0).gt(0)
    rest = table["nevner"] - table["teller"]
    low, high = _is_small(table["teller"], rules), _is_small(rest, rules)
    telling = sensitive & (table["teller"].eq(0) | rest.eq(0)).fillna(value=False)
    return (table["slag"].eq("antall") & low) | (share & (low | high | telling))


def _is_small(count: pd.Series, rules: Rules) -> pd.Series:
    return (count.ge(1) & count.lt(rules.antall_under)).fillna(value=False).astype(bool)


def _beside_mean(
    table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules
) -> pd.Series:
    beside = [key for key, one in indicators.items() if one.snitt is not None]
    few = table["nevner"].fillna(0).lt(rules.fordeling_og_snitt_under)
    return table["indikator"].isin(beside) & few & table["nevner"].fillna(0).gt(0)


def _small_difference(
    table: pd.DataFrame, hidden: pd.Series, indicators: Mapping[str, Indicator], rules: Rules
) -> pd.Series:
    """Tell which shares leave 1–4 persons between themselves and a printed share they name."""
    found = pd.Series(data=False, index=table.index)
    shown = table[~hidden]
    for one in indicators.values():
        for other, inside in ((one.del_av, True), (one.skilt_fra, False)):
            if other is None:
                continue
            mine = table.loc[table["indikator"].eq(one.id), [*PLACE, "teller", "nevner"]]
            theirs = shown.loc[shown["indikator"].eq(other), [*PLACE, "teller"]]
            both = mine.merge(theirs, on=PLACE, how="left", validate="1:1", suffixes=("", "_2"))
            left = both["teller_2"] - both["teller"]
            if not inside:
                left = both["nevner"] - both["teller_2"] - both["teller"]
            found.loc[mine.index] |= _is_small(left, rules).to_numpy()
    return found


def _shared_fates(
    table: pd.DataFrame, hidden: pd.Series, indicators: Mapping[str, Indicator]
) -> pd.Series:
    """Hide what shares the fate of something hidden, until nothing more follows."""
    whole = table["indikator"].map({key: one.deler or key for key, one in indicators.items()})
    is_part = table["indikator"].map({key: bool(one.deler) for key, one in indicators.items()})
    keyed = table[["indikator", *PLACE]].assign(whole=whole, is_part=is_part)
    one_row = keyed.groupby(["indikator", *PLACE]).ngroup()
    genders = keyed.groupby(["indikator", "nivaa", "omraade", "aar"]).ngroup()
    parts = keyed.groupby(["whole", "is_part", *PLACE]).ngroup()
    gendered = table["kjonn"].ne(ALLE)
    while True:
        before = hidden
        hidden = hidden.groupby(one_row).transform("max")
        hidden = hidden | (gendered & hidden.groupby(genders).transform("max"))
        hidden = hidden | hidden.groupby(parts).transform("max")
        if hidden.equals(before):
            return hidden
