"""Finds the numbers of pupils that, held against their cohort's, would count those left out."""

from collections.abc import Mapping

import pandas as pd

from datapakke.model import ALLE, AvKullet, Indicator
from datapakke.rules import Rules

PLACE = ["nivaa", "omraade", "aar", "kjonn"]


def counts_left_out(
    table: pd.DataFrame, indicators: Mapping[str, Indicator], rules: Rules
) -> pd.Series:
    """Tell which rows' denominators must not be printed.

    Several indicators count pupils of the same cohort: absence counts all 73, points the 71 who
    have any. Both numbers printed say that two have none, however well that share is hidden. So a
    denominator that is part of a cohort is printed only where five or more of the cohort, or as
    many as the profile says, are left out: then their number is no secret. It is kept back for both
    genders when it is for one of them or for the whole.

    Args:
        table: As ``results`` declares.
        indicators: Every indicator in the table, by id; ``kull`` and ``av_kullet`` say what each
            denominator is.
        rules: The profile.

    Returns:
        True where the denominator must not be printed, with the table's index.
    """
    kull = table["indikator"].map({key: one.kull for key, one in indicators.items()})
    part = table["indikator"].map({key: one.av_kullet.value for key, one in indicators.items()})
    keyed = table[PLACE].assign(kull=kull, nevner=table["nevner"])
    missing = keyed.groupby(["kull", *PLACE])["nevner"].transform("max") - table["nevner"]
    few_missing = missing.lt(rules.antall_under).fillna(value=False).astype(bool)
    telling = part.eq(AvKullet.DELT.value) | (part.eq(AvKullet.NOE.value) & few_missing)
    telling &= kull.ne("")
    together = [table["indikator"], *(table[name] for name in ("nivaa", "omraade", "aar"))]
    return telling | (table["kjonn"].ne(ALLE) & telling.groupby(together).transform("max"))
