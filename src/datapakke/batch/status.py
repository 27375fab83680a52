"""How far each packet has come: made, read back, approved, sent, and whether it still holds."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from datapakke.batch.fresh import packets_behind
from datapakke.batch.inputs import Inputs
from datapakke.batch.manifest import wrong_files
from datapakke.batch.model import Entry, Manifest, Pairs
from datapakke.order import Order

OLDER = "en annen utgave"
"""An approval or a sending that is not of the packet as it lies there."""
OTHERS = "andre mottakere"
"""An approval of the packet as it lies there, for other recipients than those of today."""


@dataclass(frozen=True)
class Mark:
    """That a packet was approved or sent: which, by its SHA-256, and on which day."""

    sha256: str
    dag: str


@dataclass(frozen=True)
class Line:
    """One packet.

    Attributes:
        mote, sted, frist: The meeting, and the day by which the packet is to lie there; empty
            where the municipality is invited to none.
        kommunenr, kommune: Whose it is.
        bygd: ``ja``, ``nei`` or ``feilet``; ``borte`` when it was approved or sent and does not lie
            there; ``endret`` when what lies there is not what was made.
        verdier: How many values were compared when it was read back; 0 when it was not, or when the
            file is another since.
        godkjent, sendt: The day (or how many of the recipients have had it, when that is not all);
            ``OLDER`` when that was another packet; ``OTHERS``; empty.
        svart: An answer sheet has come back.
        foreldet: Why it does not hold, each reason a sentence; none when it does.
    """

    mote: str
    sted: str
    frist: str
    kommunenr: str
    kommune: str
    bygd: str
    verdier: int
    godkjent: str
    sendt: str
    svart: bool
    foreldet: tuple[str, ...]


@dataclass(frozen=True)
class Status:
    """How far a round has come.

    Attributes:
        runde: The folder's name.
        angrepet: The packets as they lie there have been attacked together, and nothing was found.
        galt: The files that are not what was made and read back, each a sentence.
        endret: The inputs that are others than when the packets were made, by name.
        linjer: The packets, meeting by meeting.
    """

    runde: str
    angrepet: bool
    galt: tuple[str, ...]
    endret: tuple[str, ...]
    linjer: tuple[Line, ...]


def status(  # noqa: PLR0913, PLR0917 - what lies there, what should, and what was done with it
    folder: Path,
    order: Order,
    manifest: Manifest | None,
    inputs: Inputs,
    approved: Mapping[str, Mark],
    sent: Mapping[str, Mark],
    days: int,
    *,
    answered: AbstractSet[str] = frozenset(),
) -> Status:
    """Tell how far the packets of a round have come.

    Args:
        folder: Where they lie.
        order: The round and its municipalities.
        manifest: What lies there; None when nothing has been put there.
        inputs: What they are made from today.
        approved: By kommunenr, the newest approval.
        sent: By kommunenr, the newest sending.
        days: How long before a meeting its packets are to lie there.
        answered: The codes of those whose answer sheet has come back.
    """
    wrong = {one.where: one.what for one in wrong_files(folder, manifest)} if manifest else {}
    behind = set(packets_behind(manifest, order, inputs.grunnlag)) if manifest else set()
    lines = []
    for mote_dato, sted, nr, navn in _invited(order):
        entry = manifest.by_kommunenr.get(nr) if manifest else None
        spoilt = bool(entry and {entry.fil, entry.sidefil} & wrong.keys())
        lines.append(
            Line(
                mote=str(mote_dato or ""),
                sted=sted,
                frist=str(mote_dato - timedelta(days=days)) if mote_dato else "",
                kommunenr=nr,
                kommune=navn,
                bygd=_made(manifest, nr, spoilt=spoilt, was=nr in approved or nr in sent),
                verdier=entry.verdier if entry and not spoilt else 0,
                godkjent=_marked(entry, approved.get(nr)),
                sendt=_marked(entry, sent.get(nr)),
                svart=nr in answered,
                foreldet=tuple(_why(entry, wrong, behind)) if entry else (),
            )
        )
    return Status(
        runde=order.mappe,
        angrepet=manifest is not None and manifest.audited and not wrong,
        galt=tuple(f"{place} {what}" for place, what in wrong.items()),
        endret=changed(manifest.inndata, inputs.pairs) if manifest else (),
        linjer=tuple(lines),
    )


def changed(before: Pairs, now: Pairs) -> tuple[str, ...]:
    """Name the inputs that are others, new or gone."""
    then, today = dict(before), dict(now)
    told = dict.fromkeys(today.keys() - then.keys(), "er ny")
    told |= dict.fromkeys(then.keys() - today.keys(), "er borte")
    told |= {name: "er endret" for name in today.keys() & then.keys() if then[name] != today[name]}
    return tuple(f"{name} {what}" for name, what in sorted(told.items()))


def _invited(order: Order) -> Iterator[tuple[date | None, str, str, str]]:
    """Give the municipalities, meeting by meeting; last those that are invited to none."""
    inndeling = order.inndeling
    moter = order.runde.moter if order.runde else ()
    for mote in (*moter, None):
        for kommune in order.kommuner:
            mine = order.runde.mote_for(kommune) if order.runde else None
            if mine == mote:
                nr, navn = inndeling.kommunenr(kommune), inndeling.navn(kommune)
                yield (mote.dato if mote else None), (mote.sted if mote else ""), nr, navn


def _made(manifest: Manifest | None, kommunenr: str, *, spoilt: bool, was: bool) -> str:
    """Tell whether a packet lies there; ``was``: it has been approved or sent."""
    if manifest and kommunenr in manifest.by_kommunenr:
        return "endret" if spoilt else "ja"
    if manifest and kommunenr in dict(manifest.feilet):
        return "feilet"
    return "borte" if was else "nei"


def _marked(entry: Entry | None, mark: Mark | None) -> str:
    """Give the day of a mark; what does not lie there is no other packet, but gone."""
    if mark is None:
        return ""
    return mark.dag if entry is None or entry.sha256 == mark.sha256 else OLDER


def _why(entry: Entry, wrong: Mapping[str, str], behind: set[str]) -> Iterator[str]:
    for place in (entry.fil, entry.sidefil):
        if place in wrong:
            yield f"{place} {wrong[place]}"
    if entry.kommunenr in behind:
        yield "Uttrekk, oppsett eller program er endret siden den sist ble sett å stemme."
