"""What ``write_demo`` writes: the same bytes for the same seed, all or nothing, as asked for."""

import gzip
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import datapakke.demo.project as demo_project
from datapakke.config import Config, load_config
from datapakke.demo import write_demo
from datapakke.demo.settings import chosen, settings_for, shipped_config
from datapakke.errors import UsageError
from datapakke.extracts.load import load_extracts
from datapakke.project import Project

REPO = Project(Path(__file__).parent.parent)
MOST_BYTES = 6_000_000


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _rows(folder: Path, name: str) -> list[str]:
    path = Project(folder).raw / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return content.decode().splitlines()[1:]


def _column(folder: Path, name: str, number: int) -> set[str]:
    return {row.split(";")[number] for row in _rows(folder, name)}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("liten") / "demo"
    write_demo(folder, kommuner=3, aar=2)
    return folder


def test_the_extracts_in_the_repository_are_what_the_command_writes(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", til="2015/16", fro=2016)
    written = Project(tmp_path / "demo").raw
    names = {path.name for path in written.iterdir()}
    assert names == {path.name for path in REPO.raw.iterdir()}
    for name in sorted(names):
        here, there = (REPO.raw / name).read_bytes(), (written / name).read_bytes()
        if name.endswith(".gz"):  # what zlib makes of the same rows differs between builds
            here, there = gzip.decompress(here), gzip.decompress(there)
        assert here == there, name


@pytest.mark.parametrize("runde", ["2016-host", "2026-host"])
def test_the_configuration_of_a_demo_with_fewer_municipalities_can_be_read(
    config: Config, runde: str, tmp_path: Path
) -> None:
    """Also where a code has 8 or 9 in it, which YAML 1.1 does not take for a number."""
    text = shipped_config().read_text("utf-8")
    inndeling = config.inndeling(config.runde(runde).inndeling)
    for antall in range(1, len(inndeling.kommuner) + 1):
        path = tmp_path / f"{antall}.yaml"
        cut = settings_for(text, config, config.runde(runde), chosen(inndeling, antall))
        path.write_text(cut, "utf-8")
        read = load_config(path)
        assert read.inndeling(inndeling.aar).kommunenumre == inndeling.kommunenumre[:antall]


def test_the_configuration_of_a_full_demo_is_the_shipped_one(tmp_path: Path) -> None:
    summary = write_demo(tmp_path / "demo", aar=1)
    written = Project(tmp_path / "demo").config
    assert written.read_bytes() == REPO.config.read_bytes()
    assert (summary.runde, summary.kommuner, summary.skoleaar) == ("2016-host", 21, ("2015/16",))


def test_the_extracts_in_the_repository_are_at_most_six_megabytes() -> None:
    assert sum(path.stat().st_size for path in REPO.raw.iterdir()) <= MOST_BYTES


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    small: Path, tmp_path: Path
) -> None:
    write_demo(tmp_path / "samme", kommuner=3, aar=2)
    write_demo(tmp_path / "annet", kommuner=3, aar=2, fro=7)
    same, other = _contents(tmp_path / "samme"), _contents(tmp_path / "annet")
    assert same == _contents(small)
    unchanged = {name for name in same if same[name] == other[name]}
    assert unchanged == {"config/kommuner.yaml", "config/sporsmal.yaml", "data/raw/kilder.yaml"}


@pytest.mark.parametrize("name", ["inntakspoeng.csv", "fravaer.csv", "karakterer.csv.gz", "ot.csv"])
def test_a_row_does_not_change_with_the_years_and_municipalities_around_it(
    small: Path, tmp_path: Path, name: str
) -> None:
    write_demo(tmp_path / "mindre", kommuner=1, aar=1)
    inner, outer = _rows(tmp_path / "mindre", name), _rows(small, name)
    assert inner
    assert set(inner) < set(outer)


def test_fewer_municipalities_give_a_valid_configuration_with_only_these(small: Path) -> None:
    config = load_config(Project(small).config)
    runde = config.runde(None)
    division = config.inndeling(runde.inndeling)
    assert division.kommunenumre == ("0602", "0604", "0605")
    assert [mote.kommuner for mote in runde.moter] == [("ringerike",), ("drammen",), ("kongsberg",)]
    assert config.sending
    to = {one.epost.rpartition("@")[2] for kommune in config.kommuner for one in kommune.mottakere}
    assert set(config.sending.domener) == to
    for name in ("inntakspoeng.csv", "ot.csv"):
        column = 2 if name.startswith("inn") else 1
        assert _column(small, name, column) == set(division.kommunenumre)


