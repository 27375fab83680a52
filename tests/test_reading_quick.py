"""Quick ways through large texts give what the slow ways give."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datapakke.errors import ExtractError
from datapakke.reading import Dialect, cells, encoding, read_text_table, rows
from datapakke.reading.charset import ONE_BYTE, charset_of, decoded
from datapakke.reading.damage import damaged_lines
from datapakke.reading.encoding import clean_text


@given(st.text("a;\r\n", max_size=40), st.sampled_from(["utf-8", "cp1252", "mac-roman"]))
def test_line_ends_are_the_same_wherever_a_piece_ends(text: str, told: str) -> None:
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    for size in (1, 2, 3, 1024):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(encoding, "CHUNK", size)
            found, as_told = clean_text(text.encode(), told, "x.csv")
            assert (found.replace(b"\r\n", b"\n"), as_told) == (wanted, told)


@given(st.text("aå\r\n", max_size=40))
def test_letters_beyond_ascii_do_not_change_line_ends(text: str) -> None:
    wanted = text.replace("\r\n", "\n").replace("\r", "\n")
    for told in ("utf-8", "utf-16-le", "cp1252"):
        for size in (1, 2, 3, 1024):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(encoding, "CHUNK", size)
                found, _ = clean_text(text.encode(told), told, "x.csv")
                assert decoded(found, charset_of(told)).replace("\r\n", "\n") == wanted


TITLED = Dialect(encoding="cp1252", delimiter=";", names=frozenset({"a"}))


def as_read(data: bytes) -> tuple[object, ...]:
    """Give all that is read of a file, or what is wrong with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(data)
        try:
            text = read_text_table(path, TITLED, categories=True)
        except ExtractError as error:
            return error.problems
    cells = text.table.astype("str").to_numpy().tolist()
    return text.above, text.table.index.tolist(), cells, text.read_as.cut


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["", "t\n\n", "\n"]),
    st.text('aå; "\r\n', max_size=12),
    st.sampled_from(["", "\n", "\r", "\n \n"]),
    st.sampled_from(["\n", "\r\n"]),
)
@example("\n", "1;2", "", "\r\n")
@example("", "1;2", "\r", "\r\n")
@example("", '1;"\r\n"', "", "\r\n")
def test_a_file_is_the_same_whatever_its_line_ends_are(
    before: str, text: str, after: str, end: str
) -> None:
    """Where they are left as they are, and where they are not."""
    mixed = before + "a;b\n1;å\n".replace("\n", end) + text + end + "3;4" + after
    wanted = mixed.replace("\r\n", "\n").replace("\r", "\n")
    found = as_read(wanted.encode("cp1252"))
    for same in (mixed, wanted.replace("\n", "\r\n"), wanted.replace("\n", "\r")):
        assert as_read(same.encode("cp1252")) == found


@pytest.mark.parametrize("told", ONE_BYTE)
@pytest.mark.parametrize("categories", [False, True])
def test_every_letter_of_every_charset_is_read_as_what_it_is(
    told: str, *, categories: bool, tmp_path: Path
) -> None:
    """Bytes that happen to be UTF-8 too are not read as that."""
    letters = [byte for byte in range(256) if byte not in b'\0\r\n;"']
    cells = [bytes([byte]) for byte in letters] + [bytes([one, 0xB8]) for one in letters]
    path = tmp_path / "x.csv"
    path.write_bytes(b"nr;\xc3\xb8\n" + b"".join(b"1;%b\n" % cell for cell in cells))

    known = Dialect(encoding=told, delimiter=";", header=1, header_rows=1)
    table = read_text_table(path, known, categories=categories).table

    name = table.columns[1]
    windows = told == "cp1252"
    assert name == b"\xc3\xb8".decode(told)
    assert table[name].tolist() == [
        "".join(
            bytes([byte]).decode(told, errors="ignore" if windows else "strict") or chr(byte)
            for byte in cell
        )
        for cell in cells
    ]


@given(st.text("aÃÂÅÄâ¸¥ø«\n", max_size=12), st.sampled_from(["cp1252", "iso8859-1"]))
def test_damage_is_counted_alike_in_every_charset(text: str, charset: str) -> None:
    assert damaged_lines(text.encode(charset), charset) == damaged_lines(text.encode())


def test_a_byte_that_is_no_letter_in_its_charset_is_damage() -> None:
    assert damaged_lines(b"a\n\x81\n", "cp1252") == (1, 2)
    assert damaged_lines(b"a\n\x81\n", "cp850") == (0, 0)  # ü


CELLS = st.sampled_from(["0301", "301", "3,5", "1e5", "-", "--", "True", "false", "nan", "NA", "å"])
TOLD = Dialect(encoding="utf-8", delimiter=";", header=1, header_rows=1)


@given(
    st.lists(st.tuples(CELLS, CELLS | st.just(""), st.booleans()), min_size=1),
    st.sampled_from(["str", "category"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_cells_are_the_same_however_many_are_split_at_a_time(
    rows: list[tuple[str, str, bool]], kind: str, end: str
) -> None:
    """They stay text, in pieces of nothing but numbers too, and categories come as first seen."""
    lines = [f"{one};{two}" + "\n" * blank for one, two, blank in rows]
    for size in (1, 2, 3, 1024):
        with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
            patch.setattr(cells, "ROWS_AT_A_TIME", size)
            path = Path(folder) / "x.csv"
            path.write_text("\n".join(["a;b", *lines]), encoding="utf-8", newline=end)
            table = read_text_table(path, TOLD, categories=kind == "category").table
        for number, name in enumerate(["a", "b"]):
            wanted = [row[number] for row in rows]
            assert table[name].tolist() == wanted
            if kind == "category":
                assert table[name].cat.categories.tolist() == list(dict.fromkeys(wanted))


def test_quotes_before_cr_lf_do_not_take_the_careful_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It refuses large files."""
    monkeypatch.setattr(rows, "MOST_CAREFUL", 0)
    (tmp_path / "x.csv").write_bytes(b'a;b\r\n1;"2\r\n"\r\n')
    assert read_text_table(tmp_path / "x.csv", TITLED).table["b"].tolist() == ["2\n"]
