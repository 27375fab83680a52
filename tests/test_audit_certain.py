"""What is not decided is told from what is known: a search that ended has proven nothing."""

import numpy as np
import pytest

from datapakke.disclosure.audit import ContradictionError, Engine, System, solver
from datapakke.disclosure.audit.highs import Status
from datapakke.disclosure.audit.report import Failure, Report, summary
from datapakke.rules import Rules

FAILURE = Failure(
    scenario="alle som leser pakkene",
    celle="«Fravær», Flå 2015/16",
    indikator="fravaer",
    lo=3,
    hi=3,
    krav="1 eller lavere",
    hvordan="fylket − Gol",
)


def test_a_demand_that_is_out_of_reach_is_certainly_not_met() -> None:
    system = System()
    names = [system.add_variable("Flå"), system.add_variable("Gol")]
    system.add_row("fylket", dict.fromkeys(names, 1), 7, 7)
    system.add_row("Gol", {names[1]: 1}, 4, 5)
    verdict = Engine(system, [3, 4]).meets({names[0]: 1}, 1, None)

    assert (verdict.ok, verdict.certain, verdict.least) == (False, True, 2)


def test_a_demand_that_whole_persons_keep_out_of_reach_is_certainly_not_met() -> None:
    """In parts of persons 3·x + 5·y = 19 lets x be 0; whole, it is 3."""
    system = System()
    threes, fives = system.add_variable("treere"), system.add_variable("femmere")
    system.add_row("summen", {threes: 3, fives: 5}, 19, 19)
    verdict = Engine(system).meets({threes: 1}, 1, 5)

    assert (verdict.ok, verdict.certain) == (False, True)


def test_parts_that_do_not_hang_together_are_low_at_the_same_time() -> None:
    """Each part must go to its own lowest, also where that is not yet enough for the sum."""
    system = System()
    names = [system.add_variable(name) for name in ("Flå", "Gol", "Hol", "Ål")]
    for pair in (names[:2], names[2:]):
        system.add_row("i alt", dict.fromkeys(pair, 1), 1, 1)
    for truth in ([], [1, 0, 1, 0]):
        verdict = Engine(system, truth).meets({names[0]: 1, names[2]: 1}, 0, 2)
        assert (verdict.ok, verdict.certain) == (True, True)


def test_that_the_solver_says_there_is_none_decides_nothing_where_one_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Seen when a share of few without its n was shown: HiGHS ruled the true data set out."""
    system = System()
    names = [system.add_variable("Flå"), system.add_variable("Gol")]
    system.add_row("fylket", dict.fromkeys(names, 1), 7, 7)
    system.add_row("Gol", {names[1]: 1}, 3, 5)
    monkeypatch.setattr(solver, "minimise", lambda *_: Status.kInfeasible)

    known = Engine(system, [3, 4]).meets({names[0]: 1}, 1, None)

    assert (known.ok, known.certain) == (False, False)
    with pytest.raises(ContradictionError):
        Engine(system).meets({names[0]: 1}, 1, None)


def test_a_search_that_ended_has_proven_nothing() -> None:
    """Thirty yes or no with four sums of large numbers: too many to try, and parts fit well."""
    random = np.random.default_rng(1)
    truth = random.integers(0, 2, 30)
    system = System()
    names = [system.add_variable(f"nr. {one}", high=1) for one in range(30)]
    for row in range(4):
        by = random.integers(1, 1000, 30)
        total = float(by @ truth)
        terms = dict(zip(names, by.astype(float).tolist(), strict=True))
        system.add_row(f"sum {row}", terms, total, total)
    first = int(np.flatnonzero(truth)[0])
    verdict = Engine(system, truth.tolist()).meets({names[first]: 1}, 0, None)

    assert (verdict.ok, verdict.certain) == (False, False)


def test_the_report_tells_what_is_known_from_what_is_not_decided() -> None:
    undecided = Failure(
        scenario="Gol, som kjenner egne tall,",
        celle="«Fravær», Flå 2014/15",
        indikator="fravaer",
        lo=np.nan,
        hi=np.nan,
        krav="1 eller lavere",
        hvordan="",
        avgjort=False,
    )

    assert str(FAILURE) == (
        "«Fravær», Flå 2015/16: alle som leser pakkene kan regne ut at det er nøyaktig 3; det skal"
        " kunne være 1 eller lavere. Slik: fylket − Gol"
    )
    assert str(undecided) == (
        "«Fravær», Flå 2014/15: ikke avgjort hva Gol, som kjenner egne tall, kan regne ut; det skal"
        " kunne være 1 eller lavere"
    )
    report = Report(rules=Rules(), tall=9, failures=(FAILURE, undecided))
    assert summary(report) == (
        "9 trykte tall er angrepet. 1 skjulte tall kan regnes ut for nøyaktig. 1 er ikke avgjort."
    )
    assert not report.ok
