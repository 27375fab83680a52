"""From a printed figure to rows: what anyone who reads it knows about the parts.

Everything is taken as printed. A share without its count says (p − ½)·D ≤ T < (p + ½)·D in units of
its last decimal; rows are written with whole coefficients, so that «<» is «≤ … − 1» and exact.
"""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from datapakke.disclosure.audit.known import Known, Place
from datapakke.disclosure.audit.world import Cell, Terms, World
from datapakke.model import Figure, FigureKey, Indicator, Status

PERCENT = 100
SHOWN = (Status.VIST, Status.INGEN)


class Row(NamedTuple):
    """``low ≤ Σ coefficient·variable ≤ high``, and the figure in words."""

    name: str
    terms: Terms
    low: float
    high: float


class About(NamedTuple):
    """A figure with what it is about."""

    world: World
    indicator: Indicator
    cells: Sequence[Cell]
    figure: Figure
    name: str

    def counted(self) -> tuple[frozenset[int], frozenset[int]]:
        """Give the groups in the numerator and in the denominator (none: from outside)."""
        one, groups = self.indicator, self.world.truth.groups
        if self.figure.key.kategori or one.kategorier:
            return groups(one.kategorier[self.figure.key.kategori]), groups(among(one))
        return groups(one.teller), groups(one.nevner)

    def persons(self, groups: frozenset[int], by: float = 1) -> Terms:
        """Give the sum of the persons in some groups, times ``by``."""
        return self.world.persons(self.cells, groups, by)


def among(indicator: Indicator) -> tuple[str, ...]:
    """Give the parts that an indicator is about; of a distribution, all its categories'."""
    every = (part for parts in indicator.kategorier.values() for part in parts)
    return indicator.nevner or tuple(every)


def is_told(figure: Figure) -> bool:
    """Tell whether a figure says anything: a value, that there are none, or a number of persons."""
    return figure.status in (*SHOWN, Status.FINNES_IKKE) or figure.n is not None


def rows_of(world: World, figure: Figure, cells: Sequence[Cell], where: str = "") -> Iterator[Row]:
    """Give the rows of a figure about some cells of a world.

    Args:
        world: The unknowns.
        figure: As printed.
        cells: What it is the sum of.
        where: Said after the figure's name: «trykt i runde 2016-host».
    """
    known, key = world.known, figure.key
    indicator = known.by_id[key.indikator]
    name = figure_name(known, key) + where
    about = About(world, indicator, cells, figure, name)
    slag = known.slag[key.indikator]
    if slag == "antall":
        yield from _number(about)
        return
    groups, whole = about.counted()
    if figure.status is Status.FINNES_IKKE:
        if whole:
            yield Row(name, about.persons(whole), 0, 0)
        return
    if whole and figure.n is not None:
        yield Row(f"antallet bak {name}", about.persons(whole), figure.n, figure.n)
    if figure.verdi is None:
        return
    if slag == "snitt":
        yield from _mean(about, whole)
    elif slag == "median":
        yield from _median(about)
    else:
        yield from _share(about, groups, whole)


def figure_name(known: Known, key: FigureKey) -> str:
    """Name a figure in words: «Under 30 inntakspoeng, Modum 2015/16, jenter»."""
    kategori = f" ({key.kategori})" if key.kategori else ""
    place = known.place_name(Place(key.nivaa, key.omraade, key.aar, key.kjonn))
    return f"«{known.titles.get(key.indikator, key.indikator)}»{kategori}, {place}"


def _number(about: About) -> Iterator[Row]:
    if about.figure.verdi is not None:
        count = float(about.figure.verdi)
        groups = about.world.truth.groups(about.indicator.teller)
        yield Row(about.name, about.persons(groups), count, count)


def _share(about: About, groups: frozenset[int], whole: frozenset[int]) -> Iterator[Row]:
    figure = about.figure
    if figure.teller is not None:
        yield Row(about.name, about.persons(groups), figure.teller, figure.teller)
        return
    low, high = (max(end, Fraction(0)) / PERCENT for end in ends(figure))
    n = figure.n if whole else _population(about)
    if n is not None:
        yield Row(about.name, about.persons(groups), math.ceil(low * n), math.ceil(high * n) - 1)
    elif whole:
        yield Row(about.name, _against(about, groups, whole, low), 0, math.inf)
        yield Row(about.name, _against(about, groups, whole, high), -math.inf, -1)


def _against(about: About, groups: frozenset[int], whole: frozenset[int], ratio: Fraction) -> Terms:
    """Give ``q·T − p·D`` for the ratio p/q: a whole number, below 0 when T/D is below it."""
    terms = about.persons(whole, -ratio.numerator)
    for variable, by in about.persons(groups, ratio.denominator).items():
        terms[variable] = terms.get(variable, 0) + by
    return terms


def _population(about: About) -> int | None:
    """Give the denominator from outside: what the figure prints, else what anyone can look up."""
    counted = about.world.known.counted.get(about.figure.key)
    looked_up = counted.nevner if counted else None
    return looked_up if about.figure.n is None else about.figure.n


def _mean(about: About, whole: frozenset[int]) -> Iterator[Row]:
    sums = about.world.sums(about.indicator, about.cells)
    low, high = map(float, ends(about.figure))
    n = about.figure.n
    if n is not None:
        yield Row(about.name, sums, low * n, high * n)
        return
    yield Row(about.name, sums | about.persons(whole, -low), 0, math.inf)
    yield Row(about.name, sums | about.persons(whole, -high), -math.inf, 0)


def _median(about: About) -> Iterator[Row]:
    """At most half are above a median, and at most half below; limits say who surely is.

    Not even half where the two in the middle would lie further apart than anyone can from it.
    """
    limits = about.world.limits(about.indicator)
    for sign in (1, -1):
        middle = sign * float(about.figure.verdi or 0)
        lowest = {group: min(sign * low, sign * high) for group, (low, high) in limits.items()}
        surely = frozenset(group for group, low in lowest.items() if low > middle)
        if surely:
            terms = about.persons(frozenset(limits), -1)
            for variable, by in about.persons(surely, 2).items():
                terms[variable] += by
            opposite = 2 * middle - min(lowest[group] for group in surely)
            half = opposite >= min(lowest.values())
            yield Row(about.name, terms, -math.inf, 0 if half else -1)


def ends(figure: Figure) -> tuple[Fraction, Fraction]:
    """Give the limits of what is rounded to the value: half a step of its rounding either way."""
    # Not «or»: 0,0 is a value, rounded to its own last decimal.
    verdi = Decimal(0) if figure.verdi is None else figure.verdi
    return _ends(verdi, int(verdi.as_tuple().exponent), figure.avrundet_til)


@cache
def _ends(verdi: Decimal, exponent: int, step: int) -> tuple[Fraction, Fraction]:
    """Give the same, by the place of the last decimal: 1,0 and 1,00 are the same number."""
    half = step * Fraction(Decimal(1).scaleb(exponent)) / 2
    return Fraction(verdi) - half, Fraction(verdi) + half
