"""Workbooks: one sheet becomes text, and what cannot be read in it is told by cell."""

import gzip
import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datapakke.errors import ExtractError
from datapakke.reading import Dialect, TextTable, parts, read_beginning, read_text_table
from workbooks import DATE, HOURS, MAIN, PERCENT, Rows, cell, sheet_xml, styled, workbook

TABLE: Rows = (("kode", "navn", "n"), ("0602", "Ål", 12.0), ("0623", "", 41.4))


def write(folder: Path, content: bytes, name: str = "a.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(folder: Path, content: bytes, dialect: Dialect | None = None) -> TextTable:
    return read_text_table(write(folder, content), dialect or Dialect())


def error_of(folder: Path, content: bytes, dialect: Dialect | None = None) -> str:
    with pytest.raises(ExtractError) as caught:
        read(folder, content, dialect)
    return str(caught.value)


def test_a_sheet_is_read_with_its_row_numbers(tmp_path: Path) -> None:
    """Titles and blank rows count as rows."""
    got = read(tmp_path, workbook({"Data": [("Tabell 1",), (), *TABLE]}))

    assert got.header_line == 3
    assert got.table.index.tolist() == [4, 5]
    assert got.table.to_numpy().tolist() == [["0602", "Ål", "12"], ["0623", "", "41,4"]]
    assert (got.read_as.encoding, got.read_as.sheet) == ("xlsx", "Data")


def test_cells_become_text_as_our_own_files_have_them(tmp_path: Path) -> None:
    """Whole numbers without a decimal, dates by ISO, what a formula gave, true and false."""
    row: list[str | float | bool] = [
        styled(42536, DATE),
        styled(0.408, PERCENT),
        "<c><f>1+1</f><v>2</v></c>",
        "<c><v>0.30000000000000004</v></c>",
        "<c><v>1e20</v></c>",
        True,
        False,
        -7.0,
        styled(1.1, HOURS),
        styled(42536.5, DATE),
        'x;"y"\nz',
    ]
    header = [f"k{number}" for number in range(len(row))]
    got = read(tmp_path, workbook({"Data": [header, row, header[::-1]]}))

    assert got.table.iloc[0].tolist() == [
        "2016-06-15",
        "0,408",
        "2",
        "0,3",
        "100000000000000000000",
        "SANN",
        "USANN",
        "-7",
        "26:24:00",
        "2016-06-15 12:00:00",
        'x;"y" z',
    ]
    assert got.table.index.tolist() == [2, 3]


def test_cells_are_found_by_their_address(tmp_path: Path) -> None:
    """Cells and rows that are blank need not be in the file."""
    xml = (
        f'<worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="3"><c r="B3" t="str"><v>a</v></c><c r="D3" t="str"><v>b</v></c></row>'
        '<row r="5"><c r="D5"><v>7</v></c></row></sheetData></worksheet>'
    )
    got = read(tmp_path, workbook({"Data": xml}), Dialect(header=0))

    assert got.table.to_dict("index") == {
        3: {"1": "", "2": "a", "3": "", "4": "b"},
        5: {"1": "", "2": "", "3": "", "4": "7"},
    }


def test_errors_and_formulas_that_nobody_calculated_are_told_by_cell(tmp_path: Path) -> None:
    """To the reader of workbooks both are blank."""
    bad = ['<c t="e"><v>#N/A</v></c>', "<c><f>A1+1</f></c>", "<c><f>A1+1</f><v></v></c>"]
    message = error_of(tmp_path, workbook({"Data": [("a", "b", "c"), bad]}))
    where = "a.xlsx, ark «Data», celle"
    what = (
        "her står en formel som ikke er regnet ut. Åpne arbeidsboken i Excel og lagre den på nytt."
    )

    assert message.splitlines() == [
        f"{where} A2: her står feilverdien #N/A. Rett den i arbeidsboken.",
        f"{where} B2: {what}",
        f"{where} C2: {what}",
    ]


def test_several_sheets_with_content_need_a_choice(tmp_path: Path) -> None:
    """Blank and hidden sheets are not among those to choose from."""
    other: Rows = [("a", "b"), (1.0, 2.0)]
    book = workbook({"En": TABLE, "To": other, "Tom": [], "Skjult": other}, hidden=["Skjult"])

    assert error_of(tmp_path, book) == (
        "a.xlsx: har flere ark med innhold: «En», «To». Oppgi «ark» under «lesing»."
    )
    assert read(tmp_path, book, Dialect(sheet="To")).table.to_numpy().tolist() == [["1", "2"]]
    assert read(tmp_path, book, Dialect(sheet="Skjult")).table.to_numpy().tolist() == [["1", "2"]]
    assert "har ikke noe ark «Tre»" in error_of(tmp_path, book, Dialect(sheet="Tre"))
    assert "ark «Tom»: er tomt" in error_of(tmp_path, book, Dialect(sheet="Tom"))
    alone = workbook({"En": TABLE, "Skjult": other}, hidden=["Skjult"])
    assert read(tmp_path, alone).read_as.sheet == "En"


def test_a_sheet_is_only_for_workbooks(tmp_path: Path) -> None:
    """Said of a text file, it is a mistake."""
    assert "er ikke en Excel-arbeidsbok" in error_of(tmp_path, b"a;b\n1;2\n", Dialect(sheet="Data"))


def test_a_workbook_may_be_packed_and_called_anything(tmp_path: Path) -> None:
    """What a file is shows in its bytes."""
    book = workbook({"Data": TABLE})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inni.xlsx", book)

    for content, file in ((packed.getvalue(), "inni.xlsx"), (gzip.compress(book), "a.xlsx")):
        got = read(tmp_path, content)
        assert got.table["n"].tolist() == ["12", "41,4"]
        assert got.read_as.file == file
    start = read_beginning(write(tmp_path, book), Dialect())
    assert start is not None
    assert start.columns == ("kode", "navn", "n")


CORNERS = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<worksheet", "filen er skadet"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><worksheet><row><c><v>&a;</v></c></row></worksheet>', ""),
        ('<worksheet><row r="99999999"><c><v>1</v></c></row></worksheet>', "filen er skadet"),
        ('<worksheet><row><c r="ZZZ1"><v>1</v></c></row></worksheet>', "filen er skadet"),
        (CORNERS, "har over 10 millioner celler"),
    ],
)
def test_a_sheet_that_is_not_one_or_claims_to_be_huge_is_refused(
    tmp_path: Path, xml: str, said: str
) -> None:
    """A row number costs nothing to write."""
    assert said in error_of(tmp_path, workbook({"Data": xml}))


