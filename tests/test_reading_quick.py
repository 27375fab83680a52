"""Quick ways through large texts give what the slow ways give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.reading import encoding, words
from datapakke.reading.encoding import clean_text
from datapakke.reading.marks import find_marks
from datapakke.reading.words import are_alike, categories


@given(st.text("a;\r\n", max_size=40), st.sampled_from(["utf-8", "cp1252", "mac-roman"]))
def test_line_ends_are_the_same_wherever_a_piece_ends(text: str, told: str) -> None:
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    for size in (1, 2, 3, 1024):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(encoding, "CHUNK", size)
            assert clean_text(text.encode(), told, "x.csv") == (wanted, told)


@given(st.text("aå\r\n", max_size=40))
def test_letters_beyond_ascii_do_not_change_line_ends(text: str) -> None:
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    for size in (1, 2, 3, 1024):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(encoding, "CHUNK", size)
            assert clean_text(text.encode("cp1252"), "cp1252", "x.csv")[0] == wanted


CELL = st.text("01Aåß€🎈 ", max_size=20)


@given(
    rows=st.integers(1, 4).flatmap(
        lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=1)
    ),
    closed=st.booleans(),
)
def test_cells_are_the_same_by_words_as_by_splitting(
    *, rows: list[list[str]], closed: bool
) -> None:
    rows = [["x" + row[0], *row[1:]] for row in rows]  # no row is blank
    data = ("\n".join(";".join(row) for row in rows) + "\n" * closed).encode()
    marks = find_marks(data, ";")
    assert marks
    assert are_alike(marks, 0)
    for size in (1, 2, 1000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(words, "ROWS_AT_A_TIME", size)
            found = categories(data, ";", marks, 0, range(len(rows[0])))
        assert [column.tolist() for column in found] == [
            list(column) for column in zip(*rows, strict=True)
        ]
        for column in found:
            assert column.cat.categories.tolist() == list(dict.fromkeys(column))


@pytest.mark.parametrize(
    "text", ["a;b\n1\n", 'a;b\n"1";2\n', "a;b\n\n1;2\n", "a;b\n1;" + "2" * 5000, "a;b\n1;2;3\n"]
)
def test_other_rows_are_not_alike(text: str) -> None:
    marks = find_marks(text.encode(), ";")
    assert marks
    assert not are_alike(marks.those(marks.ends > marks.starts), 0)
