"""Showing a hidden figure again: the quick test says what a whole attack says."""

import random

import pytest

from audit_helpers import KOMMUNER, LAV, MOTE, Round, one_year
from datapakke.disclosure.audit.again import Again
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.build import Said, worlds
from datapakke.disclosure.audit.cells import demands
from datapakke.disclosure.audit.earlier import Sorted
from datapakke.disclosure.audit.printed import Printed
from datapakke.model import ALLE

AAR = "2015/16"
PLACES = (*KOMMUNER, MOTE, "fylke")


def asked(round_: Round, places: list[str], *, n: bool, insiders: bool) -> Again:
    """Give the quick test of a round in which some figures might be shown too."""
    figures = [[round_.figure(LAV, place, AAR, ALLE, "", n=n)] for place in places]
    ((world, earlier),) = worlds(round_.known(), round_.figures, Sorted(), Said())
    return Again(world, [*demands(world), *earlier], figures, insiders=insiders)


@pytest.mark.parametrize("insiders", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_the_quick_test_agrees_with_a_whole_attack(seed: int, *, insiders: bool) -> None:
    chance = random.Random(seed)  # noqa: S311 - examples, not secrets
    counts = [(chance.randint(0, 8), chance.randint(5, 30), chance.randint(0, 6)) for _ in KOMMUNER]
    round_ = Round([LAV], one_year(*counts))
    shown = chance.sample(PLACES, 2)
    hidden = [place for place in PLACES if place not in shown]
    round_.show(LAV, *shown)

    test = asked(round_, hidden, n=bool(seed % 2), insiders=insiders)

    assert bool(test.exposed) == (
        not audit(Printed(round_.figures), round_.known(), insiders=insiders).ok
    )
    for place, name in enumerate(hidden if not test.exposed else ()):
        figure = round_.figure(LAV, name, AAR, ALLE, "", n=bool(seed % 2))
        more = Printed({**round_.figures, figure.key: figure})
        report = audit(more, round_.known(), insiders=insiders)
        assert test.gives_away(place) == (not report.ok), name


def test_the_examples_have_both_answers() -> None:
    small, large = (3, 20, 6), (10, 20, 6)
    round_ = Round([LAV], one_year(small, small, large, large)).show(LAV, KOMMUNER[2])

    test = asked(round_, list(PLACES), n=True, insiders=False)

    told = dict(zip(PLACES, map(test.gives_away, range(len(PLACES))), strict=True))
    assert not test.exposed
    assert told[KOMMUNER[0]]
    assert told[KOMMUNER[1]]
    assert not told[KOMMUNER[3]]
    assert not told["fylke"]
