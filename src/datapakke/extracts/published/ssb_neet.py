"""Figures cut from SSB's table 13563: a row per municipality of the year that the header names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from datapakke.extracts.context import Context
from datapakke.extracts.format import Format
from datapakke.extracts.own.neet import NEET
from datapakke.extracts.problems import Problems
from datapakke.extracts.public import code_names
from datapakke.extracts.published.ssb_cells import figures
from datapakke.extracts.source_format import File, Kilde, Reading
from datapakke.extracts.written import kommune
from datapakke.reading import Beginning, Dialect

CODE = re.compile("kommunenr_([0-9]{4})")
NAME, MEASURES = "kommune", ("bosatte_15_29", "utenfor_15_29")
DIALECT = Dialect(names=frozenset({NAME, *MEASURES}))


@dataclass(frozen=True)
class SsbNeet:
    """The cut as it is; columns about other ages are passed over."""

    kilde: Kilde
    format: Format = NEET

    @property
    def datasett(self) -> str:
        """The dataset that it gives."""
        return self.format.datasett

    def recognises(self, start: Beginning) -> bool:
        """Tell whether the columns are those of the cut."""
        return _code(start.columns) is not None and {NAME, *MEASURES} <= set(start.columns)

    def read(self, file: File, context: Context, problems: Problems) -> Reading | None:
        """Give a row per municipality; one of whose figures are not both there is not delivered.

        Raises:
            ExtractError: The file cannot be read as a table.
        """
        text = file.text(DIALECT)
        code = _code(text.table.columns)
        there = [column for column in MEASURES if column in text.table]
        kinds = self.format.columns
        ours = {one: figures(text.table[one], kinds[one].hidden) for one in there}
        cells = text.table[[]].assign(**ours)
        if code:
            kommunenr = text.table[code[0]].map(lambda cell: kommune(cell)[0])
            cells = cells.assign(kommunenr=kommunenr, aar=code[1])
        delivered = (cells != "").all(axis="columns")
        reading = self.format.tidy(replace(text, table=cells[delivered]), context, problems)
        if reading is None or code is None or NAME not in text.table:
            return reading
        names = code_names(cells["kommunenr"], text.table[NAME])
        whole = reading.delivered | {code[1]}
        return replace(reading, rows_read=len(text.table), names=names, delivered=whole)


def _code(columns: Iterable[str]) -> re.Match[str] | None:
    """Find the column of codes, whose name tells the year."""
    return next((found for one in columns if (found := CODE.fullmatch(one))), None)


SSB_NEET = SsbNeet(
    Kilde("Statistisk sentralbyrå, tabell 13563: unge utenfor arbeid og utdanning", "CC BY 4.0")
)
