"""Nothing is hidden without need: what is hidden for others' sake is minded when it is shown."""

import random
from dataclasses import replace

import pandas as pd
import pytest

from audit_helpers import AREAS, KOMMUNER, LAV, SNITT, UTEN, Round, one_year
from datapakke.case import Case
from datapakke.disclosure import Decisions, Fate, Planner
from datapakke.disclosure.audit.again import Again
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.printed import Printed
from datapakke.lift import FOR_OTHERS, lifted
from datapakke.publish import publish
from datapakke.rules import Rules
from datapakke.secure import secure_part

AAR = "2015/16"


def part_of(*counts: tuple[int, ...], sums: bool = False) -> Case:
    """Give a round of one universe; with sums, means are printed too."""
    round_ = Round([LAV, UTEN, *([SNITT] if sums else [])], one_year(*counts))
    for nr, (low, high, _) in zip(KOMMUNER, counts, strict=True):
        round_.sums = {**round_.sums, ("snitt", nr, AAR, "alle"): 21.5 * low + 42.5 * high}
    indicators = tuple(round_.indicators)
    results = round_.known().results
    case = Case(results, indicators, (round_.universet,), AREAS, Rules())
    (only,) = case.parts()
    return only


def planner_of(case: Case) -> Planner:
    return Planner(case.results, case.indicators, case.universer, case.areas, case.rules)


def with_fate(decisions: Decisions, row: int, fate: Fate) -> Decisions:
    """Give the decisions with a row shown, without n, or hidden."""
    columns = {"fates": fate, "with_n": False, "grov": int(fate is Fate.VIST)}
    changed = {}
    for name, value in columns.items():
        values = getattr(decisions, name).tolist()
        values[row] = value
        changed[name] = pd.Series(values, decisions.fates.index)
    return replace(decisions, **changed)


def leaks(case: Case, decisions: Decisions) -> bool:
    printed = Printed(publish(case.results, decisions, case.indicators))
    return not audit(printed, case.known, insiders=True).ok


def hidden_for_others(decisions: Decisions) -> list[int]:
    return [row for row, fate in enumerate(decisions.fates) if fate in FOR_OTHERS]


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_hidden_for_others_gives_something_away_when_it_is_shown(seed: int) -> None:
    """All of them, to anyone or to an insider, or the planner cannot bear it."""
    chance = random.Random(seed)  # noqa: S311 - examples, not secrets
    ranges = ((0, 9), (4, 40), (0, 7))
    counts = [tuple(chance.randint(*one) for one in ranges) for _ in KOMMUNER]
    case = part_of(*counts, sums=bool(seed % 3))

    made = secure_part(case)

    assert not made.failures
    assert not leaks(case, made.decisions)
    planner = planner_of(case)
    assert planner.bears(made.decisions)
    for row in hidden_for_others(made.decisions):
        more = with_fate(made.decisions, row, Fate.VIST)
        assert leaks(case, more) or not planner.bears(more), case.results.table.iloc[row].tolist()


def test_what_was_hidden_without_need_is_shown_again_and_primary_hiding_never() -> None:
    case = part_of((12, 30, 9), (20, 20, 9), (30, 30, 9), (40, 20, 9))
    before = secure_part(case).decisions
    assert not hidden_for_others(before)
    fates = before.fates.tolist()
    rows = [row for row, fate in enumerate(fates) if fate is Fate.VIST]
    less = with_fate(with_fate(before, rows[0], Fate.VERN), rows[-1], Fate.TOTAL)
    small = with_fate(less, rows[1], Fate.FAA)

    after = lifted(case, planner_of(case), small)

    there = [row for row, fate in enumerate(after.fates) if fate is Fate.VIST]
    assert there == [row for row in rows if row != rows[1]]


def test_the_planner_is_asked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attack that finds nothing, ever, does not show what the planner's demands forbid."""
    case = part_of((3, 30, 9), (3, 25, 8), (30, 30, 9), (40, 20, 9))
    decisions = secure_part(case).decisions
    hidden = hidden_for_others(decisions)
    assert hidden
    monkeypatch.setattr(Again, "reading", lambda self, *_: self._attacker)

    after = lifted(case, planner_of(case), decisions)

    assert hidden_for_others(after)
    assert all(leaks(case, with_fate(after, row, Fate.VIST)) for row in hidden_for_others(after))
