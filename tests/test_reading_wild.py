"""Layouts met in the wild, one small file each: the exact cells and lines that come out."""

import io
import zipfile
from pathlib import Path

import pytest

from datapakke.errors import ExtractError
from datapakke.reading import Dialect, TextTable, read_beginning, read_text_table


def read(folder: Path, content: bytes, dialect: Dialect | None = None) -> TextTable:
    path = folder / "a.csv"
    path.write_bytes(content)
    return read_text_table(path, dialect or Dialect())


def error_of(folder: Path, content: bytes, dialect: Dialect | None = None) -> str:
    with pytest.raises(ExtractError) as caught:
        read(folder, content, dialect)
    return str(caught.value)


def cells(read: TextTable) -> dict[int, list[str]]:
    return {line: list(row) for line, *row in read.table.itertuples()}


TABLE = "kode|navn|År\r\n0602|Drammen|2016\r\n0623|Ål; ål|41,4\r\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"", "utf-8"),
        (b"", "cp1252"),
    ],
)
def test_a_table_is_the_same_in_every_encoding(tmp_path: Path, mark: bytes, encoding: str) -> None:
    """With ``|`` between cells and no line that tells it."""
    got = read(tmp_path, mark + TABLE.encode(encoding))

    assert list(got.table.columns) == ["kode", "navn", "År"]
    assert cells(got) == {2: ["0602", "Drammen", "2016"], 3: ["0623", "Ål; ål", "41,4"]}
    assert (got.read_as.encoding, got.read_as.delimiter) == (encoding, "|")


def test_a_long_table_with_byte_order_mark_and_points_for_missing(tmp_path: Path) -> None:
    """As Skoleporten's: the mark is no part of the first name."""
    text = "Skoleår;Enhet;Verdi\r\n2014-2015;Modum;.\r\n2014-2015;Ål;41,4\r\n"

    assert cells(read(tmp_path, text.encode("utf-8-sig"))) == {
        2: ["2014-2015", "Modum", "."],
        3: ["2014-2015", "Ål", "41,4"],
    }


def test_a_title_and_a_blank_line_before_the_header(tmp_path: Path) -> None:
    """As SSB's Statbank."""
    text = '"Personer, etter region"\n\n"region"\t"2015"\t"2016"\n"3803 Tønsberg"\t10\t\n'
    got = read(tmp_path, text.encode("iso8859-1"))

    assert list(got.table.columns) == ["region", "2015", "2016"]
    assert got.header_line == 3
    assert cells(got) == {4: ["3803 Tønsberg", "10", ""]}


def test_four_header_rows(tmp_path: Path) -> None:
    """As merged cells leave them: a blank cell of an upper row is what stands to its left."""
    text = (
        "Kommune;;2015;;2016;\r\n;;Antall;;Antall;\r\n;;Gutter;Jenter;Gutter;Jenter\r\n"
        "nr;navn;10. trinn;10. trinn;10. trinn;10. trinn\r\nK0602;Drammen;1;2;3;4\r\n"
        "K0619;Ål;5;6;7;8\r\n"
    )
    got = read(tmp_path, text.encode("cp1252"))

    assert list(got.table.columns) == [
        "Kommune nr",
        "Kommune navn",
        "2015 Antall Gutter 10. trinn",
        "2015 Antall Jenter 10. trinn",
        "2016 Antall Gutter 10. trinn",
        "2016 Antall Jenter 10. trinn",
    ]
    assert (got.header_line, got.read_as.header_rows) == (1, 4)
    assert cells(got) == {
        5: ["K0602", "Drammen", "1", "2", "3", "4"],
        6: ["K0619", "Ål", "5", "6", "7", "8"],
    }


