"""Bytes to cells: what is kept as it stands, and what is refused with its place."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datapakke.errors import ExtractError
from datapakke.reading import Dialect, marks, read_beginning, read_text_table, rows
from datapakke.reading.decode import read_clean
from datapakke.reading.model import Clean, Layout
from datapakke.reading.rows import careful_rows, quick_rows

OWN = Dialect()


def write(folder: Path, content: str | bytes, name: str = "a.csv") -> Path:
    """Write a file as it is given."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def error_of(path: Path, dialect: Dialect = OWN) -> str:
    """Give the message with which a file is refused."""
    with pytest.raises(ExtractError) as caught:
        read_text_table(path, dialect)
    return str(caught.value)


def test_cells_keep_leading_zeros_spaces_and_blanks(tmp_path: Path) -> None:
    """No cell is read as anything but text."""
    read = read_text_table(write(tmp_path, "kode;navn;n\n0602; Ål ;\n0623;NA;1,0\n"), OWN)

    assert list(read.table.columns) == ["kode", "navn", "n"]
    assert read.table.to_numpy().tolist() == [["0602", " Ål ", ""], ["0623", "NA", "1,0"]]


def test_the_index_is_the_line_in_the_file_past_blank_lines(tmp_path: Path) -> None:
    """A blank line is passed over, but counted."""
    read = read_text_table(write(tmp_path, "\r\na;b\r\n1;2\r\n\r\n3;4"), OWN)

    assert read.header_line == 2
    assert read.table.index.tolist() == [3, 5]
    assert read.table["b"].tolist() == ["2", "4"]


def test_a_quoted_cell_may_hold_delimiter_and_line_break_and_lines_stay_true(
    tmp_path: Path,
) -> None:
    """The row after a cell of two lines is told by its own line."""
    read = read_text_table(write(tmp_path, 'a;b\n1;"x;y\nz"\n3;"si ""hei"""\n'), OWN)

    assert read.table["b"].tolist() == ["x;y\nz", 'si "hei"']
    assert read.table.index.tolist() == [2, 4]


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    """Excel's «CSV UTF-8» begins with one."""
    read = read_text_table(write(tmp_path, b"\xef\xbb\xbfa;b\n1;2\n"), OWN)

    assert list(read.table.columns) == ["a", "b"]


def test_a_compressed_file_is_read_as_its_content(tmp_path: Path) -> None:
    """``.csv.gz`` is unpacked."""
    path = write(tmp_path, gzip.compress(b"a;b\n1;2\n"), "a.csv.gz")

    assert read_text_table(path, OWN).table["b"].tolist() == ["2"]
    start = read_beginning(path, OWN)
    assert start is not None
    assert (start.columns, start.rows) == (("a", "b"), (("a", "b"), ("1", "2")))


def test_utf16_without_byte_order_mark_and_with_a_line_before_the_header(tmp_path: Path) -> None:
    """As Udir exports."""
    path = write(tmp_path, "sep=\t\nÅr\tN\r\n2016\t3\r\n".encode("utf-16-le"))
    read = read_text_table(path, OWN)

    assert read.table["År"].tolist() == ["2016"]
    assert (read.header_line, read.table.index.tolist()) == (2, [3])


