"""What stands in the way of approving packets, all of it at once."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from datapakke.batch.manifest import FILE, wrong_files
from datapakke.batch.model import Audit, Entry, Manifest, sidecars_digest
from datapakke.delivery.approval import Addresses, code_of
from datapakke.delivery.approvals import sheet_of
from datapakke.errors import DatapakkeError, Problem

OTHER = (
    "er ikke den pakkene til møtet har nå. De, eller hvem som skal ha dem, er blitt andre siden du"
    " så på dem, eller koden er et annet møtes. Kjør datapakke review, og se over pakkene."
)
AGAIN = "Kjør datapakke batch, og se over pakkene på nytt."


class ApprovalError(DatapakkeError):
    """Packets cannot be approved as they lie there; nothing is."""


class UnsafeError(ApprovalError):
    """Something in the packets would give pupils away."""

    exit_code = 3


def packets_to_approve(
    manifest: Manifest,
    folder: Path,
    kommuner: Sequence[tuple[str, str]],
    grunnlag: str,
    seen: Callable[[Entry], bool] | None,
) -> list[Entry]:
    """Give the packets of municipalities, when every one of them may be approved.

    Each must have been made of today's inputs and read back, its files (rehashed now) must be those
    of the manifest, the packets as they lie there must have been attacked together in vain, and
    somebody can have looked at each as it is.

    Args:
        manifest: What lies in ``folder``.
        folder: The packets of the round.
        kommuner: The codes and names of the municipalities.
        grunnlag: The digest of all inputs as they are now.
        seen: Tells whether the review page shows a packet as it is; None when it was looked
            through in another way.

    Raises:
        ApprovalError: They may not; every reason at once. With exit code 3 when the attack on the
            packets succeeded.
    """
    chosen = [one for nr, _ in kommuner if (one := manifest.by_kommunenr.get(nr))]
    problems = [
        *_not_made(manifest, kommuner),
        *_without_sheet(manifest, chosen),
        *_outdated(chosen, grunnlag),
        *_changed(manifest, folder, chosen),
        *_invented(manifest, folder, chosen),
        *_not_attacked(manifest, grunnlag),
        *_not_seen(chosen, seen),
    ]
    if problems:
        unsafe = manifest.audit is not None and not manifest.audit.ok
        raise (UnsafeError if unsafe else ApprovalError)(problems)
    return chosen


def check_code(
    manifest: Manifest, groups: Iterable[Sequence[str]], addresses: Addresses, kode: str
) -> None:
    """See that packets, and who gets them, are those of a code on the review page.

    The code is of all packets of a meeting, or of just those that are approved: the page gives that
    where others are not ready.

    Args:
        manifest: What lies in the folder of the round.
        groups: The codes of those who are invited to the meeting, and of those who are chosen.
        addresses: Where packets go today.
        kode: As it was copied from the page (``code_of``).

    Raises:
        ApprovalError: They are not.
    """
    for group in groups:
        entries = (manifest.by_kommunenr.get(nr) for nr in group)
        if code_of((one for one in entries if one), addresses) == kode.strip().lower():
            return
    raise ApprovalError([Problem(f"koden «{kode}»", OTHER)])


def _not_made(manifest: Manifest, kommuner: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Tell of municipalities without a packet that was read back and found right."""
    failed = dict(manifest.feilet)
    for nr, navn in kommuner:
        for why in failed.get(nr, ()):
            yield Problem(navn, f"pakken feilet sist den ble laget: {why}")
        if nr not in manifest.by_kommunenr and nr not in failed:
            yield Problem(
                navn, "har ingen pakke som er laget og lest tilbake. Kjør datapakke batch."
            )


def _outdated(entries: Sequence[Entry], grunnlag: str) -> Iterator[Problem]:
    for one in entries:
        if one.grunnlag != grunnlag:
            what = "pakken er av et annet grunnlag enn uttrekkene, oppsettet og programmet nå."
            yield Problem(one.kommune, f"{what} {AGAIN}")


def _without_sheet(manifest: Manifest, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of packets whose answer sheet could not be made: it would not go along."""
    failed = dict(manifest.feilet)
    for one in entries:
        for why in failed.get(sheet_of(one), ()):
            yield Problem(one.kommune, f"svararket feilet sist det ble laget: {why}")


def _changed(manifest: Manifest, folder: Path, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of files that are not those of the manifest, among the packets and what goes along."""
    along = {sheet_of(one) for one in entries}
    theirs = tuple(one for one in manifest.vedlegg if one[0] in along)
    for problem in wrong_files(folder, replace(manifest, pakker=tuple(entries), vedlegg=theirs)):
        yield Problem(str(folder / problem.where), problem.what)


def _invented(manifest: Manifest, folder: Path, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Tell of side-cars that do not say of their figures what the manifest does: invented or not.

    What cannot be read here is told by its hash.
    """
    for one in entries:
        try:
            said = json.loads((folder / one.sidefil).read_bytes())
        except (OSError, ValueError, RecursionError):
            continue
        if not (isinstance(said, dict) and said.get("demo") is manifest.demo):
            what = f"sier ikke det samme som {FILE} om hvorvidt tallene er oppdiktet. {AGAIN}"
            yield Problem(str(folder / one.sidefil), what)


def _not_attacked(manifest: Manifest, grunnlag: str) -> Iterator[Problem]:
    where, audit = f"runden {manifest.runde}", manifest.audit
    if audit is None:
        yield Problem(where, "pakkene er ikke angrepet samlet (datapakke audit). " + AGAIN)
    elif not audit.ok:
        yield Problem(where, "noe i pakkene kan røpe enkeltpersoner. Ingen av dem kan godkjennes.")
        yield from (Problem(where, found) for found in audit.feil)
    elif not _of_today(audit, manifest, grunnlag):
        yield Problem(where, "pakkene er endret siden de ble angrepet samlet. " + AGAIN)


def _not_seen(entries: Sequence[Entry], seen: Callable[[Entry], bool] | None) -> Iterator[Problem]:
    for one in entries:
        if seen is not None and not seen(one):
            what = "pakken er ikke den som vises på gjennomgangssiden, eller den er ikke laget."
            yield Problem(one.kommune, f"{what} Kjør datapakke review, og se over pakken.")


def _of_today(audit: Audit, manifest: Manifest, grunnlag: str) -> bool:
    return audit.grunnlag == grunnlag and audit.sidefiler == sidecars_digest(manifest.pakker)
