"""Decides what may be printed: the primary rules, then the totals above what they hide."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from datapakke.disclosure.above import above_hidden
from datapakke.disclosure.cohorts import counts_left_out
from datapakke.disclosure.decisions import Decisions, Fate
from datapakke.disclosure.primary import hide_primary
from datapakke.disclosure.remainders import remainders, rest_id
from datapakke.disclosure.room import rooms
from datapakke.disclosure.totals import STEPS, exposed, index_of, to_hide, withheld
from datapakke.model import Indicator
from datapakke.results import SKJULT, Areas, Results
from datapakke.rules import Rules


def protect(
    results: Results, indicators: Sequence[Indicator], areas: Areas, rules: Rules
) -> Decisions:
    """Decide the fate of every row of the results.

    The number of pupils behind a total is printed only when every figure below it is shown with
    its own: otherwise it would give away the number behind the hidden one.

    Args:
        results: All counts of a run.
        indicators: At least those in the results.
        areas: Which municipalities the totals are the sums of.
        rules: The profile of hiding.
    """
    table = results.table.reset_index(drop=True)
    by_id = {one.id: one for one in indicators}
    hidden = hide_primary(table, by_id, rules)
    by_id |= {rest_id(one.id): one for one in indicators}
    with_left = pd.concat([table, remainders(table, indicators)])

    def room() -> pd.DataFrame:
        unseen = hidden.reindex(with_left.index, fill_value=True)
        return rooms(with_left, unseen, by_id, rules)

    index = index_of(with_left, room(), indicators)
    places = exposed(index, areas, index.families)
    for step in range(1, STEPS + 1):
        if not places:
            break
        hidden |= to_hide(index, places, step, len(with_left))[: len(table)]
        index = index.with_room(room())
        # What is hidden in one family changes nothing in another.
        places = exposed(index, areas, [about for about, _ in places])
    medians = with_left["slag"].eq("median").to_numpy()
    kept_back = withheld(index, areas, medians)[: len(table)]
    fates = np.full(len(table), Fate.VIST, dtype=object)
    fates[kept_back] = Fate.TOTAL
    fates[hidden.to_numpy()] = Fate.FAA
    fates[table["tilstand"].eq(SKJULT).to_numpy()] = Fate.KILDE
    without_n = hidden | counts_left_out(table, by_id, rules)
    with_n = ~without_n & ~kept_back & ~above_hidden(table, without_n, areas)
    at = results.table.index
    return Decisions(pd.Series(fates, at), pd.Series(with_n.to_numpy(), at))
