"""Quick ways through large texts give what the slow ways give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.reading import encoding
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
