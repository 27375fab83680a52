"""Whatever is done to the file, it is read or refused; it never breaks the program."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config_text import VALID
from datapakke.config import Config, load_config
from datapakke.errors import ConfigError

LINES = VALID.splitlines(keepends=True)
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *"{}[]:,#&*!|>%@`\"'?-~=\n\t",
            "- ",
            ": ",
            "---\n",
            "0623",
            "null",
            "yes",
            "<<",
            "2019-13-01",
        ]
    ),
    st.sampled_from(LINES),
    st.integers().map(str),
)
EDIT = st.tuples(st.integers(0, len(VALID)), st.integers(0, 40), PIECES)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file, written anew for each example."""
    return tmp_path_factory.mktemp("config") / "kommuner.yaml"


def outcome(path: Path, raw: bytes) -> Config | ConfigError:
    """Give what comes of reading these bytes; anything but these two is a traceback."""
    path.write_bytes(raw)
    try:
        return load_config(path)
    except ConfigError as error:
        return error


def assert_sound(path: Path, result: Config | ConfigError) -> None:
    """A refusal names its places, a line each; what is accepted keeps its promises."""
    if isinstance(result, ConfigError):
        assert result.problems
        assert all(problem.where.startswith(str(path)) for problem in result.problems)
        assert all(problem.what.isprintable() for problem in result.problems)
        return
    codes = [kode.kode for kommune in result.kommuner for kode in kommune.koder]
    assert len(codes) == len(set(codes))
    for runde in result.runder:
        slugs = [kommune.slug for kommune in result.inndeling(runde.inndeling)]
        invited = [slug for mote in runde.moter for slug in mote.kommuner]
        assert sorted(invited) == sorted(set(slugs)) == sorted(slugs)
        assert runde.data_til <= runde.dato <= min(mote.dato for mote in runde.moter)
    assert result.runde(None).id == result.gjeldende_runde
    assert result.regler.antall_under >= 3


@settings(max_examples=300, deadline=None, derandomize=True)
@given(edits=st.lists(EDIT, min_size=1, max_size=3))
def test_an_edited_file_is_read_or_refused(path: Path, edits: list[tuple[int, int, str]]) -> None:
    """A few letters taken out, and others put in, anywhere."""
    text = VALID
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]

    assert_sound(path, outcome(path, text.encode("utf-8", "surrogatepass")))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(chosen=st.lists(st.sampled_from(LINES), max_size=80))
def test_shuffled_lines_are_read_or_refused(path: Path, chosen: list[str]) -> None:
    """Lines left out, repeated and in any order."""
    assert_sound(path, outcome(path, "".join(chosen).encode()))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(line=st.integers(0, len(LINES) - 1), other=st.integers(0, len(LINES) - 1))
def test_a_line_lost_or_moved_is_read_or_refused(path: Path, line: int, other: int) -> None:
    """The commonest slip in an editor: mostly still YAML, seldom still true."""
    rest = LINES[:line] + LINES[line + 1 :]

    assert_sound(path, outcome(path, "".join(rest).encode()))
    assert_sound(path, outcome(path, "".join([*rest[:other], LINES[line], *rest[other:]]).encode()))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(raw=st.binary(max_size=200))
def test_any_bytes_are_refused(path: Path, raw: bytes) -> None:
    """No random bytes are a configuration."""
    assert isinstance(outcome(path, raw), ConfigError)
