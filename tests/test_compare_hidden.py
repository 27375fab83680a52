"""Every data set that prints the same tells the same: by trying the ones there are.

Grades of thirty pupils are tried in every way that gives the printed mean: what is hidden of them,
how they spread, and how many a held back number is, must decide no flag, interval or trend. Where
nothing is hidden, a spread does decide, and then it may tell the sum: the attack takes it as known.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations, combinations_with_replacement, product
from typing import NoReturn

import pandas as pd
import pytest

from audit_helpers import KOMMUNER, LAV, MOTE, SNITT, UTEN, Round, failed, one_year
from datapakke.compare import Known, compare, intervals, trends
from datapakke.disclosure import Fate
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.printed import Printed
from datapakke.model import Figure, FigureKey, Unit, Univers
from datapakke.publish import publish
from datapakke.results import Results
from datapakke.rounding import round_half_up
from datapakke.rules import Rules
from disclosure_tables import decided, indicator, results

N = 30
LOW = 2
YEARS = tuple(f"{aar}/{aar - 1999}" for aar in range(2011, 2016))
OPEN, CLOSED, WITHOUT = "0601", "0602", "0603"
OWN, COUNTRY = "snitt", "standpunkt_matematikk"
"""A mean with the spread of its own values, and one with the whole country's."""
OF = [
    replace(one, univers="u", nevner=("p",))
    for one in (
        *(indicator(name, unit=Unit.KARAKTER, desimaler=1) for name in (OWN, COUNTRY)),
        indicator("lav"),
    )
]


def _no_formula(*_: pd.DataFrame) -> NoReturn:
    raise NotImplementedError


UNIVERS = Univers(id="u", deler=("p",), formula=_no_formula, datasets=(), kull="10", kjent=True)


@cache
def distributions() -> dict[tuple[Decimal, int], set[tuple[int, int]]]:
    """Give by printed mean and number of low grades every sum and sum of squares of N grades."""
    found = defaultdict(set)
    for bars in combinations(range(N + 5), 5):
        counts = [b - a - 1 for a, b in zip((-1, *bars), (*bars, N + 5), strict=True)]
        if sum(counts[:LOW]) <= N // 2:
            total = sum(grade * count for grade, count in enumerate(counts, 1))
            squares = sum(grade**2 * count for grade, count in enumerate(counts, 1))
            found[round_half_up(Fraction(total, N), 1), sum(counts[:LOW])].add((total, squares))
    return found


Numbers = tuple[int, int, int, int]
"""How many pupils, the sum and the sum of squares of their grades, and how many are low."""


def rows_of(omraade: str, aar: str, numbers: Numbers, name: str = OWN) -> list[dict[str, object]]:
    """Give the rows of a mean and of the low grades behind it."""
    n, total, squares, low = numbers
    place = {"nivaa": "fylke" if omraade == "fylke" else "kommune", "omraade": omraade, "aar": aar}
    mean = {"indikator": name, "slag": "snitt", "teller": total, "kvadratsum": squares}
    return [place | mean | {"nevner": n}, place | {"indikator": "lav", "teller": low, "nevner": n}]


def told(
    closed: Numbers, without: Numbers, name: str = OWN
) -> tuple[dict[FigureKey, Figure], tuple[object, ...]]:
    """Give all that is told, in five years, when two municipalities are otherwise in the newest.

    Of one the low grades are hidden, of the other both numbers are held back.
    """
    rows: list[dict[str, object]] = []
    fates: dict[int, Fate] = {}
    held: list[int] = []
    for number, aar in enumerate(YEARS):
        mine = (N, 4 * N + number, 17 * N + 8 * number, 6)
        usual = [mine, (N, 100, 370, 8), (N, 110, 430, 7)]
        if aar == YEARS[-1]:
            usual[1:] = [closed, without]
            fates[len(rows) + 3] = Fate.FAA
            held += [len(rows) + 4, len(rows) + 5]
        for omraade, one in zip((OPEN, CLOSED, WITHOUT), usual, strict=True):
            rows += rows_of(omraade, aar, one, name)
        county = (100 * N, 350 * N, 1300 * N, 20 * N)
        rows += rows_of("fylke", aar, county, name)
    table = results(*rows)
    table = replace(table, deler=_parts(table))
    decisions = decided(table, fates)
    decisions.with_n.iloc[held] = False
    figures = publish(table, decisions, OF)
    known = Known(table, figures, OF, Rules())
    found = compare(known, [UNIVERS]), intervals(known), trends(known, [UNIVERS], {})
    assert all(found), "there is something to tell"
    return figures, found


