"""Whether the review page shows a packet exactly as it lies in the folder of packets."""

from collections.abc import Callable
from pathlib import Path

from datapakke.batch.model import Entry
from datapakke.review.changes import read_kept
from datapakke.review.pictures import places_of


def shown_on(page: Path, runde: str) -> Callable[[Entry], bool]:
    """Give a function that tells whether a page shows a packet: this PDF and these figures.

    Args:
        page: The folder of the review page; it need not be there.
        runde: The round's id.
    """
    kept = read_kept(page, runde).pakker

    def shown(entry: Entry) -> bool:
        known = kept.get(entry.kommunenr)
        same = known is not None and known.sha256 == entry.sidefil_sha256
        return same and all((page / place).is_file() for place in places_of(entry))

    return shown