def test_a_merged_municipality_comes_with_those_that_it_was_made_of(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    write_demo(folder, til="2025/26", kommuner=1)
    codes: dict[str, set[str]] = {}
    for row in _rows(folder, "inntakspoeng.csv"):
        _, skoleaar, kode, *_ = row.split(";")
        codes.setdefault(skoleaar, set()).add(kode)
    assert codes["2018/19"] == {"0602", "0625", "0711"}
    assert codes["2019/20"] == codes["2022/23"] == {"3005"}
    assert codes["2023/24"] == {"3301"}
    assert len(codes) == 10
    assert load_config(Project(folder).config).gjeldende_runde == "2026-host"


def test_the_number_of_years_and_the_last_one_are_as_asked_for(tmp_path: Path) -> None:
    summary = write_demo(tmp_path / "demo", til="2013/14", aar=3, kommuner=2)
    assert summary.skoleaar == ("2011/12", "2012/13", "2013/14")
    assert _column(tmp_path / "demo", "inntakspoeng.csv", 1) == set(summary.skoleaar)
    assert _column(tmp_path / "demo", "gjennomforing.csv", 3) == {"2006", "2007", "2008"}
    assert _column(tmp_path / "demo", "overgang.csv", 1) == {"2010/11", "2011/12", "2012/13"}
    assert _column(tmp_path / "demo", "nav.csv", 0) == {"2012-06", "2013-06", "2014-06"}
    assert len(_rows(tmp_path / "demo", "ot.csv")) == summary.rader["ot.csv"]


@pytest.mark.parametrize(
    ("til", "aar", "kommuner", "told"),
    [
        ("2015/17", None, None, ["--til: er «2015/17», men skal være et skoleår som 2015/16"]),
        ("2015/2017", None, None, ["--til: er «2015/2017»"]),
        ("i fjor", None, None, ["--til: er «i fjor»"]),
        ("2004/05", None, None, ["tidligst 2006/07"]),
        ("2030/31", None, None, ["--til: er «2030/31», men ingen runde kan bruke data så nye"]),
        ("2015/16", 0, 22, ["--aar: er 0, men skal være fra 1 til 10", "--kommuner: er 22, men"]),
        ("2025/26", 13, 0, ["--aar: er 13, men skal være fra 1 til 12", "fra 1 til 18"]),
    ],
)
def test_what_cannot_be_made_is_refused_with_all_reasons_at_once(
    tmp_path: Path, til: str, aar: int | None, kommuner: int | None, told: list[str]
) -> None:
    with pytest.raises(UsageError) as caught:
        write_demo(tmp_path / "demo", til=til, aar=aar, kommuner=kommuner)
    for text in told:
        assert text in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_negative_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--fro: er -1"):
        write_demo(tmp_path / "demo", fro=-1)


@pytest.mark.parametrize("til", ["2015-16", "2015–16", "2015/2016", " 2015/16 "])
def test_a_school_year_may_be_written_in_several_ways(tmp_path: Path, til: str) -> None:
    summary = write_demo(tmp_path / "demo", til=til, aar=1, kommuner=1)
    assert summary.skoleaar == ("2015/16",)


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notat.txt").write_text("mitt", encoding="utf-8")
    with pytest.raises(UsageError, match="ikke en tom mappe"):
        write_demo(tmp_path)
    assert _contents(tmp_path) == {"notat.txt": b"mitt"}


def test_an_empty_folder_is_filled_also_when_one_stands_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_demo(Path(), kommuner=1, aar=1)
    assert {path.name for path in tmp_path.iterdir()} == {"config", "data"}
    assert load_config(Project(Path()).config).gjeldende_runde == "2016-host"


def test_nothing_is_left_when_the_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_years: Sequence[int]) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(demo_project, "register", full)
    with pytest.raises(OSError, match="No space left"):
        write_demo(tmp_path / "demo", kommuner=1, aar=1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", [".demo.uferdig/data", "demo/.uferdig/data"])
def test_what_an_interrupted_run_left_does_not_stand_in_the_way(tmp_path: Path, left: str) -> None:
    (tmp_path / left).mkdir(parents=True)
    write_demo(tmp_path / "demo", kommuner=1, aar=1)
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert {path.name for path in (tmp_path / "demo").iterdir()} == {"config", "data"}


def test_no_line_has_eleven_digits_in_a_row() -> None:
    for path in REPO.raw.glob("*.csv*"):
        content = path.read_bytes()
        text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
        assert re.search(r"\d{11}", text, re.ASCII) is None, path.name


def test_the_program_reads_the_demo_of_2016_without_a_remark(config: Config) -> None:
    runde = config.runde("2016-host")
    division = config.inndeling(runde.inndeling)
    extracts = load_extracts(REPO.raw, config, division, runde.data_til)
    assert extracts.warnings == ()
    assert len(extracts.by_name) == 9
    assert all(one.syntetisk for extract in extracts.by_name.values() for one in extract.sources)