def _parts(table: Results) -> pd.DataFrame:
    """Give the cohorts: more than the figures are of, and the same whatever those are."""
    places = [(nr, aar) for nr in (OPEN, CLOSED, WITHOUT) for aar in YEARS]
    rows = [("u", nr, aar, "alle", "p", 3 * N, "levert") for nr, aar in places]
    return pd.DataFrame(rows, columns=list(table.deler.columns)).astype(table.deler.dtypes)


def hidden(mean: str) -> Iterator[Numbers]:
    """Give every N grades with a printed mean and one to four low ones among them."""
    for low in range(1, 5):
        for total, squares in sorted(distributions()[Decimal(mean), low]):
            yield N, total, squares, low


@pytest.mark.parametrize(("mean", "name"), [("4.9", OWN), ("3.4", OWN), ("3.4", COUNTRY)])
def test_neither_hidden_grades_nor_their_spread_decide_anything(mean: str, name: str) -> None:
    every = list(hidden(mean))
    other = (2 * N, 190, 660, 9)
    first, *_ = said = [told(one, other, name) for one in every[:: max(1, len(every) // 60)]]

    assert len(said) > 40
    assert len({(low, total) for _, total, _, low in every}) > 4
    assert all(one == first for one in said)


@pytest.mark.parametrize("name", [OWN, COUNTRY])
def test_a_number_that_is_held_back_decides_nothing(name: str) -> None:
    """A mean of 4 and a fifth of low grades, of ten pupils or of ninety, spread in any way."""
    (closed, *_) = hidden("3.4")
    every = [(n, 4 * n, 16 * n + more * n, n // 5) for n in range(10, 91, 5) for more in (1, 2, 4)]
    first, *_ = said = [told(closed, one, name) for one in every]

    assert all(one == first for one in said)


def test_mean_and_spread_may_leave_a_single_sum() -> None:
    """Of thirty, 1,6 are 48 or 49; with 21 low ones, some intervals are those of 49 alone."""
    sums = defaultdict(set)
    for ones, high in product(range(22), combinations_with_replacement(range(3, 7), N - 21)):
        grades = [1] * ones + [2] * (21 - ones) + list(high)
        if round_half_up(Fraction(sum(grades), N), 1) == Decimal("1.6"):
            squares = sum(grade**2 for grade in grades)
            table = results(*rows_of(OPEN, YEARS[0], (N, sum(grades), squares, 21)))
            spans = intervals(Known(table, publish(table, decided(table), OF), OF, Rules()))
            (span,) = (one for key, one in spans.items() if key.indikator == "snitt")
            sums[span].add(sum(grades))
    assert {49} in sums.values()
    assert set().union(*sums.values()) == {48, 49}


def meeting(*, spread: bool, shown: bool) -> list[str]:
    """Attack a meeting of a large municipality and a small one, whose mean is hidden."""
    counts = one_year((60, 431, 9), (3, 6, 20), (50, 200, 30), (50, 200, 30))
    round_ = Round([LAV, UTEN, SNITT], counts)
    round_.sums = {("snitt", nr, "2015/16", "alle"): total for nr, total in SUMS.items()}
    round_.show(LAV, KOMMUNER[0]).show(SNITT, KOMMUNER[0]).show(SNITT, MOTE)
    round_.show(UTEN, KOMMUNER[0]) if shown else round_.hide(UTEN, KOMMUNER[0])
    known = round_.known()
    table = known.results.table
    squares = table["slag"].eq("snitt") & spread
    table["kvadratsum"] = table["teller"].where(squares).astype("Float64")
    report = audit(Printed(round_.figures), known, insiders=False)
    return [cell for cell in failed(report) if cell.startswith("«snitt»")]


SUMS = dict(zip(KOMMUNER, (19640.0, 310.0, 9000.0, 9000.0), strict=True))


def test_a_sum_that_the_spread_may_tell_gives_nobody_else_away() -> None:
    """491 with a mean of 40,0 and nine beside them: the two roundings hide the nine, one does not.

    The spread is told only where nothing of the same pupils is hidden.
    """
    assert meeting(spread=True, shown=True) == ["«snitt», Bakke 2015/16"]
    assert meeting(spread=False, shown=True) == []
    assert meeting(spread=True, shown=False) == []


def test_the_figures_of_the_enumeration_are_what_they_should_be() -> None:
    """Otherwise the tests above would try nothing."""
    figures, _ = told(next(hidden("3.4")), (2 * N, 190, 660, 9))
    one = figures[FigureKey("lav", "kommune", CLOSED, YEARS[-1])]
    assert (one.verdi, one.n) == (None, None)
    assert figures[FigureKey("snitt", "kommune", CLOSED, YEARS[-1])].n == N
    assert figures[FigureKey("snitt", "kommune", WITHOUT, YEARS[-1])].n is None
