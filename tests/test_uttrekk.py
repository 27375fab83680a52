"""Files in the forms in which public figures come: own small ones with invented numbers.

Each file in ``tests/uttrekk`` is in the form of one that was met, as its source writes it.
"""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import Loaded, read_folder
from datapakke.extracts.model import Extract
from datapakke.sources import Note
from extracts_helpers import context, register_entry
from workbooks import workbook

FOLDER = Path(__file__).parent / "uttrekk"
FILES = sorted(path.name for path in FOLDER.iterdir())


def load(folder: Path, *names: str, aar: int = 2016) -> Loaded:
    """Read copies of some of the files, without a register, in a folder of their own."""
    for name in names:
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    return read_folder(folder, context(aar), FORMATS)


def extract(folder: Path, *names: str, aar: int = 2016) -> Extract:
    """Read files that are right, and give their dataset."""
    (found,) = load(folder, *names, aar=aar).whole().by_name.values()
    return found


def rows(found: Extract, *columns: str) -> list[str]:
    """Give some columns of a tidy table, a line of text per row; ``-`` for a missing value."""
    table = found.table[list(columns)].astype(object)
    lines = table.where(table.notna(), "-").to_numpy().tolist()
    return [" ".join(str(cell) for cell in line) for line in lines]


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "header"),
    [
        ("nav_antall.csv", "cp1252", ";", 0),
        ("nav_prosent.csv", "cp1252", ";", 0),
        ("skoleporten.csv", "utf-8", ";", 1),
        ("ssb_lang.csv", "utf-8", ",", 1),
        ("ssb_tittel.csv", "cp1252", "\t", 3),
        ("ssb_utenfor.csv", "utf-8", ";", 1),
        ("udir_loddrett_strek.csv", "utf-16-le", "|", 1),
        ("udir_prosenttegn.csv", "utf-16-le", "\t", 2),
    ],
)
def test_each_file_is_known_and_read_as_it_is(
    tmp_path: Path, name: str, encoding: str, delimiter: str, header: int
) -> None:
    """ISO-8859-1 is Windows-1252 without what that has more."""
    (seen,) = extract(tmp_path, name).observed
    read_as = seen.read_as

    assert read_as is not None
    assert (read_as.encoding, read_as.delimiter) == (encoding, delimiter)
    assert read_as.header_line == header


def test_the_forms_that_files_came_in_are_all_here() -> None:
    """Byte order marks, ``sep=`` and all."""
    starts = {name: (FOLDER / name).read_bytes()[:4] for name in FILES}

    assert len(FILES) == 8
    assert starts["udir_loddrett_strek.csv"][:2] == b"\xff\xfe"
    assert starts["udir_prosenttegn.csv"] == "se".encode("utf-16-le")
    assert starts["skoleporten.csv"][:3] == starts["ssb_utenfor.csv"][:3] == b"\xef\xbb\xbf"


def test_an_export_with_bars_lost_zeros_and_new_words(tmp_path: Path) -> None:
    """«Alle kjønn», 602, ``Mod\ufffdm``, U+00A0 and U+202F between thousands, ``2020-21*``."""
    found = extract(tmp_path, "udir_loddrett_strek.csv")

    assert rows(found, "kommunenr", "aar", "snitt", "antall") == [
        "0000 2018/19 41.9 58750",
        "0000 2019/20 43.2 59245",
        "0000 2020/21 43.4 60001",
        "0623 2018/19 40.2 140",
        "0623 2019/20 41.0 150",
        "0623 2020/21 42.1 161",
        "0602 2018/19 41.1 1040",
        "0602 2019/20 42.0 990",
        "0602 2020/21 - -",
        "0625 2018/19 41.3 330",
        "0625 2019/20 - -",
    ]
    sentence = "Tallene for 2020/21 er foreløpige hos Udir."
    assert found.sources[0].noter == (Note("2020/21", "2020/21", sentence),)


def test_an_export_with_the_percent_sign_in_the_cell(tmp_path: Path) -> None:
    """``70,9%``, ``3,0 %``; a county that has lost its zero; schools abroad are left out."""
    found = extract(tmp_path, "udir_prosenttegn.csv")

    assert rows(found, "enhet", "aar", "andel") == [
        "0000 2018/19 3.4",
        "0000 2019/20 3.0",
        "06 2018/19 3.8",
        "06 2019/20 2.9",
        "999000001 2018/19 70.9",
        "999000001 2019/20 -",
    ]
    (note,) = found.sources[0].noter
    assert (note.fra, note.til, note.tekst) == ("2018/19",) * 2 + (
        "Tallene er telt på en ny måte.",
    )


