"""The unknowns of one universe in periods that hang together: what a figure is a sum of."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from datapakke.disclosure.audit.known import Known, Place
from datapakke.disclosure.audit.system import FloatArray, IntArray, System
from datapakke.disclosure.audit.truth import Truth
from datapakke.model import ALLE, FigureKey, Indicator, Nivaa
from datapakke.results import LEVERT

Cell = tuple[int, int, int]
"""Municipality, period and gender, as places on the axes of the truth."""
Terms = dict[int, float]


class Grid(NamedTuple):
    """The variables by what they count: a row per municipality, period and gender.

    Attributes:
        owner: The number of the municipality of each row.
        persons: A variable per row and group.
        sums: A variable per row and mean; the last one of all, which is none, where there is none.
        unit: What one more of a variable changes: itself, how many there are, and the sum where
            each group has one value. A row per variable and an empty last one.
        known: How many all are is known.
    """

    owner: IntArray
    persons: IntArray
    sums: IntArray
    unit: csr_array
    known: bool


@dataclass
class World:
    """A system under construction: variables for persons in groups, and for sums of values.

    Attributes:
        known: What the audit is given.
        truth: The true parts of the universe.
        perioder: The periods, as places on the truth's second axis.
        system: What the attacker knows.
    """

    known: Known
    truth: Truth
    perioder: tuple[int, ...]
    system: System = field(default_factory=System)
    _persons: dict[tuple[Cell, int], int] = field(default_factory=dict)
    _sums: dict[tuple[str, Cell], int] = field(default_factory=dict)
    _tallies: dict[tuple[tuple[Cell, ...], frozenset[int]], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Add a variable per municipality, period, gender and group, and how many all are."""
        for cell in self._cells():
            terms = {}
            for group, parts in enumerate(self.truth.grupper):
                name = f"{self.name(cell)}: {parts[0]}"
                terms[self.system.add_variable(name)] = 1.0
                self._persons[cell, group] = len(self.system.names) - 1
            total = self.truth.antall[cell].sum()
            if self.truth.univers.kjent and not math.isnan(total):
                self.system.add_row(f"antallet i alt, {self.name(cell)}", terms, total, total)

    def _cells(self) -> Iterator[Cell]:
        for k in range(len(self.truth.kommuner)):
            for t in self.perioder:
                if not self.truth.mangler[k, t]:
                    for g in range(len(self.truth.kjonn)):
                        yield k, t, g

    def name(self, cell: Cell) -> str:
        """Name a municipality, period and gender in words."""
        k, t, g = cell
        return self.known.place_name(
            Place(
                Nivaa.KOMMUNE.value,
                self.truth.kommuner[k],
                self.truth.perioder[t],
                self.truth.kjonn[g],
            )
        )

    def cells(self, place: Place) -> tuple[Cell, ...] | None:
        """Give the cells that a place is the sum of; None when one of them is not delivered."""
        return self.cells_of(
            self.known.areas.members(Nivaa(place.nivaa), place.omraade), place.aar, place.kjonn
        )

    def cells_of(self, members: Sequence[str], aar: str, kjonn: str) -> tuple[Cell, ...] | None:
        """Give the cells of some municipalities in a period, or in several taken together."""
        periods = self.known.periods(aar)
        if not set(members) <= set(self.truth.kommuner) or not set(periods) <= set(
            self.truth.perioder
        ):
            return None
        if kjonn not in (ALLE, *self.truth.kjonn):
            return None
        cells = tuple(
            (self.truth.kommuner.index(nr), self.truth.perioder.index(label), g)
            for nr in members
            for label in periods
            for g in self.truth.genders(kjonn)
        )
        return cells if all((cell, 0) in self._persons for cell in cells) else None

    def persons(self, cells: Sequence[Cell], groups: frozenset[int], by: float = 1) -> Terms:
        """Give the sum of the persons in some groups, times ``by``."""
        return {self._persons[cell, group]: by for cell in cells for group in sorted(groups)}

    def true_parts(self, cells: Sequence[Cell]) -> FloatArray:
        """Give how many there truly are in each group; NaN where not known."""
        return sum((self.truth.antall[cell] for cell in cells), np.zeros(len(self.truth.grupper)))

    def sums(self, indicator: Indicator, cells: Sequence[Cell]) -> Terms:
        """Give the sum of a mean's values; each is bounded by what one person can have."""
        return {self._sum(indicator, cell): 1.0 for cell in cells}

    def _sum(self, indicator: Indicator, cell: Cell) -> int:
        key = indicator.id, cell
        if key not in self._sums:
            title = indicator.kort or indicator.title
            number = self.system.add_variable(
                f"{self.name(cell)}: summen bak «{title}»", integer=False, low=-math.inf
            )
            self._sums[key] = number
            limits = self._limits(indicator)
            words = f"lovlige verdier av «{title}», {self.name(cell)}"
            for end, (low, high) in enumerate(((0, math.inf), (-math.inf, 0))):
                terms = {self._persons[cell, group]: -pair[end] for group, pair in limits.items()}
                self.system.add_row(words, {number: 1.0, **terms}, low, high)
        return self._sums[key]

    def _limits(self, indicator: Indicator) -> dict[int, tuple[float, float]]:
        """Give each group's lowest and highest value of one person."""
        return {
            group: (float(low), float(high))
            for group in sorted(self.truth.groups(indicator.nevner))
            for low, high in (indicator.grenser[self.truth.grupper[group][0]],)
        }

    def limits(self, indicator: Indicator) -> dict[int, tuple[float, float]]:
        """Give each group's lowest and highest value of one person, of a mean or a median."""
        return self._limits(indicator) if indicator.grenser else {}

    def tally(self, cells: Sequence[Cell], groups: frozenset[int]) -> int:
        """Give a variable that is how many persons there are, so that it can be held fixed."""
        key = tuple(cells), groups
        if key not in self._tallies:
            number = self.system.add_variable("antallet bak et snitt")
            terms = self.persons(cells, groups, -1)
            self.system.add_row("antallet bak snittet", {number: 1.0, **terms}, 0, 0)
            self._tallies[key] = number
        return self._tallies[key]

    def truly(self) -> list[float]:
        """Give the true value of every variable; NaN where not known."""
        values = [math.nan] * len(self.system.names)
        for own in self.owned().values():
            for number, value in own.items():
                values[number] = value
        for (cells, groups), number in self._tallies.items():
            values[number] = float(self.true_parts(cells)[sorted(groups)].sum())
        return values

    def owned(self) -> dict[str, dict[int, float]]:
        """Give what each municipality knows by itself: variables and their true values."""
        own: dict[str, dict[int, float]] = {nr: {} for nr in self.truth.kommuner}
        for (cell, group), number in self._persons.items():
            value = self.truth.antall[cell][group]
            if not math.isnan(value):
                own[self.truth.kommuner[cell[0]]][number] = float(value)
        for (indicator, cell), number in self._sums.items():
            value = self.true_sum(indicator, cell)
            if value is not None:
                own[self.truth.kommuner[cell[0]]][number] = value
        return own

    def movable(self) -> dict[str, list[int]]:
        """Give the variables of each municipality, the largest first; sums of them under ""."""
        found: dict[str, list[int]] = {nr: [] for nr in self.truth.kommuner}
        for (cell, _), number in self._persons.items():
            found[self.truth.kommuner[cell[0]]].append(number)
        for (_, cell), number in self._sums.items():
            found[self.truth.kommuner[cell[0]]].append(number)
        sizes = np.nansum(self.truth.antall[:, list(self.perioder)], axis=(1, 2, 3))
        order = [self.truth.kommuner[k] for k in np.argsort(-sizes, kind="stable")]
        return {nr: found[nr] for nr in order} | {"": list(self._tallies.values())}

    def grid(self) -> Grid:
        """Give the variables by what they count."""
        cells = list(dict.fromkeys(cell for cell, _ in self._persons))
        groups, means = range(len(self.truth.grupper)), sorted({mean for mean, _ in self._sums})
        size = len(self.system.names)
        follows = [(one, one, 1.0) for one in range(size)]
        for (there, some), number in self._tallies.items():
            follows += [(one, number, 1.0) for one in self.persons(there, some)]
        for (mean, cell), number in self._sums.items():
            for group, value in self._worth(mean, cell).items():
                follows.append((self._persons[cell, group], number, value))
        row, column, by = zip(*follows, strict=True)
        return Grid(
            owner=np.array([k for k, _, _ in cells]),
            persons=np.array([[self._persons[cell, group] for group in groups] for cell in cells]),
            sums=np.array(
                [[self._sums.get((mean, cell), size) for mean in means] for cell in cells],
                dtype=np.int64,
            ).reshape(len(cells), len(means)),
            unit=csr_array((by, (row, column)), shape=(size + 1, size)),
            known=self.truth.univers.kjent,
        )

    def _worth(self, mean: str, cell: Cell) -> dict[int, float]:
        """Give what one more of each group may add to a sum: as near its mean as the group allows.

        Then the sum stays between what the persons behind it can have.
        """
        limits = self._limits(self.known.by_id[mean])
        total, count = self.true_sum(mean, cell), self.true_parts([cell])[sorted(limits)].sum()
        about = total / count if total is not None and count else 0.0
        return {group: min(max(about, low), high) for group, (low, high) in limits.items()}

    def true_sum(self, indicator: str, cell: Cell) -> float | None:
        """Give the true sum of a mean's values; None when not known."""
        k, t, g = cell
        key = FigureKey(
            indicator,
            Nivaa.KOMMUNE.value,
            self.truth.kommuner[k],
            self.truth.perioder[t],
            self.truth.kjonn[g],
        )
        found = self.known.counted.get(key)
        return found.teller if found and found.tilstand == LEVERT else None
