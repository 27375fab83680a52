"""What the packets of the invented round are made from, read and counted once in a worker.

What is hidden is decided by the figures' own counts alone, and for a second round by lot besides:
so there are all sorts of gaps, without a plan.
"""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from conftest import ROOT
from datapakke import pipeline
from datapakke.case import Case
from datapakke.config import Config, load_config
from datapakke.disclosure import Decisions, Fate
from datapakke.disclosure.plan.primary import can_be_printed, is_small, pooled_instead
from datapakke.extracts.model import Extracts
from datapakke.order import Choice, Order, make_order
from datapakke.packet.context import PacketContext
from datapakke.project import Project

RULE, LOT = 0, 1
"""What is hidden: by the rules, and by lot besides."""
EVERY_THIRD = 3


@cache
def given() -> tuple[Order, Config, Extracts]:
    """Give an order of all packets, the setup and the extracts."""
    config = load_config(ROOT / "config" / "kommuner.yaml")
    order = make_order(Choice(alle=True), config)
    return order, config, pipeline.read_extracts(order, config, Project(ROOT).raw)


@cache
def hidden_by(seed: int) -> PacketContext:
    """Give what the packets are made from when that is hidden."""
    order, config, extracts = given()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "secure", lambda case, _: by_rule(case, seed))
        return pipeline.prepare(extracts, order, config)


def by_rule(case: Case, seed: int) -> Decisions:
    """Hide what the rules hide from each figure's own counts, and by lot besides."""
    table = case.results.table
    indicators = {one.id: one for one in case.indicators}
    hidden = is_small(table, indicators, case.rules)
    rng = np.random.default_rng(seed)
    if seed:
        hidden |= pd.Series(rng.integers(EVERY_THIRD, size=len(table)) == 0, table.index)
    pooled = table["aar"].isin(list(case.results.samlet))
    printed = can_be_printed(table, indicators)
    printed &= ~pooled | pooled_instead(table, hidden, case.results)
    fates = pd.Series(Fate.VIST, table.index, dtype=object)
    fates[hidden] = Fate.FAA
    fates[table["tilstand"].eq("skjult")] = Fate.KILDE
    fates[~printed] = Fate.IKKE_TRYKT
    shown = fates.map(lambda fate: fate is Fate.VIST)
    return Decisions(fates, shown, pd.Series(data=False, index=table.index))
