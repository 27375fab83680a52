"""What the planner is given, looked up in the ways it needs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

import pandas as pd

from datapakke.disclosure.plan.printed import Cell
from datapakke.model import Indicator, Nivaa, Univers
from datapakke.results import LEVERT, Areas, Results
from datapakke.rules import Rules

CELL_COLUMNS = ["indikator", "slag", "nivaa", "omraade", "aar", "kjonn", "kategori"]


@dataclass(frozen=True)
class Ground:
    """What all blocks are made from."""

    results: Results
    indicators: Mapping[str, Indicator]
    universer: Mapping[str, Univers]
    areas: Areas
    rules: Rules

    def periods(self, aar: str) -> tuple[str, ...]:
        """Give the periods that a label is about."""
        return tuple(self.results.samlet.get(aar, (aar,)))

    @cached_property
    def sums(self) -> Mapping[tuple[str, str, str, str], float]:
        """Give the sum behind a municipality's mean by indicator, period, code and gender."""
        table = self.results.table
        rows = table[
            table["slag"].eq("snitt")
            & table["nivaa"].eq(Nivaa.KOMMUNE.value)
            & table["tilstand"].eq(LEVERT)
        ]
        names = ["indikator", "aar", "omraade", "kjonn"]
        keys = zip(*(rows[name].tolist() for name in names), strict=True)
        return dict(zip(keys, rows["teller"].tolist(), strict=True))

    @cached_property
    def parts(self) -> Mapping[tuple[str, str], Mapping[tuple[str, str, str], int]]:
        """Give, by universe and period, how many persons are in each part."""
        known = self.results.deler[self.results.deler["tilstand"].eq(LEVERT)]
        names = ["univers", "aar", "omraade", "kjonn", "del", "antall"]
        found: dict[tuple[str, str], dict[tuple[str, str, str], int]] = defaultdict(dict)
        for univers, aar, *place, antall in zip(*(known[x].tolist() for x in names), strict=True):
            found[univers, aar][tuple(place)] = antall
        return found

    @cached_property
    def sizes(self) -> Mapping[tuple[str, str, str, str], int]:
        """Give how many persons a universe has by universe, period, code and gender."""
        return {
            (univers, aar, nr, kjonn): antall
            for (univers, aar), parts in self.parts.items()
            for (nr, kjonn), antall in _summed(parts).items()
        }

    def size(self, cell: Cell) -> int:
        """Give how many persons the universe of a cell has where the cell is about."""
        univers = self.indicators[cell.indikator].univers
        members = self.areas.members(Nivaa(cell.nivaa), cell.omraade)
        return sum(
            self.sizes.get((univers, aar, nr, cell.kjonn), 0)
            for aar in self.periods(cell.aar)
            for nr in members
        )


def _summed(parts: Mapping[tuple[str, str, str], int]) -> Mapping[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (nr, kjonn, _), antall in parts.items():
        found[nr, kjonn] += antall
    return found


def cells_of(table: pd.DataFrame, indicators: Mapping[str, Indicator]) -> dict[str, list[Cell]]:
    """Give the rows as plain cells, by universe."""
    texts = [table[name].tolist() for name in CELL_COLUMNS]
    numbers = [table[name].fillna(0).tolist() for name in ("teller", "nevner", "median")]
    found: dict[str, list[Cell]] = defaultdict(list)
    rows = zip(table.index.tolist(), *texts, *numbers, strict=True)
    # In an order of their own: what is hidden must not depend on that of the table.
    for row in sorted(rows, key=itemgetter(*range(1, len(CELL_COLUMNS) + 1))):
        cell = Cell(*row)
        found[indicators[cell.indikator].univers].append(cell)
    return found


def joined(labels: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Give the periods in groups: pooled ones join theirs."""
    groups: list[set[str]] = []
    for label in sorted(labels):
        meets = [group for group in groups if group & set(label)]
        groups = [group for group in groups if group not in meets]
        groups.append(set(label).union(*meets))
    return sorted(tuple(sorted(group)) for group in groups)
