"""What may be sent to a meeting: the packets that are approved, as shipments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from datapakke.batch.model import Manifest
from datapakke.delivery.approvals import Approved, sheet_of
from datapakke.delivery.binding import SendingError
from datapakke.delivery.shipment import File, Shipment
from datapakke.errors import Problem
from datapakke.kommuner import Inndeling, Kommune, Mote


@dataclass(frozen=True)
class Meeting:
    """A meeting of a round, and where its packets lie.

    Attributes:
        runde: The round's id.
        mote: The meeting.
        inndeling: The round's division.
        frist: When answers are wanted by.
        folder: Where the packets lie.
    """

    runde: str
    mote: Mote
    inndeling: Inndeling
    frist: date
    folder: Path

    @property
    def kommuner(self) -> tuple[Kommune, ...]:
        """Who is invited, in the order of their codes."""
        return tuple(one for one in self.inndeling if one.slug in self.mote.kommuner)


def gather(
    meeting: Meeting,
    manifest: Manifest,
    approvals: Mapping[str, Approved],
    kommunenumre: Sequence[str],
) -> list[Shipment]:
    """Give the shipments of municipalities whose packets are approved for a meeting.

    Args:
        meeting: The meeting.
        manifest: What lies in its folder.
        approvals: Those that stand, by code.
        kommunenumre: Whose packets are wanted; those that are not approved are left out.

    Raises:
        SendingError: The packets as they lie there have not been attacked together in vain, or an
            approved one is not among them, or is approved for another meeting.
    """
    problems = []
    if not manifest.audited:
        what = "pakkene er ikke kontrollert samlet slik de ligger der nå. Kjør datapakke batch."
        problems.append(Problem(str(meeting.folder), what))
    shipments = []
    for nr in kommunenumre:
        approved = approvals.get(nr)
        if approved is None:
            continue
        navn = meeting.inndeling.navn(meeting.inndeling.by_kommunenr[nr])
        entry = manifest.by_kommunenr.get(nr)
        if approved.mote != meeting.mote.id:
            problems.append(Problem(navn, f"er godkjent til møtet {approved.mote}, ikke dette."))
        elif entry is None or entry.sha256 != approved.sha256:
            what = "er laget på nytt etter godkjenningen, og er en annen. Se over og godkjenn den."
            problems.append(Problem(navn, what))
        else:
            shipments.append(_shipment(meeting, manifest, approved))
    if problems:
        raise SendingError(problems)
    return shipments


def _shipment(meeting: Meeting, manifest: Manifest, approved: Approved) -> Shipment:
    entry = manifest.by_kommunenr[approved.kommunenr]
    inndeling, kommune = meeting.inndeling, meeting.inndeling.by_kommunenr[entry.kommunenr]
    sheet = approved.svarark_sha256
    return Shipment(
        runde=meeting.runde,
        mote=meeting.mote,
        kommunenr=entry.kommunenr,
        kommune=kommune,
        navn=inndeling.navn(kommune),
        maalform=entry.maalform,
        path=meeting.folder / approved.fil,
        sha256=approved.sha256,
        sidefil=File(meeting.folder / entry.sidefil, approved.sidefil_sha256),
        frist=meeting.frist,
        svarark=File(meeting.folder / sheet_of(entry), sheet) if sheet else None,
        andre=tuple(inndeling.navn(one) for one in meeting.kommuner if one != kommune),
        demo=manifest.demo,
    )
