"""Withholds the totals of meetings and of the county that would give a hidden figure away.

A total is shown when every hidden figure below it has *witnesses*: other data sets that would be
printed exactly the same, in which the figure lies at either end of what is demanded (``room``).
The attacker assumed knows everything printed, all numbers of pupils, and the figures of one other
municipality. What is printed is the exact counts of shown municipalities, and shares and means of
meetings and county as rounded.

Meetings come first, and are shown when witnesses exist that change no sum in the meeting at all:
they hold whatever else is printed. For the county its own rounding may hide a change as well, and
municipalities in meetings that are not shown may undo it. When not all totals of a family of
figures (``families``) can be shown, they are tried one after the other, the most important first.

Medians cannot be added up: a county's median moves by less than the spacing of its values when a
small municipality changes, and it is shown whenever it rests on enough pupils itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from datapakke.disclosure.families import Cell, Family, families, family_of
from datapakke.disclosure.remainders import rest_id
from datapakke.disclosure.room import FREE, ROOM, IntArray
from datapakke.disclosure.witness import Block, BoolArray, Rooms, block_of, protected, steps
from datapakke.model import ALLE, Indicator, Nivaa
from datapakke.results import Areas

Place = tuple[str, str]
"""Level and area."""
About = tuple[Sequence[Indicator], Family, str]
"""A family in a period: its indicators, its structure, the period."""
COUNTY: Place = (Nivaa.FYLKE.value, Nivaa.FYLKE.value)


@dataclass(frozen=True)
class Index:
    """Where each figure of each area stands in the table, and the table's columns ROOM."""

    row_of: Mapping[tuple[str, ...], int]
    room: Mapping[str, IntArray]
    families: Sequence["About"]
    """Every family in every period."""

    def with_room(self, room: pd.DataFrame) -> "Index":
        """Give the same figures with other columns ROOM: the families do not change."""
        return replace(self, room={name: room[name].to_numpy() for name in ROOM})

    def rows(self, place: Place, cells: Sequence[Cell], aar: str) -> IntArray:
        """Give the rows of the cells; −1 where there is none."""
        found = [self.row_of.get((*place, aar, *cell), -1) for cell in cells]
        return np.array(found, dtype=np.int64)

    def block(self, areas: Areas, family: Family, aar: str) -> Block:
        """Give a family's figures in all municipalities."""
        places = [(Nivaa.KOMMUNE.value, nr) for nr in areas.kommuner]
        at = np.array([self.rows(place, family.cells, aar) for place in places])
        columns = [np.where(at >= 0, self.room[name][at], 0) for name in ROOM]
        return block_of(family.moves, Rooms(*columns))


def index_of(table: pd.DataFrame, room: pd.DataFrame, indicators: Sequence[Indicator]) -> Index:
    """Prepare the table for looking up figures family by family.

    Args:
        table: Results with remainders.
        room: Its columns ROOM.
        indicators: Those in the table.
    """
    names = ["nivaa", "omraade", "aar", "indikator", "kjonn", "kategori"]
    keys = zip(*(table[name].tolist() for name in names), strict=True)
    row_of = {key: place for place, key in enumerate(keys)}
    seen: dict[str, dict[str, dict[str, None]]] = {}
    for name in ("kjonn", "kategori", "aar"):
        pairs = table[["indikator", name]].drop_duplicates()
        for indikator, value in zip(pairs["indikator"], pairs[name], strict=True):
            seen.setdefault(indikator, {}).setdefault(name, {})[value] = None
    found = []
    present = [one for one in indicators if one.id in seen]
    for members in families(present):
        genders = list(dict.fromkeys(g for one in members for g in seen[one.id]["kjonn"]))
        categories = {one.id: list(seen[one.id]["kategori"]) for one in members}
        family = family_of(members, genders, categories)
        periods = dict.fromkeys(aar for one in members for aar in seen[one.id]["aar"])
        found += [(members, family, aar) for aar in periods]
    return Index(row_of, {}, found).with_room(room)


Exposed = tuple[About, list[str]]
"""A family of figures, and the municipalities in which it gives one of its own away."""
STEPS = 4
"""How many times ``to_hide`` can be asked for more before nothing is left."""


def exposed(index: Index, areas: Areas, among: Sequence[About]) -> list[Exposed]:
    """Tell where a municipality's own shown figures alone give one of its hidden ones away.

    Both genders together, or a share beside a hidden distribution, may leave too few possibilities.

    Args:
        index: Where the figures stand.
        areas: The municipalities.
        among: The families to look at.
    """
    found: list[Exposed] = []
    for about in among:
        _, family, aar = about
        block = index.block(areas, family, aar)
        if block.wanting.any():
            free = np.full(block.moves.shape[1], FREE, dtype=np.int64)
            unsafe = ~protected(block, free).all(axis=1)
            if unsafe.any():
                places = np.flatnonzero(unsafe).tolist()
                found.append((about, [areas.kommuner[place] for place in places]))
    return found


