"""``batch`` and ``status`` as they are called: what is due, who is at work, how far it has come."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from batch_helpers import QuickWorkers, bytes_of, made_quickly
from datapakke.batch.due import due
from datapakke.batch.lock import FILE, BusyError, locked
from datapakke.batch.manifest import read_manifest
from datapakke.batch.status import OLDER, Mark, changed, status
from datapakke.cli import main
from datapakke.config import Config, load_config
from datapakke.delivery.approval import Saying, addresses_of
from datapakke.delivery.approvals import approve
from datapakke.demo import write_demo
from datapakke.journal import Journal
from datapakke.project import Project
from demo_rounds import Rounds

NOW = datetime(2016, 10, 19, 2, 0, tzinfo=UTC)


def command(project: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--prosjekt", str(project)])


@pytest.fixture(scope="module")
def project(rounds: Rounds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of three municipalities that is made, and attacked, once."""
    folder = rounds.laid(tmp_path_factory.mktemp("demo") / "prosjekt")
    with pytest.MonkeyPatch.context() as patch:
        made_quickly(patch)
        first = command(folder, "batch", "--dato", "2016-10-25")
    assert first.exit_code == 0, first.output
    assert "Laget 3 av 3 pakker." in first.stderr
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> type[QuickWorkers]:
    """Let packets be made at once."""
    return made_quickly(monkeypatch)


def test_a_round_is_due_with_its_first_meeting(config: Config) -> None:
    """On the day itself and on the last day of the window, and not the day before or after."""
    runde = config.runde("2016-host")
    first, last = runde.moter[0].dato, runde.moter[-1].dato
    for day, days, meetings in (
        (first, 0, 1),
        (date.fromordinal(first.toordinal() - 14), 14, 1),
        (date.fromordinal(first.toordinal() - 15), 14, 0),
        (last, 14, 1),
        (date.fromordinal(last.toordinal() + 1), 14, 0),
    ):
        found = [one for one in due(config, day, days) if one.runde == runde]
        assert bool(found) == bool(meetings), day
    (whole,) = (one for one in due(config, first, 60) if one.runde == runde)
    assert whole.moter == runde.moter


def test_nothing_due_is_one_line_and_a_clean_exit(project: Path) -> None:
    before = bytes_of(project)
    result = command(project, "batch", "--dato", "2016-08-01")

    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = result.stdout.splitlines()
    assert line.startswith("Ingen møter fra 2016-08-01 til 2016-08-15: ingenting å gjøre. Neste")
    assert bytes_of(project) == before
    assert json.loads(command(project, "batch", "--dato", "2016-08-01", "--json").stdout) == {
        "dato": "2016-08-01",
        "runder": [],
    }