def test_a_row_that_may_belong_to_the_header_or_not_needs_a_choice(tmp_path: Path) -> None:
    """Taken for a header it would be lost, taken for data it would be a row too many."""
    content = "År;;Alle\nnr;navn;antall\nModum;Ål;ukjent\n0602;Drammen;3\n".encode()

    assert error_of(tmp_path, content) == (
        "a.csv, linje 3: kan være overskrift eller data. Oppgi «overskriftsrader» under «lesing»."
    )
    assert cells(read(tmp_path, content, Dialect(header_rows=2))) == {
        3: ["Modum", "Ål", "ukjent"],
        4: ["0602", "Drammen", "3"],
    }
    assert cells(read(tmp_path, content, Dialect(header_rows=3))) == {4: ["0602", "Drammen", "3"]}


def test_a_title_as_wide_as_the_table_needs_a_choice(tmp_path: Path) -> None:
    """A comma in it splits it like a row."""
    content = "Fravær, 10. trinn\nkode,dager\n0602,12\n".encode()

    assert error_of(tmp_path, content) == (
        "a.csv, linje 1: overskriften kan være denne linjen eller linje 2."
        " Oppgi «overskrift» (linjenummer) under «lesing»."
    )
    assert cells(read(tmp_path, content, Dialect(header=2))) == {3: ["0602", "12"]}
    assert cells(read(tmp_path, content, Dialect(names=frozenset({"dager"})))) == {
        3: ["0602", "12"]
    }


def test_a_header_over_again_inside_the_data_is_left_out_and_counted(tmp_path: Path) -> None:
    """As NAV repeats it for each county, quoted or not."""
    for again in ("kode;navn", '"kode";navn'):
        got = read(tmp_path, f"kode;navn\n0602;Drammen\n{again}\n;\n0623;Modum\n".encode())
        assert cells(got) == {2: ["0602", "Drammen"], 5: ["0623", "Modum"]}
        assert (got.read_as.repeated, got.read_as.rows) == (1, 2)


def test_line_ends_of_all_kinds_in_one_file(tmp_path: Path) -> None:
    """Udir ends its first line by LF and the rest by CRLF; old exports end by CR."""
    got = read(tmp_path, b"sep=;\nkode;n\r\n0602;1\r0623;2\r\r\n0604;3\n\r0605;4")

    assert cells(got) == {3: ["0602", "1"], 4: ["0623", "2"], 6: ["0604", "3"], 8: ["0605", "4"]}


def test_files_with_byte_order_marks_put_after_each_other(tmp_path: Path) -> None:
    """The mark is no part of the header that stands there over again."""
    one, two = (b"\xef\xbb\xbfkode;n\r\n0602;%d\r\n" % number for number in (1, 2))
    got = read(tmp_path, b"\xef\xbb\xbf" + one + two)

    assert list(got.table.columns) == ["kode", "n"]
    assert (cells(got), got.read_as.repeated) == ({2: ["0602", "1"], 4: ["0602", "2"]}, 1)


def test_line_breaks_inside_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    """Rows after it keep the line of the file; the breaks are all LF."""
    text = 'kode;merknad\r\n0602;"to\r\nlinjer; ""sitat"""\r\n0623;"\r"\r\n0604;c\r\n'

    assert cells(read(tmp_path, text.encode())) == {
        2: ["0602", 'to\nlinjer; "sitat"'],
        4: ["0623", "\n"],
        6: ["0604", "c"],
    }


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_an_archive_with_one_file_is_that_file(tmp_path: Path) -> None:
    """What computers put beside it is not counted."""
    got = read(tmp_path, archive({"x/b.csv": b"a;b\n1;2\n", "__MACOSX/x/._b.csv": b"\0"}))

    assert (cells(got), got.read_as.file) == ({2: ["1", "2"]}, "x/b.csv")


def test_an_archive_with_none_or_several_files_or_a_password_is_refused(tmp_path: Path) -> None:
    """There is nothing to choose by."""
    one = {"b.csv": b"a;b\n1;2\n"}
    assert "skal holde én fil, men holder 0" in error_of(tmp_path, archive({"m/": b""}))
    assert "skal holde én fil, men holder 2" in error_of(tmp_path, archive({**one, "c.csv": b""}))
    at = archive(one).index(b"PK\x01\x02") + 8
    locked = archive(one)[:at] + b"\x01" + archive(one)[at + 1 :]
    assert "er passordbeskyttet" in error_of(tmp_path, locked)
    assert "er et regneark som ikke leses" in error_of(tmp_path, archive({"content.xml": b"<x/>"}))


