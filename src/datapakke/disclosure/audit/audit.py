"""Attacks what is printed of a round: as anyone, and as each municipality with its own numbers."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from datapakke.disclosure.audit.attacker import ANYONE, Attacker
from datapakke.disclosure.audit.build import Told, worlds
from datapakke.disclosure.audit.cells import Demand, demands
from datapakke.disclosure.audit.earlier import UKJENT, Earlier, sort_earlier
from datapakke.disclosure.audit.engine import Engine
from datapakke.disclosure.audit.known import Known
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Failure, Report, number
from datapakke.disclosure.audit.rows import figure_name
from datapakke.disclosure.audit.why import explain
from datapakke.disclosure.audit.world import World
from datapakke.errors import DatapakkeError, Problem
from datapakke.model import Nivaa

ALLE = "alle som leser pakkene"


class StaleError(DatapakkeError):
    """What is printed is not what the extracts give: the packets were made from something else."""

    exit_code = 4


@dataclass
class _Run:
    """What has been found so far."""

    known: Known
    explained: bool
    tried: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


def audit(
    printed: Printed,
    known: Known,
    *,
    earlier: Iterable[Earlier] = (),
    insiders: bool = True,
    explained: bool = True,
) -> Report:
    """Attack the printed figures of a round.

    Args:
        printed: What is printed, or will be.
        known: The true counts and the declarations.
        earlier: What was printed in earlier rounds.
        insiders: Attack as each municipality too.
        explained: Say how what is known too well can be known, which takes its time.

    Raises:
        StaleError: What is printed does not agree with the true counts.
        ContradictionError: No data set at all is printed like this.
    """
    run, told = _Run(known, explained), Told()
    before = sort_earlier(earlier, known, printed.figures)
    for world, wanted in worlds(known, printed.figures, before, told):
        if not told.stale:
            _attack(run, world, [*demands(world), *wanted], insiders=insiders)
    if told.stale:
        what = "er trykt som noe annet enn uttrekkene gir nå. Lag pakkene på nytt."
        raise StaleError([Problem(name, what) for name in told.stale])
    unused = before.unused + Counter({UKJENT: told.unplaced})
    revised = [
        f"{figure_name(known, now.key)}: {now.verdi}, men {old.verdi}{where}"
        for old, now, where in before.revised
    ]
    return Report(
        rules=known.rules,
        tall=len(printed.figures),
        filer=printed.files,
        scenarier=dict(run.tried),
        failures=tuple(sorted(run.failures)),
        revidert=(*revised, *told.revised),
        ubrukt={why: count for why, count in sorted(unused.items()) if count},
    )


def _attack(run: _Run, world: World, wanted: list[Demand], *, insiders: bool) -> None:
    """Try every demand of a world in every scenario."""
    attacker = Attacker(world, wanted)
    attacker.seek(ANYONE, wanted)
    for demand in wanted:
        _try(run, attacker, demand, ANYONE, {})
    for nr, own in world.owned().items() if insiders else ():
        others = [
            demand
            for demand in wanted
            if nr not in run.known.areas.members(Nivaa(demand.place.nivaa), demand.place.omraade)
        ]
        attacker.seek(nr, others)
        for demand in others:
            _try(run, attacker, demand, nr, own)


def _try(run: _Run, attacker: Attacker, demand: Demand, who: str, own: Mapping[int, float]) -> None:
    """Try a demand, and note when the cell is known too well."""
    name = f"{run.known.navn.get(who, who)}, som kjenner egne tall," if who else ALLE
    run.tried[name] += 1
    verdict = attacker.judge(demand, who)
    if not verdict.ok:
        failure = _failure(run, attacker.engine, demand, name, own)
        run.failures.append(replace(failure, avgjort=verdict.certain))


def _failure(
    run: _Run, engine: Engine, demand: Demand, who: str, own: Mapping[int, float]
) -> Failure:
    lo, hi, how = math.nan, math.nan, ""
    if run.explained:
        lo, hi, how = _how(engine, demand, own)
    return Failure(
        scenario=who,
        celle=f"{demand.words}, {run.known.place_name(demand.place)}",
        indikator=demand.indikator,
        lo=demand.told(lo),
        hi=demand.told(hi),
        krav=_wanted(demand),
        hvordan=how,
        sted=(demand.place.nivaa, demand.place.omraade, demand.place.aar),
    )


def _how(engine: Engine, demand: Demand, own: Mapping[int, float]) -> tuple[float, float, str]:
    """Give what is known of the target, and the figures that give it away, in words."""
    frozen = {**own, **{key: n for key, n in demand.given.items() if not math.isnan(n)}}
    lo, hi = engine.interval(demand.target, frozen)
    at_most, at_least = demand.at_most, demand.at_least
    how = explain(engine, demand.target, at_most=at_most, at_least=at_least, frozen=frozen)
    return lo, hi, how


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
