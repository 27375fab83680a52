"""What is known of the time before a round: the last meeting, and what the last packets printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from datapakke.config import Config
from datapakke.config.model import Avtale
from datapakke.disclosure.ledger import LedgerEntry
from datapakke.kommuner import Kommune, Mote, Runde
from datapakke.model import Figure, FigureKey, Nivaa
from datapakke.order import Order


@dataclass(frozen=True)
class Sist:
    """The time before, of one municipality.

    Attributes:
        mote: The day of the last meeting it was invited to.
        avtaler: What was agreed there.
        figurer: Its figures as they were last printed in earlier rounds, by the code of today.
    """

    mote: date | None = None
    avtaler: tuple[Avtale, ...] = ()
    figurer: Mapping[FigureKey, Figure] = field(default_factory=dict)


def last_time(printed: Sequence[LedgerEntry], config: Config, order: Order) -> dict[str, Sist]:
    """Give the time before an order's round, by kommunenr; nothing without a round.

    Figures are a municipality's own under any of its codes: a merged one has no figures from
    before the merger, since those of its parts were about others.

    Args:
        printed: The ledger, in the order of printing.
        config: The rounds, their meetings, and what was agreed.
        order: The round and its division.
    """
    runde = order.runde
    if runde is None:
        return {}
    earlier = [one for one in config.runder if one.dato < runde.dato]
    ids = {one.id for one in earlier}
    before: dict[tuple[int, str], dict[FigureKey, Figure]] = {}
    for entry in printed:
        if entry.runde in ids and entry.key.nivaa == Nivaa.KOMMUNE.value:
            place = entry.inndeling, entry.key.omraade
            before.setdefault(place, {})[entry.key] = entry.figure
    found = {}
    for kommune in order.inndeling:
        nr = order.inndeling.kommunenr(kommune)
        mote = _last_meeting(kommune, earlier, runde.dato)
        agreed = [one for one in config.avtaler if mote and one.mote == mote.id]
        day = mote.dato if mote else None
        found[nr] = Sist(day, tuple(agreed), _own(kommune, nr, before))
    return found


def _last_meeting(kommune: Kommune, earlier: Sequence[Runde], before: date) -> Mote | None:
    met = [one.mote_for(kommune) for one in earlier]
    past = [one for one in met if one and one.dato <= before]
    return max(past, key=lambda one: one.dato, default=None)


def _own(
    kommune: Kommune, nr: str, before: Mapping[tuple[int, str], Mapping[FigureKey, Figure]]
) -> dict[FigureKey, Figure]:
    """Give a municipality's figures under the code of today; what was printed last, holds."""
    own: dict[FigureKey, Figure] = {}
    for (inndeling, omraade), figures in before.items():
        kode = kommune.kode_i(inndeling)
        if kode and kode.kode == omraade:
            for key, figure in figures.items():
                today = replace(key, omraade=nr)
                own[today] = replace(figure, key=today)
    return own
