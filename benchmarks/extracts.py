"""All Norway's grades, about 5 million rows: read and computed, beside polars, duckdb and pandas.

Every measurement is a process of its own. Trust the ratios: the machine is the same.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import norway
from others import TOOLS

ROOT = Path(__file__).resolve().parent.parent
OURS = {
    "ours": ("read", "sums"),
    "ours, first time with cache": ("read",),
    "ours, second time": ("read", "sums"),
}


def ours(folder: Path, what: str, store: Path | None) -> None:
    """Read the extracts as a build does, and compute every indicator for 357 municipalities."""
    from datapakke.compute import compute  # noqa: PLC0415 (imports are measured, as the others')
    from datapakke.config import load_config  # noqa: PLC0415
    from datapakke.extracts.cache import Cache  # noqa: PLC0415
    from datapakke.extracts.formats import FORMATS  # noqa: PLC0415
    from datapakke.extracts.load import read_folder  # noqa: PLC0415
    from datapakke.indicators import all_indicators  # noqa: PLC0415
    from datapakke.results import Areas  # noqa: PLC0415

    config = load_config(ROOT / "config" / "kommuner.yaml")
    context = norway.context({code: fagkode.fag for code, fagkode in config.fagkoder.items()})
    cache = Cache(store) if store else None
    extracts = read_folder(folder, context, FORMATS, cache).whole()
    if what == "sums":
        compute(all_indicators(), extracts.tables(), Areas(context.inndeling.kommunenumre, {}))


def child(tool: str, what: str, folder: Path) -> None:
    """Measure one tool in this process, and print the figures as JSON."""
    start, cpu = time.perf_counter(), time.process_time()
    store = None if tool == "ours" else folder / ".cache"
    try:
        if tool in OURS:
            ours(folder, what, store)
        else:
            TOOLS[tool](str(folder / "karakterer.csv"), sums=what == "sums")
    except ImportError:
        json.dump(None, sys.stdout)
        return
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "peak": peak,
    }
    json.dump(figures, sys.stdout)


def measure(tool: str, what: str, folder: Path, runs: int) -> dict[str, float] | None:
    """Give the run with the shortest time of several, each in a process of its own."""
    command = [sys.executable, __file__, "--dir", str(folder), "--child", tool, what]
    found = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
        for _ in range(runs)
    ]
    return None if None in found else min(found, key=lambda one: float(one["seconds"]))


def report(folder: Path, runs: int) -> None:
    """Measure everything and print a table for reading, and one for reading and computing."""
    with (folder / "karakterer.csv").open("rb") as file:
        rows = sum(1 for _ in file) - 1
    for entry in (folder / ".cache").glob("*"):
        entry.unlink()
    for what, title in (("read", "read"), ("sums", "read and compute")):
        tools = [tool for tool, does in OURS.items() if what in does]
        tools += [tool for tool in TOOLS if what == "read" or not tool.startswith("pandas")]
        found = {}
        for tool in tools:
            once = tool == "ours, first time with cache"
            found[tool] = measure(tool, what, folder, 1 if once else runs)
        print(f"\n{title}, {rows} rows")
        print_table(found, rows)


def print_table(found: dict[str, dict[str, float] | None], rows: int) -> None:
    """Print what was measured of each tool, and how many times polars' or duckdb's time it took."""
    rivals = [one["seconds"] for one in (found["polars"], found["duckdb"]) if one]
    fastest = min(rivals, default=1.0)
    print(f"  {'':<34} {'s':>6} {'CPU s':>7} {'rows/s':>10} {'peak MB':>8} {'ratio':>6}")
    for tool, one in found.items():
        if one is None:
            print(f"  {tool:<34} not installed")
            continue
        speed, ratio = rows / one["seconds"], one["seconds"] / fastest
        print(
            f"  {tool:<34} {one['seconds']:6.2f} {one['cpu']:7.2f} {speed:10.0f}"
            f" {one['peak']:8.0f} {ratio:6.2f}"
        )


def main() -> None:
    """Write the extracts and measure, or measure once as a child process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, help="where the extracts are, or will be, kept")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--pupils", type=int, default=norway.PUPILS, help="in each cohort")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", nargs=2, metavar=("TOOL", "WHAT"))
    options = parser.parse_args()
    if options.child:
        child(*options.child, options.dir)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.dir or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "kilder.yaml").exists():
            norway.write(folder, options.seed, options.pupils)
        report(folder, options.runs)


if __name__ == "__main__":
    main()