def test_lost_and_doubly_encoded_characters_are_counted_and_kept(tmp_path: Path) -> None:
    """Codes are what is matched on; nothing is mended on a guess."""
    text = "kode;navn\n0615;Fl\ufffd\n1812;FinnÃ¸y\n0602;Århus – «Å»\n0633;ÃsgÃ¥rd\n"
    got = read(tmp_path, text.encode())

    assert (got.read_as.damaged, got.read_as.first_damaged) == (3, 2)
    assert got.table["navn"].tolist() == ["Fl\ufffd", "FinnÃ¸y", "Århus – «Å»", "ÃsgÃ¥rd"]


def test_decimal_commas_between_commas_are_no_rows_of_the_table(tmp_path: Path) -> None:
    """One number would become two, and shift what follows."""
    message = error_of(tmp_path, b"kode,snitt,n\n0602,41,4,3\n0623,40,1,5\n")

    assert "Oppgi «overskrift»" in message
    known = error_of(
        tmp_path, b"kode,snitt,n\n0602,41,4,3\n0623,40,3\n", Dialect(names=frozenset({"kode"}))
    )
    assert known == "a.csv, linje 2: har 4 felt, men overskriften har 3."


@pytest.mark.parametrize(
    "text",
    [
        "a;b,c\n1;2,x\n3;4,y\n",  # three cells by neither, two by both
        "kode,a|b\n0301,x|y\n",
        "a;b\tc\n1;2\t3\n",
    ],
)
def test_two_marks_that_fit_as_well_need_a_choice(tmp_path: Path, text: str) -> None:
    """The cells would be others, and both look like a table."""
    message = error_of(tmp_path, text.encode())

    assert message.startswith("a.csv, linje 1: feltene kan være skilt med både")
    assert "«skilletegn»" in message


def test_commas_in_titles_and_numbers_do_not_make_a_comma_file(tmp_path: Path) -> None:
    """Two titles with a comma and a decimal comma in every row: as many as there are rows."""
    text = "Fravær, 10. trinn\nKilde: fylket, 2016\nkode;snitt\n0602;41,4\n0623;40,1\n"

    assert cells(read(tmp_path, text.encode())) == {4: ["0602", "41,4"], 5: ["0623", "40,1"]}


def test_a_first_line_that_tells_another_delimiter_than_there_is_is_refused(
    tmp_path: Path,
) -> None:
    """Every row would be one cell."""
    assert error_of(tmp_path, b"sep=,\na;b\n1;2\n").startswith("a.csv, linje 1: her står sep=,")


def test_only_the_columns_asked_for_are_read_and_the_others_named(tmp_path: Path) -> None:
    """A large file has columns that nobody needs."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b;c\n0301;x;1\n0301;x;2\na;b;c\n0602;y;3\n")
    got = read_text_table(path, Dialect(), columns=["c", "a", "d"], categories=True)

    assert got.unread == ("b",)
    assert cells(got) == {2: ["0301", "1"], 3: ["0301", "2"], 5: ["0602", "3"]}
    assert got.table["a"].cat.categories.tolist() == ["0301", "0602"]
    assert read_text_table(path, Dialect(), columns=["d"]).unread == ("a", "b", "c")


def test_the_beginning_of_a_file_is_read_by_the_same_rules(tmp_path: Path) -> None:
    """Formats know their own by its columns and its first rows."""
    path = tmp_path / "a.csv"
    path.write_bytes(("Tittel\n\n" + TABLE).encode("utf-16-le"))
    start = read_beginning(path, Dialect())

    assert start is not None
    assert start.columns == ("kode", "navn", "År")
    assert start.rows[0] == ("Tittel",)
