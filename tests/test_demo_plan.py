"""The whole demo round: nobody knows too much of the plan, and nothing in it is hidden needlessly.

The plan is kept (``demo_plan``), since a build needs minutes for it. That a build makes the same is
seen for the parts that are quick; the attack is made on all of it.
"""

from dataclasses import replace

import pytest

from datapakke.attack import attack
from datapakke.case import Case
from datapakke.disclosure import Decisions, Fate
from datapakke.disclosure.audit.again import Again
from datapakke.disclosure.audit.build import Said, worlds
from datapakke.disclosure.audit.cells import demands
from datapakke.disclosure.audit.earlier import Sorted
from datapakke.disclosure.audit.forbidden import forbidden
from datapakke.disclosure.audit.printed import Printed
from datapakke.lift import FOR_OTHERS
from datapakke.model import Figure, FigureKey
from datapakke.publish import KEY_COLUMNS, publish
from datapakke.secure import secure_part
from demo_plan import demo_case, read_plan

QUICK = ("overgang", "eksamen_matematikk", "fravaer_10", "vg1_stryk", "neet_15_29", "vg1_norsk")
"""Universes whose parts are planned, attacked and shown again in some seconds."""


@pytest.fixture(scope="module")
def case() -> Case:
    return demo_case()


@pytest.fixture(scope="module")
def plan(case: Case) -> Decisions:
    return read_plan(case)


def of(part: Case, plan: Decisions) -> Decisions:
    """Give the plan of a part."""
    at = part.results.table.index
    return Decisions(plan.fates[at], with_n=plan.with_n[at], grov=plan.grov[at])


def quick_parts(case: Case) -> list[Case]:
    return [part for part in case.parts() if part.universer[0].id in QUICK]


def shown_again(part: Case, plan: Decisions, fates: tuple[Fate, ...]) -> list[list[Figure]]:
    """Give the figures of some fates as they would be printed, a distribution whole."""
    held = plan.fates.isin(fates)
    figures = publish(
        part.results, replace(plan, fates=plan.fates.mask(held, Fate.VIST)), part.indicators
    )
    found: dict[tuple[object, ...], list[Figure]] = {}
    for key in part.results.table.loc[held, KEY_COLUMNS].itertuples(index=False, name=None):
        found.setdefault(key[:-1], []).append(figures[FigureKey(*key)])
    return list(found.values())


def test_nobody_and_no_municipality_knows_too_much(case: Case, plan: Decisions) -> None:
    printed = Printed(publish(case.results, plan, case.indicators))

    report = attack(case, printed, insiders=True)

    assert report.failures == ()
    assert len(report.scenarier) == 1 + len(case.areas.kommuner)
    assert sum(report.scenarier.values()) > 100_000


def test_a_build_makes_the_same_plan(case: Case, plan: Decisions) -> None:
    for part in quick_parts(case):
        made = secure_part(part)
        kept = of(part, plan)
        assert not made.failures
        for name in ("fates", "with_n", "grov"):
            same = getattr(made.decisions, name).tolist() == getattr(kept, name).tolist()
            assert same, f"{part.universer[0].id}: python tests/demo_plan.py?"


def test_the_audit_fails_for_every_figure_that_a_rule_hides(case: Case, plan: Decisions) -> None:
    every = shown_again(case, plan, (Fate.FAA,))
    known = case.known

    free = [
        figures[0].key
        for figures in every
        if not any(True for _ in forbidden(known, {one.key: one for one in figures}))
    ]

    assert len(every) > 2_500
    assert free == []


def test_the_audit_fails_for_every_figure_hidden_for_others(case: Case, plan: Decisions) -> None:
    """In the quick parts; ``benchmarks/disclosure.py`` tries all."""
    tried = 0
    for part in quick_parts(case):
        kept = of(part, plan)
        hidden = shown_again(part, kept, FOR_OTHERS)
        labels = sorted(set(part.results.table["aar"]))
        figures = publish(part.results, kept, part.indicators)
        for world, _ in worlds(part.known, figures, Sorted(), Said(), labels):
            there = {world.truth.perioder[t] for t in world.perioder}
            mine = [x for x in hidden if set(part.known.periods(x[0].key.aar)) <= there]
            again = Again(world, demands(world), mine, insiders=True)
            assert again.exposed == []
            for place, shown in enumerate(mine):
                assert again.gives_away(place), shown[0].key
                tried += 1
    assert tried > 10
