"""The command line: what it does, what it says, and how it ends."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from conftest import ROOT
from datapakke.cli import main
from datapakke.demo import write_demo
from demo_rounds import Rounds


@pytest.fixture(scope="module")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project with three municipalities and two years."""
    folder = tmp_path_factory.mktemp("demo") / "prosjekt"
    write_demo(folder, kommuner=3, aar=2)
    return folder


@pytest.fixture
def project(small_demo: Path, tmp_path: Path) -> Path:
    """A copy of the small demo project that a test may spoil, with nothing built."""
    unbuilt = shutil.ignore_patterns("out", ".cache")
    return Path(shutil.copytree(small_demo, tmp_path / "prosjekt", ignore=unbuilt))


@pytest.fixture
def read_project(rounds: Rounds, tmp_path: Path) -> Path:
    """The same project, with what the program keeps of extracts that it has read."""
    return rounds.laid(tmp_path / "prosjekt")


def run(*words: str | Path) -> Result:
    """Run the command line."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def built(small_demo: Path) -> Result:
    """All packets of the small demo project, built in its ``out`` without the cache."""
    return run("build", "--alle", "--uten-mellomlager", "--prosjekt", small_demo)


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Change a text file."""
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    """Help answers at once because pandas, matplotlib and WeasyPrint wait inside the commands."""
    code = (
        "import sys, datapakke.cli;"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'weasyprint', 'scipy', 'yaml', 'jinja2'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 (our own interpreter and code)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words", [["--help"], ["build", "--help"], ["demo", "-h"], ["check", "-h"]]
)
def test_help_is_in_bokmaal(words: list[str]) -> None:
    """Click's own words are translated too."""
    result = run(*words)

    assert result.exit_code == 0
    assert "Bruk:" in result.output
    assert "Vis denne hjelpen" in result.output
    for english in (
        "Usage",
        "Options",
        "OPTIONS",
        "Commands",
        "COMMAND",
        "ARGS",
        "Show this",
        "exit.",
    ):
        assert english not in result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["bygg"], "Kommandoen 'bygg' finnes ikke"),
        (["build", "--komune", "Modum"], "Valget '--komune' finnes ikke"),
        (["build", "--kommune"], "Valget '--kommune' må ha en verdi"),
        (["demo"], "Mangler argumentet"),
        (["demo", "x", "--aar", "0"], "er ikke i området"),
    ],
)
def test_wrong_usage_is_told_in_bokmaal_and_ends_with_2(words: list[str], says: str) -> None:
    """A command line that click refuses is refused in the user's language."""
    result = run(*words)

    assert result.exit_code == 2
    assert says in result.stderr
    assert "Error" not in result.stderr


def test_build_without_a_choice_says_what_to_choose_from() -> None:
    """Nobody means every municipality by saying nothing."""
    result = run("build", "--prosjekt", ROOT)

    assert result.exit_code == 2
    assert "--kommune Modum" in result.stderr


def test_an_unknown_kommune_ends_with_2_and_a_suggestion(tmp_path: Path) -> None:
    """A misspelt name builds nothing."""
    result = run("build", "--kommune", "Moddum", "--prosjekt", ROOT, "--ut", tmp_path / "ut")

    assert result.exit_code == 2
    assert "Mente du «Modum»?" in result.stderr
    assert not (tmp_path / "ut").exists()


def test_a_folder_that_is_no_project_is_said_to_be_none(tmp_path: Path) -> None:
    """The message says how to get a project."""
    result = run("build", "--alle", "--prosjekt", tmp_path)

    assert result.exit_code == 2
    assert "datapakke demo" in result.stderr


def test_build_writes_a_pdf_and_its_sidecar_and_names_them(built: Result) -> None:
    """Paths go to stdout, a line each; the summary goes to stderr."""
    paths = [Path(line) for line in built.stdout.splitlines()]
    assert built.exit_code == 0, built.stderr
    assert len(paths) == 3
    for path in paths:
        assert path.read_bytes().startswith(b"%PDF")
        sidecar = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert path.name == f"{sidecar['kommunenr']}-{sidecar['slug']}.pdf"
    assert "Laget 3 av 3 pakker." in built.stderr


def test_wrong_extracts_end_with_4_and_write_nothing(project: Path) -> None:
    """The message names file, line, column, what stands there and what should."""
    path = project / "data" / "raw" / "fravaer.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(";")
    column = header.index("dager")

    def spoil(text: str) -> str:
        lines = text.splitlines()
        cells = lines[3].split(";")
        cells[column] = "999"
        return "\n".join([*lines[:3], ";".join(cells), *lines[4:], ""])

    edit(path, spoil)
    result = run("build", "--alle", "--prosjekt", project)

    assert result.exit_code == 4
    assert "fravaer.csv, linje 4, kolonne «dager»" in result.stderr
    assert "«999»" in result.stderr
    assert result.stdout == ""
    assert not (project / "out").exists()


def test_wrong_configuration_ends_with_4_and_writes_nothing(project: Path) -> None:
    """Line and column of the configuration are named."""
    edit(
        project / "config" / "kommuner.yaml",
        lambda text: text.replace("gjeldende_runde: 2016-host", "gjeldende_runde: 2017-host"),
    )
    result = run("build", "--alle", "--prosjekt", project)

    assert result.exit_code == 4
    assert "linje" in result.stderr
    assert "2017-host" in result.stderr
    assert not (project / "out").exists()


