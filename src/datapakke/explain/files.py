"""The files behind a figure, and which of their rows; only what may be told of them."""

from collections.abc import Mapping, Sequence

import pandas as pd

from datapakke.explain.model import Fil, Rader
from datapakke.explain.phrases import read_as
from datapakke.extracts.model import FIL, KODE, Extract, Extracts
from datapakke.model import Figure, Indicator

Rows = Mapping[str, pd.DataFrame]


def files_of(
    indicator: Indicator, extracts: Extracts, rows: Rows, figure: Figure, *, internt: bool
) -> tuple[Fil, ...]:
    """Give the files that hold rows of the figure; all of its datasets when no rows are told."""
    return tuple(
        one
        for name in indicator.datasets
        for one in _of_dataset(extracts.by_name[name], rows.get(name), figure, internt=internt)
    )


def _of_dataset(
    extract: Extract, rows: pd.DataFrame | None, figure: Figure, *, internt: bool
) -> list[Fil]:
    seen = {one.fil: one.read_as for one in extract.observed}
    found = []
    for source in extract.sources:
        mine = None if rows is None else rows[rows[FIL] == source.fil]
        if mine is not None and mine.empty:
            continue
        how = seen.get(source.fil)
        fil = Fil(
            datasett=extract.datasett,
            fil=source.fil,
            navn=source.navn,
            lisens=source.lisens,
            uttrukket=source.uttrukket.isoformat() if source.uttrukket else "",
            sha256=source.sha256,
            lest_som=read_as(how, source.fil, rows=internt or not extract.personer) if how else "",
            rader=None
            if mine is None or rows is None
            else _rader(mine, _may_tell(extract, mine, rows, figure, internt=internt)),
        )
        found.append(fil)
    return found


def _may_tell(
    extract: Extract, mine: pd.DataFrame, rows: pd.DataFrame, figure: Figure, *, internt: bool
) -> tuple[bool, bool]:
    """Tell whether the number of rows, and their lines, may be told.

    Where a row is a person, the number of rows is told only when it is printed anyway, and all of
    them are in one file; the lines never are.
    """
    if internt or not extract.personer:
        return True, True
    printed = {figure.n, figure.teller, None if figure.n else figure.verdi}
    return len(mine) == len(rows) and len(rows) in printed, False


def _rader(mine: pd.DataFrame, may: tuple[bool, bool]) -> Rader:
    number, lines = may
    return Rader(
        antall=len(mine) if number else None,
        linjer=spans(mine.index.tolist()) if lines else "",
        koder=tuple(sorted(mine[KODE].astype("str").unique())),
    )


def spans(lines: Sequence[int]) -> str:
    """Give line numbers as spans: ``17–19, 25``."""
    parts: list[list[int]] = []
    for line in sorted(set(lines)):
        if parts and line == parts[-1][-1] + 1:
            parts[-1][1:] = [line]
        else:
            parts.append([line])
    return ", ".join("–".join(str(end) for end in part) for part in parts)
