"""The declared table of results: the counts of every indicator for every area."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from datapakke.model import Nivaa

RESULT_COLUMNS = {
    "indikator": "str",
    "slag": "str",
    "nivaa": "str",
    "omraade": "str",
    "aar": "str",
    "kjonn": "str",
    "kategori": "str",
    "teller": "Float64",
    "nevner": "Int64",
    "kvadratsum": "Float64",
    "median": "Float64",
    "tilstand": "str",
}
"""Column → dtype.

``slag`` is the kind of count: andel, snitt, median, antall or fordeling. ``nivaa`` holds a value of
``Nivaa``; ``omraade`` a kommunenr, a meeting's id, ``fylke`` or ``land``. ``kjonn`` is ``alle``,
``K`` or ``M``; ``kategori`` is empty except in a fordeling.

========= ============================ ================ ==========
slag      teller                       nevner           other
========= ============================ ================ ==========
andel     numerator                    denominator
snitt     sum of the values            number of values kvadratsum
median    NA                           number of values median
antall    number of persons            NA
fordeling persons in the category      persons in all
========= ============================ ================ ==========

``tilstand`` is ``levert``; ``skjult`` when the source hid a count that this one needs; ``mangler``
when a municipality's rows that this one needs were not delivered. Counts are NA unless
``levert``. The table is complete: an indicator has a row for each area, each period that any area
has, each gender and each category.
"""

PART_COLUMNS = {
    "univers": "str",
    "omraade": "str",
    "aar": "str",
    "kjonn": "str",
    "del": "str",
    "antall": "Int64",
    "tilstand": "str",
}
"""Column → dtype of the parts: how many persons of a universe are in each.

Municipalities and single periods only, so ``omraade`` is a kommunenr. ``antall`` is NA unless
``tilstand`` (as above) is ``levert``. Complete: a universe has a row for each municipality, each
period that any of them has, each gender and each part, in that order.
"""

LEVERT, SKJULT, MANGLER = "levert", "skjult", "mangler"


@dataclass(frozen=True)
class Areas:
    """The areas to compute for.

    Attributes:
        kommuner: Codes of all the county's municipalities in the division, in order.
        moter: Meeting id → codes of the municipalities invited. A municipality is in at most one.
    """

    kommuner: tuple[str, ...]
    moter: Mapping[str, tuple[str, ...]]

    def members(self, nivaa: Nivaa, omraade: str) -> tuple[str, ...]:
        """Give the municipalities that a total is the sum of; empty for the country."""
        if nivaa is Nivaa.KOMMUNE:
            return (omraade,)
        if nivaa is Nivaa.MOTE:
            return self.moter[omraade]
        return self.kommuner if nivaa is Nivaa.FYLKE else ()


def no_parts() -> pd.DataFrame:
    """Give an empty table of PART_COLUMNS."""
    return pd.DataFrame(columns=list(PART_COLUMNS)).astype(PART_COLUMNS)


@dataclass(frozen=True)
class Results:
    """All counts of a run.

    Attributes:
        table: The columns of RESULT_COLUMNS.
        deler: The true parts that the counts are sums of; the columns of PART_COLUMNS.
        samlet: Label of periods taken together → the periods: ``2013/14–2015/16``. ``table`` has
            rows with such a label in ``aar``, of both genders together and never of the country;
            ``deler`` has not.
    """

    table: pd.DataFrame
    deler: pd.DataFrame = field(default_factory=no_parts)
    samlet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
