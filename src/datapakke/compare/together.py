"""Do the municipalities differ at all? Asked of all together before any is said to stand out.

Rule (``domain.md``, part B, «Heterogeneity first»): where chance may give all the differences
between the municipalities together (p > 0,05), none is flagged at 95 %.

From what is printed of them: a municipality whose n is held back takes no part. Of means, the
spread of the shown ones is not printed, as in ``compare``; the answer is one bit about all of them.
"""

from collections.abc import Mapping

from datapakke.compare.own import Own, own_of
from datapakke.model import Figure, FigureKey
from datapakke.rules import Rules
from datapakke.statistics import heterogeneity_of_means, heterogeneity_of_shares

SURE = 0.05


def alike(
    spreads: Mapping[FigureKey, float | None], figures: Mapping[FigureKey, Figure], rules: Rules
) -> set[tuple[str, str]]:
    """Give indicator and period of which all municipalities may be the same but for chance.

    Not among them are those with too few municipalities to tell.

    Args:
        spreads: Municipal shares and means; the spread of a mean's values.
        figures: What is printed.
        rules: Means of fewer than may be compared take no part.
    """
    shares: dict[tuple[str, str], list[tuple[int, int]]] = {}
    means: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for key, spread in spreads.items():
        figure, place = figures.get(key), (key.indikator, key.aar)
        own = own_of(figure, spread) if figure else None
        if figure and own and spread is None and figure.teller is not None:
            shares.setdefault(place, []).append((figure.teller, own.n))
        elif own and _is_sure(own, rules):
            means.setdefault(place, []).append((own.value, own.error(own.value)))
    ps = [(place, heterogeneity_of_shares(counts)) for place, counts in shares.items()]
    ps += [(place, heterogeneity_of_means(pairs)) for place, pairs in means.items()]
    return {place for place, p in ps if p is not None and p > SURE}


def _is_sure(own: Own, rules: Rules) -> bool:
    """Tell whether the error of a mean is known well enough to weigh it by."""
    return own.spread is not None and own.spread > 0 and own.n >= rules.sammenlign_fra
