"""Runs as they are: real pages, a template that fails, a disk that is full, and a signal."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch_helpers import bytes_of
from conftest import ROOT
from datapakke.batch.manifest import read_manifest, wrong_files
from demo_rounds import Rounds

DAY = ("--dato", "2016-10-25", "--dager", "30")
ROUND = "2016-host"


def words(project: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "datapakke", *more, "--prosjekt", str(project)]


def batch(project: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = words(project, "batch", *DAY, *more)
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture(scope="module")
def made(rounds: Rounds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of two municipalities, made and attacked."""
    project = rounds.laid(tmp_path_factory.mktemp("demo") / "prosjekt", kommuner=2)
    first = batch(project)
    assert first.returncode == 0, first.stderr
    return project


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "prosjekt"))


def test_a_template_that_fails_for_one_municipality_stops_that_packet_only(project: Path) -> None:
    """Line and template are told, the traceback is in the log; mended, it is made."""
    own = project / "templates"
    own.mkdir()
    name = "pakke.html.j2"
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    fails = '{% if pakke.kommune == "Kongsberg" %}{{ 1 // 0 }}{% endif %}'
    (own / name).write_text(text + fails, encoding="utf-8")
    told = batch(project)
    manifest = read_manifest(project / "out" / ROUND)
    assert manifest

    assert told.returncode == 1
    assert "Feil: Kongsberg: mal «" in told.stderr
    assert "Traceback" not in told.stderr
    assert list(manifest.by_kommunenr) == ["0602"]
    assert [nr for nr, _ in manifest.feilet] == ["0604"]
    assert wrong_files(project / "out" / ROUND, manifest) == []
    log = max((project / "logg").glob("*.logg")).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log

    (own / name).unlink()
    assert batch(project).returncode == 0
    assert len(list((project / "out" / ROUND).glob("*.pdf"))) == 2


def test_a_run_that_is_asked_to_stop_says_what_holds_and_the_next_goes_on(project: Path) -> None:
    before = bytes_of(project / "out" / ROUND)
    command = words(project, "batch", *DAY, "--force")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stderr
        first = process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()

    assert first.startswith("1 av 2:")
    assert "Stanset." in rest
    assert process.returncode == 128 + signal.SIGTERM
    assert bytes_of(project / "out" / ROUND) == before
    assert batch(project).returncode == 0
    assert bytes_of(project / "out" / ROUND) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for one packet, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("her kan ingen disk monteres")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607


def test_a_disk_that_is_full_is_told_and_with_room_the_next_run_finishes(
    project: Path, small_disk: Path
) -> None:
    before = bytes_of(project / "out" / ROUND)
    shutil.rmtree(project / "out")
    (project / "out").symlink_to(small_disk)
    full = batch(project)

    assert full.returncode == 1
    assert "disken er full. Det som lå i mappen fra før, er ikke rørt." in full.stderr
    assert not (small_disk / ROUND).exists()
    command = ["mount", "-o", "remount,size=20m", str(small_disk)]
    subprocess.run(command, check=True)  # noqa: S603
    whole = batch(project)

    assert whole.returncode == 0, whole.stderr
    assert "fra en avbrutt kjøring" in whole.stderr
    assert bytes_of(small_disk / ROUND) == before


def test_a_folder_that_may_not_be_written_to_is_told(project: Path, small_disk: Path) -> None:
    shutil.rmtree(project / "out")
    (project / "out").symlink_to(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)  # noqa: S603, S607
    told = batch(project)

    assert told.returncode == 1
    assert "kan ikke lages: disken kan bare leses" in told.stderr
    assert "Traceback" not in told.stderr
