"""Udir's exports of upper secondary, by country, county and school."""

import pandas as pd

from datapakke.extracts.own.videregaaende import (
    FYLKE,
    GRADES,
    KARAKTERER_VGO,
    LAND,
    SKOLE,
    SLUTTA_VGO,
)
from datapakke.extracts.parsing import note_cells
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import by_cell
from datapakke.extracts.published.udir import Wanted
from datapakke.extracts.published.udir_export import COUNTRY, INLAND, LEVEL, NAME, UdirExport
from datapakke.extracts.source_format import Kilde
from datapakke.kommuner import LANDET
from datapakke.reading import TextTable

COUNTY, UNIT = "Fylkekode", "Organisasjonsnummer"
SUBJECT_LEVEL, SUBJECT_CODE, SUBJECT = "FagNivaa", "Vurderingsfagkode", "Vurderingsfagnavn"
ONE_SUBJECT = "2"
LEVELS = {"1": LAND, "2": FYLKE, "3": SKOLE}
NO_COUNTY = "00"
EVERYWHERE = "0"
"""The level of rows about Norway and abroad together, in exports that have them."""


def _units(text: TextTable, problems: Problems) -> pd.DataFrame:
    """Give the rows of the country, counties and schools in Norway."""
    level = text.table[LEVEL]
    known = level.isin([*LEVELS, EVERYWHERE])
    note_cells(text, LEVEL, ~known, "et nivå fra 0 til 3", problems)
    rows = text.table[level.isin(LEVELS) & (text.table[COUNTRY].str.strip() == INLAND)]
    nivaa = rows[LEVEL].map(LEVELS)
    county = by_cell(rows[COUNTY], lambda cell: cell.zfill(2) if cell else cell)
    enhet = rows[UNIT].where(nivaa == SKOLE, county.where(nivaa == FYLKE, LANDET))
    return rows.assign(
        nivaa=nivaa,
        fylkenr=county.where(nivaa != LAND, NO_COUNTY),
        enhet=enhet,
        navn=rows[NAME].where(nivaa != LAND, "Hele landet"),
    )


def _county_names(rows: pd.DataFrame) -> pd.DataFrame:
    """Give counties, where their rows are named «Alle skoler», the name in the column beside."""
    return rows.assign(navn=rows["navn"].where(rows["nivaa"] != FYLKE, rows["Fylke"]))


def _units_by_subject(text: TextTable, problems: Problems) -> pd.DataFrame:
    """Give the rows of single subjects; groups of subjects are passed over."""
    rows = _county_names(_units(text, problems))
    rows = rows[rows[SUBJECT_LEVEL] == ONE_SUBJECT]
    return rows.assign(fagkode=rows[SUBJECT_CODE], fag=rows[SUBJECT])


UDIR_SLUTTA_VGO = UdirExport(
    format=SLUTTA_VGO,
    kilde=Kilde("Utdanningsdirektoratet, Statistikkbanken: slutta i videregående", "NLOD"),
    wanted=Wanted({"Andel sluttet": "andel"}),
    columns=(LEVEL, COUNTRY, COUNTY, UNIT, NAME),
    units=_units,
)

UDIR_KARAKTERER_VGO = UdirExport(
    format=KARAKTERER_VGO,
    kilde=Kilde("Utdanningsdirektoratet, Statistikkbanken: karakterer i videregående", "NLOD"),
    wanted=Wanted(
        {
            "Snittkarakter": "snitt",
            "Antall elever": "antall",
            **{f"Karakteren {n}": column for n, column in enumerate(GRADES, 1)},
        },
        dimension="vurdering",
        values={
            "Standpunkt": "standpunkt",
            "Skriftlig eksamen": "skriftlig eksamen",
            "Muntlig eksamen": "muntlig eksamen",
        },
    ),
    columns=(LEVEL, COUNTRY, COUNTY, "Fylke", UNIT, NAME, SUBJECT_LEVEL, SUBJECT_CODE, SUBJECT),
    units=_units_by_subject,
)
