"""What an attack has found in an earlier plan, and what is hidden for it beforehand.

The planner moves fractions of persons where only whole ones exist: a share printed without its n
may allow two thirds of a pupil and no whole one. An attack sees that. What it finds is hidden in
steps: at first what tells by being a whole number, then the municipality's figures, at last its
meeting's and the county's.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from datapakke.disclosure.plan.ground import Ground
from datapakke.disclosure.plan.printed import Cell, Kind
from datapakke.model import Nivaa

SHARES = ("andel", "fordeling")
FIGURES, TOTALS, LAST = 2, 3, 4
"""From which step on the municipality's figures are hidden, from which its totals, and when nothing
is left to hide. In the first only what tells by being a whole number is."""


class Exposed(NamedTuple):
    """Where something is known too well: a universe, an area, a period or pooled periods."""

    univers: str
    nivaa: str
    omraade: str
    aar: str


Steps = Mapping[Exposed, int]
"""What is exposed → how much is hidden for it."""


def raised(steps: Steps, found: Iterable[Exposed], by: int = 1) -> dict[Exposed, int]:
    """Give more steps for everything that is found exposed, up to the last there is."""
    more = dict.fromkeys(found, by)
    return {one: min(steps.get(one, 0) + more.get(one, 0), LAST) for one in (*steps, *more)}


def exposed_in(ground: Ground, steps: Steps, univers: str, periods: Iterable[str]) -> Steps:
    """Give what is exposed of a universe in some periods."""
    there = set(periods)
    return {
        one: step
        for one, step in steps.items()
        if one.univers == univers and there & set(ground.periods(one.aar))
    }


def is_held_back(ground: Ground, steps: Steps, cell: Cell, kind: Kind) -> bool:
    """Tell whether something of a cell is hidden beforehand."""
    univers = ground.indicators[cell.indikator].univers
    periods = set(ground.periods(cell.aar))
    return any(
        one.univers == univers
        and periods & set(ground.periods(one.aar))
        and _is_hidden(ground, one, cell, kind, step)
        for one, step in steps.items()
    )


def _is_hidden(ground: Ground, one: Exposed, cell: Cell, kind: Kind, step: int) -> bool:
    if (one.nivaa, one.omraade) == (cell.nivaa, cell.omraade):
        if cell.nivaa != Nivaa.KOMMUNE.value:
            return kind.value <= step
        return step >= FIGURES or kind is Kind.TALL or _is_told_by_whole_numbers(ground, cell)
    there = ground.areas.members(Nivaa(cell.nivaa), cell.omraade)
    mine = ground.areas.members(Nivaa(one.nivaa), one.omraade)
    if cell.nivaa == Nivaa.KOMMUNE.value or not set(mine) <= set(there):
        return False
    if cell.nivaa == Nivaa.FYLKE.value:
        return kind is Kind.TALL or step > TOTALS
    return kind.value <= step


def _is_told_by_whole_numbers(ground: Ground, cell: Cell) -> bool:
    """Tell whether the cell is a share whose n is not known to anyone."""
    one = ground.indicators[cell.indikator]
    univers = ground.universer[one.univers]
    known = not one.nevner or (univers.kjent and set(one.nevner) == set(univers.deler))
    return cell.slag in SHARES and not known
