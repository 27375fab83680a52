"""What becomes of a figure when something of it is held back: shown, coarsely, or hidden."""

from typing import Any

import pandas as pd
import pytest

from datapakke.disclosure import Decisions, Fate
from datapakke.disclosure.plan.blocks import Planned
from datapakke.disclosure.plan.fates import coarse_at_least, decisions
from datapakke.disclosure.plan.ground import cells_of
from datapakke.disclosure.plan.printed import Kind
from datapakke.rules import Rules
from disclosure_tables import indicator, results

MEETING: dict[str, Any] = {"nivaa": "mote", "omraade": "2016-11-02", "teller": 40, "nevner": 80}
WANTED = Rules(hovedtall=("andel",))


def decided(row: dict[str, Any], *held: Kind, small: bool = False) -> Decisions:
    """Decide one row of which something is held back, and that the rules hide where it is small."""
    table = results(row).table.reset_index(drop=True)
    cells = cells_of(table, {"andel": indicator()})
    hidden = frozenset([0]) if small else frozenset[int]()
    coarse = coarse_at_least(cells[""], hidden, WANTED)
    withheld = {kind: {0} if kind in held else set() for kind in Kind}
    printed = pd.Series(data=True, index=table.index)
    return decisions(table, printed, Planned(cells, hidden, coarse), withheld)


@pytest.mark.parametrize(
    ("held", "fate", "step", "with_n"),
    [
        ((), Fate.VIST, 0, True),
        ((Kind.TALL,), Fate.VIST, 0, False),
        ((Kind.VERDI,), Fate.VIST, 5, True),
        ((Kind.VERDI, Kind.GROV), Fate.VIST, 10, True),
        ((Kind.VERDI, Kind.GROVERE), Fate.VIST, 5, True),
        ((Kind.GROV, Kind.GROVERE), Fate.VIST, 0, True),
        ((Kind.VERDI, Kind.GROV, Kind.GROVERE), Fate.TOTAL, 0, False),
    ],
)
def test_a_meeting_s_value_is_rounded_as_finely_as_it_may(
    held: tuple[Kind, ...], fate: Fate, step: int, *, with_n: bool
) -> None:
    """What is coarser is not printed, and so may be held back without a loss."""
    found = decided(MEETING, *held)
    assert (found.fates[0], found.grov[0], found.with_n[0]) == (fate, step, with_n)


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        ({"nivaa": "fylke", "omraade": "fylke"}, Fate.TOTAL),
        ({"nivaa": "kommune", "omraade": "0601"}, Fate.VERN),
        ({"slag": "median", "median": 3.0}, Fate.TOTAL),
    ],
)
def test_others_are_hidden_when_their_value_is_held_back(row: dict[str, Any], fate: Fate) -> None:
    """Only a meeting's share or mean has other ways to be printed."""
    found = decided(MEETING | row, Kind.VERDI)
    assert (found.fates[0], found.grov[0], found.with_n[0]) == (fate, 0, False)


@pytest.mark.parametrize(
    ("row", "fate", "step"),
    [
        ({"teller": 78}, Fate.VIST, 5),
        ({"teller": 7, "nevner": 9}, Fate.FAA, 0),
        ({"slag": "snitt", "teller": 300, "nevner": 9}, Fate.FAA, 0),
        ({"teller": 78, "indikator": "andre"}, Fate.FAA, 0),
        ({"teller": 78, "nivaa": "fylke", "omraade": "fylke"}, Fate.FAA, 0),
        ({"teller": 78, "nivaa": "kommune", "omraade": "0601"}, Fate.FAA, 0),
    ],
)
def test_of_what_is_small_only_meetings_shares_of_many_that_are_wanted_are_told(
    row: dict[str, Any], fate: Fate, step: int
) -> None:
    """And never as they are."""
    table = MEETING | row
    of = {name: indicator(name) for name in ("andel", "andre")}
    frame = results(table).table.reset_index(drop=True)
    cells = cells_of(frame, of)
    hidden = frozenset([0])
    planned = Planned(cells, hidden, coarse_at_least(cells[""], hidden, WANTED))
    nothing: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    found = decisions(frame, pd.Series(data=True, index=frame.index), planned, nothing)
    assert (found.fates[0], found.grov[0]) == (fate, step)


def test_a_small_meeting_s_share_of_which_nothing_can_be_told_is_few() -> None:
    """It says no more than the rules did."""
    found = decided(MEETING | {"teller": 78}, Kind.GROV, Kind.GROVERE, small=True)
    assert (found.fates[0], found.grov[0], found.with_n[0]) == (Fate.FAA, 0, False)