def test_a_file_without_header_gets_numbered_columns(tmp_path: Path) -> None:
    """As NAV's sheet, whose headers stand further down."""
    read = read_text_table(write(tmp_path, "x;1\n;\ny;2\n"), Dialect(header=0))

    assert list(read.table.columns) == ["1", "2"]
    assert read.table.index.tolist() == [1, 2, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_last_line_without_a_line_end_is_told(tmp_path: Path, end: str) -> None:
    """A file that is cut off in its last number looks whole but for that."""
    lines = end.join(["a;b", "1;2", "3;45"])

    assert read_text_table(write(tmp_path, lines), OWN).read_as.cut
    assert not read_text_table(write(tmp_path, lines + end), OWN).read_as.cut


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message is about the file, not about Python."""
    assert error_of(tmp_path / "a.csv") == "a.csv: finnes ikke."


def test_a_folder_instead_of_a_file_is_named(tmp_path: Path) -> None:
    """A folder can be called anything."""
    (tmp_path / "a.csv").mkdir()

    assert "er en mappe" in error_of(tmp_path / "a.csv")


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    """Blank lines and a byte order mark are nothing."""
    assert "a.csv: er tom." in error_of(write(tmp_path, content))


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    """An empty result is never silently fine."""
    assert error_of(write(tmp_path, "a;b\n")) == "a.csv: har en overskrift, men ingen rader."


def test_bytes_that_are_not_utf8_are_windows_1252(tmp_path: Path) -> None:
    """0xE5 is å there and in ISO-8859-1; digits are the same bytes in all of them."""
    read = read_text_table(write(tmp_path, b"a;b\n1;H\xe5\n"), OWN)

    assert read.table["b"].tolist() == ["Hå"]
    assert read.read_as.encoding == "cp1252"


def test_bytes_that_are_not_in_the_told_encoding_are_told_by_line_and_position(
    tmp_path: Path,
) -> None:
    """0xE5 is å in cp1252: the eighth byte, in line 2."""
    message = error_of(write(tmp_path, b"a;b\n1;H\xe5\n"), Dialect(encoding="utf-8"))

    assert message.startswith("a.csv, linje 2: byte nr. 8 i filen (0xE5) er ikke gyldig UTF-8.")


def test_a_nul_character_is_told_by_line(tmp_path: Path) -> None:
    """UTF-16 read as UTF-8 is full of them."""
    assert error_of(write(tmp_path, b"a;b\n1;2\x00\n")).startswith("a.csv, linje 2: ")


def test_rows_with_too_few_and_too_many_cells_are_told_by_line(tmp_path: Path) -> None:
    """Left alone, pandas would fill the first and shift the second."""
    message = error_of(write(tmp_path, "a;b;c\n1;2\n1;2;3\n\n1;2;3;4\n"))

    assert message == (
        "a.csv, linje 2: har 2 felt, men overskriften har 3.\n"
        "a.csv, linje 5: har 4 felt, men overskriften har 3."
    )


def test_the_same_is_told_of_rows_with_quotes(tmp_path: Path) -> None:
    """Quotes lead through other code."""
    message = error_of(write(tmp_path, 'a;b;c\n"1";2\n'))

    assert message == "a.csv, linje 2: har 2 felt, men overskriften har 3."


@pytest.mark.parametrize(("mark", "word"), [(",", "komma"), ("\t", "tabulator")])
def test_another_delimiter_is_found_unless_it_is_told_to_be_a_wrong_one(
    tmp_path: Path, mark: str, word: str
) -> None:
    """The header is then one cell with the wrong mark in it."""
    path = write(tmp_path, f"a{mark}b\n1{mark}2\n")
    message = error_of(path, Dialect(delimiter=";"))

    assert read_text_table(path, OWN).read_as.delimiter == mark
    assert message == (
        f"a.csv, linje 1: feltene er skilt med {word}, men skal være skilt med semikolon."
    )


def test_cells_without_column_and_columns_with_the_same_name_are_refused(tmp_path: Path) -> None:
    """A cell must belong to one column."""
    assert error_of(write(tmp_path, "a;;c\n1;;3\n1;2;3\n")) == (
        "a.csv, linje 3: kolonne nr. 2 har ikke noe navn, men her står noe."
    )
    assert "kolonne nr. 3 har samme navn som kolonne nr. 1" in error_of(
        write(tmp_path, "a;b;a\n1;2;3\n")
    )


def test_a_column_with_neither_name_nor_cells_is_nothing(tmp_path: Path) -> None:
    """Sheets saved as text have them to the left and to the right."""
    read = read_text_table(write(tmp_path, ";a;;b\n;1;;2\n;3; ;4;\n"), OWN)

    assert read.table.to_dict("list") == {"a": ["1", "3"], "b": ["2", "4"]}


def test_a_quote_that_is_never_closed_is_told_by_the_line_where_its_row_begins(
    tmp_path: Path,
) -> None:
    """It would swallow the rest of the file."""
    message = error_of(write(tmp_path, 'a;b\n1;2\n3;"4\n5;6\n'))

    assert message.startswith("a.csv, linje 3: kan ikke deles i felt")


def test_quotes_inside_cells_are_read_in_files_that_are_not_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They take many times the file's size in memory."""
    path = write(tmp_path, 'a;b\n1;2" rør\n')
    assert read_text_table(path, OWN).table["b"].tolist() == ['2" rør']

    monkeypatch.setattr(rows, "MOST_CAREFUL", 10)
    assert "har anførselstegn inne i felt og er for stor" in error_of(path)


def test_a_damaged_compressed_file_is_refused(tmp_path: Path) -> None:
    """Neither cut off nor something else with that name."""
    whole = gzip.compress(b"a;b\n1;2\n" * 1000)

    assert "kan ikke pakkes ut" in error_of(write(tmp_path, whole[:40], "a.csv.gz"))
    assert "kan ikke pakkes ut" in error_of(write(tmp_path, "a;b\n", "b.csv.gz"))


def test_a_compressed_file_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    """A few kilobytes can hold gigabytes."""
    path = write(tmp_path, gzip.compress(b"0" * 5_000_000), "a.csv.gz")

    with pytest.raises(ExtractError, match="er større enn 1 MB utpakket"):
        read_clean(path, OWN, "a.csv.gz", max_bytes=1024**2)


def test_the_beginning_of_a_file_that_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    """Asking what a file is never fails."""
    assert read_beginning(tmp_path / "a.csv", OWN) is None
    assert read_beginning(write(tmp_path, "a;b\n", "a.csv.gz"), OWN) is None


SOME = 'ab1 ;\t"\n,|ø€\u2028'
CELLS = st.text(SOME, max_size=4)
LAYOUT = Layout(";", start=1, header_line=1, header_rows=1)
ROWS = st.lists(st.lists(st.tuples(CELLS, st.booleans()), max_size=4), min_size=1, max_size=6)


PIECES = st.sampled_from([1, 2, 5, 1024])


def in_pieces(clean: Clean, piece: int) -> rows.Rows | None:
    """Find the rows in pieces of so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "PIECE", piece)
        return quick_rows(clean, LAYOUT)


def in_quotes(cell: str, *, always: bool) -> str:
    """Put quotes around a cell where they are needed, or anyway."""
    quoted = '"' + cell.replace('"', '""') + '"'
    return quoted if always or set(cell) & set(';"\n') else cell


@settings(max_examples=300)
@given(table=ROWS, charset=st.sampled_from(["utf-8", "cp1252"]), piece=PIECES)
def test_the_quick_and_the_careful_way_of_splitting_agree(
    table: list[list[tuple[str, bool]]], charset: str, piece: int
) -> None:
    """Counting bytes and going through the text must find the same rows."""
    text = "".join(
        ";".join(in_quotes(cell, always=quoted) for cell, quoted in row) + "\n" for row in table
    )
    if charset != "utf-8":
        text = text.replace("\u2028", "Ã¸")  # the bytes of one letter in UTF-8
    clean = Clean(text.encode(charset), charset)
    returns = clean if '"' in text else replace(clean, data=clean.data.replace(b"\n", b"\r\n"))
    quick, careful = in_pieces(returns, piece), careful_rows(clean, LAYOUT, "x")
    if quick is None:  # only for a line of nothing but quotes and space
        assert any(len(row) == 1 and not row[0][0].strip('" \t') for row in table)
        return
    numbers = range(len(careful.lines))

    assert quick.lines.tolist() == careful.lines.tolist()
    assert quick.widths.tolist() == careful.widths.tolist()
    assert quick.blank.tolist() == careful.blank.tolist()
    assert [quick.row(at) for at in numbers] == [careful.row(at) for at in numbers]
    names = [str(number) for number in range(max([*careful.widths, 1]))]
    for kind in ("str", "category") if numbers else ():
        found = quick.cells(0, names, names, kind)
        assert found.to_numpy().tolist() == careful.cells(0, names, names, kind).to_numpy().tolist()


@settings(max_examples=300)
@given(text=st.text('a";\n ', max_size=12), piece=PIECES)
def test_quotes_anywhere_are_understood_alike_or_left_to_the_careful_way(
    text: str, piece: int
) -> None:
    """What is no CSV to one must not be rows to the other."""
    clean = Clean(text.encode(), "utf-8")
    quick = in_pieces(clean, piece) if text else None
    if quick is not None:
        careful = careful_rows(clean, LAYOUT, "x")
        numbers = range(len(careful.lines))
        assert quick.lines.tolist() == careful.lines.tolist()
        assert [quick.row(at) for at in numbers] == [careful.row(at) for at in numbers]
