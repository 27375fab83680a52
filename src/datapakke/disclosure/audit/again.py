"""Would anyone know too much if a figure more were printed? The proofs already found say most.

A data set that proved a cell hidden proves it still if the figure would be printed the same of it.
Only cells that lose their proofs are attacked anew, with the figure's rows beside the others, until
one of them is known too well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import astuple

from datapakke.disclosure.audit.attacker import ANYONE, Attacker
from datapakke.disclosure.audit.cells import Demand
from datapakke.disclosure.audit.forbidden import forbidden
from datapakke.disclosure.audit.known import Place
from datapakke.disclosure.audit.rows import Row, rows_of
from datapakke.disclosure.audit.system import IntArray
from datapakke.disclosure.audit.world import World
from datapakke.model import Figure, Nivaa

Asked = Sequence[tuple[str, Demand]]
"""Who attacks, and what must not be known too well."""

Shown = Sequence[Figure]
"""Figures that are printed together: one, or a distribution whole."""


class Again:
    """A world, and what else might be printed about it.

    Attributes:
        exposed: What is known too well before anything is shown: who knows it, and the demand. It
            is not asked for again.
    """

    def __init__(
        self, world: World, wanted: Sequence[Demand], every: Sequence[Shown], *, insiders: bool
    ) -> None:
        """Attack the world.

        Args:
            world: What is printed.
            wanted: Every demand.
            every: What might be printed too.
            insiders: Attack as each municipality too.
        """
        self._world = world
        self._every = [{one.key: one for one in figures} for figures in every]
        # Before the attack: the rows of a mean may be about a sum that nothing else is.
        self._rows = [_rows(world, figures) for figures in every]
        self._about = [{Place(*astuple(one.key)[1:5]) for one in figures} for figures in every]
        self._attacker = Attacker(world, wanted)
        who = (ANYONE, *self._attacker.own) if insiders else (ANYONE,)
        asked = [(one, demand) for one in who for demand in wanted if self._asks(one, demand)]
        where = self._attacker.where(asked)
        self.exposed = list(self._failing(self._attacker, asked, where))
        known = {(one, id(demand)) for one, demand in self.exposed}
        self._asked = [(one, demand) for one, demand in asked if (one, id(demand)) not in known]
        self._where = self._attacker.where(self._asked)

    def gives_away(self, place: int) -> bool:
        """Tell whether something is known too well, or not decided, when figures are shown too.

        Args:
            place: Which of those that might be.
        """
        return self.reading(place) is None

    def reading(self, place: int) -> Attacker | None:
        """Give one who reads figures too, None when he knows something too well.

        Args:
            place: Which of those that might be.
        """
        if any(True for _ in forbidden(self._world.known, self._every[place])):
            return None
        reader = self._attacker.reading(self._rows[place])
        if self._knows(reader, place):
            return None
        failing = self._failing(reader, self._asked, self._where)
        return None if any(True for _ in failing) else reader

    def _knows(self, reader: Attacker, place: int) -> bool:
        """Tell whether anyone is seen at once to know too well what the figures are about."""
        lost = [self._asked[at] for at in reader.lacking(self._where)]
        about = self._about[place]
        mine = [one for who, one in lost if who == ANYONE and one.place in about]
        return any(reader.beyond(ANYONE, one) for one in mine)

    def go_on(self, reader: Attacker) -> None:
        """Let what one reads be printed from now on."""
        self._attacker = reader

    @staticmethod
    def _failing(attacker: Attacker, asked: Asked, where: IntArray) -> Iterator[tuple[str, Demand]]:
        """Give the demands that are not met, or not decided."""
        for some in (ANYONE,), attacker.own:
            attacker.mend([asked[at] for at in attacker.lacking(where) if asked[at][0] in some])
            left = [asked[at] for at in attacker.lacking(where) if asked[at][0] in some]
            for who, demand in left:
                if not attacker.beyond(who, demand):
                    attacker.seek(who, [demand])
                if not attacker.judge(demand, who).ok:
                    yield who, demand

    def _asks(self, who: str, demand: Demand) -> bool:
        """Tell whether a demand is about others than the one who attacks."""
        place = demand.place
        return who not in self._world.known.areas.members(Nivaa(place.nivaa), place.omraade)


def _rows(world: World, figures: Shown) -> list[Row]:
    """Give what some figures would tell."""
    found = []
    for figure in figures:
        key = figure.key
        members = world.known.areas.members(Nivaa(key.nivaa), key.omraade)
        cells = world.cells_of(members, key.aar, key.kjonn)
        found += list(rows_of(world, figure, cells)) if cells is not None else []
    return found
