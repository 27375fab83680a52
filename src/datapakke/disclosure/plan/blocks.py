"""What is planned apart: a universe in periods that figures join, and what can be hidden there.

Figures of different universes, and of periods that no pooled figure joins, say nothing of each
other beyond what anyone is taken to know.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from datapakke.disclosure.plan.exposed import Steps
from datapakke.disclosure.plan.ground import Ground, joined
from datapakke.disclosure.plan.needless import System
from datapakke.disclosure.plan.printed import Cell, Kind
from datapakke.model import Univers


@dataclass(frozen=True)
class Planned:
    """What the planner knows of the rows before it looks at what gives what away.

    Attributes:
        cells: Printable rows that are delivered, by universe.
        hidden: Rows hidden by the primary rules.
        coarse: Rows among them that can be printed all the same, if only coarsely.
        steps: What an attack on an earlier plan has found.
        rounded: A municipality's share of a known number can be told without how many it counts:
            as its number of persons is, that is then something to be hidden by itself.
    """

    cells: Mapping[str, Sequence[Cell]]
    hidden: frozenset[int]
    coarse: frozenset[int] = frozenset()
    steps: Steps = field(default_factory=dict)
    rounded: bool = False


@dataclass(frozen=True)
class Item:
    """Something of a figure that can be hidden by itself.

    Attributes:
        kind: What of it.
        rows: Rows of the results; more than one of a distribution.
    """

    kind: Kind
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """A universe in some periods: its system, and what can be hidden of it."""

    name: str
    system: System
    items: tuple[Item, ...]
    held: tuple[Item, ...]
    """What is hidden beforehand, since an attack found it out."""


class Periods(NamedTuple):
    """A universe in periods that figures join, and what can be printed there."""

    univers: Univers
    periods: tuple[str, ...]
    cells: Sequence[Cell]


def places(ground: Ground, universer: Sequence[Univers], planned: Planned) -> Iterator[Periods]:
    """Give what can be planned by itself."""
    for univers in universer:
        cells = planned.cells.get(univers.id, ())
        for periods in joined({ground.periods(cell.aar) for cell in cells}):
            here = [cell for cell in cells if set(ground.periods(cell.aar)) <= set(periods)]
            yield Periods(univers, periods, here)
