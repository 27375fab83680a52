"""``helt_ledige``: fully unemployed per municipality and month, from NAV's sheet, all of Norway.

A workbook sheet saved as CSV: titles first, then for each county its name, a header with the names
of the months, its total («I alt»), and its municipalities («3039 Flå»). The year stands in a title.
"""

import re
from pathlib import Path

import pandas as pd

from datapakke.errors import Problem
from datapakke.extracts.context import Context
from datapakke.extracts.parsing import note_cells, parse_column
from datapakke.extracts.periods import maanedens_slutt
from datapakke.extracts.places import add_up, bring_to_division
from datapakke.extracts.problems import Problems, shown
from datapakke.extracts.public import ANTALL
from datapakke.extracts.source_format import Kilde, Reading, by_then
from datapakke.model import ALLE, KEY
from datapakke.reading import Dialect, TextTable, place, read_beginning, read_text_table

DIALECT = Dialect(encoding="cp1252", header=False)
NAMES, FIRST_MONTH = "2", 2
"""The column of names, and how many columns stand before the first month."""

TITLE = "Kilde: NAV;Helt ledige."
COUNTS = re.compile("Kommune[^;]*\\. Antall")
PERIOD = re.compile("[A-ZÆØÅ][a-zæøå]+( - [a-zæøå]+)? ([0-9]{4})")
MUNICIPALITY = re.compile("([0-9]{4}) .+")
NOT_MUNICIPALITY = re.compile("I alt .+|Ukjent")
MONTHS = {
    month: f"{number:02d}"
    for number, month in enumerate(
        (
            "Januar",
            "Februar",
            "Mars",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Desember",
        ),
        1,
    )
}


class NavHeltLedige:
    """NAV's sheet of numbers as it is; the sheet of percentages is another file."""

    datasett = "helt_ledige"
    kilde = Kilde("NAV, helt ledige per kommune og måned", "NLOD")

    def recognises(self, path: Path) -> bool:
        """Tell whether the titles are those of the sheet of numbers."""
        start = read_beginning(path, DIALECT.encoding)
        return TITLE in start and COUNTS.search(start) is not None

    def read(self, path: Path, name: str, context: Context, problems: Problems) -> Reading | None:
        """Give a row per municipality and month; ``*`` is hidden, a blank cell not delivered.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        text = read_text_table(path, DIALECT, name)
        own = Problems()
        labels = _labels(text, own)
        rows = _municipalities(text, own)
        ours = rows[rows["kommunenr"].isin(context.kjente_koder)]
        parsed = {
            column: parse_column(name, ours[column], ANTALL, context, own) for column in labels
        }
        if own:
            problems.take(own)
            return None
        table = pd.concat([_month(ours, parsed[one], labels[one]) for one in labels])
        if context.data_til:
            table = table[by_then(table["aar"], maanedens_slutt, context.data_til)]
        table, lost = bring_to_division(table, context, name)
        table, torn = add_up(table, ("antall",), context, name, problems)
        return Reading(table, len(rows), warnings=lost + torn)


def _labels(text: TextTable, problems: Problems) -> dict[str, str]:
    """Give the month's label for each column of numbers; every county must have the same."""
    names = text.table[NAMES]
    found = next((match for cell in names if (match := PERIOD.fullmatch(cell))), None)
    if found is None:
        what = "har ingen tittel med år, som «Januar - oktober 2022»."
        problems.add([Problem(place(text.name), what)])
        return {}
    columns = text.table.columns[FIRST_MONTH:]
    headers = text.table[text.table[columns[0]].isin(MONTHS)]
    if headers.empty:
        problems.add([Problem(place(text.name), "har ingen overskrift med måneder.")])
        return {}
    first = headers.iloc[0]
    for line in headers.index[(headers != first).any(axis="columns")]:
        what = f"har andre måneder enn overskriften i linje {headers.index[0]}."
        problems.add([Problem(place(text.name, int(line)), what)])
    labels = {}
    for column in columns:
        if first[column] in MONTHS:
            labels[column] = f"{found[2]}-{MONTHS[first[column]]}"
        elif first[column]:
            what = f"her står {shown(first[column])}, men det skal være en måned."
            problems.add([Problem(place(text.name, int(headers.index[0]), column), what)])
    return labels


def _municipalities(text: TextTable, problems: Problems) -> pd.DataFrame:
    """Give the rows of municipalities with their code; other rows with numbers must be known."""
    names = text.table[NAMES]
    code = names.str.extract(MUNICIPALITY, expand=False)
    numbers = text.table[text.table.columns[FIRST_MONTH]].str.contains("^[0-9*]", regex=True)
    odd = code.isna() & numbers & ~names.str.fullmatch(NOT_MUNICIPALITY)
    note_cells(text, NAMES, odd, "nummer og navn, som «3039 Flå»", problems)
    return text.table[code.notna()].assign(kommunenr=code.dropna())


def _month(rows: pd.DataFrame, antall: pd.Series, label: str) -> pd.DataFrame:
    """Give one month's numbers; a blank cell was not delivered."""
    table = pd.DataFrame({"kommunenr": rows["kommunenr"], "antall": antall})
    table = table.assign(aar=label, kjonn=ALLE)[[*KEY, "antall"]]
    return table[rows[antall.name] != ""]


NAV_HELT_LEDIGE = NavHeltLedige()
