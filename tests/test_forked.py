"""Work on several cores gives what work on one gives."""

import os
import signal
import subprocess
import sys

import pytest

from datapakke import forked
from datapakke.disclosure.audit import ContradictionError
from datapakke.forked import each

ROWS = ("fylket", "Gol 2016")


def twice(number: int) -> tuple[int, int]:
    if number == 13:
        raise ContradictionError(ROWS)
    return 2 * number, os.getpid()


@pytest.mark.parametrize("cores", [1, 2])
def test_what_comes_out_is_in_the_order_of_what_went_in(
    monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr(forked, "_cores", lambda: cores)

    found = each(twice, [3, 1, 2, 5], lambda number: number)

    assert [number for number, _ in found] == [6, 2, 4, 10]
    assert (os.getpid() in {process for _, process in found}) == (cores == 1)
    assert each(twice, [], lambda number: number) == []


@pytest.mark.parametrize("cores", [1, 2])
def test_what_goes_wrong_is_told_as_it_was(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(forked, "_cores", lambda: cores)

    with pytest.raises(ContradictionError) as told:
        each(twice, [1, 13, 2], lambda number: number)

    assert told.value.rows == ROWS
    assert "fylket; Gol 2016" in str(told.value)
    assert [number for number, _ in each(twice, [4, 5], abs)] == [8, 10]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_of_work_whose_process_is_ended(how: signal.Signals) -> None:
    """A killed run leaves no process that waits for ever; a stopped one none that works on."""
    code = (
        "import os, signal, sys, time\n"
        "from datapakke import forked\n"
        "forked._cores = lambda: 2\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        "def work(number):\n"
        " print(os.getpid(), flush=True); time.sleep(600)\n"
        "forked.each(work, [1, 2], abs)\n"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        at_work = [process.stdout.readline() for _ in range(2)]
        process.send_signal(how)
        rest = process.stdout.read()  # ends when no process is left that could write there

    assert len(set(at_work)) == 2
    assert rest == ""
    assert process.returncode in {-signal.SIGKILL, 143}
