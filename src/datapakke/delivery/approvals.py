"""Approvals: exactly which packets may be sent to whom, said by a person with a name.

They stand in ``arkiv/godkjent.jsonl`` (``journal``). A record is what ``Saying`` has and
``pakker``, a packet each with what ``Approved`` has; with ``trukket``, the reason, it takes the
approvals of the same packets back. A packet that is made again with another hash is
approved by none of them, nor one that goes to another address.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from datapakke.batch.model import Entry, Manifest
from datapakke.delivery.approval import PACKET, Addresses, Approved, Saying, approval_of
from datapakke.errors import Problem
from datapakke.journal import Journal, JournalError


def approved(journal: Journal, runde: str) -> dict[str, Approved]:
    """Give the approvals of a round that stand, by kommunenr: of each packet the newest.

    Raises:
        JournalError: The journal is damaged, cannot be read, or says what is no approval.
    """
    found: dict[str, Approved] = {}
    try:
        for record in journal.read():
            if record["runde"] != runde:
                continue
            for pakke in record["pakker"]:
                if "trukket" in record:
                    found.pop(pakke["kommunenr"], None)
                else:
                    found[pakke["kommunenr"]] = approval_of(record, pakke)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        what = "har en linje som ikke er en godkjenning i en form som denne utgaven kjenner."
        raise JournalError([Problem(str(journal.path), what)]) from error
    return found


def approve(
    journal: Journal,
    saying: Saying,
    manifest: Manifest,
    entries: Sequence[Entry],
    addresses: Addresses,
) -> list[Entry]:
    """Write down that packets are approved, and give those that were not already.

    Who asks has looked for what stands in the way (``obstacles``).

    Raises:
        JournalError: The journal is damaged, or cannot be written.
    """
    with journal.locked():
        before = approved(journal, saying.runde)
        sheets = dict(manifest.vedlegg)
        named = [_named(one, sheets, addresses[one.kommunenr]) for one in entries]
        new = [
            (entry, pakke)
            for entry, pakke in zip(entries, named, strict=True)
            if not _same(before.get(entry.kommunenr), pakke, saying.mote)
        ]
        if new:
            journal.append(saying.record | {"pakker": [pakke for _, pakke in new]})
    return [entry for entry, _ in new]


def withdraw(
    journal: Journal, saying: Saying, kommunenumre: Sequence[str], grunn: str
) -> list[Approved]:
    """Write down that approvals no longer hold, and why; give those that did.

    Raises:
        JournalError: The journal is damaged, or cannot be written.
    """
    with journal.locked():
        before = approved(journal, saying.runde)
        held = [before[nr] for nr in kommunenumre if nr in before]
        if held:
            pakker = [{name: getattr(one, name) for name in PACKET} for one in held]
            journal.append(saying.record | {"trukket": grunn, "pakker": pakker})
    return held


def sheet_of(entry: Entry) -> str:
    """Give the place of the answer sheet that goes with a packet, in the folder of the round."""
    return f"svarark/{entry.kommunenr}-{entry.slug}-svarark.pdf"


def _named(entry: Entry, sheets: Mapping[str, str], addresses: Sequence[str]) -> dict[str, Any]:
    sheet = sheets.get(sheet_of(entry), "")
    said = {
        name: sheet if name == "svarark_sha256" else str(getattr(entry, name)) for name in PACKET
    }
    return said | {"mottakere": list(addresses)}


def _same(found: Approved | None, pakke: Mapping[str, Any], mote: str) -> bool:
    return found is not None and all(
        (
            found.mote == mote,
            found.is_for(pakke["mottakere"]),
            *(getattr(found, name) == pakke[name] for name in PACKET),
        )
    )
