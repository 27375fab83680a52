"""The report in a terminal: a table of the files, then the findings; no line above 100 columns."""

import textwrap
from collections.abc import Iterator, Sequence

from datapakke.config.text import printable
from datapakke.formats import NBSP, number
from datapakke.report.model import Alvor, Funn, Kilde, LestSom, Report
from datapakke.report.words import span, sums, understood_as

WIDTH = 100
SHORTEST = 12
"""Names of files are cut to fit the table, but not below this."""

RIGHT = {2, 3, 5, 6}
"""Columns with numbers."""

INDENT = "    "

HEADS = {Alvor.FEIL: "FEIL", Alvor.ADVARSEL: "ADVARSLER", Alvor.MERK: "MERK"}


def as_lines(report: Report) -> list[str]:
    """Give the report, a line per item; characters that steer a terminal are taken out."""
    lines = [*_wrapped(summary(report)), "", *_table(report.kilder), *_findings(report)]
    return [line.rstrip() for line in lines]


def _plain(text: str) -> str:
    """Give text that takes as much room as it has characters, and steers nothing."""
    return printable(text.replace(NBSP, " "))


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        _plain(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def summary(report: Report) -> str:
    """Give in a sentence what was read, and for what."""
    number_of = len(report.kilder)
    runde = f"for runde {report.runde}" if report.runde else "uten runde"
    last = f", perioder som var over {report.data_til}" if report.data_til else ""
    return (
        f"Lest {number_of} {'fil' if number_of == 1 else 'filer'} {runde},"
        f" {len(report.kommuner)} kommuner i inndelingen for {report.inndeling}{last}."
    )


def _table(kilder: Sequence[Kilde]) -> Iterator[str]:
    head = ("datasett", "fil", "rader", "brukt", "perioder", "skjult", "mangler")
    rows = [head, *(_cells(kilde) for kilde in kilder)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    beyond = sum(widths) + 2 * (len(widths) - 1) - WIDTH
    widths[1] = max(widths[1] - max(beyond, 0), SHORTEST)
    for row, kilde in zip(rows, (None, *kilder), strict=True):
        yield "  ".join(
            cell.rjust(width) if i in RIGHT else cut(cell, width).ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        if kilde is not None:
            yield from _wrapped(_read_as(kilde), INDENT, INDENT)
            if kilde.beskrevet:
                yield f"{INDENT}Beskrevet i kilder.yaml. {understood_as(kilde)}:"
                yield from _understood(kilde)


def _understood(kilde: Kilde) -> Iterator[str]:
    rows = [tuple(map(_plain, row)) for row in kilde.forstatt]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{INDENT}  {cells}".rstrip()[:WIDTH]


def _cells(kilde: Kilde) -> tuple[str, ...]:
    hidden = sum(period.skjult for period in kilde.per_periode)
    gone = {nr for period in kilde.per_periode for nr in period.mangler}
    return (
        kilde.datasett,
        _plain(kilde.fil),
        *(_plain(number(rows)) for rows in (kilde.rader, kilde.brukt)),
        span(kilde.perioder),
        *(_plain(number(what)) for what in (hidden, len(gone))),
    )


def cut(name: str, width: int) -> str:
    """Give a name of at most so many characters: its beginning and its end."""
    if len(name) <= width:
        return name
    front = width // 2
    return f"{name[:front]}…{name[front + 1 - width :]}"


def _read_as(kilde: Kilde) -> str:
    parts = [described(kilde.lest_som)] if kilde.lest_som else []
    parts.append(f"trukket ut {kilde.uttrukket}")
    if kilde.andre_fylker:
        word = "rad" if kilde.andre_fylker == 1 else "rader"
        parts.append(f"{number(kilde.andre_fylker)} {word} om andre fylker")
    if kilde.summer:
        parts.append(f"{sums(kilde.summer)} holdt mot kommunene")
    if kilde.syntetisk:
        parts.append("oppdiktede tall")
    return " · ".join(parts)


def described(read: LestSom) -> str:
    """Say how a file was read: «cp1252, semikolon, overskrift i linje 4»."""
    parts = [read.tegnsett]
    parts += [f"arket «{read.ark}»"] if read.ark else [read.skilletegn]
    if not read.overskrift:
        parts.append("ingen overskrift")
    elif read.overskriftsrader > 1:
        last = read.overskrift + read.overskriftsrader - 1
        parts.append(f"overskrift i linje {read.overskrift}–{last}")
    else:
        parts.append(f"overskrift i linje {read.overskrift}")
    if read.gjentatt:
        parts.append(f"overskriften gjentatt {read.gjentatt} ganger")
    return ", ".join(parts)


def _findings(report: Report) -> Iterator[str]:
    for alvor in Alvor:
        found = report.av(alvor)
        if not found:
            continue
        total = max(report.feil_i_alt, len(found)) if alvor is Alvor.FEIL else len(found)
        yield ""
        yield f"{HEADS[alvor]} ({total})"
        for funn in found:
            yield from _finding(funn)
        if total > len(found):
            yield f"… og {total - len(found)} feil til."
    if not report.av(Alvor.FEIL) and not report.av(Alvor.ADVARSEL):
        yield ""
        yield "Ingen feil og ingen advarsler."


def _finding(funn: Funn) -> Iterator[str]:
    yield from _wrapped(f"- {funn.sted}: {funn.hva}", rest="  ")
    if funn.gjor:
        yield from _wrapped(f"→ {funn.gjor}", "  ", "    ")
