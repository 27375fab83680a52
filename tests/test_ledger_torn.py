"""The ledger when something stops it: kills, cuts, full disks, other writers, and any bytes."""

import contextlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.disclosure.ledger import Ledger, LedgerEntry, LedgerError, append, read
from datapakke.disclosure.ledger.files import opened
from datapakke.model import Figure, FigureKey, Status

WRITER = """
import sys
from decimal import Decimal
from pathlib import Path
from datapakke.disclosure.ledger import append
from datapakke.model import Figure, FigureKey, Status

path, name, many, each = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
for number in range(many):
    keys = [FigureKey(f"{name}-{number}-{one}", "fylke", "fylke", "2016") for one in range(each)]
    append(path, name, 2016, [Figure(key, Status.VIST, Decimal(number)) for key in keys])
    print(number, flush=True)
"""

EMPTY = b'{"linjer":0,"sum":""}'


def figures(name: str, count: int = 1) -> list[Figure]:
    """Give some figures of a packet."""
    keys = [FigureKey(f"{name}_{number}", "kommune", "0615", "2015/16") for number in range(count)]
    return [Figure(key, Status.VIST, Decimal("12.5"), 16) for key in keys]


def make(folder: Path, *names: str) -> Path:
    """Write a ledger with a line per name."""
    path = folder / "trykt.jsonl"
    for name in names:
        append(path, "2016-host", 2016, figures(name))
    return path


def head_of(path: Path) -> Path:
    return path.with_name("trykt.jsonl.hode")


def printed(path: Path) -> list[Figure]:
    return [entry.figure for entry in read(path)]


def writer(path: Path, name: str, many: int, each: int) -> "subprocess.Popen[str]":
    """Start a process that writes lines, and tells of each when it is safe."""
    words = [sys.executable, "-c", WRITER, str(path), name, str(many), str(each)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own code


def test_a_cut_of_what_was_acknowledged_is_always_found(tmp_path: Path) -> None:
    path = make(tmp_path, "a", "b", "c")
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        with pytest.raises(LedgerError, match="mangler eller er kuttet"):
            read(path)
        with pytest.raises(LedgerError, match="mangler eller er kuttet"):
            append(path, "2016-host", 2016, figures("d"))


def test_a_line_that_was_being_written_is_whole_or_is_not_there(tmp_path: Path) -> None:
    """Every place where the last write can have stopped: the next writer goes on from there."""
    path = make(tmp_path, "a", "b")
    head, begin = head_of(path).read_bytes(), path.stat().st_size
    append(path, "2016-host", 2016, figures("c"))
    content, after = path.read_bytes(), head_of(path).read_bytes()
    two, three = figures("a") + figures("b"), figures("a") + figures("b") + figures("c")
    for length in range(begin, len(content) + 1):
        path.write_bytes(content[:length])
        head_of(path).write_bytes(head)
        whole = length == len(content)

        assert printed(path) == (three if whole else two)
        outcome = append(path, "2016-host", 2016, figures("c"))
        assert (outcome.new, outcome.cut) == (0 if whole else 1, begin < length < len(content))
        assert path.read_bytes() == content
        assert head_of(path).read_bytes() == after
        assert printed(path) == three


def test_a_last_line_with_holes_is_cut_only_when_it_was_not_acknowledged(tmp_path: Path) -> None:
    """A power cut can leave zeros in the middle of what was being written."""
    path = make(tmp_path, "a", "b")
    head, begin = head_of(path).read_bytes(), path.stat().st_size
    append(path, "2016-host", 2016, figures("c"))
    content = bytearray(path.read_bytes())
    content[begin + 50 : begin + 100] = bytes(50)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="linje 3: er endret"):
        read(path)

    head_of(path).write_bytes(head)
    assert printed(path) == figures("a") + figures("b")
    assert append(path, "2016-host", 2016, figures("c")).cut


def test_an_older_head_never_makes_damaged_lines_go_away(tmp_path: Path) -> None:
    """Whoever puts an old head back beside a ledger with a changed line, is told of the line."""
    path = make(tmp_path, "a")
    head = head_of(path).read_bytes()
    make(tmp_path, "b", "c", "d")
    content = path.read_bytes().replace(b"b_0", b"b_9")
    path.write_bytes(content)
    head_of(path).write_bytes(head)

    with pytest.raises(LedgerError, match="linje 2: er endret"):
        append(path, "2016-host", 2016, figures("e"))
    assert path.read_bytes() == content


def test_a_kill_at_any_time_loses_nothing_that_was_told_to_be_safe(tmp_path: Path) -> None:
    chance = random.Random(4)  # noqa: S311 - moments, not secrets
    path, said = tmp_path / "trykt.jsonl", set[str]()
    for turn in range(8):
        name = f"t{turn}"
        with writer(path, name, 100_000, 40) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            said |= {f"{name}-0"} | {f"{name}-{line.strip()}" for line in process.stdout}
        names = [entry.key.indikator.rsplit("-", 1)[0] for entry in read(path)]

        assert said <= set(names)
        assert all(names.count(one) == 40 for one in set(names)), "a packet is whole or not there"
    assert append(path, "2016-host", 2016, figures("after")).new == 1


