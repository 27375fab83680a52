"""What ``build`` writes in the ledger, and what it says of figures printed before."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from datapakke.cli import main
from datapakke.disclosure.ledger import LedgerEntry, append, read
from datapakke.model import Figure, FigureKey, Status
from demo_rounds import Rounds


@pytest.fixture(scope="module")
def project(rounds: Rounds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project with three municipalities, of which one is built."""
    folder = rounds.laid(tmp_path_factory.mktemp("demo") / "prosjekt")
    assert build(folder).exit_code == 0
    return folder


def build(project: Path, *words: str) -> Result:
    """Build Drammen's packet."""
    command = ["build", "--kommune", "Drammen", "--prosjekt", str(project), *words]
    return CliRunner().invoke(main, command)


def ledger(project: Path) -> Path:
    return project / "arkiv" / "trykt-demo.jsonl"


def in_sidecar(project: Path) -> set[tuple[str | int | None, ...]]:
    """Give all that Drammen's side-car says of figures that tell a number."""
    path = project / "out" / "2016-host" / "0602-drammen.json"
    figures = json.loads(path.read_bytes())["figurer"]
    names = ("indikator", "nivaa", "omraade", "aar", "kjonn", "kategori")
    return {
        (
            *(one["key"][name] for name in names),
            one["status"],
            one["verdi"],
            one["n"],
            one["teller"],
            one["avrundet_til"],
        )
        for one in figures
        if one["status"] not in {":", ".."}
    }


def in_ledger(entry: LedgerEntry) -> tuple[str | int | None, ...]:
    """Give the same of an entry."""
    key, one = entry.key, entry.figure
    verdi = None if one.verdi is None else str(one.verdi)
    area = (key.indikator, key.nivaa, key.omraade, key.aar, key.kjonn, key.kategori)
    return (*area, one.status.value, verdi, one.n, one.teller, one.avrundet_til)


def test_every_number_in_the_side_car_is_in_the_ledger_and_nothing_else(project: Path) -> None:
    entries = read(ledger(project))

    assert {in_ledger(entry) for entry in entries} == in_sidecar(project)
    assert len(entries) > 100
    assert {(entry.runde, entry.inndeling) for entry in entries} == {("2016-host", 2016)}
    assert not (project / "arkiv" / "trykt.jsonl").exists(), "invented figures have their own"


def test_building_again_adds_nothing_and_says_nothing(project: Path) -> None:
    before = ledger(project).read_bytes()
    result = build(project)

    assert ledger(project).read_bytes() == before
    assert "Merk" not in result.stderr


def test_a_figure_printed_otherwise_in_an_earlier_round_is_told(
    rounds: Rounds, project: Path, tmp_path: Path
) -> None:
    rounds.laid(tmp_path / "p")
    now = next(one for one in read(ledger(project)) if one.key.omraade == "0602" and one.figure.n)
    was = Figure(now.key, Status.VIST, Decimal(-1), now.figure.n)
    append(ledger(tmp_path / "p"), "2015-host", 2016, [was])
    result = build(tmp_path / "p")

    assert result.exit_code == 0
    assert (
        f"Merk: {ledger(tmp_path / 'p')}: 1 tall er trykt før med en annen verdi" in result.stderr
    )
    assert f"−1 (n = {now.figure.n}) i runden 2015-host, " in result.stderr
    assert len(read(ledger(tmp_path / "p"))) == len(read(ledger(project))) + 1


@pytest.mark.parametrize("spoilt", ["", ".hode"])
def test_nothing_is_printed_when_the_ledger_is_damaged(
    rounds: Rounds, tmp_path: Path, spoilt: str
) -> None:
    folder = rounds.laid(tmp_path / "p")
    key = FigureKey("ot_antall", "fylke", "fylke", "2016-06-15")
    append(ledger(folder), "2015-host", 2016, [Figure(key, Status.VIST, Decimal(120))])
    path = ledger(folder).with_name(ledger(folder).name + spoilt)
    path.write_bytes(path.read_bytes()[:-30])
    result = build(folder)

    assert result.exit_code == 4
    assert result.stderr.startswith(f"Feil: {ledger(folder)}: er skadet.")
    assert f"Feil: {path}" in result.stderr
    assert not list((folder / "out").rglob("*.*"))


def test_the_next_round_adds_only_what_is_new(project: Path, tmp_path: Path) -> None:
    entries = read(ledger(project))
    path = tmp_path / "trykt.jsonl"
    figures = [entry.figure for entry in entries]
    first = append(path, "2016-host", 2016, figures)
    extra = Figure(FigureKey("ny", "fylke", "fylke", "2017"), Status.VIST, Decimal(1))
    second = append(path, "2017-host", 2016, [*figures, extra])

    assert (first.new, second.new, second.revised) == (len(figures), 1, ())
    assert [entry.runde for entry in read(path)] == ["2016-host"] * len(figures) + ["2017-host"]


def test_a_build_in_another_folder_is_printed_too(
    rounds: Rounds, project: Path, tmp_path: Path
) -> None:
    rounds.laid(tmp_path / "p")
    build(tmp_path / "p", "--ut", str(tmp_path / "andre"))

    assert len(read(ledger(tmp_path / "p"))) == len(read(ledger(project)))