def to_hide(index: Index, places: Sequence[Exposed], step: int, size: int) -> BoolArray:
    """Tell which figures to hide where some are exposed, the least important first.

    Args:
        index: Where the figures stand.
        places: Where hidden figures are exposed.
        step: 1 hides genders and distributions, 2 the parts of a whole too, 3 all but the
            family's first indicator, 4 that too.
        size: The number of rows in the table.

    Returns:
        A value per row of the table.
    """
    found = np.zeros(size, dtype=bool)
    for (members, family, aar), kommuner in places:
        worth = np.array([_importance(cell, members) for cell in family.cells])
        for kommunenr in kommuner:
            rows = index.rows((Nivaa.KOMMUNE.value, kommunenr), family.cells, aar)
            found[rows[(rows >= 0) & (worth <= step)]] = True
    return found


def _importance(cell: Cell, members: Sequence[Indicator]) -> int:
    """Give the step at which a figure is hidden: the later, the more it matters to a reader."""
    name, kjonn, kategori = cell
    parts = {one.id for one in members if one.deler}
    if kategori or kjonn != ALLE:
        return 1
    if name in parts:
        return 2
    first = next((one.id for one in members if one.id not in parts), members[0].id)
    return STEPS if name == first else STEPS - 1


def withheld(index: Index, areas: Areas, medians: BoolArray) -> BoolArray:
    """Tell which totals must not be shown, a value per row of the table."""
    found = np.zeros(len(medians), dtype=bool)
    for members, family, aar in index.families:
        block = index.block(areas, family, aar)
        if block.wanting.any():
            for place, shown in _shown(index, areas, block, (members, family, aar)).items():
                rows = index.rows(place, family.cells, aar)
                found[rows[(rows >= 0) & ~shown]] = True
    return found & ~medians


def _shown(index: Index, areas: Areas, block: Block, about: About) -> dict[Place, BoolArray]:
    """Give for each total which of the family's cells are shown."""
    members, family, aar = about
    rows = index.rows(COUNTY, family.cells, aar)
    groups = [group & (rows >= 0) for group in _groups(members, family)]
    mine = {
        (Nivaa.MOTE.value, mote): np.isin(areas.kommuner, kommuner)
        for mote, kommuner in areas.moter.items()
    }
    shown: dict[Place, BoolArray] = {}
    for place, inside in mine.items():
        own = block.only(inside)

        def meeting_is_safe(cells: BoolArray, own: Block = own) -> bool:
            return bool(protected(own, _untouched(block, cells)).all())

        shown[place] = _most(groups, meeting_is_safe)
    bound = _bound(block, mine, shown)
    room = [np.where(rows >= 0, index.room[name][rows], FREE) for name in ("ned", "opp")]

    def county_is_safe(cells: BoolArray) -> bool:
        down, up = (np.where(cells, one, FREE)[None] for one in room)
        safe = protected(block, steps(block.moves, down, up)[0], bound)
        for place, inside in mine.items():
            # Moves that change no sum of the meeting are safe whatever the county prints.
            still = _untouched(block, shown[place] | cells)
            safe[inside] |= protected(block.only(inside), still)
        return bool(safe.all())

    shown[COUNTY] = _most(groups, county_is_safe)
    return shown


def _most(groups: Sequence[BoolArray], is_safe: Callable[[BoolArray], bool]) -> BoolArray:
    """Show everything when that is safe, otherwise group after group as long as it is."""
    shown: BoolArray = np.logical_or.reduce(groups)
    if is_safe(shown):
        return shown
    shown = np.zeros_like(shown)
    for group in groups:
        if is_safe(shown | group):
            shown = shown | group
    return shown


def _untouched(block: Block, fixed: BoolArray) -> IntArray:
    """Give FREE for moves that touch none of the cells, 0 for the others."""
    touched = (block.moves[fixed] != 0).any(axis=0)
    return np.where(touched, 0, FREE)


def _bound(
    block: Block, mine: Mapping[Place, BoolArray], shown: Mapping[Place, BoolArray]
) -> IntArray:
    """Let municipalities make only those moves that leave their meeting's shown sums alone."""
    bound = np.full((len(block.own), block.moves.shape[1]), FREE, dtype=np.int64)
    for place, inside in mine.items():
        bound[inside] = _untouched(block, shown[place])
    return bound


def _groups(members: Sequence[Indicator], family: Family) -> list[BoolArray]:
    """Give the cells that are shown or withheld together, the most important first.

    An indicator's figures for both genders together, and those for each gender; first the shares
    of the whole, then its parts, then distributions.
    """
    parts = {one.id for one in members if one.deler}

    def rank(cell: Cell) -> tuple[bool, bool, bool, str]:
        name, kjonn, kategori = cell
        return (kategori != "", name in parts, kjonn != ALLE, name)

    names = [one.id for one in members] + [rest_id(one.id) for one in members]
    ranks = [rank(cell) for cell in family.cells]
    order = sorted(set(ranks), key=lambda one: (*one[:3], names.index(one[3])))
    return [np.array([one == group for one in ranks]) for group in order]
