"""Completion expected from points, and what it may not tell."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from datapakke.compare import expected
from datapakke.compare.expected import FEWEST_OPEN
from datapakke.model import Figure, FigureKey, Flagg, Forventet, Status, Unit
from datapakke.rules import Rules
from disclosure_tables import indicator

OF = [indicator("fullfort_56", unit=Unit.PROSENT)]
Kind = tuple[float | None, int, int]
"""Points, how many pupils, how many of them completed."""
LOW, HIGH, NONE = 20.0, 45.0, None
OTHERS: tuple[Sequence[Kind], ...] = (((LOW, 20, 10), (HIGH, 20, 18)),) * 5


def pupils(*kommuner: Sequence[Kind]) -> pd.DataFrame:
    """Give a row per pupil of municipalities 0600, 0601, …; who did not complete, left."""
    rows = [
        (f"06{code:02}", "2010", points, status, number)
        for code, kinds in enumerate(kommuner)
        for points, n, done in kinds
        for status, number in (("normert", done), ("sluttet", n - done))
    ]
    columns = ["kommunenr", "aar", "inntakspoeng", "status", "antall"]
    table = pd.DataFrame(rows, columns=columns).astype({"inntakspoeng": "Float64"})
    return table.loc[table.index.repeat(table["antall"])].reset_index(drop=True)


def printed(table: pd.DataFrame, *hidden: str) -> dict[FigureKey, Figure]:
    """Give the printed share of each municipality, but for the hidden ones."""
    figures = {}
    for code, rows in table.groupby("kommunenr"):
        key = FigureKey("fullfort_56", "kommune", str(code), "2010")
        n, x = len(rows), int(rows["status"].eq("normert").sum())
        verdi = Decimal(100 * x) / n
        figures[key] = Figure(key, Status.VIST, verdi.quantize(Decimal(1)), n, x)
        if code in hidden:
            figures[key] = Figure(key, Status.SKJULT)
    return figures


def told(table: pd.DataFrame, *hidden: str) -> dict[str, Forventet]:
    """Give what is expected, by code."""
    found = expected(table, printed(table, *hidden), OF, Rules())
    return {key.omraade: one for key, one in found.items()}


def test_nothing_is_told_of_a_cohort_whose_points_have_been_printed() -> None:
    """Who began in the autumn of 2010 left year 10 in 2009/10: now or in an earlier round."""
    table = pupils(((LOW, 30, 15), (HIGH, 10, 5)), *OTHERS)
    points = replace(indicator("inntakspoeng_snitt"), datasets=("inntakspoeng",))
    of, figures = [*OF, points], printed(table)

    for aar, kommunenr in (("2010/11", "0600"), ("2009/10", "0699")):
        key = FigureKey("inntakspoeng_snitt", "kommune", kommunenr, aar)
        now = figures | {key: Figure(key, Status.VIST, Decimal(40), 30)}
        is_told = aar == "2010/11"
        assert bool(expected(table, now, of, Rules())) is is_told
        assert bool(expected(table, figures, of, Rules(), [key])) is is_told


def test_the_expected_share_is_that_of_the_same_points_in_the_county() -> None:
    """Own 30 low and 10 high of 40, 20 done. Of all 130 low 65 do, of 110 high 95.

    With half of the low and 95/110 of the high: 15 + 8,636 of 40 are 59,1 percent; the reach is
    1,96·√(30/4 + 10·0,8636·0,1364)/40 = 14,4.
    """
    table = pupils(((LOW, 30, 15), (HIGH, 10, 5)), *OTHERS)
    assert told(table)["0600"] == Forventet(Decimal(59), Decimal(14), Flagg.INGEN)


def test_far_from_the_expected_is_unusual() -> None:
    """All 60 low of a municipality complete where half would elsewhere, and half of its high."""
    others = (((LOW, 200, 100), (HIGH, 200, 180)),) * 5
    assert told(pupils(((LOW, 60, 58),), *others))["0600"].flagg is Flagg.SVAERT_UVANLIG
    assert told(pupils(((LOW, 60, 39),), *others))["0600"].flagg is Flagg.UVANLIG


def test_those_without_points_are_a_kind_of_their_own() -> None:
    """Forty without points, of whom as many complete as of others without."""
    others: tuple[Sequence[Kind], ...] = (((NONE, 20, 5), (HIGH, 20, 18)),) * 5
    assert told(pupils(((NONE, 40, 10),), *others))["0600"].andel == 25


def test_a_limit_belongs_to_the_band_above() -> None:
    """29,99 is below 30 and 30,00 is not; 50 and more are one band."""
    others: tuple[Sequence[Kind], ...] = (((29.99, 20, 0), (30.0, 20, 20), (50.0, 9, 9)),) * 5
    below, above = (told(pupils(((p, 40, 20),), *others))["0600"] for p in (29.99, 30.0))
    assert below.andel < 20
    assert above.andel > 80
    assert told(pupils(((66.0, 40, 20),), *others))["0600"].andel > 60


def test_what_is_hidden_moves_nothing() -> None:
    """Whatever became of the pupils of a municipality whose share is hidden."""
    mine = ((LOW, 30, 15), (HIGH, 10, 5))
    alone = told(pupils(mine, *OTHERS))
    for hidden in (((LOW, 8, 8),), ((LOW, 8, 0),), ((HIGH, 500, 0),)):
        table = pupils(mine, *OTHERS, hidden)
        assert told(table, "0606") == alone


def test_the_rates_weighted_with_all_pupils_give_what_is_printed_already() -> None:
    """So they are no second print of a sum that has hidden parts."""
    table = pupils(((LOW, 300, 150), (HIGH, 100, 50)), *OTHERS, ((LOW, 9, 1),))
    figures = printed(table, "0606")
    found = expected(table, figures, OF, Rules())
    weighted = sum(float(one.andel) / 100 * (figures[key].n or 0) for key, one in found.items())
    known = sum(one.teller or 0 for one in figures.values())
    assert len(found) == 6
    assert weighted == pytest.approx(known, abs=3)


def test_few_pupils_few_municipalities_and_small_bands_are_told_nothing_of() -> None:
    """Twenty-nine; four that are shown; a band of 29 in the county."""
    assert "0600" not in told(pupils(((LOW, 29, 15),), *OTHERS))
    assert "0600" in told(pupils(((LOW, 30, 15),), *OTHERS))
    assert told(pupils(*OTHERS[: FEWEST_OPEN - 1])) == {}
    assert told(pupils(*OTHERS), "0600") == {}
    rare = pupils(((LOW, 30, 15), (52.0, 29, 29)), *OTHERS)
    assert "0600" not in told(rare)
    assert "0601" in told(rare)


def test_without_points_or_without_the_extract_nothing_is_expected() -> None:
    """The county may not be able to give them."""
    table = pupils(*OTHERS)
    assert expected(table.drop(columns="inntakspoeng"), printed(table), OF, Rules()) == {}
    assert expected(None, printed(table), OF, Rules()) == {}
    assert expected(table, printed(table), [], Rules()) == {}


def test_pupils_who_are_not_those_of_the_printed_share_stop_the_run() -> None:
    """A wrong number must never come out."""
    table = pupils(*OTHERS)
    with pytest.raises(ValueError, match="and the pupils"):
        expected(table.iloc[1:], printed(table), OF, Rules())


def test_equal_print_is_no_difference() -> None:
    """50,4 percent of 100 000 where 50,07 were expected: 2,1 errors, and both are printed 50."""
    others: tuple[Sequence[Kind], ...] = (((LOW, 100_000, 50_000),),) * 5
    one = told(pupils(((LOW, 100_000, 50_400),), *others))["0600"]
    assert (one.andel, one.flagg) == (Decimal(50), Flagg.INGEN)


def test_the_printed_interval_and_the_words_say_the_same() -> None:
    """Whatever the numbers: unusual lies outside the interval around the difference, else not."""
    seen = set()
    for n in (30, 35, 39, 40, 60):
        for done in range(n + 1):
            table = pupils(((LOW, n, done),), *OTHERS)
            one, figure = told(table)["0600"], printed(table)
            verdi = figure[FigureKey("fullfort_56", "kommune", "0600", "2010")].verdi
            assert verdi is not None
            outside = abs(verdi - one.andel) > one.rekkevidde
            assert outside is (one.flagg is not Flagg.INGEN), (n, done)
            seen.add(one.flagg)
    assert seen == {Flagg.INGEN, Flagg.UVANLIG, Flagg.SVAERT_UVANLIG}
