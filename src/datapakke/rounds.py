"""The areas of rounds, what they are called, and what earlier rounds printed about them."""

from collections.abc import Iterator, Sequence

from datapakke import formats
from datapakke.config import Config
from datapakke.disclosure.audit.earlier import Earlier
from datapakke.disclosure.ledger import LedgerEntry
from datapakke.errors import UsageError
from datapakke.model import Nivaa
from datapakke.order import Choice, Order, make_order
from datapakke.results import Areas


def areas_of(order: Order) -> Areas:
    """Give the areas of an order: the division's municipalities, and the round's meetings."""
    nr = {kommune.slug: order.inndeling.kommunenr(kommune) for kommune in order.inndeling}
    moter = order.runde.moter if order.runde else ()
    return Areas(
        kommuner=order.inndeling.kommunenumre,
        moter={mote.id: tuple(sorted(nr[slug] for slug in mote.kommuner)) for mote in moter},
    )


def names_of(order: Order) -> dict[str, str]:
    """Give what areas are called: municipalities by name, meetings by date."""
    names = {order.inndeling.kommunenr(one): order.inndeling.navn(one) for one in order.inndeling}
    meetings = order.runde.moter if order.runde else ()
    return names | {one.id: f"møtet {formats.date_words(one.dato)}" for one in meetings}


def earlier(entries: Sequence[LedgerEntry], config: Config) -> Iterator[Earlier]:
    """Give what was printed before, with the municipalities that each figure is about."""
    areas: dict[tuple[str, int], Areas | None] = {}
    for entry in entries:
        about = entry.runde, entry.inndeling
        if about not in areas:
            areas[about] = _areas(*about, config)
        yield Earlier(entry.runde, entry.inndeling, entry.figure, _members(entry, areas[about]))


def _areas(runde: str, inndeling: int, config: Config) -> Areas | None:
    """Give the areas of a round; None when it is not in the configuration as it was then."""
    choice = (
        Choice(runde=runde, alle=True)
        if runde
        else Choice(uten_runde=True, alle=True, inndeling=inndeling)
    )
    try:
        order = make_order(choice, config)
    except UsageError:
        return None
    return areas_of(order) if order.inndeling.aar == inndeling else None


def _members(entry: LedgerEntry, areas: Areas | None) -> tuple[str, ...]:
    """Give the codes that an earlier figure is about; none when they are not known."""
    nivaa, omraade = Nivaa(entry.key.nivaa), entry.key.omraade
    if nivaa is Nivaa.KOMMUNE:
        return (omraade,)
    if areas is None or (nivaa is Nivaa.MOTE and omraade not in areas.moter):
        return ()
    return areas.members(nivaa, omraade)
