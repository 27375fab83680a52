"""What may be sent to a meeting: the packets that are approved, as shipments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from datapakke.batch.model import Entry, Manifest
from datapakke.delivery.approval import Approved, addresses_of
from datapakke.delivery.approvals import sheet_of
from datapakke.delivery.shipment import File, Shipment
from datapakke.errors import Problem
from datapakke.kommuner import Inndeling, Kommune, Mote
from datapakke.locale import SPRAK

AGAIN = "Se over pakken (datapakke review), og godkjenn den."


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

    def name(self, kommunenr: str) -> str:
        """Give a municipality's name in the round's division."""
        return self.inndeling.navn(self.inndeling.by_kommunenr[kommunenr])


def gather(
    meeting: Meeting,
    manifest: Manifest,
    approvals: Mapping[str, Approved],
    wanted: Sequence[str],
    *,
    sheets_only: bool = False,
) -> tuple[list[Shipment], list[Problem]]:
    """Give the shipments of packets that are approved for a meeting, and what speaks against them.

    Args:
        meeting: The meeting.
        manifest: What lies in its folder.
        approvals: Those that stand, by code.
        wanted: The codes of those whose packets are wanted; who has no approval is left out.
        sheets_only: Only answer sheets are sent: packets may have been made again. They go to those
            who have had the packet, so who gets it need not be what was approved.
    """
    shipments, problems = [], []
    addresses = addresses_of(meeting.inndeling)
    if not (manifest.audited or sheets_only):
        what = "pakkene er ikke kontrollert samlet slik de ligger der nå. Kjør datapakke batch."
        problems.append(Problem(str(meeting.folder), what))
    for approved in (approvals[nr] for nr in wanted if nr in approvals):
        entry = manifest.by_kommunenr.get(approved.kommunenr)
        what = ""
        if approved.mote != meeting.mote.id:
            what = f"er godkjent til møtet {approved.mote}, ikke dette."
        elif not entry:
            what = f"er godkjent, men ligger ikke i {meeting.folder}. Kjør datapakke batch."
        elif not sheets_only and (lacks := approved.lacks(entry, addresses[entry.kommunenr])):
            what = f"er ikke godkjent lenger. {lacks} {AGAIN}"
        elif entry.maalform not in SPRAK:
            what = f"er på en målform som ikke finnes: {entry.maalform!a}."
        if what or not entry:
            problems.append(Problem(meeting.name(approved.kommunenr), what))
        else:
            shipments.append(_shipment(meeting, manifest, approved, entry))
    return shipments, problems


def _shipment(meeting: Meeting, manifest: Manifest, approved: Approved, entry: Entry) -> Shipment:
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