ONE = '<row r="2"><c r="A2"><v>5</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        ONE + ONE,
        '<row r="3"><c r="A3"><v>5</v></c></row>' + ONE,
        '<row r="2"><c r="A3"><v>5</v></c></row>',
        '<row><c r="A3"><v>5</v></c></row>',
        '<row r="2"><c r="A2"><v>5</v></c><c r="A2"><v>6</v></c></row>',
        '<row r="2"><c r="B2"><v>5</v></c><c r="A2"><v>6</v></c></row>',
        '<row r="2"><c r="B2"><v>5</v></c><c r="B2"><v>6</v></c></row>',
        "<row><c><v>5</v><v>6</v></c></row>",
        '<row><c t="inlineStr"><is><t>5</t></is><v>6</v></c></row>',
        ONE + "</sheetData><sheetData>" + '<row r="3"><c r="A3"><v>6</v></c></row>',
        "<row><c><v>1<!-- -->3</v></c></row>",
        "<row><c><v>1<?x y?>3</v></c></row>",
        "<row><c><v>1<![CDATA[2]]></v></c></row>",
        "<row><c><v>1&#50;</v></c></row>",
        "<row><c><v>1&#x32;</v></c></row>",
    ],
)
def test_two_contents_in_one_place_and_numbers_in_pieces_are_damage(
    tmp_path: Path, rows: str
) -> None:
    """A reader takes one of them, or the beginning, without a word."""
    header = f"<row r='1'>{cell('n')}{cell('m')}</row>"
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{header}{rows}</sheetData></worksheet>'

    assert error_of(tmp_path, workbook({"Data": xml})) == (
        "a.xlsx: kan ikke leses som en Excel-arbeidsbok: filen er skadet."
    )


