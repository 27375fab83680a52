"""From universes to the number of persons in each part, in every municipality."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from datapakke.compute.sums import GENDERS
from datapakke.counts import Distribution
from datapakke.model import ALLE, KEY, Univers
from datapakke.results import LEVERT, MANGLER, PART_COLUMNS, SKJULT, no_parts

Array = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


def compute_parts(
    universer: Sequence[Univers], tables: Mapping[str, pd.DataFrame], kommuner: Sequence[str]
) -> pd.DataFrame:
    """Give the parts of every universe whose tables are there, as ``results`` declares them.

    What is missing, hidden and none is as in the table of results: ``alle`` is K + M where the
    source has no total of its own, and a gender without rows in a municipality that has delivered
    the other, is 0. Where no rows mean none, a period that only others have is one too.

    Raises:
        ValueError: A universe has a part that it has not declared: a mistake in its formula.
    """
    wanted = [one for one in universer if set(one.datasets) <= set(tables)]
    found = [
        _parts(one, one.formula(*(tables[name] for name in one.datasets)), kommuner)
        for one in wanted
    ]
    if not found:
        return no_parts()
    declared: pd.DataFrame = pd.concat(found, ignore_index=True)[list(PART_COLUMNS)]
    return declared.astype(PART_COLUMNS)


def _parts(univers: Univers, counts: Distribution, kommuner: Sequence[str]) -> pd.DataFrame:
    """Give the rows of one universe, in order."""
    wide = counts.antall.astype("Float64").unstack("kategori", fill_value=0)  # noqa: PD010  as in cells
    if unknown := set(wide.columns) - set(univers.deler):
        message = f"{univers.id} has parts that were not declared: {sorted(unknown)}"
        raise ValueError(message)
    wide = wide.reindex(columns=list(univers.deler), fill_value=0)
    anywhere = wide.index.get_level_values("aar").astype("str")
    wide = wide[wide.index.get_level_values("kommunenr").isin(list(kommuner))]
    given = {name: wide.index.get_level_values(name).astype("str") for name in KEY}
    labels = {
        "omraade": list(kommuner),
        "aar": sorted(set(anywhere if univers.tomt_er_null else given["aar"])),
        "kjonn": list(GENDERS if set(given["kjonn"]) - {ALLE} else (ALLE,)),
        "del": list(univers.deler),
    }
    shape = tuple(len(names) for names in labels.values())
    counted, there = np.zeros(shape), np.zeros(shape[:3], dtype=bool)
    axes = zip(("omraade", "aar", "kjonn"), given.values(), strict=True)
    at = tuple(pd.Index(labels[name]).get_indexer(cells) for name, cells in axes)
    counted[at] = wide.to_numpy(dtype=float, na_value=np.nan)
    there[at] = True
    _both_genders(counted, there)
    if univers.tomt_er_null:
        there[:] = True
    index = pd.MultiIndex.from_product(list(labels.values()), names=list(labels))
    flat, missing = counted.ravel(), np.repeat(~there.ravel(), shape[3])
    hidden = np.isnan(flat)
    rows: pd.DataFrame = index.to_frame(index=False).assign(
        univers=univers.id,
        antall=pd.array(np.where(hidden | missing, np.nan, flat)).astype("Int64"),
        tilstand=np.select([missing, hidden], [MANGLER, SKJULT], LEVERT),
    )
    return rows


def _both_genders(counted: Array, there: Marks) -> None:
    """Fill in K + M as ``alle``, and 0 for a gender that nobody is of, in place.

    Args:
        counted: Municipality × period × gender (``alle`` first) × part; 0 where not there.
        there: The same without parts: what the source has.
    """
    either: Marks = np.any(there[:, :, 1:], axis=2)
    summed = either & ~there[:, :, 0]
    counted[summed, 0] = counted[:, :, 1:].sum(axis=2)[summed]
    there[:, :, 0] |= summed
    there[:, :, 1:] |= either[:, :, None]
