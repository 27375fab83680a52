"""Jumps against the year before that chance does not explain."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from datapakke.extracts.model import Extract
from datapakke.report.chance import discoveries
from datapakke.report.model import Alvor, Basis, Funn
from datapakke.report.quantities import Compared
from datapakke.report.series import Grid, grid_of, quantities
from datapakke.report.words import files

RATE = 0.001
"""In a file in which only chance is at work, the probability that any jump at all is told."""

SHORT_BREAK = 3
"""Periods."""

SHOWN = 5
"""Municipalities whose figures are told; the rest are counted."""

ACT = (
    "Se om alt er med, om noe står to ganger, og om kolonner eller kommunenumre er byttet om. Er"
    " endringen virkelig, bør registeret få en merknad som forklarer den."
)


def jumps(basis: Basis) -> Iterator[Funn]:
    """Find them in every dataset with municipalities and at least two periods."""
    for extract in basis.extracts:
        if "kommunenr" in extract.table and extract.table["aar"].nunique() > 1:
            grid = grid_of(extract)
            if grid.kommuner:
                yield from _in_dataset(extract, grid, basis)


def _in_dataset(extract: Extract, grid: Grid, basis: Basis) -> Iterator[Funn]:
    compared = list(quantities(extract, grid))
    if not compared:
        return
    z = np.stack([one.z for one in compared])
    told = discoveries(z, RATE) & np.stack([one.large for one in compared])
    # What happened to all of them is told once, not for each.
    told[:, :-1] &= ~told[:, -1:]
    for one, found in zip(compared, told, strict=True):
        for pair in np.flatnonzero(found.any(axis=0)).tolist():
            rows: list[int] = np.flatnonzero(found[:, pair]).tolist()
            rows.sort(key=lambda row: -abs(one.z[row, pair]))
            yield _told(extract, one, (rows, pair), grid, basis)


def _told(
    extract: Extract, one: Compared, where: tuple[list[int], int], grid: Grid, basis: Basis
) -> Funn:
    """Word one jump of some municipalities (rows, the largest first), or of all together."""
    rows, pair = where
    before, after = grid.perioder[pair : pair + 2]
    numbers = tuple(grid.kommuner[row] for row in rows if row < len(grid.kommuner))
    names = [basis.navn(nr) for nr in numbers] or ["alle kommunene sammen"]
    changes = [f"{name} {one.fra_til(row, pair)}" for name, row in zip(names, rows, strict=True)]
    more = f" og {len(rows) - SHOWN} kommuner til" if len(rows) > SHOWN else ""
    what = (
        f"{one.hva} endrer seg mer enn tilfeldig fra {before} til {after}:"
        f" {'; '.join(changes[:SHOWN])}{more}."
    )
    funn = Funn(Alvor.ADVARSEL, "hopp", files(extract), what, ACT, (before, after), numbers)
    remark = _break(extract, before, after)
    if not remark:
        return funn
    return replace(
        funn, alvor=Alvor.MERK, hva=f"{what} Registeret melder om brudd: {remark}", gjor=""
    )


def _break(extract: Extract, before: str, after: str) -> str:
    """Give the remark by which the two periods cannot be compared."""
    labels = extract.table["aar"].unique()
    for note in (note for source in extract.sources for note in source.noter if note.brudd):
        inside = [label for label in labels if note.fra <= label <= note.til]
        # In a short break the years differ from each other too; a long one is a new way to count.
        told = {before, after} & set(inside)
        if told and (len(told) == 1 or len(inside) <= SHORT_BREAK):
            return note.tekst
    return ""
