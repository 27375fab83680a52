"""The round in batch: seconds, CPU seconds and memory, beside the naive way, Typst and Chromium.

    python benchmarks/batch.py [--dir MAPPE] [--naive 3] [--uten-norge]

First the commands as a scheduler runs them, each in a process of its own, on the demo round. Then
only packets that are ready to be printed: 1, 21 and the 357 of all Norway, printed and read back by
as many processes as there are cores; and the same packets in other ways. All ratios are to the
naive way, per packet and in the same run. Typst and Chromium are measured where they are installed
(``pip install typst``). With ``--dir`` the projects are kept, and their plans with them.
"""

import argparse
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from datapakke.batch.work import Kit
from datapakke.batch.workers import Workers, cores
from datapakke.config.own import AS_IT_IS
from datapakke.packet.model import Packet
from datapakke.project import Project, package_templates

# Nothing heavy is imported above: every worker imports this file too, as it does the command line.

HERE = Path(__file__).parent
DEMO, NORWAY = 21, 357
WINDOW = ("--dato", "2016-09-20", "--dager", "60")
ENDS = 21
"""Packets at either end of a long run whose memory is compared."""


class Cost(NamedTuple):
    """What a process and those it started cost: seconds, CPU seconds, the largest of them in MB."""

    wall: float
    cpu: float
    peak: float


