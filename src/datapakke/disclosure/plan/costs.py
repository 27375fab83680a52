"""What it costs the reader that a figure is hidden: by that it is chosen which of several is."""

from datapakke.disclosure.plan.ground import Ground
from datapakke.disclosure.plan.printed import Cell, Kind
from datapakke.model import ALLE, Nivaa

NUMBERS = {Nivaa.KOMMUNE.value: 1.0, Nivaa.MOTE.value: 0.1, Nivaa.FYLKE.value: 0.1}
ROUGHER = {Kind.VERDI: 0.4, Kind.GROV: 0.8}
WHOLE = {Nivaa.KOMMUNE.value: 10.0, Nivaa.MOTE.value: 4.0, Nivaa.FYLKE.value: 20.0}
"""What it costs the reader, a person moved, that n is hidden, that a value is printed more coarsely
than so, and that it is hidden: first the exact numbers of totals."""
COUNTED = 0.5
"""The number of persons of a total: the share says the same to its rounding."""
GENDER, CATEGORY, POOLED, NEWEST = 0.3, 0.3, 1.4, 1.5
FORCED = 500.0
"""How much dearer a total is that the profile wants shown."""


def cost_of(ground: Ground, cell: Cell, kind: Kind, *, last: bool, newest: bool) -> float:
    """Give what it costs the reader, a person moved, that something of a figure is hidden.

    Args:
        ground: Says which totals are wanted shown.
        cell: The figure.
        kind: What of it.
        last: Nothing of its value is shown then.
        newest: It is about the newest of its periods.
    """
    total = cell.nivaa != Nivaa.KOMMUNE.value
    if kind is Kind.TALL:
        cost = NUMBERS[cell.nivaa]
    elif not last:
        cost = ROUGHER[kind]
    else:
        cost = COUNTED if cell.slag == "antall" and total else WHOLE[cell.nivaa]
        if total and cell.indikator in ground.rules.hovedtall:
            cost *= FORCED
    if cell.kjonn != ALLE:
        cost *= GENDER
    if cell.kategori:
        cost *= CATEGORY
    if cell.aar in ground.results.samlet:
        cost *= POOLED
    elif newest:
        cost *= NEWEST
    return cost
