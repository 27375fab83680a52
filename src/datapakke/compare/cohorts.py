"""How many persons anyone may know that a municipality's cohorts are."""

from collections.abc import Sequence

from datapakke.model import ALLE, Univers
from datapakke.results import Results

PLACE = ["univers", "omraade", "aar"]


def cohorts(results: Results, universer: Sequence[Univers]) -> dict[tuple[str, str, str], int]:
    """Give the number of persons of each known universe, pooled periods too.

    Args:
        results: ``deler`` are the parts that the universes consist of.
        universer: Those whose number is known say so (``kjent``).

    Returns:
        Id of a universe, kommunenr and period → persons of both genders; none where a part is
        hidden or missing.
    """
    parts = results.deler
    known = parts["univers"].isin([one.id for one in universer if one.kjent])
    parts = parts[known & parts["kjonn"].eq(ALLE)]
    whole = parts.assign(hel=parts["antall"].notna()).groupby(PLACE, as_index=False)
    rows = whole.agg({"antall": "sum", "hel": "all"})
    rows = rows[rows["hel"]].astype({"antall": int})
    keys = zip(*(rows[name].tolist() for name in PLACE), strict=True)
    sizes = dict(zip(keys, rows["antall"].tolist(), strict=True))
    for label, periods in results.samlet.items():
        for univers, omraade in {(one, other) for one, other, _ in sizes}:
            years = [sizes.get((univers, omraade, aar)) for aar in periods]
            if None not in years:
                sizes[univers, omraade, label] = sum(n for n in years if n)
    return sizes