def runs(*pieces: str) -> str:
    """Give the runs of a text, those that begin with «^» raised."""
    raised = '<rPr><vertAlign val="superscript"/></rPr>'
    return "".join(
        f"<r>{raised if one.startswith('^') else ''}<t>{one.lstrip('^')}</t></r>" for one in pieces
    )


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (runs("12", "^1"), True),
        (runs("12 ", " ", "^1)"), True),
        (runs("^1", "12"), True),
        (runs("Modum", "^1"), False),
        (runs("1", "2"), False),
        (runs("12", "^"), False),
        ('<t>12</t><rPh sb="0" eb="1"><t>9</t></rPh>', False),
    ],
)
def test_raised_script_beside_a_digit_is_told_by_cell(
    tmp_path: Path, text: str, *, refused: bool, shared: bool
) -> None:
    """The footnote of 12 would make it 121; in a text of words it changes no number."""
    strings = f'<sst xmlns="{MAIN}"><si><t>x</t></si><si>{text}</si></sst>' if shared else ""
    here = '<c t="s"><v>1</v></c>' if shared else f'<c t="inlineStr"><is>{text}</is></c>'
    other = '<c t="s"><v>0</v></c>' if shared else cell("x")
    book = workbook({"Data": [("a", "b"), (other, here)]}, strings=strings)

    if refused:
        assert error_of(tmp_path, book) == (
            "a.xlsx, ark «Data», celle B2: her står hevet eller senket skrift ved siden av et"
            " siffer. En fotnote ville blitt lest som en del av tallet. Fjern den i arbeidsboken."
        )
    else:
        assert read(tmp_path, book).table["b"].tolist() in (["12"], ["Modum1"])


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spaces between cells are nothing, and pack to nothing."""
    monkeypatch.setattr(parts, "MAX_BYTES", 1024**2)
    xml = sheet_xml(TABLE).replace("</row>", "</row>" + " " * 3 * 1024**2, 1)

    assert "er større enn 1 MB utpakket" in error_of(tmp_path, workbook({"Data": xml}))


def test_a_long_text_in_many_cells_is_not_written_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts stand once in a workbook, however many cells show them."""
    monkeypatch.setattr(parts, "MAX_TEXT", 10_000)
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 3000}</t></si></sst>'
    row = ['<c t="s"><v>0</v></c>'] * 2

    assert "for mye tekst" in error_of(tmp_path, workbook({"Data": [row] * 2}, strings=strings))
    read(tmp_path, workbook({"Data": [row[:1], ["a"]]}, strings=strings))


def test_old_and_protected_workbooks_are_named(tmp_path: Path) -> None:
    """Both are containers of the old kind."""
    assert "passordbeskyttet" in error_of(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99)


def test_a_workbook_whose_directory_points_outside_of_it_is_refused(tmp_path: Path) -> None:
    """The standard library has another error for that than for other damage."""
    book = bytearray(workbook({"Data": TABLE}))
    end = book.rindex(b"PK\x05\x06") + 16
    book[end : end + 4] = (int.from_bytes(book[end : end + 4], "little") + 9999).to_bytes(
        4, "little"
    )

    assert "filen er skadet" in error_of(tmp_path, bytes(book))


@pytest.mark.parametrize("value", ["1e308", "-1e308", "NaN", "inf", "1e400", "abc", "99999999999"])
@pytest.mark.parametrize("style", [0, DATE, PERCENT, HOURS])
def test_numbers_that_cannot_be_what_they_are_shown_as_never_end_in_a_traceback(
    tmp_path: Path, value: str, style: int
) -> None:
    """The reader of workbooks ends without order at an hour of 1e308."""
    book = workbook({"Data": [("a", "b"), (f'<c s="{style}"><v>{value}</v></c>', "x")]})
    with suppress(ExtractError):
        assert read(tmp_path, book).table["b"].tolist() == ["x"]


VALUES = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff"),
        max_size=6,
    ),
    st.integers(-(10**9), 10**9),
    st.booleans(),
)
WORDS = {True: "SANN", False: "USANN"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=6))
def test_a_random_sheet_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | bool | int, ...]]
) -> None:
    """Rows that are blank are left out, and the others keep their number."""
    book = workbook({"Data": [("a", "b", "c"), *rows]})
    path = write(tmp_path_factory.mktemp("x"), book)
    expected = {
        line: [WORDS[one] if isinstance(one, bool) else str(one) for one in row]
        for line, row in enumerate(rows, 2)
        if any(one != "" for one in row)
    }
    if not expected:
        return
    got = read_text_table(path, Dialect(header=1, header_rows=1)).table
    assert {line: list(row) for line, *row in got.itertuples()} == expected


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_refused_or_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Cut off, or with a byte of another value, in the archive or in a part of it."""
    whole = workbook({"Data": TABLE})
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.none() | st.integers(0, 255))
    broken = whole[:at] + (b"" if byte is None else bytes([byte]) + whole[at + 1 :])
    path = write(tmp_path_factory.mktemp("x"), broken)
    try:
        got = read_text_table(path, Dialect())
    except ExtractError:
        return
    assert got.table.to_numpy().tolist() == [["0602", "Ål", "12"], ["0623", "", "41,4"]]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_xml_never_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """The archive is whole, the sheet is not."""
    xml = sheet_xml(TABLE)
    at = data.draw(st.integers(0, len(xml) - 1))
    put = data.draw(st.sampled_from(["", "<", '"', "<c", cell("x"), "<v>", "t='s'", "</row>", "9"]))
    path = write(tmp_path_factory.mktemp("x"), workbook({"Data": xml[:at] + put + xml[at:]}))
    with suppress(ExtractError):
        assert not read_text_table(path, Dialect()).table.empty
