"""CPU seconds and peak memory per stage, for 1 and 21 packets, beside the naive way."""

import argparse
import json
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("import", "read", "compute", "packet", "charts", "html", "pdf")
T = TypeVar("T")


class Meter:
    """Adds up CPU seconds per stage, and notes the peak memory when a stage ended."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.cpu: dict[str, float] = dict.fromkeys(STAGES, 0.0)
        self.peak: dict[str, float] = dict.fromkeys(STAGES, 0.0)

    def run(self, stage: str, work: Callable[[], T]) -> T:
        """Do the work and book it on the stage."""
        before = _cpu(resource.RUSAGE_SELF)
        result = work()
        self.cpu[stage] += _cpu(resource.RUSAGE_SELF) - before
        self.peak[stage] = _peak_mb()
        return result


def _cpu(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int, packets_file: Path | None) -> Meter:
    """Build ``count`` packets of the demo round in this process, stage by stage.

    Charts and HTML are made once alone to book them, and once more on the way to the PDF; the PDF's
    stage is what is left when they are taken from the whole.
    """
    meter = Meter()
    meter.run("import", _import)
    from datapakke.config import load_config  # noqa: PLC0415 (imports are measured)
    from datapakke.layout import lay_out  # noqa: PLC0415
    from datapakke.order import Choice, make_order  # noqa: PLC0415
    from datapakke.packet.build import build_packet  # noqa: PLC0415
    from datapakke.pipeline import prepare, read_extracts  # noqa: PLC0415
    from datapakke.plans import Plans  # noqa: PLC0415
    from datapakke.project import Project  # noqa: PLC0415
    from datapakke.render import Renderer, package_templates  # noqa: PLC0415

    config = load_config(ROOT / "config" / "kommuner.yaml")
    order = make_order(Choice(alle=True), config)
    extracts = meter.run("read", lambda: read_extracts(order, config, ROOT / "data" / "raw"))
    plans = Plans(Project(ROOT).cache)  # an attack takes minutes; a plan that held is kept
    context = meter.run("compute", lambda: prepare(extracts, order, config, (), plans))
    modum_first = sorted(order.kommuner, key=lambda kommune: kommune.slug != "modum")
    packets = meter.run("packet", lambda: [build_packet(context, k) for k in modum_first[:count]])
    if packets_file:
        packets_file.write_bytes(pickle.dumps(packets))
    renderer = Renderer((package_templates(),))
    for packet in packets:
        layout = meter.run("charts", partial(lay_out, packet))
        meter.run("html", partial(renderer.html, packet, layout))
        meter.run("pdf", partial(renderer.pdf, packet))
    meter.cpu["pdf"] -= meter.cpu["charts"] + meter.cpu["html"]
    return meter


def _import() -> None:
    import datapakke.pipeline  # noqa: PLC0415
    from datapakke.fonts import prepare_fonts  # noqa: PLC0415

    prepare_fonts()
    import datapakke.pages  # noqa: F401, PLC0415


def child(count: int, packets_file: str) -> None:
    """Measure in a process of its own and print the meter as JSON."""
    meter = measure(count, Path(packets_file) if packets_file else None)
    json.dump({"cpu": meter.cpu, "peak": meter.peak}, sys.stdout)


def naive(packets_file: Path, count: int) -> float:
    """Make ``count`` PDFs the naive way; give the CPU seconds of all their processes."""
    before = _cpu(resource.RUSAGE_CHILDREN)
    for index in range(count):
        out = packets_file.with_suffix(f".{index}.pdf")
        script = Path(__file__).with_name("naive.py")
        command = [sys.executable, str(script), str(packets_file), str(index), str(out)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    return _cpu(resource.RUSAGE_CHILDREN) - before


def scenario(count: int, runs: int, folder: Path) -> None:
    """Print the medians of ``runs`` runs for ``count`` packets, and the ratio to the naive way."""
    packets_file = folder / f"{count}.pickle"
    command = [sys.executable, __file__, "--child", str(count), "--packets", str(packets_file)]
    ours = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
        for _ in range(runs)
    ]
    theirs = statistics.median(naive(packets_file, count) for _ in range(runs))
    cpu = {stage: statistics.median(run["cpu"][stage] for run in ours) for stage in STAGES}
    peak = {stage: statistics.median(run["peak"][stage] for run in ours) for stage in STAGES}
    print(f"\n{count} packet(s)            CPU s   per packet   peak MB")
    for stage in STAGES:
        print(f"  {stage:<18} {cpu[stage]:8.2f}   {cpu[stage] / count:10.3f}   {peak[stage]:7.0f}")
    rendering = sum(cpu[stage] for stage in ("import", "charts", "html", "pdf"))
    print(f"  rendering, ours    {rendering:8.2f}   {rendering / count:10.3f}")
    print(f"  rendering, naive   {theirs:8.2f}   {theirs / count:10.3f}")
    print(f"  ours / naive       {rendering / theirs:8.2f}")


def main() -> None:
    """Run the scenarios, or one of them as a child process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--child", type=int, default=0)
    parser.add_argument("--packets", default="")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.packets)
        return
    with tempfile.TemporaryDirectory() as folder:
        scenario(1, options.runs, Path(folder))
        scenario(21, 1, Path(folder))


if __name__ == "__main__":
    main()
