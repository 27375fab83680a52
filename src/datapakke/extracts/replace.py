"""A newer file takes the place of an older one for the periods that it has."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from datapakke.extracts.model import FIL, Replacement
from datapakke.extracts.once import Compared
from datapakke.sources import Source

Replaced = tuple[pd.DataFrame, tuple[Replacement, ...]]


def replace_older(table: pd.DataFrame, sources: Sequence[Source], by: Compared) -> Replaced:
    """Leave out what newer files replace, and tell how much that changes.

    Args:
        table: The rows of all files of a dataset.
        sources: The files; ``erstatter`` names the older one.
        by: How rows are compared.

    Returns:
        The rows that hold, and a replacement for each pair of files.
    """
    replaced = []
    for source in sources:
        if source.erstatter:
            newer = table[table[FIL] == source.fil]
            in_older = table[FIL].eq(source.erstatter) & table["aar"].isin(newer["aar"].unique())
            replaced.append(_told(source, newer, table[in_older], by))
            table = table[~in_older]
    return table, tuple(replaced)


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