def test_a_second_night_changes_nothing_and_reads_no_extract(
    project: Path, quick: type[QuickWorkers], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(project)
    monkeypatch.setattr("datapakke.batch.run.run", None)
    result = command(project, "batch", "--dato", "2016-10-25")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "ingenting er endret, og alle 3 pakkene er som de skal" in result.stdout
    assert quick.made_of == []
    assert bytes_of(project) == before


@pytest.mark.parametrize("words", [["status"], ["batch", "--dato", "2016-08-01"]])
def test_what_only_looks_imports_nothing_heavy(project: Path, words: list[str]) -> None:
    """Start-up is most of what such a command costs."""
    heavy = ("pandas", "numpy", "scipy", "matplotlib", "weasyprint", "jinja2")
    code = f"""
import sys
from datapakke.cli import main
main(sys.argv[1:], standalone_mode=False)
print([one for one in {heavy} if one in sys.modules])
"""
    told = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, *words, "--prosjekt", str(project)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.splitlines()[-1] == "[]"


def test_the_log_says_of_what_and_with_what(project: Path) -> None:
    (log,) = (project / "logg").glob("*-batch-2016-host.logg")
    text = log.read_text(encoding="utf-8")
    manifest = read_manifest(project / "out" / "2016-host")
    assert manifest

    for name, sha256 in manifest.inndata:
        assert f"{name}  {sha256}" in text
    assert "Drammen: laget" in text
    assert f"datapakke {manifest.program}" in text


def test_one_that_fails_is_told_with_its_traceback_in_the_log(
    project: Path, quick: type[QuickWorkers], tmp_path: Path
) -> None:

    copy = Path(shutil.copytree(project, tmp_path / "p"))
    quick.broken["Kongsberg"] = "ikke laget"
    result = command(copy, "batch", "--dato", "2016-10-25", "--force", "--json")
    (said,) = json.loads(result.stdout)["runder"]

    assert result.exit_code == 1
    assert "Feil: Kongsberg: 0604-kongsberg.pdf: er gal." in result.stderr
    assert "Laget 2 av 3 pakker." in result.stderr
    assert said["feilet"] == [{"hva": "0604", "feil": ["0604-kongsberg.pdf: er gal."]}]
    assert (len(said["laget"]), said["angrepet"]) == (2, True)
    text = Path(said["logg"]).read_text(encoding="utf-8")
    assert "FEIL Kongsberg: 0604-kongsberg.pdf: er gal." in text
    assert "Traceback: her" in text
    assert "feilet" in command(copy, "status").stdout


def test_an_extract_that_is_wrong_is_told_and_the_old_set_stays(
    project: Path, quick: type[QuickWorkers], tmp_path: Path
) -> None:

    assert quick
    copy = Path(shutil.copytree(project, tmp_path / "p"))
    (copy / "data" / "raw" / "ot.csv").write_text("hei", encoding="utf-8")
    before = bytes_of(copy / "out")
    result = command(copy, "batch", "--dato", "2016-10-25")

    assert result.exit_code == 4
    assert "Feil: 2016-host:" in result.stderr
    assert bytes_of(copy / "out") == before


def test_two_runs_are_never_at_once_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, time; from datetime import datetime, UTC; from pathlib import Path\n"
        "from datapakke.batch.lock import locked\n"
        "now = datetime(2016, 10, 19, 2, tzinfo=UTC)\n"
        "with locked(Path(sys.argv[1]), 'datapakke batch', now):\n"
        " print('inne', flush=True); time.sleep(600)\n"
    )
    other = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout
        assert other.stdout.readline() == "inne\n"
        told = f"«datapakke batch», prosess {other.pid} på "
        with (
            pytest.raises(BusyError, match=told) as raised,
            locked(tmp_path, "datapakke build", NOW),
        ):
            pass
        assert "siden 2016-10-19T02:00:00+00:00" in str(raised.value)
    finally:
        other.kill()
        other.communicate()
    with locked(tmp_path, "datapakke build", NOW):
        assert json.loads((tmp_path / FILE).read_text(encoding="utf-8"))["hva"] == "datapakke build"
    assert (tmp_path / FILE).read_bytes() == b""


@pytest.mark.parametrize("said", [b"", b"null", b"[1]", b"\xff", b'{"hva": {"x": 1}}'])
def test_whatever_stands_in_the_lock_it_is_only_told(tmp_path: Path, said: bytes) -> None:
    (tmp_path / FILE).write_bytes(said)
    with locked(tmp_path, "datapakke build", NOW):
        pass


def test_status_tells_of_each_packet_of_each_meeting(project: Path) -> None:
    result = command(project, "status")

    assert result.exit_code == 0
    assert "Runde 2016-host: 3 pakker, angrepet uten funn." in result.stdout
    assert "Møte 2016-11-04, Drammen. Pakkene skal være klare 2016-10-21." in result.stdout
    (line,) = (one for one in result.stdout.splitlines() if "0602" in one)
    assert line.split()[:7] == ["0602", "Drammen", "ja", "20", "verdier", "nei", "nei"]


