"""Numbers that are possible, and surprising: a lost comma, hours where days should be."""

from collections.abc import Iterator

import pandas as pd

from datapakke.extracts.model import FIL, Extract
from datapakke.extracts.observed import Observed
from datapakke.formats import number
from datapakke.report.model import Alvor, Basis, Funn

MANY = 0.01
"""When this part of a column is surprising, it is hardly the persons."""

ACT = "Er et desimalkomma borte, eller er to kolonner byttet om? Spør den som leverte filen."


def plausible(basis: Basis) -> Iterator[Funn]:
    """Tell of each column how many numbers are outside the range that is usual for it.

    Files that the register describes have told it already, with the ranges of the description.
    """
    for extract in basis.extracts:
        for seen in extract.observed:
            for column, (lowest, highest) in seen.seen.plausible.items():
                if not seen.understood:
                    yield from _outside(extract, seen, column, (lowest, highest))


def _outside(
    extract: Extract, seen: Observed, column: str, usual: tuple[float, float]
) -> Iterator[Funn]:
    numbers = pd.Series(extract.table.loc[extract.table[FIL] == seen.fil, column]).dropna()
    odd = int((~numbers.between(*usual)).sum())
    if not odd:
        return
    lowest, highest = (f"{end:g}".replace(".", ",") for end in usual)
    what = (
        f"i kolonnen «{column}» er {number(odd)} av {number(len(numbers))} tall utenfor det"
        f" vanlige, {lowest}–{highest}."
    )
    if odd < MANY * len(numbers):
        yield Funn(Alvor.MERK, "utenfor_vanlig", seen.fil, what)
    else:
        yield Funn(Alvor.ADVARSEL, "utenfor_vanlig", seen.fil, what, ACT)