def measured(command: Sequence[str | Path]) -> Cost:
    """Run a command and give what it cost.

    Raises:
        SystemExit: It failed.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen([*map(str, command)], stdout=told, stderr=told)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise SystemExit(told.read().decode(errors="replace")[-2000:])
    wall = time.perf_counter() - start
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(folder: Path) -> None:
    """Measure the commands on the demo round."""
    demo = demo_in(folder)
    project = Project(demo)

    def run(name: str, *words: str) -> None:
        cost = measured([sys.executable, "-m", "datapakke", *words, "--prosjekt", demo])
        print(f"  {name:<46} {cost.wall:7.2f} {cost.cpu:7.2f} {cost.peak:8.0f}", flush=True)

    print(f"{'':<48} {'s':>7} {'CPU s':>7} {'peak MB':>8}")
    shutil.rmtree(project.out, ignore_errors=True)
    run("21 packets, first time (or plans kept: --dir)", "batch", *WINDOW)
    shutil.rmtree(project.out)
    for kept in project.cache.glob("*.lest"):
        if not kept.name.startswith("vern_"):
            kept.unlink()
    run("21 packets, cold: extracts are read", "batch", *WINDOW)
    run("21 packets, warm: all made again", "batch", *WINDOW, "--force")
    run("1 packet, warm: made again", "build", "--kommune", "Modum", "--force")
    run("21 packets, nothing changed", "batch", *WINDOW)
    run("status", "status")
    _correct(project.raw / "ot.csv")
    run("21 packets, one extract corrected", "batch", *WINDOW)
    _correct(project.raw / "ot.csv")
    run("21 packets, and corrected back", "batch", *WINDOW)


def demo_in(folder: Path) -> Path:
    """Give the demo project, made where there is none."""
    from datapakke.demo import write_demo  # noqa: PLC0415 - heavy

    demo = folder / "demo"
    if not demo.exists():
        write_demo(demo)
    return demo


def _correct(path: Path) -> None:
    """Move the young person on the last line to the other gender, or back."""
    *lines, last = path.read_text(encoding="utf-8").splitlines()
    cells = last.split(";")
    cells[2] = "M" if cells[2] == "K" else "K"
    path.write_text("\n".join([*lines, ";".join(cells)]) + "\n", encoding="utf-8")


def packets_of(folder: Path, *, norway: bool) -> dict[int, Path]:
    """Give how many packets there are in each file."""
    found = {DEMO: folder / "demo.pickle"}
    measured([sys.executable, __file__, "--child", "demo", demo_in(folder), found[DEMO]])
    if norway:
        import norway_project  # noqa: PLC0415

        project, found[NORWAY] = folder / "norge", folder / "norge.pickle"
        if not project.exists():
            norway_project.write(project)
        if not found[NORWAY].exists():
            measured([sys.executable, __file__, "--child", "norway", project, found[NORWAY]])
    return found


def printing(found: dict[int, Path], naive: int) -> None:
    """Measure the printing of packets that are ready."""
    print(f"\n{'':<38} {'s':>7} {'CPU s':>7} {'CPU each':>9} {'ratio':>6} {'peak MB':>8}")
    several = [("the naive way", "naive", found[DEMO], naive)]
    several += [("Typst, its charts drawn too", "typst", found[DEMO], DEMO)] * _there("typst")
    several += [("Typst, charts ready", "typst-ready", found[DEMO], DEMO)] * _there("typst")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    several += [("Chromium, printing", "chromium", found[DEMO], naive)] * bool(chromium)
    several += [(f"ours, {count}", "ours", path, count) for count, path in _sizes(found)]
    each = 0.0
    for name, how, path, count in several:
        told = path.with_suffix(".told")
        told.unlink(missing_ok=True)
        cost = measured([sys.executable, __file__, "--child", how, path, told, str(count)])
        beside = json.loads(told.read_text()) if told.exists() else {}
        cpu = cost.cpu - beside.get("not counted", 0.0) + beside.get("elsewhere", 0.0)
        wall = cost.wall - beside.get("wall not counted", 0.0)
        each = each or cpu / count
        line = f"{wall:7.2f} {cpu:7.2f} {cpu / count:9.3f} {cpu / count / each:6.2f}"
        print(f"  {name:<36} {line} {cost.peak:8.0f}  {beside.get('remark', '')}", flush=True)


def _there(name: str) -> bool:
    return find_spec(name) is not None


def _sizes(found: dict[int, Path]) -> list[tuple[int, Path]]:
    return [(1, found[DEMO]), *found.items()]


def _ours(packets: Sequence[Packet]) -> tuple[str, float]:
    """Print and read back; give the memory of workers at both ends, and their CPU seconds.

    Workers are not this process's own children, so what they cost is what they say; not what
    getting ready costs each.
    """
    peaks, values, cpu, wrong = list[float](), 0, 0.0, list[str]()
    kit = Kit((package_templates(),), AS_IT_IS)
    with Workers(kit, jobs=min(cores(), len(packets))) as workers:
        for packet, made in workers.made((one, one) for one in packets):
            if made.problems or made.verified is None:
                wrong.append(packet.kommune)
                continue
            peaks.append(made.peak_mb)
            cpu += made.cpu_s
            values += made.verified.verdier
    first, last = max(peaks[:ENDS]), max(peaks[-ENDS:])
    told = f"a worker has {first:.0f} MB, at the end {last:.0f}; {values} values read back"
    return told + (f"; NOT AS THEY SHOULD BE: {', '.join(wrong)}" if wrong else ""), cpu


def _naive(packets: Path, count: int) -> str:
    for index in range(count):
        command = [sys.executable, HERE / "naive.py", packets, str(index), f"{packets}.pdf"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    return "its own process for each, not read back"


def _typst(packets: Sequence[Packet], *, ready: bool) -> tuple[str, float, float]:
    import typst  # noqa: PLC0415 - where it is installed
    import typst_page  # noqa: PLC0415

    spared, wall, pages = 0.0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        for packet in packets:
            before, clock = _cpu(), time.perf_counter()
            typst_page.write_charts(packet, Path(folder))
            if ready:
                spared, wall = spared + _cpu() - before, wall + time.perf_counter() - clock
            path = Path(folder) / "packet.typ"
            path.write_text(typst_page.source(packet), encoding="utf-8")
            pages += len(typst.compile(str(path), pdf_standards=["ua-1"]))
    return f"{pages / len(packets) / 1024:.0f} kB each, PDF/UA-1, not read back", spared, wall


def _chromium(packets: Sequence[Packet]) -> tuple[str, float, float]:
    from datapakke.layout import URL, lay_out  # noqa: PLC0415 - a child's only
    from datapakke.render import Renderer  # noqa: PLC0415

    browser = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    renderer, before, clock = Renderer((package_templates(),)), _cpu(), time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, packet in enumerate(packets):
            layout = lay_out(packet)
            html = renderer.html(packet, layout).replace(f'src="{URL}', 'src="')
            for one, drawing in layout.drawings.items():
                (folder / one).write_text(drawing.svg, encoding="utf-8")
            style = f"<style>{renderer._css}</style></head>"  # noqa: SLF001 - as it is printed
            page = html.replace("</head>", style, 1)
            (folder / f"{number}.html").write_text(page, encoding="utf-8")
        spared, wall = _cpu() - before, time.perf_counter() - clock
        for number in range(len(packets)):
            words = ("--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={folder}/p")
            command = [browser, *words, f"file://{folder}/{number}.html"]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    return "pages ready, its own process for each, not read back", spared, wall


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _demo_packets(folder: Path) -> list[Packet]:
    from datapakke.config import load_config  # noqa: PLC0415 - a child's only
    from datapakke.indicators import all_indicators  # noqa: PLC0415
    from datapakke.order import Choice, make_order  # noqa: PLC0415
    from datapakke.packet.build import build_packet  # noqa: PLC0415
    from datapakke.pipeline import prepare, read_extracts  # noqa: PLC0415
    from datapakke.plans import Plans  # noqa: PLC0415

    project = Project(folder)
    config = load_config(project.config, {one.id for one in all_indicators()})
    order = make_order(Choice(alle=True), config)
    extracts = read_extracts(order, config, project.raw)
    context = prepare(extracts, order, config, (), Plans(project.cache))
    return [build_packet(context, kommune) for kommune in order.kommuner]


def _norway_packets(folder: Path) -> list[Packet]:
    import norway_project  # noqa: PLC0415 - a child's only

    return list(norway_project.packets(folder))


def child(how: str, source: Path, out: Path, count: int) -> None:
    """Do one thing in a process of its own, and write what there is to tell of it."""
    makers: dict[str, Callable[[Path], list[Packet]]] = {
        "demo": _demo_packets,
        "norway": _norway_packets,
    }
    if how in makers:
        out.write_bytes(pickle.dumps(makers[how](source)))
        return
    clock, before = time.perf_counter(), _cpu()
    every: list[Packet] = pickle.loads(source.read_bytes())  # noqa: S301 - our own file
    packets = sorted(every, key=lambda one: one.slug != "modum")[:count] if count == 1 else every
    packets, wall, spared = packets[:count], time.perf_counter() - clock, _cpu() - before
    said: dict[str, Any] = {}
    if how == "naive":
        said["remark"] = _naive(source, count)
    elif how == "ours":
        said["remark"], said["elsewhere"] = _ours(packets)
    else:
        ready = how == "typst-ready"
        told = _chromium(packets) if how == "chromium" else _typst(packets, ready=ready)
        said["remark"], spared, wall = told[0], spared + told[1], wall + told[2]
    out.write_text(json.dumps(said | {"not counted": spared, "wall not counted": wall}))


def main() -> None:
    """Run the benchmark, or one thing of it as a child process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dir", type=Path)
    parser.add_argument("--naive", type=int, default=3)
    parser.add_argument("--uten-norge", action="store_true")
    parser.add_argument("--bare-trykking", action="store_true")
    parser.add_argument("--child", nargs="+")
    options = parser.parse_args()
    if options.child:
        how, source, out, *count = options.child
        child(how, Path(source), Path(out), int(*count) if count else 0)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.dir or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not options.bare_trykking:
            commands(folder)
        printing(packets_of(folder, norway=not options.uten_norge), options.naive)


if __name__ == "__main__":
    main()
