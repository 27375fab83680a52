"""Which columns of a table of SSB's hold what: region, time, what is counted, and the figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

REGION, TIME, CONTENTS = ("region",), ("år", "year", "tid"), ("statistikkvariabel", "contents")
UNDER = re.compile(r"(?:(.+) )?([0-9]{4})(\*?)")
"""A column of one year's figures: what is counted, the year, and whether it is provisional."""

TITLE = re.compile("[0-9]{5}: .+")
"""What the column of figures is called when the year has one of its own: the table's title."""


@dataclass(frozen=True)
class Figures:
    """A column with figures; ``aar`` is empty when another column has the year."""

    column: str
    aar: str = ""
    forelopig: bool = False


def called(columns: Iterable[str], names: tuple[str, ...]) -> str:
    """Give the column that has one of the names, in any case, or nothing."""
    return next((one for one in columns if one.lower() in names), "")


def find_figures(columns: Iterable[str], counts: tuple[str, ...]) -> list[Figures]:
    """Find the columns with figures of what is counted.

    Args:
        columns: The names of the table's columns.
        counts: What SSB calls it. Without it in their names, another column must say it.
    """
    columns = list(columns)
    told = bool(called(columns, CONTENTS))
    if called(columns, TIME):
        mine = [one for one in columns if one in counts or (told and TITLE.fullmatch(one))]
        return [Figures(one) for one in mine]
    under = {one: match for one in columns if (match := UNDER.fullmatch(one))}
    return [
        Figures(one, match[2], forelopig=bool(match[3]))
        for one, match in under.items()
        if match[1] in counts or (told and match[1] is None)
    ]


def is_years_figures(column: str) -> bool:
    """Tell whether a column holds one year's figures of something."""
    return UNDER.fullmatch(column) is not None
