"""Numbers of a described file that are possible, and surprising: a lost comma, a wrong column."""

import pandas as pd

from datapakke.errors import SHOWN_AT_MOST, Problem
from datapakke.extracts.columns import ColumnType
from datapakke.extracts.problems import Problems, shown
from datapakke.reading import place

MANY = 0.1
"""When this part of the persons of a file is surprising, it is not the persons."""

ADVICE = (
    " Er et desimaltegn borte, eller er det en annen kolonne? Stemmer tallene, så oppgi hvor de"
    " ligger under «plausibel» i kilder.yaml."
)


def note_implausible(
    name: str, cells: pd.Series, numbers: pd.Series, kind: ColumnType, problems: Problems
) -> None:
    """Note each figure outside its plausible range, and how it is confirmed.

    Args:
        name: The file.
        cells: As they stand, named by the file's column; the index is the line.
        numbers: What they say; missing where there is none.
        kind: The dataset's column, with its range.
        problems: Where it is noted.
    """
    odd = outside(numbers, kind)
    found = [
        Problem(
            place(name, int(line), str(cells.name)),
            f"her står {shown(cell)}, men det vanlige er {_range(kind)}.{ADVICE}",
        )
        for line, cell in zip(cells.index[odd][:SHOWN_AT_MOST], cells[odd], strict=False)
    ]
    problems.add(found, int(odd.sum()))


def note_persons(
    name: str, column: str, numbers: pd.Series, kind: ColumnType, problems: Problems
) -> tuple[Problem, ...]:
    """Tell how many persons have a number outside the plausible range, never which.

    Args:
        name: The file.
        column: The file's column.
        numbers: What it says; missing where there is none.
        kind: The dataset's column, with its range.
        problems: Notes it when they are many: then it is not the persons.

    Returns:
        The warning when they are few.
    """
    odd, known = int(outside(numbers, kind).sum()), int(numbers.notna().sum())
    if not odd:
        return ()
    what = f"{odd} av {known} tall ligger utenfor det vanlige, {_range(kind)}."
    if odd < MANY * known:
        return (Problem(place(name, column=column), what),)
    problems.add([Problem(place(name, column=column), what + ADVICE)])
    return ()


def outside(numbers: pd.Series, kind: ColumnType) -> "pd.Series[bool]":
    """Tell of each number whether it is outside the plausible range."""
    lowest, highest = kind.plausible or (float("-inf"), float("inf"))
    return numbers.notna() & ~numbers.between(lowest, highest)


def _range(kind: ColumnType) -> str:
    lowest, highest = (f"{end:g}".replace(".", ",") for end in kind.plausible or (0, 0))
    return f"{lowest}–{highest} {kind.unit}".rstrip()
