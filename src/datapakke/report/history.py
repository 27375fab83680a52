"""What earlier rounds were made from, by their records, and files that are not newer than those."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from datapakke.provenance import RECORD
from datapakke.report.model import Alvor, Basis, Earlier, Funn, History
from datapakke.sources import Source


def read_history(out: Path, data_til: date | None) -> History:
    """Read the records below ``out/`` of rounds that ended before this one's last day.

    Never raises: a record that is damaged is named instead.

    Args:
        out: Where a folder per round lies.
        data_til: This round's last day; without one, nothing is earlier.
    """
    if data_til is None:
        return History()
    found: list[Earlier] = []
    unreadable = []
    for path in sorted(out.glob(f"[!.]*/{RECORD}")):
        try:
            record = json.loads(path.read_bytes())
            ended = _day(record["data_til"])
            if ended and ended < data_til:
                found += [_earlier(one, path.parent.name, ended) for one in record["filer"]]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            unreadable.append(f"{path.parent.name}/{RECORD}")
    return History(tuple(found), tuple(unreadable))


def _earlier(one: Mapping[str, Any], mappe: str, ended: date) -> Earlier:
    words = {name: str(one[name]) for name in ("datasett", "fil", "sha256")}
    return Earlier(mappe, ended, uttrukket=_day(one["uttrukket"]), **words)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def history(basis: Basis) -> Iterator[Funn]:
    """Find files that are the same as last round's, or were extracted before them."""
    for path in basis.history.unreadable:
        what = "kan ikke leses. Filene er ikke sammenlignet med den runden."
        yield Funn(Alvor.MERK, "kvittering", path, what)
    for extract in basis.extracts:
        mine = [one for one in basis.history.earlier if one.datasett == extract.datasett]
        last = max((one.data_til for one in mine), default=None)
        for source in extract.sources:
            yield from _against(source, [one for one in mine if one.data_til == last])


def _against(source: Source, last: list[Earlier]) -> Iterator[Funn]:
    same = next((one for one in last if one.sha256 == source.sha256), None)
    if same:
        what = f"er den samme filen som i {same.mappe}, byte for byte."
        act = "Hent et nytt uttrekk. Er det ikke kommet nye tall siden da, er det i orden."
        yield Funn(Alvor.ADVARSEL, "samme_fil", source.fil, what, act)
        return
    newest = max((one.uttrukket for one in last if one.uttrukket), default=None)
    if newest and source.uttrukket and source.uttrukket < newest and not _kept(source, last):
        what = (
            f"er trukket ut {source.uttrukket.isoformat()}, før det som ble brukt i"
            f" {last[0].mappe} ({newest.isoformat()})."
        )
        act = "Se om riktig fil ligger i mappen, og om datoen i kilder.yaml er riktig."
        yield Funn(Alvor.ADVARSEL, "eldre_uttrekk", source.fil, what, act)


def _kept(source: Source, last: list[Earlier]) -> bool:
    """Tell whether a file of the same name and day was used then: corrected, not gone back to."""
    return any(one.fil == source.fil and one.uttrukket == source.uttrukket for one in last)
