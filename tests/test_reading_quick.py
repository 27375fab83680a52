"""Quick ways through large texts give what the slow ways give."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.reading import Dialect, cells, encoding, read_text_table
from datapakke.reading.encoding import clean_text


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


CELLS = st.sampled_from(["0301", "301", "3,5", "1e5", "-", "--", "True", "false", "nan", "NA", "å"])
TOLD = Dialect(encoding="utf-8", delimiter=";", header=1, header_rows=1)


@given(
    st.lists(st.tuples(CELLS, CELLS | st.just(""), st.booleans()), min_size=1),
    st.sampled_from(["str", "category"]),
)
def test_cells_are_the_same_however_many_are_split_at_a_time(
    rows: list[tuple[str, str, bool]], kind: str
) -> None:
    """They stay text, in pieces of nothing but numbers too, and categories come as first seen."""
    lines = [f"{one};{two}" + "\n" * blank for one, two, blank in rows]
    for size in (1, 2, 3, 1024):
        with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
            patch.setattr(cells, "ROWS_AT_A_TIME", size)
            path = Path(folder) / "x.csv"
            path.write_text("\n".join(["a;b", *lines]), encoding="utf-8")
            table = read_text_table(path, TOLD, categories=kind == "category").table
        for number, name in enumerate(["a", "b"]):
            wanted = [row[number] for row in rows]
            assert table[name].tolist() == wanted
            if kind == "category":
                assert table[name].cat.categories.tolist() == list(dict.fromkeys(wanted))
