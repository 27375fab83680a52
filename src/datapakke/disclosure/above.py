"""Finds the totals that have a hidden municipality below them."""

import pandas as pd

from datapakke.model import Nivaa
from datapakke.results import Areas

ROW = ["indikator", "aar", "kjonn", "kategori"]


def above_hidden(table: pd.DataFrame, hidden: pd.Series, areas: Areas) -> pd.Series:
    """Tell which totals have a hidden municipality below them.

    Args:
        table: As ``results`` declares.
        hidden: True where a row is hidden, with the table's index.
        areas: Which municipalities a total is the sum of.

    Returns:
        True for such totals, with the table's index.
    """
    pairs = [
        (nivaa.value, omraade, kommunenr)
        for nivaa, places in ((Nivaa.MOTE, list(areas.moter)), (Nivaa.FYLKE, [Nivaa.FYLKE.value]))
        for omraade in places
        for kommunenr in areas.members(nivaa, omraade)
    ]
    members = pd.DataFrame(pairs, columns=["over", "total", "omraade"])
    below = table.loc[hidden & table["nivaa"].eq(Nivaa.KOMMUNE.value), [*ROW, "omraade"]]
    above = below.merge(members, on="omraade")[["over", "total", *ROW]].drop_duplicates()
    above = above.rename(columns={"over": "nivaa", "total": "omraade"}).assign(over=True)
    found = table[["nivaa", "omraade", *ROW]].merge(above, how="left", validate="1:1")
    return pd.Series(found["over"].eq(other=True).to_numpy(), table.index)
