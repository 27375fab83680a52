"""Periods taken together: small cohorts are shown three at a time, where each alone is too few."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from datapakke.compute.cells import COUNTS
from datapakke.kommuner import LANDET
from datapakke.model import ALLE, Indicator, Univers, pooled_label
from datapakke.sources import Note

TOGETHER = 3
YEAR = slice(0, 4)

Periods = Mapping[str, tuple[str, ...]]
"""Indicator → periods, in order of time."""
Pool = Callable[[Periods], Periods]
"""From the periods of each indicator to those that are to be taken together."""


def nothing(_: Periods) -> Periods:
    """Take no periods together."""
    return {}


def newest_together(
    indicators: Sequence[Indicator],
    universer: Sequence[Univers],
    noter: Mapping[str, Sequence[Note]],
) -> Pool:
    """Take the three newest periods of each indicator together, where that gives a true figure.

    Cohorts only: those who are counted on three days may be the same persons. The periods follow
    each other, and none of them is separated from another by a break in the series.

    Args:
        indicators: The program's.
        universer: Those whose number is known (``kjent``) are cohorts.
        noter: Dataset → what its sources remark.
    """
    cohorts = {one.id for one in universer if one.kjent and one.samles}
    by_id = {one.id: one for one in indicators if one.univers in cohorts}

    def pool(periods: Periods) -> Periods:
        newest = {name: labels[-TOGETHER:] for name, labels in periods.items() if name in by_id}
        return {
            name: labels
            for name, labels in newest.items()
            if len(labels) == TOGETHER
            if follow_each_other(labels) and not broken(by_id[name], labels, noter)
        }

    return pool


def follow_each_other(labels: Sequence[str]) -> bool:
    """Tell whether there is a period a year, and no year between them is missing."""
    years = [int(label[YEAR]) for label in labels]
    return years == list(range(years[0], years[0] + len(years)))


def broken(
    indicator: Indicator, labels: Sequence[str], noter: Mapping[str, Sequence[Note]]
) -> bool:
    """Tell whether a break lies between the periods; those within one are under the same rules."""
    breaks = (
        note
        for name in indicator.datasets
        for note in noter.get(name, ())
        if note.brudd and (not note.gjelder or indicator.id in note.gjelder)
    )
    return any(
        len({(label >= note.fra) + (label > note.til) for label in labels}) > 1 for note in breaks
    )


def pooled_rows(rows: pd.DataFrame, pool: Periods) -> pd.DataFrame:
    """Give the rows of periods taken together: both genders, with their own ``rad``.

    Returns:
        As ``expected_rows``, with ``av``: a row for each of the rows (their ``rad``) that it is the
        sum of.
    """
    pairs = [(name, aar, pooled_label(labels)) for name, labels in pool.items() for aar in labels]
    of = pd.DataFrame(pairs, columns=["indikator", "aar", "samlet"], dtype="str")
    alle = rows[rows["kjonn"].eq(ALLE)].rename(columns={"rad": "av"})
    found = alle.merge(of, on=["indikator", "aar"]).drop(columns="aar")
    found = found.rename(columns={"samlet": "aar"})
    by = ["indikator", "aar", "kjonn", "kategori"]
    return found.assign(rad=found.groupby(by, sort=False).ngroup() + len(rows))


def pooled_counts(counts: pd.DataFrame, pooled: pd.DataFrame) -> pd.DataFrame:
    """Sum the municipalities' counts over the periods; one that lacks a period lacks the sum.

    Args:
        counts: As ``municipal_counts``.
        pooled: As ``pooled_rows``.
    """
    here = counts[counts["kommunenr"].ne(LANDET)].rename(columns={"rad": "av"})
    parts = here.merge(pooled[["av", "rad"]], on="av").drop(columns="av")
    sums = parts.groupby(["rad", "kommunenr"], as_index=False)[[*COUNTS, "mangler", "skjult"]].sum()
    return sums.assign(mangler=sums["mangler"] > 0, skjult=sums["skjult"] > 0)
