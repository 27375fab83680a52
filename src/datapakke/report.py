"""What ``check`` tells of the extracts: what was read, which periods, who is missing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.model import FIL, Extract, Extracts, Source
from datapakke.kommuner import Inndeling


@dataclass(frozen=True)
class SourceReport:
    """One file as read.

    Attributes:
        rader: Rows in the file.
        brukt: Rows that this round may use.
        perioder: Labels of the periods, in order.
        mangler: Names of municipalities of the division without rows in any period.
    """

    datasett: str
    fil: str
    uttrukket: str
    syntetisk: bool
    rader: int
    brukt: int
    perioder: tuple[str, ...]
    mangler: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """All extracts as read, and what was odd."""

    kilder: tuple[SourceReport, ...]
    warnings: tuple[Problem, ...]


def make_report(extracts: Extracts, inndeling: Inndeling) -> Report:
    """Describe the extracts, in the order of their datasets' names."""
    return Report(
        tuple(
            _describe(extracts.by_name[name], source, inndeling)
            for name in sorted(extracts.by_name)
            for source in extracts.by_name[name].sources
        ),
        extracts.warnings,
    )


def _describe(extract: Extract, source: Source, inndeling: Inndeling) -> SourceReport:
    table = extract.table[extract.table[FIL] == source.fil]
    present = set(table["kommunenr"].unique())
    return SourceReport(
        datasett=extract.datasett,
        fil=source.fil,
        uttrukket=source.uttrukket.isoformat() if source.uttrukket else "ukjent",
        syntetisk=source.syntetisk,
        rader=source.rader,
        brukt=len(table),
        perioder=_periods(table),
        mangler=tuple(
            inndeling.navn(kommune)
            for nr, kommune in inndeling.by_kommunenr.items()
            if nr not in present
        ),
    )


def _periods(table: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(table["aar"].unique()))


def as_lines(report: Report) -> list[str]:
    """Give the report as a table for a terminal, a line per source."""
    head = ("datasett", "fil", "uttrukket", "rader", "brukt", "perioder", "mangler")
    rows = [head, *(_cells(kilde) for kilde in report.kilder)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows]
    return [line.rstrip() for line in lines]


def _cells(kilde: SourceReport) -> tuple[str, ...]:
    return (
        kilde.datasett,
        kilde.fil,
        kilde.uttrukket,
        str(kilde.rader),
        str(kilde.brukt),
        _span(kilde.perioder),
        ", ".join(kilde.mangler) or "ingen",
    )


def _span(perioder: Sequence[str]) -> str:
    if not perioder:
        return "ingen"
    if len(perioder) == 1:
        return perioder[0]
    return f"{perioder[0]}–{perioder[-1]} ({len(perioder)})"


def as_dict(report: Report) -> dict[str, object]:
    """Give the report for machines."""
    return {
        "kilder": [asdict(kilde) for kilde in report.kilder],
        "merknader": [asdict(problem) for problem in report.warnings],
    }