def test_a_wrong_template_is_told_and_no_packet_is_made(read_project: Path) -> None:
    """A project's own template overrides the package's; a mistake in it is named with its line."""
    templates = read_project / "templates"
    templates.mkdir(exist_ok=True)
    (templates / "pakke.html.j2").write_text("<p>\n{{ pakke.finnes_ikke }}", encoding="utf-8")
    result = run("build", "--alle", "--prosjekt", read_project)

    assert result.exit_code == 4
    assert "pakke.html.j2" in result.stderr
    assert "linje 2" in result.stderr
    assert not list(read_project.glob("out/**/*.pdf"))


def test_an_output_folder_that_cannot_be_written_is_told(read_project: Path) -> None:
    """A file stands where the folder should be."""
    (read_project / "out").write_text("i veien", encoding="utf-8")
    result = run("build", "--kommune", "0602", "--prosjekt", read_project)

    assert result.exit_code == 1
    assert "out" in result.stderr
    assert "Traceback" not in result.stderr
    assert (read_project / "out").read_text(encoding="utf-8") == "i veien"


def test_the_same_build_gives_the_same_bytes_with_the_cache_and_without(
    small_demo: Path, built: Result, tmp_path: Path
) -> None:
    """Same extracts, same configuration, same bytes: PDF, side-cars and the record of files."""
    first = Path(built.stdout.splitlines()[0]).parent
    kept = entries_after_explaining(small_demo)
    run("build", "--alle", "--prosjekt", small_demo, "--ut", tmp_path)

    assert entries(small_demo) == kept  # read from the cache: none was written again
    names = files(first)
    assert len(names) == 14  # three packets: side-cars, sheets, booklets; record and manifest
    assert names == files(tmp_path)
    for name in names:
        assert (first / name).read_bytes() == (tmp_path / name).read_bytes()


def files(folder: Path) -> list[Path]:
    """Give the files of a folder and those below it, by where they lie in it."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def entries(project: Path) -> dict[str, int]:
    """Give what is in a project's cache; what is written again gets another number."""
    return {path.name: path.stat().st_ino for path in project.glob(".cache/*.lest")}


def entries_after_explaining(project: Path) -> dict[str, int]:
    """Let another command than build fill the cache."""
    assert not (project / ".cache").exists()
    run("explain", "Drammen", "inntakspoeng_snitt", "2015/16", "--prosjekt", project)
    kept = entries(project)
    assert len(kept) > 5
    return kept


def test_check_tells_what_was_read(project: Path) -> None:
    """A line per extract, with rows and periods."""
    result = run("check", "--prosjekt", project)

    assert result.exit_code == 0
    assert "inntakspoeng.csv" in result.stdout
    assert "2014/15–2015/16 (2)" in result.stdout


def test_a_remark_on_an_indicator_that_is_none_is_told(project: Path) -> None:
    def misname(text: str) -> str:
        noter = "  noter:\n  - {fra: '2011', til: '2016', tekst: Ny, gjelder: [fullfor_56]}\n"
        return text.replace("- datasett: overgang", f"{noter}- datasett: overgang")

    edit(project / "data/raw/kilder.yaml", misname)
    result = run("check", "--prosjekt", project)

    assert result.exit_code == 0
    assert "«fullfor_56», som ikke er en indikator" in " ".join(result.output.split())


def test_check_gives_json_to_machines(project: Path) -> None:
    """The same content, as JSON on stdout."""
    result = run("check", "--json", "--prosjekt", project)

    sources = {kilde["datasett"]: kilde for kilde in json.loads(result.stdout)["kilder"]}
    assert sources["fravaer"]["perioder"] == ["2014/15", "2015/16"]
    assert sources["fravaer"]["syntetisk"] is True


def test_check_ends_with_4_when_an_extract_is_gone(project: Path) -> None:
    """The register names a file that is not there."""
    (project / "data" / "raw" / "fravaer.csv").unlink()
    result = run("check", "--prosjekt", project)

    assert result.exit_code == 4
    assert "FEIL (1)" in result.stdout
    assert "fravaer.csv" in result.stdout


def test_demo_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:
    """Nothing of the user's is overwritten."""
    (tmp_path / "mitt.txt").write_text("mitt", encoding="utf-8")
    result = run("demo", tmp_path)

    assert result.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mitt.txt"]


def test_every_pdf_is_about_the_municipality_that_it_is_named_after(built: Result) -> None:
    """The page and the metadata say the same code and name as the file and its side-car."""
    paths = [Path(line) for line in built.stdout.splitlines()]
    sidecars = [json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in paths]
    names = {sidecar["kommune"] for sidecar in sidecars}
    assert len(names) == len(paths) == 3
    for path, sidecar in zip(paths, sidecars, strict=True):
        pdf = PdfReader(path)
        own = f"{sidecar['kommunenr']} {sidecar['kommune']}"
        assert pdf.metadata is not None
        assert f"Kommune {own}," in str(pdf.metadata.subject)
        assert pdf.metadata.title == f"Datapakke for {sidecar['kommune']}"
        for page in pdf.pages[1:]:
            text = page.extract_text()
            headed = {name for name in names if f"{name} kommune" in text}
            assert headed == {sidecar["kommune"]}
