"""From cells of municipalities to sums of areas, complete and honest about what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd

from datapakke.compute.cells import COUNTS
from datapakke.keys import Integers, keys_of
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, Nivaa
from datapakke.results import LEVERT, MANGLER, SKJULT, Areas

GENDERS = (ALLE, "K", "M")
ROW = ["indikator", "aar", "kjonn", "kategori"]


def area_members(areas: Areas) -> pd.DataFrame:
    """Give a row per area and municipality in it: plass, nivaa, omraade, kommunenr.

    ``plass`` is the order of the areas. The country is an area whose only member is its own code.
    """
    places = [(Nivaa.KOMMUNE, nr) for nr in areas.kommuner]
    places += [(Nivaa.MOTE, mote) for mote in areas.moter]
    places += [(Nivaa.FYLKE, Nivaa.FYLKE.value), (Nivaa.LAND, Nivaa.LAND.value)]
    rows = [
        (plass, nivaa.value, omraade, kommunenr)
        for plass, (nivaa, omraade) in enumerate(places)
        for kommunenr in (areas.members(nivaa, omraade) or (LANDET,))
    ]
    return pd.DataFrame(rows, columns=["plass", "nivaa", "omraade", "kommunenr"])


def expected_rows(cells: pd.DataFrame, kategorier: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Give what every area has a row for (ROW), with ``rad``, the order.

    Args:
        cells: The cells of all indicators.
        kategorier: Indicator → its categories, in the order wanted in the result.
    """
    years = cells.groupby("indikator")["aar"].unique()
    genders = cells.groupby("indikator")["kjonn"].unique()

    def rows() -> Iterator[tuple[str, ...]]:
        for name, categories in kategorier.items():
            if name in years.index:
                kjonn = [one for one in GENDERS if one in genders[name]]
                yield from product([name], sorted(years[name]), kjonn, categories)

    return pd.DataFrame(rows(), columns=ROW, dtype="str").rename_axis("rad").reset_index()


def municipal_counts(
    cells: pd.DataFrame, rows: pd.DataFrame, members: pd.DataFrame, tomt_er_null: Sequence[str]
) -> pd.DataFrame:
    """Give every municipality's counts for every row, and whether they are missing or hidden.

    A gender without a cell is none (0) where the municipality has delivered the other; so is every
    cell of the indicators in ``tomt_er_null``. Elsewhere a cell that is not there is missing.

    Raises:
        ValueError: Two cells are of the same, or one is of no row or municipality.
    """
    kommuner = members["kommunenr"].drop_duplicates().to_numpy()
    at = _rows_of(cells, rows), pd.Index(kommuner).get_indexer(pd.Index(cells["kommunenr"]))
    shape = len(rows), len(kommuner)
    there = np.zeros(shape, dtype=bool)
    there[at] = True
    if np.min(at, initial=0) < 0 or int(there.sum()) < len(cells):
        message = "two counts are of the same, or one is of nothing"
        raise ValueError(message)
    period = rows.groupby(["indikator", "aar"]).ngroup().to_numpy()
    gendered = cells["kjonn"].ne(ALLE).to_numpy()
    delivered = np.zeros(shape, dtype=bool)
    delivered[period[at[0][gendered]], at[1][gendered]] = True
    none_of_gender = delivered[period] & rows["kjonn"].ne(ALLE).to_numpy()[:, None]
    none = rows["indikator"].isin(tomt_er_null).to_numpy()[:, None] & (kommuner != LANDET)
    columns = {name: np.zeros(shape) for name in (*COUNTS, "skjult")}
    for name, counts in columns.items():
        counts[at] = cells[name].to_numpy(dtype=float)
    codes = np.tile(np.arange(shape[1]), shape[0])
    return pd.DataFrame(
        {
            "rad": rows["rad"].to_numpy().repeat(shape[1]),
            "kommunenr": pd.Categorical.from_codes(codes, pd.Index(kommuner)),
            **{name: counts.ravel() for name, counts in columns.items()},
            "mangler": (~there & ~none & ~none_of_gender).ravel(),
        }
    ).astype({"skjult": "bool"})


def _rows_of(cells: pd.DataFrame, rows: pd.DataFrame) -> Integers:
    """Give the position in ``rows`` of each cell, -1 for one that is not there."""
    keys = keys_of(pd.concat([rows[ROW], cells[ROW]], ignore_index=True))
    return pd.Index(keys[: len(rows)]).get_indexer(pd.Index(keys[len(rows) :]))


def area_sums(counts: pd.DataFrame, rows: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Sum the municipalities' counts to areas: ROW, plass, rad, nivaa, omraade, COUNTS, tilstand.

    A sum is missing when one of its parts is, and hidden when one of its parts is.
    """
    known = members.astype({"kommunenr": counts["kommunenr"].dtype})
    placed = known[["plass", "kommunenr"]].merge(counts, on="kommunenr")
    parts = placed.drop(columns="kommunenr").groupby(["plass", "rad"], as_index=False)
    areas = members.drop(columns="kommunenr").drop_duplicates()
    sums = parts.sum().merge(areas, on="plass").merge(rows, on="rad")
    sums["tilstand"] = LEVERT
    sums.loc[sums["skjult"] > 0, "tilstand"] = SKJULT
    sums.loc[sums["mangler"] > 0, "tilstand"] = MANGLER
    return sums
