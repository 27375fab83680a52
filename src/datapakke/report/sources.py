"""Each file as it was read: how, and what there is per period."""

import pandas as pd

from datapakke.extracts.model import FIL, KODE, Extract
from datapakke.extracts.observed import Observed
from datapakke.kommuner import Inndeling
from datapakke.reading import ReadAs
from datapakke.reading.model import DELIMITERS
from datapakke.report.model import Basis, Kilde, LestSom, Periode
from datapakke.sources import Source

SHOWN_ROWS = 3


def sources(basis: Basis) -> tuple[Kilde, ...]:
    """Describe every file that was read, in the order of their datasets."""
    return tuple(
        _source(extract, source, seen, basis.inndeling)
        for extract in basis.extracts
        for source, seen in zip(extract.sources, extract.observed, strict=True)
    )


def missing(table: pd.DataFrame, inndeling: Inndeling) -> tuple[str, ...]:
    """Give the codes of the municipalities that have no rows in a table that has municipalities."""
    present = set(table["kommunenr"].unique())
    return tuple(nr for nr in inndeling.kommunenumre if nr not in present)


def hidden(table: pd.DataFrame, seen: Observed) -> "pd.Series[int]":
    """Count the figures of each row that the source has hidden."""
    return table[list(seen.seen.hideable)].isna().sum(axis="columns")


def _source(extract: Extract, source: Source, seen: Observed, inndeling: Inndeling) -> Kilde:
    table = extract.table[extract.table[FIL] == source.fil]
    by_period = tuple(
        _period(str(label), rows, seen, inndeling)
        for label, rows in table.groupby("aar", observed=True)
    )
    return Kilde(
        datasett=extract.datasett,
        fil=source.fil,
        navn=source.navn,
        uttrukket=source.uttrukket.isoformat() if source.uttrukket else "ukjent",
        syntetisk=source.syntetisk,
        sha256=source.sha256,
        lest_som=_read_as(seen.read_as) if seen.read_as else None,
        rader=source.rader,
        brukt=len(table),
        andre_fylker=seen.elsewhere,
        perioder=tuple(period.periode for period in by_period),
        mangler=missing(table, inndeling) if "kommunenr" in table else (),
        per_periode=by_period,
        beskrevet=bool(seen.understood),
        forstatt=_understood(table, seen),
        summer=seen.totals.kontrollert,
        personer=not seen.identity.counts,
    )


def _period(label: str, rows: pd.DataFrame, seen: Observed, inndeling: Inndeling) -> Periode:
    gone = missing(rows, inndeling) if "kommunenr" in rows else ()
    present = len(inndeling.kommunenumre) - len(gone) if "kommunenr" in rows else None
    return Periode(label, len(rows), present, gone, int(hidden(rows, seen).sum()))


def _read_as(read: ReadAs) -> LestSom:
    return LestSom(
        fil=read.file,
        tegnsett=read.encoding,
        skilletegn=DELIMITERS.get(read.delimiter, read.delimiter),
        overskrift=read.header_line,
        overskriftsrader=read.header_rows,
        rader=read.rows,
        ark=read.sheet,
        gjentatt=read.repeated,
        skadet=read.damaged,
        forste_skadet=read.first_damaged,
    )


def _understood(table: pd.DataFrame, seen: Observed) -> tuple[tuple[str, ...], ...]:
    """Give the first rows in words; a row about one pupil is shown to nobody."""
    if seen.understood or not seen.identity.counts:
        return seen.understood
    first = table.drop(columns=[FIL, KODE], errors="ignore").head(SHOWN_ROWS)
    rows = [tuple(map(_cell, row)) for row in first.itertuples(index=False, name=None)]
    return (tuple(map(str, first.columns)), *rows)


def _cell(cell: object) -> str:
    if cell is pd.NA or cell is None:
        return "skjult"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
