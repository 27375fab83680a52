"""Kills `datapakke batch` at random moments, and sees that nothing is ever broken by it.

    .venv/bin/python benchmarks/faults.py --kills 50

Two sets of extracts take turns, which differ by one young person's municipality. Each run is killed
(SIGKILL) at a random moment; after every kill the folder of the round must hold one whole set; when
a run gets through, it must be the bytes of a run that nobody disturbed.
"""

import argparse
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from datapakke.batch.manifest import read_manifest, wrong_files

ROUND, DAY = "2016-host", "2016-10-25"
PLACES = ("0602", "0604")


class Fault(Exception):  # noqa: N818 - what is found
    """The folder is not what it should be."""


def correct(raw: Path) -> None:
    """Move one young person from the one municipality to the other, or back."""
    path = raw / "ot.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    here, there = PLACES
    moved = next(one for one in lines if f";{here};" in one and "2016" in one)
    if (raw / ".flyttet").exists():
        here, there = there, here
        moved = (raw / ".flyttet").read_text(encoding="utf-8")
        (raw / ".flyttet").unlink()
    else:
        (raw / ".flyttet").write_text(moved.replace(f";{here};", f";{there};"), encoding="utf-8")
    lines[lines.index(moved)] = moved.replace(f";{here};", f";{there};")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def batch(project: Path) -> subprocess.Popen[str]:
    """Start a run."""
    words = ["batch", "--dato", DAY, "--dager", "30", "--prosjekt", str(project)]
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "datapakke", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def undisturbed(project: Path) -> dict[str, str]:
    """Run to the end; give the hash of every file."""
    process = batch(project)
    _, said = process.communicate()
    if process.returncode:
        raise Fault(said)
    return hashes(project)


def hashes(project: Path) -> dict[str, str]:
    """Give every file of the round's folder, by its place."""
    folder = project / "out" / ROUND
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def disturbed(project: Path, draw: random.Random) -> bool:
    """Run, and kill it at a random moment; tells whether it was still going on."""
    process = batch(project)
    assert process.stderr  # noqa: S101 - asked for
    for _ in range(draw.randint(0, 3)):  # so many packets, or the end
        process.stderr.readline()
    time.sleep(draw.uniform(0, 4) ** 2 / 4)
    process.send_signal(signal.SIGKILL)
    process.stderr.close()
    process.wait()
    return process.returncode == -signal.SIGKILL


def check_whole(project: Path) -> None:
    """See that what lies in the folder is one set, whole."""
    folder = project / "out" / ROUND
    before = folder.with_name(f".{ROUND}.forrige")
    if not folder.exists() and before.exists():
        folder = before  # between the two renames: nothing lies there, and the next run mends it
    manifest = read_manifest(folder)
    if manifest is None:
        what = "det er ikke noe manifest"
        raise Fault(what)
    wrong = wrong_files(folder, manifest)
    if wrong or {one.grunnlag for one in manifest.pakker} != {manifest.grunnlag}:
        what = f"settet er ikke helt: {wrong}"
        raise Fault(what)


def prepared(folder: Path, kommuner: int) -> tuple[Path, dict[bool, dict[str, str]]]:
    """Make a project, and what comes of either set of extracts undisturbed.

    Both have been printed then, so that the ledger does not change any more.
    """
    project = folder / "prosjekt"
    words = ["demo", str(project), "--kommuner", str(kommuner), "--aar", "2"]
    command = [sys.executable, "-m", "datapakke", *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    undisturbed(project)
    right = {}
    for moved in (True, False, True, False):
        correct(project / "data" / "raw")
        right[moved] = undisturbed(project)
    return project, right


def main() -> None:
    """Kill, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--kommuner", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)  # noqa: S311 - moments to kill at
    with tempfile.TemporaryDirectory() as folder:
        project, right = prepared(Path(folder), options.kommuner)
        kills = whole = between = 0
        moved = False
        while kills < options.kills:
            moved = not moved
            correct(project / "data" / "raw")
            while kills < options.kills and disturbed(project, draw):
                kills += 1
                between += not (project / "out" / ROUND).exists()
                check_whole(project)
            if undisturbed(project) != right[moved]:
                what = "det er ikke de samme bytene som uten avbrudd"
                raise Fault(what)
            whole += 1
        left = sorted(path.name for path in (project / "out").iterdir())
        shutil.rmtree(project)
    print(
        f"{kills} avbrudd, {between} av dem mellom de to omdøpingene; {whole} sett ble ferdige,"
        f" alle med de samme bytene som uten avbrudd. I out ligger bare: {', '.join(left)}."
    )


if __name__ == "__main__":
    main()
