"""``grunnskolepoeng``: mean points and number of pupils from Udir's export, all of Norway."""

from pathlib import Path

import pandas as pd

from datapakke.extracts import udir
from datapakke.extracts.context import Context
from datapakke.extracts.parsing import parse_column
from datapakke.extracts.periods import skoleaarets_slutt
from datapakke.extracts.places import KODE, bring_to_division, count_once
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import ANTALL, SNITT
from datapakke.extracts.source_format import Kilde, Reading, by_then
from datapakke.model import KEY
from datapakke.reading import read_beginning, read_text_table

SNITT_NAME, ANTALL_NAME = "Grunnskolepoeng", "Antall elever"
VALUES = ("snitt", "antall")


class UdirGrunnskolepoeng:
    """Udir's export as it is."""

    datasett = "grunnskolepoeng"
    kilde = Kilde("Utdanningsdirektoratet, Statistikkbanken: grunnskolepoeng", "NLOD")

    def recognises(self, path: Path) -> bool:
        """Tell whether the file begins as Udir's exports do and has points among its columns."""
        start = read_beginning(path, udir.DIALECT.encoding)
        return start.startswith(udir.START) and f".{SNITT_NAME}\t" in start.split("\n")[1]

    def read(self, path: Path, name: str, context: Context, problems: Problems) -> Reading | None:
        """Give a row per municipality as Udir counted it, period and gender.

        A merged municipality has a row for each of its parts, since a mean of rounded means is not
        the mean; if Udir has hidden one of them, it has one row without figures.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        text = read_text_table(path, udir.DIALECT, name)
        own = Problems()
        years = udir.slices(text, (SNITT_NAME, ANTALL_NAME), own)
        if own:
            problems.take(own)
            return None
        rows = udir.our_rows(text, context, own)
        table = pd.concat([_values(rows, year, name, context, own) for year in years])
        if own:
            problems.take(own)
            return None
        if context.data_til:
            table = table[by_then(table["aar"], skoleaarets_slutt, context.data_til)]
        table, lost = bring_to_division(table, context, name)
        table, torn = count_once(table, VALUES, context, name, problems)
        delivered = set(table["aar"])
        found = dict.fromkeys(udir.notes(rows, SNITT_NAME, years))
        kept = tuple(note for note in found if delivered & {note.fra, note.til})
        return Reading(_hide_with_parts(table), len(text.table), kept, lost + torn)


def _values(
    rows: pd.DataFrame, year: udir.Slice, name: str, context: Context, problems: Problems
) -> pd.DataFrame:
    """Give one year's figures; a blank cell is not delivered, ``*`` hides mean and number alike."""
    cells = {
        "snitt": (rows[year.prefix + SNITT_NAME], SNITT),
        "antall": (rows[year.prefix + ANTALL_NAME], ANTALL),
    }
    parsed = {
        column: parse_column(name, texts, kind, context, problems)
        for column, (texts, kind) in cells.items()
    }
    table = pd.DataFrame({"kommunenr": rows["kommunenr"], **parsed})
    table = table.assign(aar=year.aar, kjonn=year.kjonn)[[*KEY, *VALUES]]
    hidden = table["snitt"].isna() | table["antall"].isna()
    table[list(VALUES)] = table[list(VALUES)].mask(hidden)
    delivered = (rows[year.prefix + SNITT_NAME] != "") | (rows[year.prefix + ANTALL_NAME] != "")
    return table[delivered]


def _hide_with_parts(table: pd.DataFrame) -> pd.DataFrame:
    """Replace a municipality with a hidden part by one row without figures."""
    hidden = table["snitt"].isna().groupby([table[column] for column in KEY]).transform("any")
    table = table.assign(**{column: table[column].mask(hidden) for column in VALUES})
    return table[~(hidden & table.duplicated(KEY))].drop(columns=KODE)


UDIR_GRUNNSKOLEPOENG = UdirGrunnskolepoeng()
