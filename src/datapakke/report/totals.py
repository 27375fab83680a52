"""Totals that a public file prints, and the municipalities do not meet."""

from collections.abc import Iterator

from datapakke.extracts.model import Extract
from datapakke.extracts.observed import Observed
from datapakke.formats import listing
from datapakke.kommuner import LANDET
from datapakke.report.model import Alvor, Basis, Funn
from datapakke.report.words import spans

ACT = (
    "Se om kommuner mangler eller står to ganger i filen, og om noe er rettet for hånd. Hent den"
    " helst på nytt fra kilden."
)


def totals(basis: Basis) -> Iterator[Funn]:
    """Find them, those of an area together.

    The numbers are not told: where one municipality is hidden, it would follow from them.
    """
    for extract in basis.extracts:
        for seen in extract.observed:
            yield from _of_file(extract, seen)


def _of_file(extract: Extract, seen: Observed) -> Iterator[Funn]:
    together: dict[tuple[str, str, bool], set[str]] = {}
    for one in seen.totals.unmet:
        together.setdefault((one.omraade, one.av, one.for_mye), set()).add(one.aar)
    labels = sorted(extract.table["aar"].unique())
    for (area, av, more), periods in together.items():
        where = "landet" if area == LANDET else f"fylke {area}"
        found = sorted(periods)
        when = spans(found, labels) if set(found) <= set(labels) else listing(found)
        what = (
            f"kommunene i {where} er til sammen {'flere' if more else 'færre'} enn den summen filen"
            f" selv har ({av}) for {when}."
        )
        yield Funn(Alvor.ADVARSEL, "sum_stemmer_ikke", seen.fil, what, ACT, tuple(found))
