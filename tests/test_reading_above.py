"""Rows of data above the header are never lost without a word; titles are passed over."""

from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.reading import Dialect, TextTable, read_text_table
from workbooks import Rows, workbook

NAMES = Dialect(names=frozenset({"elev", "kommunenr", "dager"}))
HEADER = "elev;kommunenr;dager\n"


def read(folder: Path, content: str | bytes, dialect: Dialect = NAMES) -> TextTable:
    path = folder / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_text_table(path, dialect)


def error_of(folder: Path, content: str | bytes, dialect: Dialect = NAMES) -> str:
    with pytest.raises(ExtractError) as caught:
        read(folder, content, dialect)
    return str(caught.value)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("a1;0623;3\na2;0623;4\n", 1),  # a file that was sorted, header and all
        ("a1;Modum;*\n", 1),
        ("elev;kommune;dager\na1;0623;3\n", 2),  # a table with other names
        ("Fravær\n\nkommunenr;elever\n0623;12\n0602;40\n", 4),  # a narrower one
        ("a;Modum;b\n" * 6, 1),  # more rows of words than any header has
    ],
)
def test_rows_above_the_header_that_are_hardly_titles_are_refused(
    tmp_path: Path, before: str, line: int
) -> None:
    """300 pupils were once left out of a file like that."""
    at = before.count("\n") + 1
    content = before + HEADER + "b1;0623;5\n"

    assert error_of(tmp_path, content) == (
        f"a.csv, linje {line}: ser ut som en rad i tabellen, men står over overskriften i linje"
        f" {at} og ville ikke blitt lest. Flytt overskriften øverst, eller oppgi «overskrift»"
        " (linjenummer) under «lesing» hvis det som står over den, ikke skal leses."
    )
    assert read(tmp_path, content, Dialect(header=at)).table["elev"].tolist() == ["b1"]


def test_the_same_is_refused_where_no_name_is_known_and_in_workbooks(tmp_path: Path) -> None:
    """Rows of a sheet are all as long as its widest."""
    content = "kode;antall\n0602;2\nkommunenr;alder;antall\n0602;15;3\n0623;15;4\n"
    sheet: Rows = [("a1", "0623", 3.0), ("elev", "kommunenr", "dager"), ("b1", "0623", 5.0)]

    assert error_of(tmp_path, content, Dialect()).startswith("a.csv, linje 2: ser ut som en rad")
    assert "linje 1: ser ut som en rad" in error_of(tmp_path, workbook({"Data": sheet}))


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    """In one cell or in some, with figures or without."""
    for titles in (
        "Fravær 2016\nUttrukket;15.08.2016\n",
        "Fylke;Buskerud\nSkole;Alle\n",
        "Fylke;Buskerud;Alle trinn\n",
    ):
        assert read(tmp_path, titles + HEADER + "b1;0623;5\n").table["dager"].tolist() == ["5"]
    assert read(tmp_path, "Fravær\r\n\r\n" + HEADER + "b1;0623;5\n").above == "Fravær\n\n"
    assert read(tmp_path, HEADER + "b1;0623;5\n").above == ""
    sheet: Rows = [("Rader", 300.0, ""), ("elev", "kommunenr", "dager"), ("b1", "0623", 5.0)]
    assert read(tmp_path, workbook({"Data": sheet})).header_line == 2
