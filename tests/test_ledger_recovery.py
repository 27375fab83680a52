"""What docs/arkiv.md tells a person with a damaged ledger to do, done as it stands there."""

import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from datapakke.disclosure.ledger import LedgerError, append, read
from datapakke.model import Figure, FigureKey, Status

DOC = Path(__file__).resolve().parents[1] / "docs" / "arkiv.md"
CHECK, KEEP = re.findall(r"```sh\n(.*?)```", DOC.read_text(encoding="utf-8"), flags=re.DOTALL)


def figure(number: int) -> Figure:
    key = FigureKey(f"tall_{number}", "fylke", "fylke", "2015/16")
    return Figure(key, Status.VIST, Decimal(number))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of ten lines in ``arkiv``."""
    path = tmp_path / "arkiv" / "trykt.jsonl"
    for number in range(1, 11):
        append(path, "2016-høst", 2016, [figure(number)])
    return path


def run(script: str, folder: Path) -> str:
    """Run what the document says, as it stands."""
    words = ["sh", "-e", "-c", script]
    return subprocess.run(  # noqa: S603 - the document's own words
        words, cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def test_the_check_of_a_line_gives_its_checksum(path: Path) -> None:
    found = run(CHECK, path.parent).split()[0]
    lines = path.read_text(encoding="utf-8").splitlines()

    assert lines[2].endswith(f'"sum":"{found}"}}')
    assert f'"forrige":"{found}"' in lines[3]


def test_keeping_the_lines_before_the_damage_gives_a_ledger_that_can_go_on(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"tall_8", b"tall_9"))
    with pytest.raises(LedgerError, match="linje 8: er endret"):
        read(path)
    run(KEEP, path.parent.parent)

    assert [entry.figure for entry in read(path)] == [figure(number) for number in range(1, 8)]
    again = [figure(number) for number in range(1, 11)]
    assert append(path, "2016-høst", 2016, again).new == 3
    assert [entry.figure for entry in read(path)] == again


def test_writing_the_head_anew_gives_back_a_ledger_without_one(path: Path) -> None:
    head = path.with_name("trykt.jsonl.hode")
    before = head.read_bytes()
    head.unlink()
    last_two = "".join(KEEP.rstrip().splitlines(keepends=True)[-2:]).replace(":7,", ":10,")
    run(last_two, path.parent)

    assert head.read_bytes() == before
    assert len(read(path)) == 10
