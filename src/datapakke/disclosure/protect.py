"""Decides what may be printed: the primary rules, then the totals above what they hide."""

from collections.abc import Sequence

import pandas as pd

from datapakke.disclosure.decisions import Decisions, Fate
from datapakke.disclosure.primary import hide_primary
from datapakke.disclosure.rules import Rules
from datapakke.disclosure.totals import above_hidden
from datapakke.model import Indicator
from datapakke.results import SKJULT, Areas, Results


def protect(
    results: Results, indicators: Sequence[Indicator], areas: Areas, rules: Rules
) -> Decisions:
    """Decide the fate of every row of the results.

    Args:
        results: All counts of a run.
        indicators: At least those in the results.
        areas: Which municipalities the totals are the sums of.
        rules: The profile of hiding.
    """
    table = results.table
    hidden = hide_primary(table, {one.id: one for one in indicators}, rules)
    above = above_hidden(table, hidden, areas)
    fates = pd.Series(Fate.VIST, index=table.index, dtype=object)
    fates[above] = Fate.TOTAL
    fates[hidden] = Fate.FAA
    fates[table["tilstand"].eq(SKJULT)] = Fate.KILDE
    return Decisions(fates, with_n=~hidden & ~above)
