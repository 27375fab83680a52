"""From what is held back of every figure to what becomes of it: shown, coarsely, or hidden."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.disclosure.decisions import Decisions, Fate
from datapakke.disclosure.plan.blocks import Planned
from datapakke.disclosure.plan.printed import STEPS, Cell, Kind, can_be_coarse
from datapakke.model import Nivaa
from datapakke.results import SKJULT
from datapakke.rules import Rules

BoolArray = npt.NDArray[np.bool_]


def coarse_at_least(cells: Iterable[Cell], small: frozenset[int], rules: Rules) -> frozenset[int]:
    """Give the totals that the profile wants shown, and that are small, but not if told coarsely.

    «ca. 100 percent» of 187 is of none left out as well as of nine.

    Args:
        cells: Figures that can be printed.
        small: The rows among them that are hidden by the primary rules.
        rules: The profile.
    """
    return frozenset(
        cell.row
        for cell in cells
        if cell.row in small
        and cell.indikator in rules.hovedtall
        and can_be_coarse(cell)
        and cell.slag == "andel"
        and cell.nevner >= rules.nevner_under
    )


def decisions(
    table: pd.DataFrame,
    printed: pd.Series,
    planned: Planned,
    withheld: Mapping[Kind, set[int]],
) -> Decisions:
    """Decide every row: a value that can be rounded in several ways is so as finely as it may.

    Args:
        table: As ``results`` declares, its rows numbered.
        printed: Which rows a packet has a place for.
        planned: What was to be planned.
        withheld: The rows of which something is held back, by what.
    """

    def at(rows: Iterable[int]) -> BoolArray:
        return np.isin(np.arange(len(table)), list(rows))

    can = at(cell.row for cells in planned.cells.values() for cell in cells if can_be_coarse(cell))
    small, coarse = at(planned.hidden), at(planned.coarse)
    gone = at(withheld[Kind.VERDI]) | coarse
    step = np.zeros(len(table), dtype=np.int64)
    for kind in list(STEPS)[1:]:
        open_to = gone & can & ~at(withheld[kind])
        step[open_to] = STEPS[kind]
        gone &= ~open_to
    total = table["nivaa"].isin([Nivaa.MOTE.value, Nivaa.FYLKE.value]).to_numpy()
    fates = np.full(len(table), Fate.VIST, dtype=object)
    fates[gone & ~total] = Fate.VERN
    fates[gone & total] = Fate.TOTAL
    fates[small & ~(coarse & ~gone)] = Fate.FAA
    fates[table["tilstand"].eq(SKJULT).to_numpy()] = Fate.KILDE
    fates[~printed.to_numpy()] = Fate.IKKE_TRYKT
    shown = fates == Fate.VIST
    return Decisions(
        pd.Series(fates, table.index),
        with_n=pd.Series(shown & ~at(withheld[Kind.TALL]), table.index),
        grov=pd.Series(np.where(shown, step, 0), table.index),
    )


def withheld_by(decided: Decisions) -> dict[Kind, set[int]]:
    """Give the rows, by their place, of which something is held back, by what of them.

    A value is told with one rounding, and no more than that: 5 may be 4,6, and «ca. 10» may not.
    """
    shown = np.array([fate is Fate.VIST for fate in decided.fates], dtype=bool)
    step = np.where(shown, np.maximum(decided.grov.to_numpy(dtype=int), 1), 0)
    found = {kind: step != rounding for kind, rounding in STEPS.items()}
    found[Kind.TALL] = ~decided.with_n.to_numpy(dtype=bool)
    return {kind: set(np.flatnonzero(rows).tolist()) for kind, rows in found.items()}