def test_two_exports_of_schools_agree_or_are_told(tmp_path: Path) -> None:
    """A later export has the same years again, revised for the country and a school."""
    load(tmp_path, "udir_prosenttegn.csv")
    text = (FOLDER / "udir_prosenttegn.csv").read_bytes().decode("utf-16-le")
    later = text.replace("3,0 %", "3,1 %").replace("70,9%", "71,0%")
    (tmp_path / "senere.csv").write_bytes(later.encode("utf-16-le"))
    problems = read_folder(tmp_path, context(), FORMATS).problems

    assert [str(problem) for problem in problems] == [
        f"udir_prosenttegn.csv, linje {line}: er samme observasjon som senere.csv, linje {line},"
        " men «andel» er ikke som der. Raden skal telles én gang. Skal udir_prosenttegn.csv gjelde,"
        " skriv «erstatter: senere.csv» ved den i registeret."
        for line in (3, 6)
    ]


def test_skoleporten_has_a_row_per_measure(tmp_path: Path) -> None:
    """``2014-2015``; ``.`` is not delivered, ``*`` is hidden; names alone are no municipalities."""
    found = extract(tmp_path, "skoleporten.csv")

    assert rows(found, "aar", "enhet", "kjonn", "indikator", "verdi", "maaleenhet") == [
        "2014/15 Furulia skole alle Lesing 51.0 Skalapoeng",
        "2014/15 Furulia skole M Lesing - Skalapoeng",
        "2014/15 Modum kommune alle Lesing 49.5 Skalapoeng",
        "2015/16 Modum kommune K Mestringsnivå 1 24.5 Prosent",
    ]
    assert found.sources[0].rader == 5
    assert "kommunenr" not in found.table


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("2015-2016", "2015-2017", "kolonne «Periode»: her står «2015-2017», men det skal være et"),
        ("2015-2016", "2014-2015-2015-2016", "kolonne «Periode»: her står «2014-2015-2015-2016»"),
        ("24,5;Prosent", "245;Prosent", "kolonne «verdi»: her står «245», men det skal være høyst"),
        ("24,5;Prosent", "-;Prosent", "kolonne «Verdi»: her står «-», men det skal være et tall"),
        ("Jenter;24,5", "Ukjent;24,5", "kolonne «Kjønn»: her står «Ukjent», men det skal være «K»"),
    ],
)
def test_what_skoleporten_did_not_mean_is_told(
    tmp_path: Path, before: str, after: str, what: str
) -> None:
    """By the file's own names of columns; a lost decimal comma by the range of the measure."""
    text = (FOLDER / "skoleporten.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "skoleporten.csv").write_text(text.replace(before, after), encoding="utf-8-sig")
    problems = read_folder(tmp_path, context(), FORMATS).problems

    assert str(problems[0]).startswith(f"skoleporten.csv, linje 6, {what}")


def test_a_table_with_a_title_and_municipalities_that_were_not_yet(tmp_path: Path) -> None:
    """``.`` and ``0`` before a code came and after it went; ``170*`` is provisional."""
    found = extract(tmp_path, "ssb_tittel.csv")
    by_year: dict[str, list[int]] = {}
    for kommunenr, aar, antall in found.table[["kommunenr", "aar", "antall"]].to_numpy():
        by_year.setdefault(f"{kommunenr} {aar}", []).append(antall)

    assert {place: (len(all_), sum(all_)) for place, all_ in by_year.items()} == {
        "0602 2019": (15, 15 * 1002),
        "0623 2019": (15, 15 * 172),
        "0623 2020": (15, 15 * 172),
    }
    (note,) = found.sources[0].noter
    assert (note.fra, note.tekst) == ("2020", "Tallene for 2020 er foreløpige hos SSB.")


def test_a_long_table_with_codes_written_in_other_ways(tmp_path: Path) -> None:
    """``K-3316 Modum``, ``3901 - Horten``; a year and a gender on each row."""
    found = extract(tmp_path, "ssb_lang.csv", aar=2024)
    sums = found.table.groupby(["kommunenr", "aar", "kjonn"])["antall"].sum()

    assert {" ".join(key): int(n) for key, n in sums.items() if isinstance(key, tuple)} == {
        "3301 2024 K": 4500,
        "3301 2024 M": 4500,
        "3316 2024 K": 1058,
        "3316 2024 M": 1058,
    }
    assert found.observed[0].names["navn"].tolist() == ["Drammen", "Modum", "Horten"]


def test_ssbs_own_symbols_hold_in_ssbs_files_only(tmp_path: Path) -> None:
    """``:`` is hidden, ``..`` not delivered; in NAV's file ``:`` is an error."""
    found = extract(tmp_path, "ssb_utenfor.csv")
    assert rows(found, "kommunenr", "aar", "bosatte_15_29", "utenfor_15_29") == [
        "0623 2021 2300 240"
    ]

    text = (FOLDER / "nav_antall.csv").read_bytes().replace(b"8;*", b"8;:")
    other = tmp_path / "annet"
    other.mkdir()
    (other / "nav.csv").write_bytes(text)
    (problem,) = read_folder(other, context(), FORMATS).problems
    assert str(problem).startswith(
        "nav.csv, linje 13, kolonne «4»: her står «:», men det skal være"
    )


@pytest.mark.parametrize(
    ("name", "column", "figures"),
    [
        ("nav_antall.csv", "antall", ["1753", "1490", "8", "-"]),
        ("nav_prosent.csv", "prosent", ["3.1", "2.6", "1.2", "-"]),
    ],
)
def test_a_sheet_with_months_whose_year_stands_in_a_title(
    tmp_path: Path, name: str, column: str, figures: list[str]
) -> None:
    """``301 Oslo``, a name that was encoded twice, U+00A0 between thousands, ``3,1 %``."""
    found = extract(tmp_path, name, aar=2024)
    places = ["3301 2022-01", "3301 2022-02", "3316 2022-01", "3316 2022-02"]

    assert rows(found, "kommunenr", "aar", column) == [
        f"{place} {figure}" for place, figure in zip(places, figures, strict=True)
    ]
    assert found.observed[0].names["kode"].tolist() == ["0301", "3005", "3047"]


@pytest.mark.parametrize(
    "name", [name for name in FILES if name not in {"ssb_lang.csv", "udir_prosenttegn.csv"}]
)
def test_a_workbook_with_the_same_cells_says_the_same(tmp_path: Path, name: str) -> None:
    """Numbers as numbers: a spreadsheet has taken away spaces, percent signs and leading zeros."""
    same = extract(_new(tmp_path / "tekst"), name, aar=2024)
    (seen,) = same.observed
    assert seen.read_as is not None
    text = (FOLDER / name).read_bytes().decode(seen.read_as.encoding).removeprefix("\ufeff")
    lines = text.replace("\r", "").splitlines()
    cells = [next(csv.reader([line], delimiter=seen.read_as.delimiter), []) for line in lines]
    sheet = [[_as_number(cell) for cell in row] for row in cells]
    folder = _new(tmp_path / "bok")
    (folder / "bok.xlsx").write_bytes(workbook({"Ark1": sheet}))
    (found,) = read_folder(folder, context(2024), FORMATS).whole().by_name.values()

    columns = [str(column) for column in same.table if column != "fil"]
    assert rows(found, *columns) == rows(same, *columns)
    assert found.table.index.tolist() == same.table.index.tolist()
    assert len(found.table) > 1


def _as_number(cell: str) -> str | float:
    """Give what a spreadsheet makes of a cell."""
    plain = re.sub("[ \u00a0\u202f]", "", cell)
    if re.fullmatch("[0-9]+(,[0-9]+)?%?", plain):
        return float(plain.removesuffix("%").replace(",", "."))
    return cell


@pytest.mark.parametrize("datasett", sorted({one.datasett for one in FORMATS}))
def test_a_file_that_the_register_calls_something_else_is_told(
    tmp_path: Path, datasett: str
) -> None:
    """Every dataset against every file that is not its own."""
    for name in FILES:
        own = extract(_new(tmp_path / "egen" / name), name).datasett
        if own != datasett:
            folder = _new(tmp_path / name)
            (folder / "kilder.yaml").write_text(
                f"kilder:\n{register_entry(datasett, name)}", encoding="utf-8"
            )
            loaded = load(folder, name)
            assert loaded.problems
            assert not loaded.extracts.by_name


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), name=st.sampled_from(FILES))
def test_a_damaged_file_is_read_or_told_and_never_crashes(
    tmp_path: Path, data: st.DataObject, name: str
) -> None:
    """A piece is cut out, and other bytes or a symbol of some source stand there instead."""
    content = (FOLDER / name).read_bytes()
    first = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40) | st.integers(0, len(content)))
    symbols = st.sampled_from([b"*", b":", b"..", b"-", b"\xc2\xa0", b"-1", b"9,", b"\r", b'"'])
    other = data.draw(st.binary(max_size=8) | symbols)
    (tmp_path / "fil.csv").write_bytes(content[:first] + other + content[first + length :])
    loaded = read_folder(tmp_path, context(), FORMATS)

    assert loaded.problems or loaded.extracts.by_name
