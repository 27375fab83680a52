"""Bad input, the whole way: told by file, line and column, exit code 4, nothing in ``out/``."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from datapakke.cli import main
from datapakke.demo import write_demo
from datapakke.errors import SHOWN_AT_MOST

Spoil = Callable[[Path], None]
FNR = "01010150074"
"""Made for the test: a valid date with valid control digits."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project with two municipalities and two years."""
    folder = tmp_path_factory.mktemp("demo") / "prosjekt"
    write_demo(folder, kommuner=2, aar=2)
    return folder


def lines_of(path: Path) -> list[list[str]]:
    """Give a file's cells, line by line."""
    return [line.split(";") for line in path.read_text(encoding="utf-8").splitlines()]


def put(path: Path, rows: list[list[str]], delimiter: str = ";") -> None:
    """Write cells back."""
    path.write_text("".join(delimiter.join(row) + "\n" for row in rows), encoding="utf-8")


def cell(file: str, line: int, column: str, text: str) -> Spoil:
    """Spoil one cell."""

    def spoil(raw: Path) -> None:
        rows = lines_of(raw / file)
        rows[line - 1][rows[0].index(column)] = text
        put(raw / file, rows)

    return spoil


def gone(raw: Path) -> None:
    """Take a file away."""
    (raw / "fravaer.csv").unlink()


def without_column(raw: Path) -> None:
    """Take a column away."""
    put(raw / "fravaer.csv", [row[:-1] for row in lines_of(raw / "fravaer.csv")])


def with_column(raw: Path) -> None:
    """Add a column that nobody knows."""
    rows = lines_of(raw / "fravaer.csv")
    put(raw / "fravaer.csv", [[*rows[0], "dagar"], *([*row, "1"] for row in rows[1:])])


def two_delimiters(raw: Path) -> None:
    """Write the second half of the file with another delimiter, as when two are put together."""
    path = raw / "fravaer.csv"
    first, second = lines_of(path)[:20], lines_of(path)[20:]
    put(path, second, delimiter=",")
    commas = path.read_text(encoding="utf-8")
    put(path, first)
    path.write_text(path.read_text(encoding="utf-8") + commas, encoding="utf-8")


def empty(raw: Path) -> None:
    """Leave nothing in the file."""
    (raw / "fravaer.csv").write_bytes(b"")


def twice(raw: Path) -> None:
    """Let a row stand twice."""
    rows = lines_of(raw / "fravaer.csv")
    put(raw / "fravaer.csv", [*rows, rows[1]])


BAD = {
    "a missing file": (gone, ["kilder.yaml, linje", "fravaer.csv"]),
    "a missing column": (without_column, ["fravaer.csv, linje 1, kolonne «timer»", "finnes ikke"]),
    "an unknown column": (with_column, ["fravaer.csv, linje 1", "«dagar»"]),
    "letters in a number": (
        cell("fravaer.csv", 5, "dager", "tolv dager"),
        ["fravaer.csv, linje 5, kolonne «dager»", "(Innholdet vises ikke.)", "heltall"],
    ),
    "a decimal point": (
        cell("inntakspoeng.csv", 7, "inntakspoeng", "41.25"),
        ["inntakspoeng.csv, linje 7, kolonne «inntakspoeng»", "«41.25»", "komma"],
    ),
    "two delimiters": (
        two_delimiters,
        ["fravaer.csv, linje 21", "har 1 felt, men overskriften har 7"],
    ),
    "an empty file": (empty, ["fravaer.csv", "tom"]),
    "an unknown kommunenr": (
        cell("overgang.csv", 3, "kommunenr", "9999"),
        ["overgang.csv, linje 3, kolonne «kommunenr»", "«9999»"],
    ),
    "a row that stands twice": (twice, ["fravaer.csv, linje", "linje 2"]),
    "a year out of range": (
        cell("overgang.csv", 4, "skoleaar", "2015/17"),
        ["overgang.csv, linje 4, kolonne «skoleaar»", "«2015/17»"],
    ),
    "a value out of range": (
        cell("fravaer.csv", 6, "dager", "191"),
        ["fravaer.csv, linje 6, kolonne «dager»", "«191»", "190"],
    ),
}


def build(project: Path) -> str:
    """Build every packet of a spoiled project; give what was said on the way to exit code 4."""
    result = CliRunner().invoke(main, ["build", "--alle", "--prosjekt", str(project)])
    assert result.exit_code == 4
    assert result.stdout == ""
    assert not (project / "out").exists()
    return str(result.stderr)


@pytest.mark.parametrize(("spoil", "words"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_told_by_place_and_nothing_is_written(
    demo: Path, tmp_path: Path, spoil: Spoil, words: list[str]
) -> None:
    """Where, what stands there, and what should."""
    project = Path(shutil.copytree(demo, tmp_path / "prosjekt"))
    spoil(project / "data" / "raw")
    said = build(project)

    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize("column", ["elev", "kommunenr"])
def test_a_foedselsnummer_stops_the_build_and_is_not_repeated(
    demo: Path, tmp_path: Path, column: str
) -> None:
    """The message tells the place; the number itself is in no log."""
    project = Path(shutil.copytree(demo, tmp_path / "prosjekt"))
    cell("fravaer.csv", 9, column, FNR)(project / "data" / "raw")
    said = build(project)

    assert f"fravaer.csv, linje 9, kolonne «{column}»" in said
    assert "fødselsnummer" in said
    assert FNR not in said


def test_ten_thousand_errors_are_counted_and_the_first_twenty_told(
    demo: Path, tmp_path: Path
) -> None:
    """An analyst who has exported the wrong column sees what is wrong, not a flood."""
    project = Path(shutil.copytree(demo, tmp_path / "prosjekt"))
    path = project / "data" / "raw" / "fravaer.csv"
    header, *rows = lines_of(path)
    at = header.index("dager")
    many = [[f"E{n}", *rows[0][1:at], f"-{n}", *rows[0][at + 1 :]] for n in range(10_000)]
    put(path, [header, *many])
    told = build(project).strip().splitlines()

    assert len(told) == SHOWN_AT_MOST + 1
    assert told[0].startswith("Feil:")
    assert "fravaer.csv, linje 2, kolonne «dager»" in told[0]
    assert "9980" in told[-1].replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
