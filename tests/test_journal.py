"""Journals: only added to, whole after any kill, and every change to what stands there is found."""

import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from datapakke.journal import Journal, JournalBusyError, JournalError

WRITER = """
import sys
from pathlib import Path
from datapakke.journal import Journal

journal, name, many = Journal(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
for number in range(many):
    journal.append({"navn": f"{name}-{number}"}, {"navn": f"{name}-{number}", "fyll": "å" * 3000})
    print(number, flush=True)
"""
HOLDER = """
import sys
from pathlib import Path
from datapakke.journal import Journal

with Journal(Path(sys.argv[1])).locked():
    print("holder", flush=True)
    sys.stdin.read()
"""


def made(folder: Path, *names: str) -> Journal:
    """Give a journal with a line per name."""
    journal = Journal(folder / "sendt.jsonl")
    for name in names:
        journal.append({"navn": name})
    return journal


def head_of(journal: Journal) -> Path:
    return journal.path.with_name("sendt.jsonl.hode")


def names(journal: Journal) -> list[str]:
    return [one["navn"] for one in Journal(journal.path).read()]


def process(script: str, *words: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.Popen(  # noqa: S603 - our own code
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_what_is_added_is_read_in_its_order_by_anyone(tmp_path: Path) -> None:
    journal = made(tmp_path, "én", "to")
    journal.append({"navn": "tre", "tall": [1, None, {"å": "\n"}]}, {"navn": "fire"})
    made(tmp_path, "fem")

    assert names(journal) == ["én", "to", "tre", "fire", "fem"]
    assert journal.read()[2] == {"navn": "tre", "tall": [1, None, {"å": "\n"}]}


def test_a_journal_that_is_not_there_has_nothing_and_is_not_made_by_reading(tmp_path: Path) -> None:
    assert Journal(tmp_path / "arkiv" / "sendt.jsonl").read() == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("record", [{"a": float("nan")}, {"a": {1, 2}}, {"a": Path()}, ["a"], 1])
def test_what_is_not_json_is_not_written(tmp_path: Path, record: Any) -> None:  # noqa: ANN401
    journal = made(tmp_path, "a")
    with pytest.raises((TypeError, ValueError)):
        journal.append({"navn": "b"}, record)

    assert names(journal) == ["a"]


def test_a_cut_of_what_was_acknowledged_is_always_found(tmp_path: Path) -> None:
    journal = made(tmp_path, "a", "b", "c")
    content = journal.path.read_bytes()
    for length in (*range(0, len(content), 7), len(content) - 1):
        journal.path.write_bytes(content[:length])
        with pytest.raises(JournalError, match="er skadet"):
            journal.read()
        with pytest.raises(JournalError, match="er skadet"):
            journal.append({"navn": "d"})
        assert journal.path.read_bytes() == content[:length]


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    journal = made(tmp_path, "a", "b", "c")
    for path in (journal.path, head_of(journal)):
        content = path.read_bytes()
        for place in (*range(0, len(content), 5), len(content) - 1):
            changed = bytes([content[place] ^ 1])
            path.write_bytes(content[:place] + changed + content[place + 1 :])
            with pytest.raises(JournalError, match="er skadet") as caught:
                journal.append({"navn": "d"})
            assert caught.value.exit_code == 4
        path.write_bytes(content)
    assert names(journal) == ["a", "b", "c"]


def test_lines_that_are_moved_doubled_or_from_another_journal_are_found(tmp_path: Path) -> None:
    journal, other = made(tmp_path, "a", "b", "c"), made(tmp_path / "annen", "a", "x", "c")
    one, two, three = journal.path.read_bytes().splitlines(keepends=True)
    theirs = other.path.read_bytes()
    for content in (
        two + one + three,
        one + one + two + three,
        one + two + two + three,
        one + three,
        theirs,
        one + b"\n" + two + three,
        one + two + three + b"{}\n{}\n",
    ):
        journal.path.write_bytes(content)
        with pytest.raises(JournalError, match="er skadet"):
            journal.read()


def test_a_journal_without_its_head_or_a_head_without_its_journal_is_refused(
    tmp_path: Path,
) -> None:
    journal = made(tmp_path, "a")
    head = head_of(journal).read_bytes()
    head_of(journal).unlink()
    with pytest.raises(JournalError, match="mangler"):
        journal.append({"navn": "b"})
    head_of(journal).write_bytes(head)
    journal.path.unlink()
    with pytest.raises(JournalError, match="skal ha 1 linjer, men har 0"):
        journal.append({"navn": "b"})


def test_a_line_that_was_being_written_is_whole_or_is_not_there(tmp_path: Path) -> None:
    """Wherever the last write stopped, the next writer goes on from there."""
    journal = made(tmp_path, "a", "b")
    before, head = journal.path.read_bytes(), head_of(journal).read_bytes()
    journal.append({"navn": "c"}, {"navn": "d"})
    after = journal.path.read_bytes()
    added = len(after) - len(before)
    for length in (
        *range(len(before), len(after), 5),
        *(len(before) + added - n for n in (2, 1, 0)),
    ):
        journal.path.write_bytes(after[:length])
        head_of(journal).write_bytes(head)
        whole = ["c", "d"] if length == len(after) else []
        assert names(journal) == ["a", "b", *whole]

        journal.append({"navn": "e"})

        assert names(journal) == ["a", "b", *whole, "e"]


def test_a_last_line_of_noughts_after_a_power_cut_is_taken_away(tmp_path: Path) -> None:
    journal = made(tmp_path, "a")
    journal.path.write_bytes(journal.path.read_bytes() + bytes(40) + b"\n")
    assert names(journal) == ["a"]

    journal.append({"navn": "b"})

    assert names(journal) == ["a", "b"]


def test_no_line_is_lost_or_doubled_when_writers_are_killed(tmp_path: Path) -> None:
    journal, draw = Journal(tmp_path / "sendt.jsonl"), random.Random(7)  # noqa: S311 - a draw
    acknowledged: list[str] = []
    for attempt in range(5):
        running = [process(WRITER, journal.path, f"{attempt}{name}", 400) for name in "xy"]
        for one, name in zip(running, "xy", strict=True):
            assert one.stdout
            assert one.stdout.readline() == "0\n"
            acknowledged.append(f"{attempt}{name}-0")
        time.sleep(draw.random() / 10)
        for one in running:
            one.kill()
        for one, name in zip(running, "xy", strict=True):
            told = one.communicate()[0].split()
            acknowledged += [f"{attempt}{name}-{number}" for number in told]
    found = names(journal)

    assert len(acknowledged) > 10
    assert set(acknowledged) <= set(found)
    assert sorted(found) == sorted([*set(found), *set(found)])  # each record of a line, once


def test_who_holds_the_journal_is_alone_until_it_ends_however_it_does(tmp_path: Path) -> None:
    journal = made(tmp_path, "a")
    holder = process(HOLDER, journal.path)
    assert holder.stdout
    assert holder.stdout.readline() == "holder\n"
    with pytest.raises(JournalBusyError, match="er i bruk av en annen"), journal.locked(wait=False):
        pass
    assert names(journal) == ["a"]  # readers wait for nobody
    holder.kill()
    holder.communicate()

    with journal.locked(wait=False):
        journal.append({"navn": "b"})
        with journal.locked():
            journal.append({"navn": "c"})
        assert [one["navn"] for one in journal.read()] == ["a", "b", "c"]


def test_a_full_disk_leaves_nothing_half_and_is_told(tmp_path: Path) -> None:
    journal = made(tmp_path, "a")
    size = journal.path.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, hard))
        with pytest.raises(JournalError, match=r"kan ikke skrives: .*Uten den gjøres ingenting"):
            journal.append({"navn": "b" * 1000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert names(journal) == ["a"]
    assert journal.path.stat().st_size == size


def test_a_journal_that_cannot_be_opened_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "sendt.jsonl").mkdir()
    with pytest.raises(JournalError, match="kan ikke leses"):
        Journal(tmp_path / "sendt.jsonl").read()
    with pytest.raises(JournalError, match="kan ikke åpnes"):
        Journal(tmp_path / "sendt.jsonl").append({})
