"""Whatever a table is written as, it reads back equal or is refused with its place."""

import time
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from datapakke.errors import ExtractError, Problem
from datapakke.reading import Dialect, TextTable, read_beginning, read_text_table
from dialects import Written, files, packed

PACKING = st.sampled_from(["", "gz", "zip"])


def attempt(path: Path, dialect: Dialect) -> tuple[TextTable | None, tuple[Problem, ...]]:
    """Read a file, or give why not."""
    try:
        return read_text_table(path, dialect), ()
    except ExtractError as error:
        return None, error.problems


def check(folder: Path, written: Written, how: str, dialect: Dialect) -> None:
    """Read a file back; fail when it is read as something else, or refused without its place."""
    path = folder / f"a.csv{'.' if how else ''}{how}"
    path.write_bytes(packed(written.content, how))
    read, problems = attempt(path, dialect)
    event("read" if read else "refused")
    assert all(one.where.startswith(path.name) for one in problems)
    if read:
        found = {line: cells for line, *cells in read.table.itertuples()}
        assert (tuple(read.table.columns), found) == (written.names, written.rows), written.told


@settings(max_examples=200, deadline=None)
@given(written=files(), how=PACKING)
def test_a_random_table_reads_back_equal_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, written: Written, how: str
) -> None:
    """Nothing is known of it."""
    check(tmp_path_factory.mktemp("d"), written, how, Dialect())


@settings(max_examples=200, deadline=None)
@given(written=files(), how=PACKING)
def test_a_random_table_whose_names_are_known_reads_back_equal_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, written: Written, how: str
) -> None:
    """As our own formats know theirs."""
    check(tmp_path_factory.mktemp("d"), written, how, Dialect(names=frozenset(written.names)))


@settings(max_examples=200, deadline=None)
@given(written=files(), how=PACKING, data=st.data())
def test_a_file_that_is_cut_off_is_never_more_than_it_was(
    tmp_path_factory: pytest.TempPathFactory, written: Written, how: str, data: st.DataObject
) -> None:
    """Packed files are refused; of others the last row can be short, and no other is changed."""
    path = tmp_path_factory.mktemp("d") / "a.csv"
    whole = packed(written.content, how)
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    read, problems = attempt(path, Dialect(names=frozenset(written.names)))
    read_beginning(path, Dialect())

    assert all(one.where.startswith(path.name) for one in problems)
    if read and tuple(read.table.columns) == written.names and not how:
        last = max(read.table.index)
        for line, *cells in read.table.itertuples():
            assert line == last or written.rows[line] == cells, written.told


BEGINNINGS = (
    *(b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=;\n", b"a;b\n"),
)
PARTS = (b'"', b"\r", b"\n", b"\0", b";", b"\t", b"1,5", b"\xc3\xb8", b"\xf8")
NASTY = st.sampled_from(BEGINNINGS + PARTS)


@settings(max_examples=150, deadline=None)
@given(content=st.lists(NASTY | st.binary(max_size=6), max_size=12).map(b"".join))
def test_random_bytes_never_end_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Beginnings of all kinds of files, and anything after."""
    for name in ("a.csv", "a.zip", "a.csv.gz", "a.xlsx"):
        path = tmp_path_factory.mktemp("b") / name
        path.write_bytes(content)
        for header in (None, 0, 2):
            _, problems = attempt(path, Dialect(header=header))
            assert all(one.where.startswith(name) for one in problems)
        read_beginning(path, Dialect())


LONG = 2 * 1024**2


@pytest.mark.parametrize(
    "content",
    [
        b";" * 3 * LONG,
        b";" * (LONG // 5),
        b"a," * LONG + b"\n" + b"1," * LONG,
        b";".join(b"a%d" % number for number in range(4000)) + b"\n" + b"1;" * 3999 + b"\n",
        b"a;b\n1;2\n" + b";" * LONG,
        b"a;b\n" + b"1 " * (LONG // 2) + b"x;2\n",
        b"a;b\n" + b"1," * (LONG // 2) + b";2\n",
        b"sep=" + b";" * LONG,
        b'"' * (LONG + 1),
        b'a;b\n1;"' + b"x;\n" * (LONG // 3),
        b'a;b\n1;x"y"\n' + b'""\n' * (LONG // 6),
        b"a;b\n" + b"a;b\n" * (LONG // 8) + b"1;2\n",
        b"a;b\n" + b"1;2;\n" * (LONG // 10),
        b"a;b\n" + b"\n" * LONG + b"1;2\n",
        b"a;b\n" + b"\xc3\x83\xc2\xb8;1\n" * (LONG // 14),
        b"x;y\n" * (LONG // 8),
    ],
    ids=range(16),
)
def test_long_lines_and_many_odd_ones_take_no_longer_than_their_length(
    tmp_path: Path, content: bytes
) -> None:
    """What grows with the square of the length would take minutes."""
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    before = time.process_time()
    attempt(path, Dialect(names=frozenset({"a", "b"})))
    read_beginning(path, Dialect())

    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"a" * 600_000, 1, "er lengre enn 512 kB og kan ikke være en overskrift."),
        (b"a;b\n" + b"1;" * 5000, 2, "har over 4096 kolonner og blir ikke lest."),
        (b"a," * 5000 + b"\n", 1, "har over 4096 kolonner og blir ikke lest."),
    ],
)
def test_lines_that_are_too_long_or_too_wide_are_refused_unsplit(
    tmp_path: Path, content: bytes, line: int, what: str
) -> None:
    """Split at each mark in turn they took many seconds."""
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    assert attempt(path, Dialect())[1] == (Problem(f"a.csv, linje {line}", what),)