def test_status_says_what_changed_and_what_would_be_made_again(
    project: Path, quick: type[QuickWorkers], tmp_path: Path
) -> None:

    assert quick
    copy = Path(shutil.copytree(project, tmp_path / "p"))
    path = copy / "data" / "raw" / "ot.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(i for i, one in enumerate(lines) if ";0602;" in one and "2016" in one)
    lines[place] = lines[place].replace(";0602;", ";0604;")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert "1 inndata er endret" in command(copy, "status").stderr
    result = command(copy, "status", "--hvorfor")
    told = {one.split()[1]: one for one in result.stdout.splitlines() if one.startswith("  06")}
    assert "Endret: data/raw/ot.csv er endret." in result.stdout
    for name in ("Drammen", "Kongsberg"):
        assert "tall er andre i dag" in told[name]
    assert "sier det samme som i dag, og lages ikke på nytt" in told["Ringerike"]
    said = json.loads(command(copy, "status", "--json", "--hvorfor").stdout)
    assert said["endret"] == ["data/raw/ot.csv er endret"]
    assert set(said["hvorfor"]) == {"0602", "0604", "0605"}
    assert all(line["foreldet"] for line in said["linjer"])


def test_status_before_anything_is_made_says_what_to_do(tmp_path: Path) -> None:
    write_demo(tmp_path / "p", kommuner=2, aar=2)
    result = command(tmp_path / "p", "status")

    assert result.exit_code == 0
    assert "ingen pakker er laget. Lag dem: datapakke batch" in result.stdout


def test_status_says_which_file_is_not_what_was_made(project: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "p"))
    (copy / "out" / "2016-host" / "0602-drammen.pdf").write_bytes(b"%PDF-1.7 annet")
    said = command(copy, "status").stdout

    assert "3 pakker, 1 fil er endret etter kontrollen." in said
    assert "0602-drammen.pdf er endret etter at den ble laget og lest tilbake." in said
    assert "ikke angrepet" not in said
    (line,) = (one for one in said.splitlines() if one.startswith("  0602 "))
    assert line.split()[:5] == ["0602", "Drammen", "endret", "nei", "nei"]


def test_status_knows_what_was_approved_when_the_packets_are_gone(
    project: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "p"))
    manifest = read_manifest(copy / "out" / "2016-host")
    assert manifest
    config = load_config(copy / "config" / "kommuner.yaml")
    to, drammen = addresses_of(config.inndeling(2016)), manifest.by_kommunenr["0602"]
    naar = datetime(2016, 10, 20, 12, tzinfo=UTC)
    saying = Saying(naar, "Kari Nordmann", "2016-host", "2016-11-04")
    approve(Journal(Project(copy).approvals(demo=True)), saying, manifest, [drammen], to)

    def line() -> list[str]:
        said = command(copy, "status").stdout.splitlines()
        return next(one for one in said if one.startswith("  0602 ")).split()

    assert line()[5:7] == ["2016-10-20", "nei"]
    path = copy / "config" / "kommuner.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(to["0602"][0], "ny@drammen.kommune.invalid"), "utf-8")
    assert line()[5:8] == ["andre", "mottakere", "nei"]
    path.write_text(text, "utf-8")

    shutil.rmtree(copy / "out")
    said = command(copy, "status").stdout
    assert "pakkene er borte, men 1 er godkjent eller sendt. Lag dem: datapakke batch" in said
    assert line()[2:5] == ["borte", "nei", "2016-10-20"]


def test_an_approval_of_another_packet_is_not_one_of_this(project: Path) -> None:
    from batch_helpers import job_of  # noqa: PLC0415
    from datapakke.batch.fresh import inputs_now  # noqa: PLC0415

    job = job_of(project)
    manifest = read_manifest(job.folder)
    assert manifest
    inputs = inputs_now(job.project, job.config, job.order, job.raw, manifest)
    right = {nr: Mark(one.sha256, "2016-10-20") for nr, one in manifest.by_kommunenr.items()}
    other = {"0602": Mark("f" * 64, "2016-10-21")}
    found = status(job.folder, job.order, manifest, inputs, right, other, 14)
    lines = {one.kommunenr: one for one in found.linjer}

    assert (lines["0602"].godkjent, lines["0602"].sendt) == ("2016-10-20", OLDER)
    assert (lines["0604"].godkjent, lines["0604"].sendt) == ("2016-10-20", "")


def test_inputs_that_are_new_gone_or_others_are_named() -> None:
    before = (("a", "1"), ("b", "2"), ("c", "3"))
    now = (("a", "1"), ("b", "4"), ("d", "5"))

    assert changed(before, now) == ("b er endret", "c er borte", "d er ny")
