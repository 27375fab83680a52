"""Udir's exports: dimensions in the names of columns, levels in rows, sentences beside figures.

A column is named ``2015-16.Alle eierformer.Begge kjønn.Antall elever``; the same name with
``.Brudd`` holds sentences that must follow the figure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.columns import CellError
from datapakke.extracts.context import Context
from datapakke.extracts.parsing import note_cells
from datapakke.extracts.periods import skoleaar_label
from datapakke.extracts.problems import Problems
from datapakke.kommuner import LANDET
from datapakke.model import ALLE
from datapakke.reading import Dialect, TextTable, place
from datapakke.sources import Note

DIALECT = Dialect(encoding="utf-16-le", delimiter="\t", skip_lines=1)
START = "sep=\t\nEnhetNivaa\t"
LEVEL, CODE = "EnhetNivaa", "Kommunekode"
COUNTRY, MUNICIPALITY = "1", "3"
LEVELS = (COUNTRY, "2", MUNICIPALITY, "4")
NAME_OF_COLUMN = re.compile(r"([^.]+)\.Alle eierformer\.([^.]+)\.([^.]+)")
GENDERS = {"Begge kjønn": ALLE, "Alle kjønn": ALLE, "Jente": "K", "Gutt": "M"}
BETWEEN_SENTENCES = re.compile(r"\s*<<[^>]*>>\s*")
SCHOOL_YEAR = re.compile("[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Slice:
    """One school year and gender of an export, and the beginning of its columns' names."""

    prefix: str
    aar: str
    kjonn: str


def slices(text: TextTable, measures: tuple[str, ...], problems: Problems) -> list[Slice]:
    """Find the school years and genders, all owners together, that have these measures."""
    found: dict[str, Slice] = {}
    needed = [LEVEL, CODE]
    for column in text.table.columns:
        parts = NAME_OF_COLUMN.fullmatch(column)
        if parts is None or parts[3] not in measures:
            continue
        prefix = column.removesuffix(parts[3])
        needed += [prefix + measure for measure in measures]
        try:
            found[prefix] = Slice(prefix, skoleaar_label(parts[1]), GENDERS[parts[2]])
        except (CellError, KeyError):
            what = "kolonnen har et skoleår eller et kjønn som programmet ikke kjenner."
            problems.add([Problem(place(text.name, text.header_line, column), what)])
    missing = [column for column in dict.fromkeys(needed) if column not in text.table]
    for column in missing:
        where = place(text.name, text.header_line, column)
        problems.add([Problem(where, "kolonnen finnes ikke.")])
    if not found:
        what = f"ingen kolonner gjelder «Alle eierformer» og {' og '.join(measures)}."
        problems.add([Problem(place(text.name, text.header_line), what)])
    return list(found.values())


def our_rows(text: TextTable, context: Context, problems: Problems) -> pd.DataFrame:
    """Give the rows about the country and about municipalities that the configuration knows."""
    level = text.table[LEVEL]
    note_cells(text, LEVEL, ~level.isin(LEVELS), "et nivå fra 1 til 4", problems)
    code = text.table[CODE].where(level != COUNTRY, LANDET)
    short = (level == MUNICIPALITY) & ~code.str.fullmatch("[0-9]{4}")
    note_cells(text, CODE, short, "et kommunenummer på fire sifre", problems)
    ours = level.isin([COUNTRY, MUNICIPALITY]) & code.isin({LANDET, *context.kjente_koder})
    return text.table[ours].assign(kommunenr=code[ours])


def notes(rows: pd.DataFrame, measure: str, years: Iterable[Slice]) -> Iterator[Note]:
    """Give the sentences that stand beside every figure of a year.

    A sentence about one municipality says nothing of the others and is left out. A sentence that
    names school years is about those as well as its own.
    """
    for year in years:
        column = f"{year.prefix}{measure}.Brudd"
        if column not in rows:
            continue
        cells = rows.loc[rows[year.prefix + measure] != "", column].unique()
        sentences = [BETWEEN_SENTENCES.split(cell) for cell in cells] or [[]]
        for sentence in sentences[0]:
            if sentence and all(sentence in others for others in sentences):
                named = [skoleaar_label(found) for found in SCHOOL_YEAR.findall(sentence)]
                labels = sorted({year.aar, *named})
                yield Note(labels[0], labels[-1], sentence)
