"""Planning and attacking in turn: how much is hidden for what is found, and when it ends."""

import pytest

from audit_helpers import LAV, Round, one_year
from datapakke import secure
from datapakke.case import Case
from datapakke.disclosure import Decisions, Fate
from datapakke.disclosure.audit.audit import Detail
from datapakke.disclosure.audit.report import Failure
from datapakke.disclosure.plan.exposed import LAST, Exposed, raised
from datapakke.rules import Rules
from datapakke.secure import GENTLE, LeakError, secure_part

ATTACKED = ("0601", "0603", "0602")


@pytest.fixture
def part() -> Case:
    """Nothing of it is small: the planner has nothing to hide by itself."""
    round_ = Round([LAV], one_year((12, 20, 9), (20, 20, 9), (30, 30, 9), (40, 20, 9)))
    case = Case(round_.known().results, (LAV,), (round_.universet,), round_.areas, Rules())
    (only,) = case.parts()
    return only


def found_in(part: Case, omraade: str) -> Failure:
    """Give what an attack says of a municipality."""
    (aar,) = set(part.results.table["aar"])
    return Failure("alle", "celle", "lav", 0, 3, "mer", "slik", sted=("kommune", omraade, aar))


def shown(part: Case, decisions: Decisions) -> set[str]:
    """Name the areas of which the figure is shown."""
    areas = part.results.table["omraade"].tolist()
    fates = decisions.fates.tolist()
    return {one for one, fate in zip(areas, fates, strict=True) if fate is Fate.VIST}


def test_it_goes_on_as_long_as_more_can_be_hidden(
    part: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One municipality after another, each until the county is hidden for it."""
    asked: list[Detail] = []

    def attacked(case: Case, decisions: Decisions, detail: Detail) -> tuple[Failure, ...]:
        asked.append(detail)
        there = shown(case, decisions)
        here = [one for one in ATTACKED if one in there] or (["0602"] if "fylke" in there else [])
        return tuple(found_in(case, one) for one in here[:1])

    monkeypatch.setattr(secure, "_attacked", attacked)
    made = secure_part(part)

    assert len(asked) > GENTLE
    assert set(asked) == {Detail.CELLS}
    assert made.failures == ()
    assert shown(part, made.decisions) == {"0604"}


def test_what_is_found_when_all_is_hidden_is_told_in_words_and_refused(
    part: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is tried twice with as much hidden."""
    asked: list[tuple[Detail, set[str]]] = []

    def attacked(case: Case, decisions: Decisions, detail: Detail) -> tuple[Failure, ...]:
        asked.append((detail, shown(case, decisions)))
        return (found_in(case, "0602"),)

    monkeypatch.setattr(secure, "_attacked", attacked)
    monkeypatch.setattr(secure, "each", lambda work, items, _: list(map(work, items)))
    with pytest.raises(LeakError, match="celle") as caught:
        secure.secure(part)

    assert caught.value.exit_code == 3
    assert [detail for detail, _ in asked] == [Detail.CELLS] * (LAST + 1) + [Detail.WORDS]
    assert asked[-1][1] == asked[-2][1] == {"0601", "0603", "0604"}


def test_steps_are_no_more_than_there_are() -> None:
    """Else the end would never come."""
    one, other = (Exposed("u", "kommune", nr, "2016") for nr in ("0601", "0602"))
    steps = raised({one: 3}, [one, other])
    assert steps == {one: LAST, other: 1}
    assert raised(steps, [one, other], by=LAST) == {one: LAST, other: LAST}
    assert raised({one: LAST}, [one]) == {one: LAST}
