"""Where a municipality's shares and means have gone over the five newest cohorts.

Rule (``domain.md``, part B, «Trend»): five points without a break, Cochran–Armitage for shares and
a weighted regression for means (``statistics.trend``). Cohorts only: those who are counted on
several days, or are residents year after year, are the same persons. Three cohorts taken together
overlap with the next three and are never tested.

From what is printed: each of the five stands in the packet with its n, and is of enough pupils to
be compared. Of means, a spread of the shown values is not printed, as in ``compare``.
"""

import math
from collections.abc import Mapping, Sequence

from datapakke.compare.known import Known
from datapakke.compare.own import half_unit, own_of
from datapakke.compute.pooling import broken, follow_each_other
from datapakke.model import Figure, FigureKey, Retning, Trend, Univers, is_pooled
from datapakke.results import Results
from datapakke.rules import Rules
from datapakke.sources import Note
from datapakke.statistics import POINTS, trend_of_means, trend_of_shares


def trends(
    known: Known, universer: Sequence[Univers], noter: Mapping[str, Sequence[Note]]
) -> dict[FigureKey, Trend]:
    """Give the trends of every municipality, by the key of the newest figure.

    Args:
        known: As of ``compare``.
        universer: Those whose number is known (``kjent``) are cohorts.
        noter: Dataset → what its sources remark: where the series are broken.

    Returns:
        None of a series that is shorter, broken, or hidden in any of the five.
    """
    cohorts = {one.id for one in universer if one.kjent}
    by_id = {one.id: one for one in known.indicators if one.univers in cohorts}
    series: dict[tuple[str, str], dict[FigureKey, float | None]] = {}
    for key, spread in known.spreads.items():
        if key.indikator in by_id and not is_pooled(key.aar):
            series.setdefault((key.indikator, key.omraade), {})[key] = spread
    newest = _newest(known.results)
    found = {}
    for (name, _), values in series.items():
        five = sorted(values, key=lambda key: key.aar)[-POINTS:]
        labels = tuple(key.aar for key in five)
        whole = len(five) == POINTS and follow_each_other(labels) and labels[-1] == newest[name]
        if whole and not broken(by_id[name], labels, noter):
            told = _direction([(known.figures.get(key), values[key]) for key in five], known.rules)
            if told:
                found[five[-1]] = Trend(told, labels)
    return found


def _newest(results: Results) -> dict[str, str]:
    """Give the newest single period of each indicator."""
    table = results.table[["indikator", "aar"]].drop_duplicates()
    newest: dict[str, str] = {}
    for name, aar in zip(table["indikator"], table["aar"], strict=True):
        if not is_pooled(aar):
            newest[name] = max(newest.get(name, ""), aar)
    return newest


def _direction(
    points: Sequence[tuple[Figure | None, float | None]], rules: Rules
) -> Retning | None:
    counts, means = [], []
    for figure, spread in points:
        own = own_of(figure, spread) if figure else None
        if figure is None or own is None or own.n < rules.sammenlign_fra:
            return None
        if spread is None and figure.teller is not None:
            counts.append((figure.teller, own.n))
        elif spread:
            means.append((own.value, math.hypot(own.error(own.value), half_unit(figure))))
    return trend_of_shares(counts) or trend_of_means(means)
