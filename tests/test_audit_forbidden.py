"""What the profile forbids is refused when it is printed, whatever could be worked out of it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from audit_helpers import DELER, KOMMUNER, LAV, MOTE, SNITT, UTEN, Round, indicator, one_year
from datapakke.disclosure.audit.audit import audit
from datapakke.disclosure.audit.forbidden import forbidden
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.plan.primary import is_small
from datapakke.model import ALLE, Figure, FigureKey, Indicator, Nivaa, Status, Unit
from datapakke.rules import Rules

AAR = "2015/16"
HERE = KOMMUNER[0]
LARGE = (30, 40, 20)
ANTALL = indicator("antall", teller=("uten",), unit=Unit.ANTALL)
FORDELING = indicator("fordeling", kategorier={"l": ("lav",), "h": ("høy",)})
HEMMELIG = indicator("hemmelig", teller=("uten",), nevner=DELER, sensitiv=True)
DAGER = indicator("dager", nevner=("lav", "høy"), unit=Unit.DAGER)


def said(round_: Round, rules: Rules | None = None) -> list[tuple[str, str]]:
    """Give the figures that a rule forbids, and the rule."""
    found = forbidden(round_.known(rules), round_.figures)
    return [(one.celle.removesuffix(", Aasen 2015/16"), one.regel) for one in found]


def of(one: Indicator, counts: Sequence[int], *, n: bool = False) -> Round:
    """Give a round in which one figure of the first municipality is printed."""
    round_ = Round([one], one_year(counts, LARGE, LARGE, LARGE))
    place = ("snitt", HERE, AAR, ALLE)
    round_.sums, round_.medians = {place: 20.0 * sum(counts[:2])}, {("dager", *place[1:]): 3.0}
    for kategori in one.kategorier or ("",):
        round_.show(one, HERE, n=n, kategori=kategori)
    return round_


@pytest.mark.parametrize("n", [False, True])
@pytest.mark.parametrize(
    ("one", "counts", "rule"),
    [
        (UTEN, (100, 96, 4), "det gjelder fra 1 til 4"),
        (LAV, (96, 4, 9), "det gjelder alle unntatt fra 1 til 4"),
        (LAV, (0, 9, 9), "det er færre enn 10 bak"),
        (HEMMELIG, (100, 100, 0), "det er følsomt, og gjelder ingen eller alle"),
        (HEMMELIG, (0, 0, 100), "det er følsomt, og gjelder ingen eller alle"),
        (ANTALL, (100, 100, 3), "det gjelder fra 1 til 4"),
        (SNITT, (5, 4, 9), "det er færre enn 10 bak"),
        (DAGER, (5, 4, 9), "det er færre enn 10 bak"),
        (FORDELING, (96, 4, 9), "det gjelder alle unntatt fra 1 til 4"),
    ],
)
def test_each_rule_is_said_in_words(
    one: Indicator, counts: Sequence[int], rule: str, *, n: bool
) -> None:
    round_ = of(one, counts, n=n)

    report = audit(Printed(round_.figures), round_.known())

    assert said(round_) == [(f"«{one.title}»", rule)]
    assert not report.ok
    told = [str(failure) for failure in report.failures if failure.regel]
    assert told == [f"«{one.title}», Aasen 2015/16 er trykt, og skal være skjult: {rule}"]


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        (UTEN, (100, 95, 5)),
        (UTEN, (100, 95, 0)),
        (LAV, (5, 5, 9)),
        (LAV, (0, 0, 9)),
        (HEMMELIG, (100, 95, 5)),
        (ANTALL, (100, 100, 0)),
        (ANTALL, (1, 1, 5)),
        (SNITT, (5, 5, 9)),
        (DAGER, (5, 5, 9)),
        (FORDELING, (30, 5, 9)),
    ],
)
def test_what_is_large_enough_is_not_forbidden(one: Indicator, counts: Sequence[int]) -> None:
    assert said(of(one, counts)) == []


def test_a_distribution_of_few_does_not_stand_beside_a_mean() -> None:
    round_ = Round([FORDELING, SNITT], one_year((15, 14, 9), LARGE, LARGE, LARGE))
    many = Round([FORDELING, SNITT], one_year((15, 15, 9), LARGE, LARGE, LARGE))
    for one in (round_, many):
        one.show(FORDELING, HERE, kategori="l").show(FORDELING, HERE, kategori="h")

    rule = "en fordeling av færre enn 30 står ikke ved siden av gjennomsnittet"
    assert said(round_) == [("«fordeling»", rule)]
    assert said(many) == []


def test_the_limits_are_those_of_the_profile() -> None:
    strict = Rules(antall_under=8, nevner_under=50, snitt_under=40)

    assert said(of(UTEN, (100, 95, 7)), strict)[0][1] == "det gjelder fra 1 til 7"
    assert said(of(LAV, (20, 20, 9)), strict)[0][1] == "det er færre enn 50 bak"
    assert said(of(SNITT, (20, 19, 9)), strict)[0][1] == "det er færre enn 40 bak"


def test_a_headline_of_a_meeting_may_be_printed_coarsely_but_not_exactly() -> None:
    wanted = Rules(hovedtall=("uten",))
    round_ = Round([UTEN], one_year((90, 90, 2), (90, 90, 1), LARGE, LARGE)).show(
        UTEN, MOTE, n=False
    )
    coarse = {
        key: replace(one, verdi=Decimal(0), avrundet_til=5) for key, one in round_.figures.items()
    }

    assert len(said(round_, wanted)) == 1
    assert list(forbidden(round_.known(wanted), coarse)) == []
    assert len(list(forbidden(round_.known(Rules(hovedtall=())), coarse))) == 1


def test_what_a_source_hides_is_forbidden_where_it_hid_it() -> None:
    round_ = Round([UTEN], one_year(None, LARGE, LARGE, LARGE))
    for place in (HERE, "fylke"):
        nivaa = Nivaa.KOMMUNE if place == HERE else Nivaa.FYLKE
        key = FigureKey("uten", nivaa.value, place, AAR)
        round_.figures[key] = Figure(key, Status.VIST, verdi=Decimal(7))

    assert said(round_) == [("«uten»", "kilden har skjult det")]


@pytest.mark.parametrize("seed", range(30))
def test_the_attack_and_the_planner_read_the_same_rules(seed: int) -> None:
    """They share no code, and every figure that can be printed is forbidden or small to both."""
    chance = random.Random(seed)  # noqa: S311 - examples, not secrets
    every = [LAV, UTEN, SNITT, ANTALL, FORDELING, HEMMELIG, DAGER]
    some = chance.sample(every, 4)
    counts = [[chance.choice((0, 1, 4, 5, 9, 10, 30)) for _ in DELER] for _ in KOMMUNER]
    round_ = Round(some, one_year(*counts))
    places = (*KOMMUNER, MOTE, "fylke")
    round_.sums = {("snitt", nr, AAR, ALLE): 20.0 for nr in KOMMUNER}
    round_.medians = {("dager", place, AAR, ALLE): 3.0 for place in places}
    for one in some:
        for kategori in one.kategorier or ("",):
            round_.show(one, *places, kategori=kategori, n=False)
    known = round_.known()
    table = known.results.table
    small = table[is_small(table, {one.id: one for one in some}, known.rules)]

    found = {(one.indikator, *one.sted) for one in forbidden(known, round_.figures)}

    names = ["indikator", "nivaa", "omraade", "aar"]
    hidden = set(small[names].itertuples(index=False, name=None))
    printed = {
        (key.indikator, key.nivaa, key.omraade, key.aar)
        for key, one in round_.figures.items()
        if one.verdi is not None
    }
    assert found == hidden & printed
    assert found
