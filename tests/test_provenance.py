"""The record of a build: which files, which program, which configuration."""

import json
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from datapakke import __version__
from datapakke.cli import main
from datapakke.errors import ExtractError
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.extracts.model import Extracts
from datapakke.order import Order
from datapakke.provenance import record
from demo_rounds import Rounds
from extracts_helpers import DIVISIONS, context, register_entry


def build(project: Path, out: str = "out") -> Result:
    """Build one packet."""
    words = ["build", "--kommune", "0602", "--prosjekt", str(project), "--ut", str(project / out)]
    return CliRunner().invoke(main, words)


@pytest.fixture(scope="module")
def project(rounds: Rounds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project of which a packet is built."""
    folder = rounds.laid(tmp_path_factory.mktemp("demo") / "prosjekt", kommuner=2)
    result = build(folder)
    assert result.exit_code == 0, result.stderr
    return folder


def json_of(path: Path) -> dict[str, Any]:
    """Read a JSON file."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def hash_of(path: Path) -> str:
    """Give a file's SHA-256."""
    return sha256(path.read_bytes()).hexdigest()


def test_the_record_names_every_file_with_its_hash(project: Path) -> None:
    said = json_of(project / "out" / "kilder.json")
    raw = project / "data" / "raw"

    assert said["datapakke"] == __version__
    assert (said["runde"], said["inndeling"], said["data_til"]) == ("2016-host", 2016, "2016-08-31")
    assert said["oppsett"]["sha256"] == hash_of(project / "config" / "kommuner.yaml")
    assert said["register"] == {"fil": "kilder.yaml", "sha256": hash_of(raw / "kilder.yaml")}
    names = {path.name for path in raw.iterdir()} - {"kilder.yaml"}
    assert {one["fil"]: one["sha256"] for one in said["filer"]} == {
        name: hash_of(raw / name) for name in names if not name.startswith(("README", "."))
    }
    (points,) = (one for one in said["filer"] if one["datasett"] == "inntakspoeng")
    assert points["perioder"] == {"fra": "2014/15", "til": "2015/16"}
    assert points["lest_som"]["tegnsett"] == "utf-8"


def test_rows_are_counted_where_a_row_is_not_a_person(project: Path) -> None:
    """A file of one year's pupils has as many rows as the county has pupils."""
    said = json_of(project / "out" / "kilder.json")
    rows = {one["datasett"]: one["rader"] for one in said["filer"]}
    persons = {"inntakspoeng", "fravaer", "karakterer", "gjennomforing", "overgang", "ot"}

    assert {name for name, number in rows.items() if number is None} == persons
    neet = (project / "data" / "raw" / "neet.csv").read_text(encoding="utf-8")
    assert rows["neet"] == len(neet.splitlines()) - 1


def test_the_sidecar_of_a_packet_names_the_files_behind_its_figures(project: Path) -> None:
    (path,) = (project / "out").glob("0602-*.json")
    files = {file for source in json_of(path)["kilder"] for file in source["filer"]}

    assert files >= {"inntakspoeng.csv", "karakterer.csv.gz"}


def test_nothing_in_a_sidecar_depends_on_more_than_what_is_said(
    project: Path, tmp_path: Path
) -> None:
    """An extract with a row more about another period is another file; the packet is the same."""
    copy = Path(
        shutil.copytree(project, tmp_path / "prosjekt", ignore=shutil.ignore_patterns("out"))
    )
    path = copy / "data" / "raw" / "neet.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert build(copy).exit_code == 0

    for ending in ("json", "pdf"):
        (one,), (other,) = (list(one.glob(f"out/0602-*.{ending}")) for one in (project, copy))
        assert one.read_bytes() == other.read_bytes()


def test_a_record_that_cannot_be_written_is_told(project: Path) -> None:
    """A file stands where the folder should be."""
    (project / "opptatt").write_text("en fil", encoding="utf-8")
    result = build(project, "opptatt/pakker")

    assert result.exit_code == 1
    assert "kan ikke lages: " in result.stderr
    assert "Traceback" not in result.stderr


def test_what_was_replaced_is_named_and_a_file_without_use_has_no_periods(tmp_path: Path) -> None:
    neet = "aar;kommunenr;bosatte_15_29;utenfor_15_29\n2015;0623;2400;{}\n"
    (tmp_path / "gml.csv").write_text(neet.format(190), encoding="utf-8")
    (tmp_path / "ny.csv").write_text(neet.format(200), encoding="utf-8")
    newer = register_entry("neet", "ny.csv") + "    erstatter: gml.csv\n"
    register = "kilder:\n" + register_entry("neet", "gml.csv") + newer
    (tmp_path / "kilder.yaml").write_text(register, encoding="utf-8")
    extracts = read_folder(tmp_path, context(), FORMATS).whole()
    order = Order(None, DIVISIONS[2016], ())
    said = json.loads(record(extracts, order, tmp_path / "kilder.yaml", tmp_path))

    assert said["erstattet"] == [{"ny": "ny.csv", "gammel": "gml.csv", "perioder": ["2015"]}]
    assert [(one["fil"], one["perioder"], one["erstatter"]) for one in said["filer"]] == [
        ("gml.csv", None, None),
        ("ny.csv", {"fra": "2015", "til": "2015"}, "gml.csv"),
    ]
    assert said["filer"][0]["uttrukket"] == date(2016, 8, 15).isoformat()
    assert (said["runde"], said["data_til"]) == (None, None)


def test_a_configuration_that_is_gone_is_told(tmp_path: Path) -> None:
    """It was there when it was read."""
    order = Order(None, DIVISIONS[2016], ())

    with pytest.raises(ExtractError, match=r"kommuner\.yaml: kan ikke leses"):
        record(Extracts({}), order, tmp_path / "kommuner.yaml", tmp_path)
