"""Draws tables of results for the tests of hiding, publishing and comparing."""

from collections.abc import Mapping

import pandas as pd

from datapakke.counts import Mean
from datapakke.disclosure import Decisions, Fate
from datapakke.model import Indicator, Unit
from datapakke.results import RESULT_COLUMNS, Results

DEFAULTS: dict[str, object] = {
    "indikator": "andel",
    "slag": "andel",
    "nivaa": "kommune",
    "omraade": "0623",
    "aar": "2015/16",
    "kjonn": "alle",
    "kategori": "",
    "teller": None,
    "nevner": None,
    "kvadratsum": None,
    "median": None,
    "tilstand": "levert",
}


def results(*rows: dict[str, object]) -> Results:
    """Give a table of results from what differs from DEFAULTS in each row."""
    table = pd.DataFrame([DEFAULTS | row for row in rows])
    return Results(table[list(RESULT_COLUMNS)].astype(RESULT_COLUMNS))


def decided(table: Results, fates: Mapping[int, Fate] | None = None) -> Decisions:
    """Decide that all rows are shown with their n, but for those that have another fate."""
    index = table.table.index
    all_fates = [(fates or {}).get(row, Fate.VIST) for row in range(len(index))]
    return Decisions(
        fates=pd.Series(all_fates, index, dtype=object),
        with_n=pd.Series([fate is Fate.VIST for fate in all_fates], index),
        grov=pd.Series(data=False, index=index),
    )


def indicator(name: str = "andel", *, unit: Unit = Unit.PROSENT, desimaler: int = 0) -> Indicator:
    """Give an indicator whose formula is never called."""
    return Indicator(
        id=name,
        title=name,
        chapter="",
        unit=unit,
        desimaler=desimaler,
        formula=_never_called,
        datasets=(),
        metode="",
        populasjon="",
    )


def _never_called() -> Mean:
    raise NotImplementedError
