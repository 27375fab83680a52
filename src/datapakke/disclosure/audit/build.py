"""From printed figures to worlds: a system per universe and set of periods that hang together."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from datapakke.disclosure.audit.cells import Demand
from datapakke.disclosure.audit.earlier import Placed, Sorted, rests
from datapakke.disclosure.audit.known import Known, Place
from datapakke.disclosure.audit.rows import Row, figure_name, is_told, rows_of
from datapakke.disclosure.audit.spread import sums_told
from datapakke.disclosure.audit.truth import Truth, truths
from datapakke.disclosure.audit.world import World
from datapakke.model import Figure, FigureKey, Nivaa

SLACK = 1e-6


@dataclass
class Said:
    """What printed figures say that the true counts do not.

    Attributes:
        stale: Figures printed now that the true counts do not give.
        revised: Figures printed earlier that they do not give.
        unplaced: How many earlier figures are about periods that are not there.
    """

    stale: list[str] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
    unplaced: int = 0


class Sketch(NamedTuple):
    """What is printed of a universe in periods that hang together: a world before it is made.

    Attributes:
        known: The true counts and the declarations.
        truth: The true parts.
        labels: The periods.
        placed: The figures that say something.
        now: Those printed now, hidden ones too.
    """

    known: Known
    truth: Truth
    labels: frozenset[str]
    placed: tuple[Placed, ...]
    now: tuple[Figure, ...]

    def made(self, told: Said) -> tuple[World, list[Demand]]:
        """Make the world, and the demands of earlier rounds.

        Args:
            told: Filled with what does not agree with the true counts.
        """
        places = sorted(self.labels & set(self.truth.perioder))
        world = World(self.known, self.truth, tuple(map(self.truth.perioder.index, places)))
        _add_rows(world, [one for one in self.placed if not one.where], told.stale)
        _add_rows(world, [one for one in self.placed if one.where], told.revised)
        for row in sums_told(world, self.now):
            world.system.add_row(*row)
        return world, list(_rest_demands(world, self.placed))


def worlds(
    known: Known,
    figures: Mapping[FigureKey, Figure],
    earlier: Sorted,
    told: Said,
    labels: Iterable[str] = (),
) -> Iterator[tuple[World, list[Demand]]]:
    """Give every world about which something is printed, and the demands of earlier rounds.

    Args:
        known: The true counts and the declarations.
        figures: What is printed now.
        earlier: What was printed earlier and says something more.
        told: Filled with what does not agree with the true counts.
        labels: Periods, or several together, about which more might be printed: their worlds are
            given too, and those of several together are one.
    """
    for sketch in sketches(known, figures, earlier, told, labels):
        yield sketch.made(told)


def sketches(
    known: Known,
    figures: Mapping[FigureKey, Figure],
    earlier: Sorted,
    told: Said,
    labels: Iterable[str] = (),
) -> Iterator[Sketch]:
    """Give every world that ``worlds`` gives, before it is made."""
    more = [known.periods(label) for label in labels]
    by_indicator: dict[str, list[Placed]] = {}
    for key in sorted(figures):
        if key.nivaa != Nivaa.LAND.value and key.indikator in known.by_id:
            members = known.areas.members(Nivaa(key.nivaa), key.omraade)
            placed = Placed(figures[key], members, "")
            by_indicator.setdefault(key.indikator, []).append(placed)
    for placed in earlier.used:
        by_indicator.setdefault(placed.figure.key.indikator, []).append(placed)
    for truth in truths(known):
        mine = [
            placed
            for one in known.of_universe(truth.univers.id)
            for placed in by_indicator.get(one.id, ())
        ]
        yield from _of_universe(known, truth, mine, told, more)


def _of_universe(
    known: Known,
    truth: Truth,
    placed: Sequence[Placed],
    told: Said,
    more: Sequence[Sequence[str]],
) -> Iterator[Sketch]:
    now = [one.figure for one in placed if not one.where]
    placed = [one for one in placed if is_told(one.figure)]
    for labels in _together([*(known.periods(one.figure.key.aar) for one in placed), *more]):
        mine = [one for one in placed if set(known.periods(one.figure.key.aar)) <= labels]
        if labels - set(truth.perioder):
            told.unplaced += len(mine)
        if labels & set(truth.perioder):
            about = tuple(one for one in now if one.key.aar in labels)
            yield Sketch(known, truth, frozenset(labels), tuple(mine), about)


def _together(groups: Sequence[Sequence[str]]) -> list[set[str]]:
    """Join labels that are in the same group, directly or by others."""
    joined: list[set[str]] = []
    for group in dict.fromkeys(map(tuple, groups)):
        touching = [one for one in joined if one & set(group)]
        joined = [one for one in joined if one not in touching]
        joined.append(set(group).union(*touching))
    return sorted(joined, key=min)


def _add_rows(world: World, placed: Sequence[Placed], wrong: list[str]) -> None:
    """Add the rows of figures, but not of those that the true counts do not give."""
    found = []
    for one in placed:
        key = one.figure.key
        cells = world.cells_of(one.kommuner, key.aar, key.kjonn)
        if cells is not None:
            rows = list(rows_of(world, one.figure, cells, one.where))
            found.append((one, [_at_least(row) for row in rows] if one.delvis else rows))
    truly = world.truly()
    for one, rows in found:
        if all(_holds(row, truly) for row in rows):
            for row in rows:
                world.system.add_row(*row)
        else:
            wrong.append(figure_name(world.known, one.figure.key) + one.where)


def _at_least(row: Row) -> Row:
    """Give what a figure about a part says of the whole: that there are at least as many."""
    if min(row.terms.values(), default=0) < 0:
        return row._replace(low=-math.inf, high=math.inf)
    return row._replace(high=math.inf)


def _holds(row: Row, truly: Sequence[float]) -> bool:
    """Tell whether a row is true, or cannot be told since something in it is not known."""
    value = sum(by * truly[number] for number, by in row.terms.items() if by)
    slack = SLACK * max(1.0, abs(value) * SLACK)
    return bool(np.isnan(value)) or row.low - slack <= value <= row.high + slack


def _rest_demands(world: World, placed: Sequence[Placed]) -> Iterator[Demand]:
    """Give the demand on what is left of a merged municipality when parts of it were printed."""
    known = world.known
    limit = known.rules.antall_under
    for key, teller, n in rests(placed, known):
        cells = world.cells_of((key.omraade,), key.aar, key.kjonn)
        one = known.by_id[key.indikator]
        if cells is None or key.kategori:
            continue
        groups = world.truth.groups(one.teller)
        parts = world.true_parts(cells)
        there = float(parts[sorted(groups)].sum()) - teller
        whole = float(parts[sorted(world.truth.groups(one.nevner))].sum()) - n if n else limit
        if 1 <= there < limit:
            words = f"det som er igjen av «{one.kort or one.title}» etter sammenslåingen"
            target = world.persons(cells, groups)
            place = Place(key.nivaa, key.omraade, key.aar, key.kjonn)
            low, high = teller + 1.0, teller + float(min(limit, whole))
            yield Demand(place, words, one.id, target, low, high, minus=teller)
