"""The files behind a figure, and which of their rows; only what may be told of them."""

from collections.abc import Iterator, Sequence

import pandas as pd

from datapakke.explain.model import Fil, Rader
from datapakke.explain.phrases import read_as
from datapakke.explain.recompute import Rows
from datapakke.extracts.model import FIL, KODE, Extract, Extracts
from datapakke.model import Indicator


def files_of(
    indicator: Indicator, extracts: Extracts, rows: Rows, printed: frozenset[int] | None
) -> tuple[Fil, ...]:
    """Give the files that hold rows of the figure; all of its datasets when no rows are told.

    Where a row is a person, how many there are is told only when that number is printed anyway and
    all of them are in one file. Their lines never are.

    Args:
        indicator: The figure's.
        extracts: The datasets.
        rows: By dataset, the rows behind the figure; empty when nothing may be told of them.
        printed: The numbers of persons printed with the figure; None tells everything.
    """
    return tuple(
        fil
        for name in indicator.datasets
        for fil in _of_dataset(extracts.by_name[name], rows.get(name), printed)
    )


def _of_dataset(
    extract: Extract, rows: pd.DataFrame | None, printed: frozenset[int] | None
) -> Iterator[Fil]:
    if printed is None or not extract.personer:
        told = rows_told
    else:
        number = _number_in_one_file(rows)
        told = _counted if number in printed else _codes_only
    seen = {one.fil: one.read_as for one in extract.observed}
    for source in extract.sources:
        mine = None if rows is None else rows[rows[FIL] == source.fil]
        if mine is None or len(mine):
            how = seen.get(source.fil)
            yield Fil(
                datasett=extract.datasett,
                fil=source.fil,
                navn=source.navn,
                lisens=source.lisens,
                uttrukket=source.uttrukket.isoformat() if source.uttrukket else "",
                sha256=source.sha256,
                lest_som=read_as(how, source.fil, rows=told is rows_told) if how else "",
                rader=None if mine is None else told(mine),
            )


def _number_in_one_file(rows: pd.DataFrame | None) -> int | None:
    """Give the number of rows, when there are some and all of them are in one file."""
    return len(rows) if rows is not None and len(set(rows[FIL])) == 1 else None


def rows_told(mine: pd.DataFrame) -> Rader:
    """Give which rows of a file there are: how many, their lines, and the codes in them."""
    lines = mine.index.tolist()
    return Rader(len(mine), spans(lines), _codes(mine), i_bredden=len(set(lines)) < len(lines))


def _counted(mine: pd.DataFrame) -> Rader:
    return Rader(len(mine), "", _codes(mine))


def _codes_only(mine: pd.DataFrame) -> Rader:
    return Rader(None, "", _codes(mine))


def _codes(mine: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(mine[KODE].astype("str").unique()))


def spans(lines: Sequence[int]) -> str:
    """Give line numbers as spans: ``17–19, 25``."""
    parts: list[list[int]] = []
    for line in sorted(set(lines)):
        if parts and line == parts[-1][-1] + 1:
            parts[-1][1:] = [line]
        else:
            parts.append([line])
    return ", ".join("–".join(str(end) for end in part) for part in parts)
