"""Data sets found by moves: each is one, has its end, and leaves alone who must be."""

import random

import numpy as np
import pytest

from audit_helpers import KOMMUNER, LAV, SNITT, UTEN, Round, indicator, one_year
from datapakke.disclosure.audit.attacker import ANYONE, Attacker
from datapakke.disclosure.audit.build import Said, worlds
from datapakke.disclosure.audit.cells import demands
from datapakke.disclosure.audit.earlier import Sorted
from datapakke.disclosure.audit.mend import Mend
from datapakke.disclosure.audit.moves import Moves
from datapakke.disclosure.audit.seen import Seen
from datapakke.disclosure.audit.system import Form
from datapakke.model import ALLE

AAR = "2015/16"
FORDELING = indicator("fordeling", kategorier={"l": ("lav",), "h": ("høy",), "u": ("uten",)})


def drawn(seed: int) -> Round:
    """Give a round with some figures of all kinds printed."""
    chance = random.Random(seed)  # noqa: S311 - examples, not secrets
    counts = [(chance.randint(0, 9), chance.randint(5, 40), chance.randint(0, 7)) for _ in KOMMUNER]
    round_ = Round([LAV, UTEN, SNITT, FORDELING], one_year(*counts))
    round_.sums = {
        ("snitt", nr, AAR, ALLE): 21.5 * low + 42.5 * high
        for nr, (low, high, _) in zip(KOMMUNER, counts, strict=True)
    }
    round_.show(LAV, "fylke", n=False).show(SNITT, "fylke", n=False)
    for one in (LAV, UTEN, SNITT):
        large = [nr for nr, of in zip(KOMMUNER, counts, strict=True) if min(of) > 3]
        if large and chance.random() > 0.5:
            round_.show(one, *large, n=chance.random() > 0.5)
    return round_


def attacker_of(round_: Round) -> Attacker:
    ((world, _),) = worlds(round_.known(), round_.figures, Sorted(), Said())
    wanted = demands(world)
    attacker = Attacker(world, wanted)
    attacker.mend([(ANYONE, one) for one in wanted])
    return attacker


def form_and_mend(attacker: Attacker, still: int) -> tuple[Form, Seen, Mend]:
    local = attacker._local  # noqa: SLF001
    moves = Moves(local.form, attacker._world.grid())  # noqa: SLF001
    ends = attacker.seen.ends
    return (
        local.form,
        attacker.seen,
        Mend(local.form, local.truth, moves, ends, [still] * len(ends)),
    )


@pytest.mark.parametrize("still", [-1, 0, 2])
@pytest.mark.parametrize("seed", range(20))
def test_what_is_found_is_a_data_set_that_has_an_end(seed: int, still: int) -> None:
    attacker = attacker_of(drawn(seed))
    form, seen, mend = form_and_mend(attacker, still)

    points = mend.points()

    assert form.holds(points).all()
    for point in points:
        values = [sum(by * point[at] for at, by in end.target.items()) for end in seen.ends]
        assert any(v <= end.bound + 1e-6 for v, end in zip(values, seen.ends, strict=True))
    if still >= 0:
        own = list(attacker.own[KOMMUNER[still]])
        assert (points[:, own] == attacker._truly[own]).all()  # noqa: SLF001
    assert (points == form_and_mend(attacker, still)[2].points()).all()


def test_most_of_what_can_be_otherwise_is_found_so() -> None:
    found = there = 0
    for seed in range(20):
        attacker = attacker_of(drawn(seed))
        first = attacker.seen.hit[:, 0].copy()
        attacker.seek(ANYONE, [end.demand for end in attacker.seen.ends])
        found, there = found + first.sum(), there + attacker.seen.hit[:, 0].sum()

    assert there >= 100
    assert found >= 0.95 * there


def test_what_two_hide_is_seen_to_be_hidden_from_the_others_too() -> None:
    small, large = (3, 30, 9), (20, 30, 9)
    round_ = Round([LAV], one_year(small, small, small, large)).show(LAV, KOMMUNER[3], "fylke")
    ((world, _),) = worlds(round_.known(), round_.figures, Sorted(), Said())
    wanted = demands(world)
    attacker = Attacker(world, wanted)

    attacker.mend([(who, one) for who in (ANYONE, *attacker.own) for one in wanted])

    mine = [one for one in wanted if one.words == "«lav»" and one.place.omraade == KOMMUNER[0]]
    where = attacker.where([(who, one) for who in (ANYONE, *KOMMUNER[1:]) for one in mine])
    assert attacker.lacking(where) == []
    assert np.isfinite(np.array(where)).all()
