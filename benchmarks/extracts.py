"""All Norway's grades, about 5 million rows: read and computed, beside polars, duckdb and pandas.

Every measurement is a process of its own. Trust the ratios: the machine is the same. What the
others do is in ``others.py``; that their counts are ours is tested before anything is measured.

CPU seconds, measured once, the described file (457 MB) and the other (215 MB): ours 13,4 and 7,5
(1,2 and 0,8 GB; 5,3 and 4,3 from the second time); polars with the same work 5,3 and 5,1, with one
sum 2,6 and 1,5. So the factor of 3 that is wanted holds for the same work (2,5 and 1,5), and not
beside reading without checks (5,2 and 5,0).
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import norway
import others

ROOT = Path(__file__).resolve().parent.parent
CASES = {"described": True, "own": False}
"""Folder → whether the file has columns that are not used, and is described in the register."""

READ, ONE_SUM, SAME = "read", "one sum", "same"
TITLES = {
    READ: "read only",
    ONE_SUM: "ours: all; the others: read and one sum",
    SAME: "the same work: read, check, all counts",
}
EVERYONE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
"""This process, and those that it forks."""

AGREE = "agree"
CACHED = "ours, from the second time"


def known() -> others.Known:
    """Give what the cells are held against."""
    from datapakke.config import load_config  # noqa: PLC0415 (imports are measured)
    from datapakke.norge import koder_i  # noqa: PLC0415

    fagkoder = load_config(ROOT / "config" / "kommuner.yaml").fagkoder
    return others.Known(
        set(koder_i(norway.DIVISION)), {code: fagkode.fag for code, fagkode in fagkoder.items()}
    )


def ours(folder: Path, what: str, *, kept: bool = False) -> Iterable[others.Row]:
    """Read the extracts as a build does, and compute every indicator for 357 municipalities.

    Gives the counts of all municipalities by gender, as ``others.as_indicators`` gives theirs.
    """
    from datapakke.compute import compute  # noqa: PLC0415
    from datapakke.extracts.formats import FORMATS  # noqa: PLC0415
    from datapakke.extracts.kept.cache import Cache  # noqa: PLC0415
    from datapakke.extracts.load import read_folder  # noqa: PLC0415
    from datapakke.indicators import all_indicators  # noqa: PLC0415
    from datapakke.results import Areas  # noqa: PLC0415

    context = norway.context(known().fag)
    cache = Cache(folder / ".cache") if kept else None
    extracts = read_folder(folder, context, FORMATS, cache).whole()
    if what == READ:
        return ()
    areas = Areas(context.inndeling.kommunenumre, {})
    table = compute(all_indicators(), extracts.tables(), areas).table
    wanted = table["nivaa"].eq("kommune") & table["kjonn"].ne("alle")
    columns = ["indikator", "omraade", "aar", "kjonn", "teller", "nevner", "kvadratsum"]
    counts = table.loc[wanted, columns].fillna(dict.fromkeys(columns[4:], 0))
    return counts.itertuples(index=False)


def agree(folder: Path) -> None:
    """End with an error unless polars and duckdb give our counts.

    A count that another tool has no row for is 0, as it is with us.
    """
    theirs = {
        name: dict(others.as_indicators(counted))
        for name, tool in others.TOOLS.items()
        if find_spec(name) and (counted := tool(str(folder / "karakterer.csv"), SAME, known()))
    }
    for indicator, kommunenr, aar, kjonn, *counts in ours(folder, SAME):
        for tool, found in theirs.items():
            there = found.pop((indicator, kommunenr, aar, kjonn), (0, 0, 0))
            if [float(str(one)) for one in counts] != [float(str(one)) for one in there]:
                message = f"{tool}: {indicator} {kommunenr} {aar} {kjonn}: {there} not {counts}"
                raise ValueError(message)
    if any(theirs.values()):
        message = "there are counts that ours lacks"
        raise ValueError(message)


def _cpu() -> float:
    """Give the CPU seconds of this process and those it has forked."""
    usage = [resource.getrusage(who) for who in EVERYONE]
    return sum(one.ru_utime + one.ru_stime for one in usage)


def child(tool: str, what: str, folder: Path) -> None:
    """Measure one tool in this process, or compare all; print the figures as JSON."""
    needed = tool if tool in others.TOOLS else "pyarrow" if "pyarrow" in tool else "datapakke"
    if not find_spec(needed):
        json.dump(None, sys.stdout)
        return
    path = str(folder / "karakterer.csv")
    facts = known() if tool in others.TOOLS else None
    start, cpu = time.perf_counter(), _cpu()
    if tool == AGREE:
        agree(folder)
    elif tool in {"ours", CACHED}:
        ours(folder, what, kept=tool == CACHED)
    elif facts:
        others.TOOLS[tool](path, what, facts)
    else:
        others.pandas(path, *others.ENGINES[tool])
    peak = max(resource.getrusage(who).ru_maxrss for who in EVERYONE) / 1024
    figures = {
        "seconds": time.perf_counter() - start,
        "cpu": _cpu() - cpu,
        "peak": peak,
    }
    json.dump(figures, sys.stdout)


@cache
def measure(tool: str, what: str, folder: Path, runs: int) -> dict[str, float] | None:
    """Give the run with the least CPU time of several, each in a process of its own."""
    command = [sys.executable, __file__, "--dir", str(folder), "--child", tool, what]
    found = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
        for _ in range(runs)
    ]
    return None if None in found else min(found, key=lambda one: float(one["cpu"]))


def report(folder: Path, runs: int, *, engines: bool) -> None:
    """Measure everything about a file, and print a table for each kind of work."""
    with (folder / "karakterer.csv").open("rb") as file:
        rows = sum(1 for _ in file) - 1
    measure(CACHED, READ, folder, 1)  # the first time: it is kept
    for what, title in TITLES.items():
        tools = ["ours", CACHED, *others.TOOLS]
        if engines and what == READ:
            tools += others.ENGINES
        size = (folder / "karakterer.csv").stat().st_size // 1_000_000
        print(f"\n{folder.name}, {size} MB, {rows} rows: {title}", flush=True)
        asked = {tool: what if tool in others.TOOLS or what == READ else SAME for tool in tools}
        print_table({tool: measure(tool, asked[tool], folder, runs) for tool in tools}, rows)


def print_table(found: dict[str, dict[str, float] | None], rows: int) -> None:
    """Print what was measured of each tool, and how many times the fastest's time it took."""
    rivals = [one for tool in others.TOOLS if (one := found[tool])]
    print(f"  {'':<28} {'s':>6} {'CPU s':>7} {'rows/s':>10} {'peak MB':>8} {'ratio':>6} {'CPU':>6}")
    for tool, one in found.items():
        if one is None:
            print(f"  {tool:<28} not installed")
            continue
        ratios = [
            one[unit] / min((rival[unit] for rival in rivals), default=one[unit])
            for unit in ("seconds", "cpu")
        ]
        print(
            f"  {tool:<28} {one['seconds']:6.2f} {one['cpu']:7.2f} {rows / one['seconds']:10.0f}"
            f" {one['peak']:8.0f} {ratios[0]:6.2f} {ratios[1]:6.2f}",
            flush=True,
        )


def main() -> None:
    """Write the extracts and measure, or measure once as a child process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, help="where the extracts are, or will be, kept")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--pupils", type=int, default=norway.PUPILS, help="in each cohort")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engines", action="store_true", help="measure pandas' engines too")
    parser.add_argument("--child", nargs=2, metavar=("TOOL", "WHAT"))
    options = parser.parse_args()
    if options.child:
        child(*options.child, options.dir)
        return
    with tempfile.TemporaryDirectory() as temporary:
        for case, described in CASES.items():
            folder = (options.dir or Path(temporary)) / case
            if not (folder / "kilder.yaml").exists():
                norway.write(folder, options.seed, options.pupils, described=described)
            measure(AGREE, SAME, folder, 1)
            report(folder, options.runs, engines=options.engines)


if __name__ == "__main__":
    main()
