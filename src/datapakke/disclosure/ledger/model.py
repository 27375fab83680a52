"""What the ledger holds: figures as printed, and how they differ from those printed before."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke.errors import DatapakkeError, Problem
from datapakke.model import Figure, FigureKey, Status

TELLS = frozenset({Status.VIST, Status.INGEN, Status.FINNES_IKKE})
"""The statuses that tell a number; «:» and «..» tell none, and are not written down."""


class LedgerError(DatapakkeError):
    """The ledger is damaged, or cannot be read or written: nothing may be printed."""

    exit_code = 4


def damaged(where: str, problems: Sequence[Problem]) -> LedgerError:
    """Give the error of a damaged ledger: first that it is and what to do, then every problem."""
    what = "er skadet. Ikke rett i den og ikke slett den: docs/arkiv.md sier hva du gjør."
    return LedgerError([Problem(where, what), *problems])


@dataclass(frozen=True)
class LedgerEntry:
    """One figure as it was printed the first time with this value.

    Attributes:
        runde: Id of the round it was printed in; empty for packets outside rounds.
        inndeling: The year of the division that the area's code or name belongs to.
        key: What it is about.
        figure: The figure; ``grunn`` is not kept.
        tegnet: It was only drawn, in another municipality's packet, without a number or a name.
    """

    runde: str
    inndeling: int
    key: FigureKey
    figure: Figure
    tegnet: bool = False


@dataclass(frozen=True)
class Revision:
    """A figure that has been printed with another value: ``earlier`` is the last of those."""

    earlier: LedgerEntry
    figure: Figure


@dataclass(frozen=True)
class Appended:
    """What came of writing down a packet's figures.

    Attributes:
        new: How many figures (key and value) had not been printed before.
        revised: Those of the packet's figures that have been printed with another value, or are
            hidden or missing now though a value has been printed; in the packet's order.
        cut: A last line that was never written to its end was taken away.
    """

    new: int
    revised: tuple[Revision, ...] = ()
    cut: bool = False


def same(one: Figure, other: Figure) -> bool:
    """Tell whether two figures print the same: symbol, value, n and numerator."""
    return _printed(one) == _printed(other)


def contradicts(earlier: Figure, now: Figure) -> bool:
    """Tell whether ``now`` says something else than ``earlier``; n only now is no contradiction."""
    return not now.agrees_with(earlier)


def _printed(figure: Figure) -> tuple[object, ...]:
    return figure.status, figure.verdi, figure.n, figure.teller, figure.avrundet_til
