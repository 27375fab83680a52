"""Which printed figures are not what the true counts give: the packets are of something else.

What an attacker makes of a figure says no more than it tells of persons: beside its numerator a
share's percentage tells nothing, nor does a median that is far too high. So every number that is
printed is held against the counts themselves; one that has none is of something else too.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from fractions import Fraction

from datapakke.disclosure.audit.known import Counted, Known
from datapakke.disclosure.audit.rows import PERCENT, ends, figure_name
from datapakke.model import Figure, FigureKey, Status
from datapakke.results import LEVERT, SKJULT

SLACK = Fraction(1, 10**6)
"""Sums of values are floats that lack less than this."""
VALUES = (Status.VIST, Status.INGEN)


def stale(known: Known, figures: Mapping[FigureKey, Figure]) -> Iterator[str]:
    """Name the figures that the true counts do not give; a symbol for what is hidden says nothing.

    Args:
        known: The true counts.
        figures: What is printed.
    """
    for key in sorted(figures):
        row = known.rows.get(key)
        if row is None:
            # It may be of no indicator, place or day that there is.
            yield " ".join(filter(None, astuple(key)))
        elif not _agrees(figures[key], row):
            yield figure_name(known, key)


def _agrees(figure: Figure, row: Counted) -> bool:
    """Tell whether a figure says of its counts what is true, or nothing."""
    said = (figure.verdi, figure.n, figure.teller)
    if all(one is None for one in said) and figure.status is not Status.FINNES_IKKE:
        return True
    if row.tilstand != LEVERT:
        # What a source has hidden is not known here either; that it is printed, the attack finds.
        return row.tilstand == SKJULT
    if figure.n not in (None, row.nevner) or figure.teller not in (None, row.teller):
        return False
    if figure.status is Status.FINNES_IKKE:
        return row.nevner == 0
    return figure.verdi is None or _is_rounded(figure, row)


def _is_rounded(figure: Figure, row: Counted) -> bool:
    """Tell whether what is printed is the true value, rounded as it is printed."""
    value = _value(row)
    if value is None or figure.status not in VALUES:
        return False
    if row.slag == "antall":
        return value == figure.verdi and (figure.status is Status.INGEN) == (value == 0)
    low, high = ends(figure)
    # The first is mostly true, and asked in a fifth of the time of the second.
    return low <= value <= high or low - SLACK <= value <= high + SLACK


def _value(row: Counted) -> Fraction | None:
    """Give the value that some counts make; None where there are none to make it."""
    if row.slag == "median":
        return None if row.median is None or math.isnan(row.median) else Fraction(row.median)
    if row.teller is None:
        return None
    if row.slag == "antall":
        return Fraction(row.teller)
    by = 1 if row.slag == "snitt" else PERCENT
    return by * Fraction(row.teller) / row.nevner if row.nevner else None
