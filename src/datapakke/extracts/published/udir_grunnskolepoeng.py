"""Udir's export of grunnskolepoeng, all of Norway, to ``grunnskolepoeng``."""

import pandas as pd

from datapakke.extracts.own.grunnskolepoeng import GRUNNSKOLEPOENG, hidden_together
from datapakke.extracts.parsing import note_cells
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import ELSEWHERE, by_cell, code_names
from datapakke.extracts.published.udir import Wanted
from datapakke.extracts.published.udir_export import LEVEL, NAME, UdirExport
from datapakke.extracts.source_format import Kilde
from datapakke.extracts.written import kommune
from datapakke.kommuner import LANDET
from datapakke.reading import TextTable

CODE = "Kommunekode"
COUNTRY, MUNICIPALITY = "1", "3"
LEVELS = (COUNTRY, "2", MUNICIPALITY, "4")


def _units(text: TextTable, problems: Problems) -> pd.DataFrame:
    """Give the rows of the country and the municipalities, without Svalbard."""
    level = text.table[LEVEL]
    note_cells(text, LEVEL, ~level.isin(LEVELS), "et nivå fra 1 til 4", problems)
    code = by_cell(text.table[CODE], lambda cell: kommune(cell)[0])
    short = (level == MUNICIPALITY) & ~code.str.fullmatch("[0-9]{4}")
    note_cells(text, CODE, short, "et kommunenummer på fire sifre", problems)
    wanted = level.isin([COUNTRY, MUNICIPALITY]) & ~code.str.fullmatch(ELSEWHERE)
    return text.table[wanted].assign(kommunenr=code.where(level != COUNTRY, LANDET)[wanted])


def _names(rows: pd.DataFrame) -> pd.DataFrame:
    theirs = rows[rows[LEVEL] == MUNICIPALITY]
    return code_names(theirs["kommunenr"], theirs[NAME])


UDIR_GRUNNSKOLEPOENG = UdirExport(
    format=GRUNNSKOLEPOENG,
    kilde=Kilde("Utdanningsdirektoratet, Statistikkbanken: grunnskolepoeng", "NLOD"),
    wanted=Wanted({"Grunnskolepoeng": "snitt", "Antall elever": "antall"}),
    columns=(LEVEL, CODE, NAME),
    units=_units,
    names=_names,
    together=hidden_together,
)
