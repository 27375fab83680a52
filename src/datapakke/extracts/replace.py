"""A newer file takes the place of an older one for the periods that it has."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from datapakke.extracts.model import FIL, Replacement
from datapakke.extracts.once import Compared
from datapakke.sources import Source

Replaced = tuple[pd.DataFrame, tuple[Replacement, ...]]


Delivered = Mapping[str, frozenset[str]]
"""Labels of the periods that each file has, also where no row of them is left."""


def replace_older(
    table: pd.DataFrame, sources: Sequence[Source], delivered: Delivered, by: Compared
) -> Replaced:
    """Leave out what newer files replace, and tell how much that changes.

    A file that replaces another replaces also what that one replaces.

    Args:
        table: The rows of all files of a dataset.
        sources: The files; ``erstatter`` names the older one.
        delivered: The periods of each.
        by: How rows are compared.

    Returns:
        The rows that hold, and a replacement for each pair of files.
    """
    replaced = []
    older_than = {source.fil: source.erstatter for source in sources if source.erstatter}
    # From the oldest: what a file replaces has then itself replaced what it could.
    for source in sorted(sources, key=lambda one: len(list(_chain(one.fil, older_than)))):
        if source.erstatter:
            newer = table[table[FIL] == source.fil]
            older = table[FIL].isin(list(_chain(source.fil, older_than)))
            in_older = older & table["aar"].isin(delivered[source.fil])
            replaced.append(_told(source, newer, table[in_older], by))
            table = table[~in_older]
    return table, tuple(replaced)


def not_replaced(
    rows: pd.DataFrame, sources: Sequence[Source], delivered: Delivered
) -> pd.DataFrame:
    """Give the rows for whose period no newer file has delivered anything.

    Args:
        rows: With FIL and ``aar``.
        sources: The files.
        delivered: The periods of each.
    """
    older_than = {source.fil: source.erstatter for source in sources if source.erstatter}
    for newer in older_than:
        older = rows[FIL].isin(list(_chain(newer, older_than)))
        rows = rows[~(older & rows["aar"].isin(delivered[newer]))]
    return rows


def _chain(fil: str, older_than: dict[str, str]) -> Iterator[str]:
    """Give what a file replaces, what that one replaces, and so on; a circle is gone once."""
    left = dict(older_than)
    while fil in left:
        fil = left.pop(fil)
        yield fil


def _told(source: Source, newer: pd.DataFrame, older: pd.DataFrame, by: Compared) -> Replacement:
    """Count the rows of the common periods that are not the same in both."""
    perioder = tuple(sorted(older["aar"].unique()))
    newer = newer[newer["aar"].isin(perioder)]
    both = pd.concat([older, newer])
    known = both.duplicated(by.key, keep=False).to_numpy()
    same = both.duplicated([*by.key, *by.cells], keep=False).to_numpy()
    is_older = np.arange(len(both)) < len(older)
    return Replacement(
        ny=source.fil,
        gammel=source.erstatter,
        perioder=perioder,
        endret=int((known & ~same & is_older).sum()),
        borte=int((~known & is_older).sum()),
        nye=int((~known & ~is_older).sum()),
    )