def test_writers_at_once_lose_nothing_and_keep_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "arkiv" / "trykt.jsonl"
    with contextlib.ExitStack() as stack:
        names = ("a", "b", "c")
        processes = [stack.enter_context(writer(path, name, 15, 3)) for name in names]
        seen = 0
        while any(process.poll() is None for process in processes):
            now = len(read(path))  # whoever reads meanwhile sees whole packets, and ever more
            assert now >= seen
            assert now % 3 == 0
            seen = now
        assert [process.wait() for process in processes] == [0, 0, 0]

    assert len({entry.key for entry in read(path)}) == len(read(path)) == 3 * 15 * 3


def test_a_ledger_that_begins_while_it_is_read_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever finds no lines must not hold that against a head that came just after."""
    path = tmp_path / "trykt.jsonl"

    opener = "datapakke.disclosure.ledger.store.opened"

    def begins_now(place: Path) -> NoReturn:
        monkeypatch.setattr(opener, opened)
        make(place.parent, "a")
        raise FileNotFoundError

    monkeypatch.setattr(opener, begins_now)

    assert read(path) == ()
    assert printed(path) == figures("a")


def test_two_that_remember_see_what_the_other_wrote(tmp_path: Path) -> None:
    one, other = Ledger(tmp_path / "trykt.jsonl"), Ledger(tmp_path / "trykt.jsonl")

    assert one.append("2016-host", 2016, figures("a")).new == 1
    assert other.append("2016-host", 2016, figures("a")).new == 0
    assert other.append("2016-host", 2016, figures("b")).new == 1
    assert one.append("2016-host", 2016, figures("b")).new == 0
    assert len(read(tmp_path / "trykt.jsonl")) == 2


def test_one_that_remembers_notices_that_the_beginning_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "trykt.jsonl"
    ledger = Ledger(path)
    ledger.append("2016-host", 2016, figures("a"))
    path.write_bytes(path.read_bytes().replace(b"12.5", b"13.5"))

    with pytest.raises(LedgerError, match="linje 1: er endret"):
        ledger.append("2016-host", 2016, figures("b"))


def test_one_that_remembers_forgets_what_a_copy_put_back_does_not_have(tmp_path: Path) -> None:
    path, copy = tmp_path / "trykt.jsonl", make(tmp_path / "kopi", "b")
    ledger = Ledger(path)
    ledger.append("2016-host", 2016, figures("a"))
    shutil.copytree(copy.parent, tmp_path, dirs_exist_ok=True)

    assert ledger.append("2016-host", 2016, figures("a")).new == 1
    assert printed(path) == figures("b") + figures("a")


def test_a_head_that_cannot_be_written_stops_the_packet_and_loses_nothing(tmp_path: Path) -> None:
    path = make(tmp_path, "a")
    head_of(path).with_name("trykt.jsonl.hode.ny").mkdir()
    ledger = Ledger(path)
    with pytest.raises(LedgerError, match="kan ikke skrives: er en mappe"):
        ledger.append("2016-host", 2016, figures("b"))
    head_of(path).with_name("trykt.jsonl.hode.ny").rmdir()

    assert ledger.append("2016-host", 2016, figures("b")).new == 0
    assert printed(path) == figures("a") + figures("b")


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = make(tmp_path, "a")
    before, soft = path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    ledger = Ledger(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, soft[1]))
    try:
        with pytest.raises(LedgerError, match="kan ikke skrives: filen er for stor"):
            ledger.append("2016-host", 2016, figures("b", 50))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, soft)

    assert path.read_bytes() == before
    assert ledger.append("2016-host", 2016, figures("b", 50)).new == 50
    assert len(read(path)) == 51


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[LedgerEntry, ...]]:
    """A ledger of three lines, and what it holds."""
    path = make(tmp_path_factory.mktemp("trykt"), "a", "b", "c")
    return path, read(path)


@given(st.data())
def test_bytes_that_are_changed_are_found(
    ledger: tuple[Path, tuple[LedgerEntry, ...]], data: st.DataObject
) -> None:
    path, _ = ledger
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[place]))
    other = path.with_name("endret.jsonl")
    other.write_bytes(content)
    shutil.copy(head_of(path), other.with_name("endret.jsonl.hode"))

    with pytest.raises(LedgerError):
        read(other)


@given(content=st.binary(max_size=400), head=st.binary(max_size=120) | st.just(EMPTY))
def test_any_bytes_are_refused_or_hold_nothing(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, head: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "trykt.jsonl"
    path.write_bytes(content)
    head_of(path).write_bytes(head)

    with contextlib.suppress(LedgerError):
        assert read(path) == ()


@given(st.data())
def test_any_bytes_after_the_lines_are_told_or_cut(
    ledger: tuple[Path, tuple[LedgerEntry, ...]], data: st.DataObject
) -> None:
    path, entries = ledger
    other = path.with_name("lengre.jsonl")
    other.write_bytes(path.read_bytes() + data.draw(st.binary(min_size=1, max_size=200)))
    shutil.copy(head_of(path), other.with_name("lengre.jsonl.hode"))

    with contextlib.suppress(LedgerError):
        assert read(other) == entries
        assert append(other, "2016-host", 2016, figures("a")).cut
        assert other.read_bytes() == path.read_bytes()
