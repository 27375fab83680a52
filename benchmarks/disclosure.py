"""What hiding costs and shows: cells known too well before and after, seconds, figures shown.

    python benchmarks/disclosure.py [--uten-innsidere] [--vis-igjen N] [PROSJEKT]

The project's current round, or a demo round made for it. «Before» hides by the primary rules alone.
«Naive» hides numbers under five and, where one municipality alone is hidden under a total, the
smallest of the others. Everything is done on all cores; seconds are by the clock, and of processors
in all processes. At last every N-th hidden figure is shown again, one at a time, and the audit
asked whether it minds: 1, which is the default, tries every one, 0 none.
"""

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from datapakke.attack import attack as whole_attack
from datapakke.case import Case
from datapakke.config import load_config
from datapakke.demo import write_demo
from datapakke.disclosure import Decisions, Fate
from datapakke.disclosure.audit.again import Again
from datapakke.disclosure.audit.audit import Detail, audit
from datapakke.disclosure.audit.build import Said, worlds
from datapakke.disclosure.audit.cells import demands
from datapakke.disclosure.audit.earlier import sort_earlier
from datapakke.disclosure.audit.forbidden import forbidden
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Failure
from datapakke.disclosure.plan.plan import protect
from datapakke.disclosure.plan.primary import can_be_printed, is_small, pooled_instead
from datapakke.forked import each
from datapakke.indicators import all_indicators
from datapakke.model import ALLE, Figure, FigureKey, Nivaa, Status
from datapakke.order import Choice, make_order
from datapakke.pipeline import count, read_extracts
from datapakke.project import Project
from datapakke.publish import KEY_COLUMNS, publish
from datapakke.results import LEVERT, SKJULT, Areas
from datapakke.secure import secure_part

CLASSES = (0, 15, 30, 60, 150, 10**6)
"""Limits of the sizes of a municipality's cohort."""
FEW = 5
SAME = 1e-6
OUTCOMES = RULE, ATTACK, UNKNOWN, NOTHING = (
    "forbidden by a rule",
    "minded by the attack",
    "the sum of what a source hides, not known here either",
    "not minded",
)


