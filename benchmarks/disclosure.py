"""What hiding costs and shows: cells known too well before and after, seconds, figures shown.

    python benchmarks/disclosure.py [--uten-innsidere] [--vis-igjen N] [PROSJEKT]

The project's current round, or a demo round made for it. «Before» hides by the primary rules alone.
«Naive» hides numbers under five and, where one municipality alone is hidden under a total, the
smallest of the others. Parts are attacked in as many processes as there are cores; seconds are by
the clock. With ``--vis-igjen`` every N-th hidden figure is shown again, one at a time, and what it
could tell is attacked: 1 tries every one.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from datapakke.case import Case
from datapakke.config import load_config
from datapakke.demo import write_demo
from datapakke.disclosure import Decisions, Fate
from datapakke.disclosure.audit.again import Again
from datapakke.disclosure.audit.audit import Detail, audit
from datapakke.disclosure.audit.build import Said, worlds
from datapakke.disclosure.audit.cells import demands
from datapakke.disclosure.audit.earlier import sort_earlier
from datapakke.disclosure.audit.printed import Printed
from datapakke.disclosure.audit.report import Failure
from datapakke.disclosure.plan.plan import protect
from datapakke.disclosure.plan.primary import can_be_printed, is_small, pooled_instead
from datapakke.indicators import all_indicators
from datapakke.model import ALLE, Figure, FigureKey, Nivaa
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
T = TypeVar("T")


class Tried(NamedTuple):
    """How many cells of a part were tried, known exactly, known too well, and not decided."""

    cells: int
    exact: int
    narrow: int
    undecided: int


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prosjekt", nargs="?", type=Path)
    parser.add_argument("--uten-innsidere", action="store_true")
    parser.add_argument("--vis-igjen", type=int, default=0)
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
    start = time.perf_counter()
    planned = each(plan, [(part,) for part in parts])
    print(f"planned once: {time.perf_counter() - start:.1f} s")
    for insiders in who:
        attack("planned once", parts, planned, insiders=insiders)
    start = time.perf_counter()
    after = [one.decisions for one in each(secure_part, [(part,) for part in parts])]
    print(f"planned and attacked until nothing is found: {time.perf_counter() - start:.1f} s")
    for insiders in who:
        attack("final plan", parts, after, insiders=insiders)
    show(case, parts, after)
    if options.vis_igjen:
        for insiders in who:
            again(parts, after, options.vis_igjen, insiders=insiders)


def case_of(project: Project) -> Case:
    """Give the current round of a project."""
    config = load_config(project.config, {one.id for one in all_indicators()})
    order = make_order(Choice(alle=True), config)
    return count(read_extracts(order, config, project.raw), order, config)


def each(work: Callable[..., T], tasks: Sequence[tuple[Any, ...]]) -> list[T]:
    """Do the work for every task, on all cores."""
    with get_context("fork").Pool(cpu_count()) as pool:
        return pool.starmap(work, tasks, chunksize=1)


def plan(part: Case) -> Decisions:
    """Plan a part once, without an attack."""
    return protect(part.results, part.indicators, part.universer, part.areas, part.rules)


def tried(part: Case, decisions: Decisions, insiders: bool) -> Tried:  # noqa: FBT001 - a task
    """Attack a part."""
    printed = Printed(publish(part.results, decisions, part.indicators))
    report = audit(printed, part.known, insiders=insiders, detail=Detail.INTERVALS)
    found = Counter(kind(failure) for failure in report.failures)
    return Tried(sum(report.scenarier.values()), *(found[one] for one in Tried._fields[1:]))


def kind(failure: Failure) -> str:
    """Tell how well a cell is known."""
    if not failure.avgjort:
        return "undecided"
    return "exact" if abs(failure.hi - failure.lo) < SAME else "narrow"


def attack(
    what: str, parts: Sequence[Case], decided: Sequence[Decisions], *, insiders: bool
) -> None:
    """Attack every part and print what was found."""
    start = time.perf_counter()
    tasks = [(*pair, insiders) for pair in zip(parts, decided, strict=True)]
    found = each(tried, tasks)
    wall = time.perf_counter() - start
    total = Tried(*(sum(numbers) for numbers in zip(*found, strict=True)))
    name = f"{what}, {'insiders too' if insiders else 'public'}"
    print(
        f"{name}: of {total.cells} cells {total.exact} known exactly, {total.narrow} too well,"
        f" {total.undecided} not decided; {wall:.1f} s",
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


def again(parts: Sequence[Case], after: Sequence[Decisions], every: int, *, insiders: bool) -> None:
    """Show every N-th hidden figure again, one at a time, and print how many an attack minds."""
    start = time.perf_counter()
    tasks = [(*pair, every, insiders) for pair in zip(parts, after, strict=True)]
    found = sum(each(minded, tasks), Counter[tuple[str, bool]]())
    wall = time.perf_counter() - start
    for name in sorted({fate for fate, _ in found}):
        caught, free = found[name, True], found[name, False]
        print(f"shown again, {name}: {caught + free}, one at a time; caught {caught}, not {free}")
    print(f"  {wall:.1f} s")


def minded(
    part: Case,
    decisions: Decisions,
    every: int,
    insiders: bool,  # noqa: FBT001 - a task
) -> Counter[tuple[str, bool]]:
    """Count the hidden figures of a part by their fate, and by whether an attack minds them."""
    hidden = hidden_figures(part, decisions)
    figures = publish(part.results, decisions, part.indicators)
    before = sort_earlier(part.earlier, part.known, figures)
    found: Counter[tuple[str, bool]] = Counter()
    for world, earlier in worlds(part.known, figures, before, Said()):
        labels = {world.truth.perioder[t] for t in world.perioder}
        mine = [
            (fate, shown)
            for fate, shown in hidden
            if set(part.known.periods(shown[0].key.aar)) <= labels
        ][::every]
        test = Again(
            world,
            [*demands(world), *earlier],
            [shown for _, shown in mine],
            insiders=insiders,
        )
        if test.exposed:
            print(f"  {part.universer[0].id}: known too well before anything is shown again")
            continue
        found.update((fate, test.gives_away(place)) for place, (fate, _) in enumerate(mine))
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
