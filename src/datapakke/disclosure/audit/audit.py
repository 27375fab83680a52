"""Attacks what is printed of a round: as anyone, and as each municipality with its own numbers."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import NamedTuple

from datapakke.disclosure.audit.attacker import ANYONE, Attacker
from datapakke.disclosure.audit.build import Said, Sketch, sketches
from datapakke.disclosure.audit.cells import Demand, demands
from datapakke.disclosure.audit.earlier import UKJENT, Earlier, sort_earlier
from datapakke.disclosure.audit.forbidden import forbidden
from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Failure, Report, number
from datapakke.disclosure.audit.rows import figure_name
from datapakke.disclosure.audit.stale import stale
from datapakke.disclosure.audit.why import explain
from datapakke.errors import DatapakkeError, Problem
from datapakke.model import Nivaa

ALLE = "alle som leser pakkene"


class StaleError(DatapakkeError):
    """What is printed is not what the extracts give: the packets were made from something else."""

    exit_code = 4


class Detail(Enum):
    """What is said of a cell that is known too well; each takes more time than those before."""

    CELLS = 1
    """Which cells."""
    INTERVALS = 2
    """And between what they are known to be."""
    WORDS = 3
    """And how."""


class Outcome(NamedTuple):
    """What an attack on a world found.

    Attributes:
        tried: Who attacked → how many demands were tried.
        failures: What is known too well.
        said: What is printed and does not agree with the true counts.
    """

    tried: Counter[str]
    failures: list[Failure]
    said: Said


Each = Callable[[Callable[[Sketch], Outcome], Sequence[Sketch]], Iterable[Outcome]]
"""Does something for each of some worlds, before they are made."""


def audit(  # noqa: PLR0913 - what is printed, what is known, and how it is attacked
    printed: Printed,
    known: Known,
    *,
    earlier: Iterable[Earlier] = (),
    insiders: bool = True,
    detail: Detail = Detail.WORDS,
    brief: bool = False,
    each: Each = map,
) -> Report:
    """Attack the printed figures of a round.

    Args:
        printed: What is printed, or will be.
        known: The true counts and the declarations.
        earlier: What was printed in earlier rounds.
        insiders: Attack as each municipality too.
        detail: How much is said of what is known too well.
        brief: Leave the municipalities out where anyone knows something too well already.
        each: Attacks the worlds: one after the other, or on all cores.

    Raises:
        StaleError: What is printed does not agree with the true counts.
        ContradictionError: No data set at all is printed like this.
    """
    _refuse(list(stale(known, printed.figures)))
    said = Said()
    before = sort_earlier(earlier, known, printed.figures)
    every = list(sketches(known, printed.figures, before, said))
    work = partial(_attack, insiders=insiders, detail=detail, brief=brief)
    outcomes = list(each(work, every))
    _refuse([name for outcome in outcomes for name in outcome.said.stale])
    failures = [one for outcome in outcomes for one in outcome.failures]
    failures += forbidden(known, printed.figures)
    tried = sum((outcome.tried for outcome in outcomes), Counter[str]())
    unused = before.unused + Counter({UKJENT: said.unplaced})
    revised = [
        f"{figure_name(known, now.key)}: {now.verdi}, men {old.verdi}{where}"
        for old, now, where in before.revised
    ]
    return Report(
        rules=known.rules,
        tall=len(printed.figures),
        filer=printed.files,
        scenarier=dict(tried),
        failures=tuple(sorted(failures)),
        revidert=(*revised, *(name for one in outcomes for name in one.said.revised)),
        ubrukt={why: count for why, count in sorted(unused.items()) if count},
    )


def _refuse(wrong: Sequence[str]) -> None:
    if wrong:
        what = "er trykt som noe annet enn uttrekkene gir nå. Lag pakkene på nytt."
        raise StaleError([Problem(name, what) for name in wrong])


def _attack(sketch: Sketch, *, insiders: bool, detail: Detail, brief: bool) -> Outcome:
    """Try every demand of a world in every scenario; none where what is printed is not true."""
    outcome = Outcome(Counter(), [], Said())
    world, earlier = sketch.made(outcome.said)
    if outcome.said.stale:
        return outcome
    wanted = [*demands(world), *earlier]
    attacker = Attacker(world, wanted)
    _try(outcome, attacker, {ANYONE: wanted}, detail=detail)
    if insiders and not (brief and outcome.failures):
        _try(outcome, attacker, _of_others(attacker, wanted), detail=detail)
    return outcome


def _of_others(attacker: Attacker, wanted: Sequence[Demand]) -> dict[str, Sequence[Demand]]:
    """Give the demands that are tried for each municipality: those that it is no part of."""
    known = attacker.known
    return {nr: [one for one in wanted if nr not in _members(known, one)] for nr in attacker.own}


def _members(known: Known, demand: Demand) -> tuple[str, ...]:
    return known.areas.members(Nivaa(demand.place.nivaa), demand.place.omraade)


def _try(
    outcome: Outcome, attacker: Attacker, asked: Mapping[str, Sequence[Demand]], *, detail: Detail
) -> None:
    """Try the demands of each who attacks: by moves for all at once, then what is left."""
    attacker.mend([(who, one) for who, wanted in asked.items() for one in wanted])
    for who, wanted in asked.items():
        _try_as(outcome, attacker, wanted, who, detail=detail)


def _try_as(
    outcome: Outcome,
    attacker: Attacker,
    wanted: Sequence[Demand],
    who: str,
    *,
    detail: Detail,
) -> None:
    """Try demands for one, and note which cells are known too well."""
    known = attacker.known
    name = f"{known.navn.get(who, who)}, som kjenner egne tall," if who else ALLE
    attacker.seek(who, wanted)
    for demand in wanted:
        outcome.tried[name] += 1
        verdict = attacker.judge(demand, who)
        if not verdict.ok:
            how = _how(attacker, demand, who, detail)
            failure = _failure(known, demand, name, how)
            outcome.failures.append(replace(failure, avgjort=verdict.certain))


def _failure(known: Known, demand: Demand, who: str, how: tuple[float, float, str]) -> Failure:
    lo, hi, said = how
    return Failure(
        scenario=who,
        celle=f"{demand.words}, {known.place_name(demand.place)}",
        indikator=demand.indikator,
        lo=demand.told(lo),
        hi=demand.told(hi),
        krav=_wanted(demand),
        hvordan=said,
        sted=(demand.place.nivaa, demand.place.omraade, demand.place.aar),
    )


def _how(attacker: Attacker, demand: Demand, who: str, detail: Detail) -> tuple[float, float, str]:
    """Give what is known of the target, and the figures that give it away, in words."""
    if detail is Detail.CELLS:
        return math.nan, math.nan, ""
    own = attacker.own.get(who, {})
    frozen = {**own, **{key: n for key, n in demand.given.items() if not math.isnan(n)}}
    engine, target = attacker.engine, demand.target
    lo, hi = engine.interval(target, frozen)
    if detail is Detail.INTERVALS:
        return lo, hi, ""
    at_most, at_least = demand.at_most, demand.at_least
    return lo, hi, explain(engine, target, at_most=at_most, at_least=at_least, frozen=frozen)


def _wanted(demand: Demand) -> str:
    """Give the demand in words."""
    if demand.width:
        return f"usikkert med {number(demand.width)}"
    ends = []
    if demand.at_most is not None:
        ends.append(f"{number(demand.told(demand.at_most))} eller lavere")
    if demand.at_least is not None:
        ends.append(f"{number(demand.told(demand.at_least))} eller høyere")
    return " og ".join(ends)
