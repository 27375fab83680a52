"""Would the planner's own demands still be met if something hidden were shown?

Nothing more can be hidden here, so the programmes have no way out: either there is a data set that
prints all of it the same, or there is none. The data sets of before prove most of it again.
"""

from collections.abc import Mapping

from datapakke.disclosure.plan.blocks import Block, Item
from datapakke.disclosure.plan.printed import Kind
from datapakke.disclosure.plan.repair import Repair
from datapakke.disclosure.plan.search import Search

Withheld = Mapping[Kind, set[int]]
"""What of figures → the rows of which it is held back."""


class Bearing:
    """What proves that a block's targets are unknown, and whether it bears that more is shown."""

    def __init__(self, block: Block, withheld: Withheld) -> None:
        """Find what proves the targets while some of the block is withheld."""
        self._block = block
        self._repair = self._proven(self._hidden(withheld), None)

    def shows(self, withheld: Withheld) -> bool:
        """Go over to less being withheld if every target is as unknown as it was; tell whether."""
        hidden = self._hidden(withheld)
        if hidden == self._repair.hidden:
            return True
        other = self._proven(hidden, self._repair)
        if (self._repair.unknown & ~other.unknown).any():
            return False
        self._repair = other
        return True

    def _hidden(self, withheld: Withheld) -> set[int]:
        return {at for at, one in enumerate(self._block.items) if _is_withheld(one, withheld)}

    def _proven(self, hidden: set[int], before: Repair | None) -> Repair:
        system = self._block.system
        search = Search(system.limits, system.targets, system.block, strict=True)
        search.hide(hidden)
        repair = Repair(system, hidden)
        for one in before.witnesses_within(hidden) if before else ():
            repair.keep(one)
        repair.prove(search)
        return repair


def _is_withheld(item: Item, withheld: Withheld) -> bool:
    return not withheld[item.kind].isdisjoint(item.rows)
