"""What was seen of a file while it was read, beside its rows: what ``check`` tells of it."""

from dataclasses import dataclass

import pandas as pd

from datapakke.extracts.source_format import Identity, Reading, Seen
from datapakke.extracts.totals import Totals
from datapakke.reading import ReadAs


@dataclass(frozen=True)
class Observed:
    """One file.

    Attributes:
        fil: Its name in the folder.
        read_as: How it was read; None when its format does not tell.
        names: Each municipality code with a name that stands beside it (``Reading.names``).
        elsewhere: Rows about municipalities that are no concern of the county.
        totals: Totals that stand in the file, held against its municipalities.
        seen: What the format tells of its columns and periods (``Reading.seen``).
        identity: What identifies a row, and which columns hold figures.
        understood: Of a file that the register describes, its first rows as they were understood
            (``Reading.understood``).
    """

    fil: str
    read_as: ReadAs | None
    names: pd.DataFrame
    elsewhere: int
    seen: Seen
    totals: Totals
    identity: Identity
    understood: tuple[tuple[str, ...], ...] = ()


def observe(fil: str, reading: Reading) -> Observed:
    """Keep of a reading what is not in its table."""
    return Observed(
        fil=fil,
        read_as=reading.read_as,
        names=reading.names,
        elsewhere=reading.elsewhere,
        seen=reading.seen,
        totals=reading.totals,
        identity=reading.identity,
        understood=reading.understood,
    )
