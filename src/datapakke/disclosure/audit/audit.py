"""Attacks what is printed of a round: as anyone, and as each municipality with its own numbers."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from datapakke.disclosure.audit.cells import Demand, demands
from datapakke.disclosure.audit.engine import Engine, Verdict
from datapakke.disclosure.audit.known import Known, Place
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Failure, Report, number
from datapakke.disclosure.audit.rows import is_told, rows_of
from datapakke.disclosure.audit.truth import Truth, truths
from datapakke.disclosure.audit.why import explain
from datapakke.disclosure.audit.world import World
from datapakke.errors import DatapakkeError, Problem
from datapakke.model import Figure, FigureKey, Nivaa

ALLE = "alle som leser pakkene"
SLACK = 1e-6


class StaleError(DatapakkeError):
    """What is printed is not what the extracts give: the packets were made from something else."""

    exit_code = 4


@dataclass
class _Run:
    """What has been found so far."""

    known: Known
    insiders: bool
    tried: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    stale: list[Problem] = field(default_factory=list)


def audit(printed: Printed, known: Known, *, insiders: bool = True) -> Report:
    """Attack the printed figures of a round.

    Args:
        printed: What is printed, or will be.
        known: The true counts and the declarations.
        insiders: Attack as each municipality too.

    Raises:
        StaleError: What is printed does not agree with the true counts.
        ContradictionError: No data set at all is printed like this.
    """
    run = _Run(known, insiders)
    for truth in truths(known):
        for world in _worlds(known, truth, printed.figures):
            _attack(run, world)
    if run.stale:
        raise StaleError(run.stale)
    return Report(
        rules=known.rules,
        tall=len(printed.figures),
        filer=printed.files,
        scenarier=dict(run.tried),
        failures=tuple(sorted(run.failures)),
    )


def _worlds(
    known: Known, truth: Truth, figures: Mapping[FigureKey, Figure]
) -> Iterator[tuple[World, list[Figure]]]:
    """Give a world for each set of periods that printed figures tie together."""
    mine = {one.id for one in known.of_universe(truth.univers.id)}
    told = [
        figures[key]
        for key in sorted(figures)
        if key.indikator in mine and key.nivaa != Nivaa.LAND.value and is_told(figures[key])
    ]
    for labels in _together([known.periods(figure.key.aar) for figure in told]):
        if not labels <= set(truth.perioder):
            continue
        at = tuple(truth.perioder.index(label) for label in sorted(labels))
        world = World(known, truth, at)
        yield world, [one for one in told if set(known.periods(one.key.aar)) <= labels]


def _together(groups: Sequence[Sequence[str]]) -> list[set[str]]:
    """Join labels that are in the same group, directly or by others."""
    joined: list[set[str]] = []
    for group in groups:
        touching = [one for one in joined if one & set(group)]
        joined = [one for one in joined if one not in touching]
        joined.append(set(group).union(*touching))
    return sorted(joined, key=min)


def _attack(run: _Run, given: tuple[World, list[Figure]]) -> None:
    """Add the rows of the figures, and try every cell in every scenario."""
    world, figures = given
    _add_rows(world, figures)
    wanted = demands(world)
    if run.stale:
        return
    engine = Engine(world.system, [0 if math.isnan(x) else x for x in world.truly()])
    for demand in wanted:
        _try(run, engine, demand, ALLE, {})
    if not run.insiders:
        return
    for nr, own in world.owned().items():
        name = f"{run.known.navn.get(nr, nr)}, som kjenner sine egne tall,"
        for demand in wanted:
            if nr not in _members(run.known, demand.place):
                _try(run, engine, demand, name, own)


def _members(known: Known, place: Place) -> tuple[str, ...]:
    return known.areas.members(Nivaa(place.nivaa), place.omraade)


def _add_rows(world: World, figures: Sequence[Figure]) -> None:
    """Add the rows of printed figures."""
    for figure in figures:
        key = figure.key
        cells = world.cells(Place(key.nivaa, key.omraade, key.aar, key.kjonn))
        if cells is None:
            continue
        for row in rows_of(world, figure, cells):
            world.system.add_row(*row)


def _try(run: _Run, engine: Engine, demand: Demand, who: str, own: Mapping[int, float]) -> None:
    """Try a cell, and note when it is known too well."""
    run.tried[who] += 1
    verdict = _verdict(engine, demand, own)
    if not verdict.ok:
        run.failures.append(_failure(run.known, engine, demand, who, own))


def _verdict(engine: Engine, demand: Demand, own: Mapping[int, float]) -> Verdict:
    if not demand.width:
        return engine.meets(demand.target, demand.at_most, demand.at_least, {**own, **demand.given})
    tally = next(iter(demand.given))
    n = max(1.0, math.ceil(engine.interval({tally: 1.0}, own)[0]))
    lo, hi = engine.interval(demand.target, {**own, tally: n})
    return Verdict(hi - lo >= demand.width * n - SLACK, lo / n, hi / n)


def _failure(
    known: Known, engine: Engine, demand: Demand, who: str, own: Mapping[int, float]
) -> Failure:
    frozen = {**own, **{key: n for key, n in demand.given.items() if not math.isnan(n)}}
    lo, hi = engine.interval(demand.target, frozen)
    how = explain(
        engine, demand.target, at_most=demand.at_most, at_least=demand.at_least, frozen=frozen
    )
    return Failure(
        scenario=who,
        celle=f"{demand.words}, {known.place_name(demand.place)}",
        indikator=demand.indikator,
        lo=lo / demand.per,
        hi=hi / demand.per,
        krav=_wanted(demand),
        hvordan=how,
    )


def _wanted(demand: Demand) -> str:
    """Give the demand in words."""
    if demand.width:
        return f"usikkert med {number(demand.width)}"
    ends = []
    if demand.at_most is not None:
        ends.append(f"{number(demand.at_most / demand.per)} eller lavere")
    if demand.at_least is not None:
        ends.append(f"{number(demand.at_least / demand.per)} eller høyere")
    return " og ".join(ends)