class Tried(NamedTuple):
    """Cells of a part: tried, known exactly, too well, not decided; and figures a rule forbids."""

    cells: int
    exact: int
    narrow: int
    undecided: int
    forbidden: int


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prosjekt", nargs="?", type=Path)
    parser.add_argument("--uten-innsidere", action="store_true")
    parser.add_argument("--vis-igjen", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Project(options.prosjekt or Path(folder) / "demo")
        if options.prosjekt is None:
            write_demo(project.folder)
        case = case_of(project)
    parts = list(case.parts())
    before = [primary_only(part) for part in parts]
    who = (False,) if options.uten_innsidere else (False, True)
    for insiders in who:
        attack("primary only", parts, before, insiders=insiders)
    with timed("planned once"):
        planned = each(plan, parts, _size)
    for insiders in who:
        attack("planned once", parts, planned, insiders=insiders)
    with timed("planned, attacked until nothing is found, and shown again"):
        after = [one.decisions for one in each(secure_part, parts, _size)]
    seconds(case, after, who)
    show(case, parts, after)
    if options.vis_igjen:
        again(parts, after, options.vis_igjen, insiders=not options.uten_innsidere)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took: by the clock, and of processors."""
    start, before = time.perf_counter(), _processors()
    yield
    wall, used = time.perf_counter() - start, _processors() - before
    print(f"{what}: {wall:.1f} s by the clock, {used:.1f} s of processors", flush=True)


def _processors() -> float:
    return sum(os.times()[:4])


def _size(part: Case) -> int:
    return len(part.results.table)


def seconds(case: Case, after: Sequence[Decisions], who: Sequence[bool]) -> None:
    """Attack the whole round as ``datapakke audit`` does, and print how long it takes."""
    index = case.results.table.index
    names = ("fates", "with_n", "grov")
    joined = (pd.concat([getattr(one, name) for one in after]) for name in names)
    decisions = Decisions(*(one.reindex(index) for one in joined))
    printed = Printed(publish(case.results, decisions, case.indicators))
    for insiders in who:
        with timed(f"the whole round attacked by {'insiders too' if insiders else 'anyone'}"):
            report = whole_attack(case, printed, insiders=insiders)
        print(f"  {sum(report.scenarier.values())} cells, {len(report.failures)} failures")


def case_of(project: Project) -> Case:
    """Give the current round of a project."""
    config = load_config(project.config, {one.id for one in all_indicators()})
    order = make_order(Choice(alle=True), config)
    return count(read_extracts(order, config, project.raw), order, config)


def plan(part: Case) -> Decisions:
    """Plan a part once, without an attack."""
    return protect(part.results, part.indicators, part.universer, part.areas, part.rules)


def tried(task: tuple[Case, Decisions, bool]) -> Tried:
    """Attack a part."""
    part, decisions, insiders = task
    printed = Printed(publish(part.results, decisions, part.indicators))
    report = audit(printed, part.known, insiders=insiders, detail=Detail.INTERVALS)
    found = Counter(kind(failure) for failure in report.failures)
    return Tried(sum(report.scenarier.values()), *(found[one] for one in Tried._fields[1:]))


def kind(failure: Failure) -> str:
    """Tell how well a cell is known."""
    if failure.regel:
        return "forbidden"
    if not failure.avgjort:
        return "undecided"
    return "exact" if abs(failure.hi - failure.lo) < SAME else "narrow"


def attack(
    what: str, parts: Sequence[Case], decided: Sequence[Decisions], *, insiders: bool
) -> None:
    """Attack every part and print what was found."""
    tasks = [(*pair, insiders) for pair in zip(parts, decided, strict=True)]
    with timed(f"{what}, {'insiders too' if insiders else 'public'}"):
        found = each(tried, tasks, lambda task: _size(task[0]))
    total = Tried(*(sum(numbers) for numbers in zip(*found, strict=True)))
    print(
        f"  of {total.cells} cells {total.exact} known exactly, {total.narrow} too well,"
        f" {total.undecided} not decided; {total.forbidden} printed figures forbidden by a rule",
        flush=True,
    )


def primary_only(part: Case) -> Decisions:
    """Hide by the rules alone."""
    table = part.results.table
    by_id = {one.id: one for one in part.indicators}
    printed = can_be_printed(table, by_id)
    hidden = is_small(table[printed], by_id, part.rules).reindex(table.index, fill_value=False)
    pooled = table["aar"].isin(list(part.results.samlet))
    instead = pooled_instead(table[printed], hidden[printed], part.results)
    printed &= ~pooled | instead.reindex(table.index, fill_value=False)
    return decided(table, hidden, printed)


def decided(table: pd.DataFrame, hidden: pd.Series, printed: pd.Series) -> Decisions:
    """Give decisions that hide some rows and print all others with their n."""
    fates = np.where(hidden, Fate.FAA, Fate.VIST)
    fates[table["tilstand"].eq(SKJULT)] = Fate.KILDE
    fates[~printed.to_numpy()] = Fate.IKKE_TRYKT
    shown = pd.Series(fates == Fate.VIST, table.index)
    no = pd.Series(data=False, index=table.index)
    return Decisions(pd.Series(fates, table.index, dtype=object), with_n=shown, grov=no)


def naive(table: pd.DataFrame, areas: Areas) -> pd.Series:
    """Hide numbers under five and, where one alone is hidden under a total, the smallest other."""
    rest = table["nevner"] - table["teller"]
    share = table["slag"].isin(["andel", "fordeling"])
    count = share | table["slag"].eq("antall")
    few = count & table["teller"].between(1, FEW - 1)
    few |= share & rest.between(1, FEW - 1)
    few |= ~count & table["nevner"].between(1, FEW - 1)
    hidden = few.fillna(value=False).astype(bool)
    groups = [*areas.moter.values(), areas.kommuner]
    kommune = table["nivaa"].eq(Nivaa.KOMMUNE.value)
    row = ["indikator", "aar", "kjonn", "kategori"]
    for _, rows in table[kommune].groupby(row):
        for group in groups:
            mine = rows[rows["omraade"].isin(group)]
            if hidden[mine.index].sum() == 1:
                others = mine[~hidden[mine.index] & mine["tilstand"].eq(LEVERT)]
                if len(others):
                    hidden[others["nevner"].fillna(others["teller"]).idxmin()] = True
    return hidden


def show(case: Case, parts: Sequence[Case], after: Sequence[Decisions]) -> None:
    """Print how much is shown, by the size of the municipality, and which headlines are not."""
    table = pd.concat([part.results.table for part in parts])
    fates = pd.concat([one.fates for one in after])
    coarse = pd.concat([one.grov for one in after])
    hidden = naive(table, case.areas)
    single = ~table["aar"].isin(list(case.results.samlet)) & table["tilstand"].eq(LEVERT)
    there = single & fates.ne(Fate.IKKE_TRYKT) & table["nevner"].fillna(1).gt(0)
    mine = there & table["nivaa"].eq(Nivaa.KOMMUNE.value) & table["kjonn"].eq(ALLE)
    cohort = table[table["indikator"].eq("overgang_direkte") & mine]
    sizes = cohort.groupby("omraade")["nevner"].mean()
    size = pd.cut(table["omraade"].map(sizes).astype(float), list(CLASSES), right=False)
    shown = pd.DataFrame({"kohort": size, "our": fates.eq(Fate.VIST), "naive": ~hidden, "n": 1})[
        mine
    ]
    print(
        shown.groupby("kohort", observed=True)[["our", "naive", "n"]]
        .agg({"our": "mean", "naive": "mean", "n": "sum"})
        .round(3)
        .to_string()
    )
    pooled = table["aar"].isin(list(case.results.samlet)) & table["nivaa"].eq(Nivaa.KOMMUNE.value)
    print(f"pooled figures of municipalities shown: {(fates.eq(Fate.VIST) & pooled).sum()}")
    for nivaa in (Nivaa.MOTE, Nivaa.FYLKE):
        head = there & table["nivaa"].eq(nivaa.value) & table["kjonn"].eq(ALLE)
        head &= table["indikator"].isin(case.rules.hovedtall)
        gone = head & fates.ne(Fate.VIST)
        print(
            f"headlines of {nivaa.value}: {head.sum()}, hidden {gone.sum()},"
            f" printed coarsely {(head & coarse.gt(1)).sum()}"
        )
        print(f"  {dict(Counter(table.loc[gone, 'indikator'] + ' ' + table.loc[gone, 'omraade']))}")
    print(dict(Counter(fate.name for fate in fates if fate is not Fate.IKKE_TRYKT)))


class Shown(NamedTuple):
    """What came of showing a hidden figure again.

    Attributes:
        fate: Why it is hidden.
        slag: What kind of figure it is.
        nivaa: Of what kind of area.
        outcome: What minds: a rule, an attack, or nothing.
    """

    fate: str
    slag: str
    nivaa: str
    outcome: str


def again(parts: Sequence[Case], after: Sequence[Decisions], every: int, *, insiders: bool) -> None:
    """Show every N-th hidden figure again, alone, and print for how many the audit fails."""
    tasks = [(*pair, every, insiders) for pair in zip(parts, after, strict=True)]
    with timed("shown again, one at a time"):
        found = sum(each(minded, tasks, lambda task: _size(task[0])), Counter[Shown]())
    for fate in sorted({one.fate for one in found}):
        by = Counter[str]()
        for one, times in found.items():
            by[one.outcome] += times * (one.fate == fate)
        told = ", ".join(f"{name} {by[name]}" for name in OUTCOMES if by[name])
        print(f"  {fate}: {by.total()}; {told}")
    for one, times in sorted(found.items()):
        if one.outcome == NOTHING:
            print(f"  not minded: {times} {one.fate} {one.slag} {one.nivaa}")


def minded(task: tuple[Case, Decisions, int, bool]) -> Counter[Shown]:
    """Count the hidden figures of a part by what minds when they are shown."""
    part, decisions, every, insiders = task
    hidden = hidden_figures(part, decisions)[::every]
    found = by_source(part, decisions)
    figures = publish(part.results, decisions, part.indicators)
    left = []
    for fate, shown in hidden:
        key = shown[0].key
        of = fate, part.known.slag[key.indikator], key.nivaa
        if any(True for _ in forbidden(part.known, {one.key: one for one in shown})):
            found[Shown(*of, RULE)] += 1
        else:
            left.append((of, shown))
    before = sort_earlier(part.earlier, part.known, figures)
    labels = sorted(set(part.results.table["aar"]))
    for world, earlier in worlds(part.known, figures, before, Said(), labels):
        there = {world.truth.perioder[t] for t in world.perioder}
        mine = [one for one in left if set(part.known.periods(one[1][0].key.aar)) <= there]
        every_one = [shown for _, shown in mine]
        test = Again(world, [*demands(world), *earlier], every_one, insiders=insiders)
        for place, (of, _) in enumerate(mine):
            found[Shown(*of, ATTACK if test.gives_away(place) else NOTHING)] += 1
    return found


def by_source(part: Case, decisions: Decisions) -> Counter[Shown]:
    """Count what a source has hidden by what minds when any value is printed for it."""
    found: Counter[Shown] = Counter()
    rows = part.results.table.loc[decisions.fates.eq(Fate.KILDE)]
    for *key, slag in rows[[*KEY_COLUMNS, "slag"]].itertuples(index=False, name=None):
        figure = Figure(FigureKey(*key), Status.VIST, verdi=Decimal(7))
        minds = any(True for _ in forbidden(part.known, {figure.key: figure}))
        found[Shown(Fate.KILDE.name, slag, figure.key.nivaa, RULE if minds else UNKNOWN)] += 1
    return found


def hidden_figures(part: Case, decisions: Decisions) -> list[tuple[str, list[Figure]]]:
    """Give the hidden figures as they would be printed without n, a distribution whole."""
    held = decisions.fates.isin([Fate.FAA, Fate.VERN, Fate.TOTAL])
    open_ = replace(decisions, fates=decisions.fates.mask(held, Fate.VIST))
    figures = publish(part.results, open_, part.indicators)
    found: dict[tuple[object, ...], tuple[str, list[Figure]]] = {}
    keys = part.results.table.loc[held, KEY_COLUMNS].itertuples(index=False, name=None)
    for key, fate in zip(keys, decisions.fates[held], strict=True):
        found.setdefault(key[:-1], (fate.name, []))[1].append(figures[FigureKey(*key)])
    return list(found.values())


if __name__ == "__main__":
    main()
