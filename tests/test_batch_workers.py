"""Workers: the same bytes however many they are; every packet comes out once, whatever happens."""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from batch_packets import SMALL, WHOLE, Loud, named, trying
from datapakke.batch import hand
from datapakke.batch.crew import Crew
from datapakke.batch.work import Kit, Made, make
from datapakke.batch.worker import Limits
from datapakke.batch.workers import Workers
from datapakke.config.own import Pakke
from datapakke.errors import PacketError
from datapakke.packet.model import Packet

LIMITS = Limits(60, 1500)
PACKETS = tuple((name, replace(SMALL, kommune=name)) for name in ("Hol", "Hole", "Våler"))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """What this process makes of the packets."""
    return {name: digest(make(packet, WHOLE).pdf) for name, packet in PACKETS}


@pytest.mark.parametrize(
    ("jobs", "method"), [(1, "forkserver"), (2, "forkserver"), (4, "forkserver"), (2, "spawn")]
)
def test_the_same_bytes_however_many_workers_there_are(
    jobs: int, method: str, expected: dict[str, str]
) -> None:
    with Crew(WHOLE, jobs, LIMITS, method) as crew:
        made = list(crew.made(PACKETS))

    assert [one.problems for _, one in made] == [(), (), ()]
    assert {name: digest(one.pdf) for name, one in made} == expected
    assert len(set(expected.values())) == 3
    assert all(0 < one.peak_mb < 400 for _, one in made)


def test_each_packet_is_its_own_and_comes_out_once(tmp_path: Path) -> None:
    names = [f"Sted nr. {number}" for number in range(16)]
    with Workers(trying(tmp_path), jobs=2) as workers:
        made = list(workers.made(named(*names)))
        again = list(workers.made(named("Hol", "Hole")))

    assert sorted(name for name, _ in made) == sorted(names)
    assert {name for name, _ in again} == {"Hol", "Hole"}
    for name, one in made + again:
        assert one.pdf == make(next(named(name))[1], trying(tmp_path)).pdf
    assert list(Workers(WHOLE).made([])) == []


def killed(
    crew: Crew, packets: Iterator[tuple[str, Packet]], when: Callable[[str], bool]
) -> dict[str, Made]:
    """Make packets, and kill all workers as soon as one comes out of which ``when`` is true.

    A worker whose packet was lost so before is spared: a packet is tried no more than twice.
    """
    found: dict[str, Made] = {}
    lost = set[object]()
    for name, made in crew.made(packets):
        assert name not in found
        found[name] = made
        hit = {pid: at for pid, at in crew.at_work().items() if when(name) and at not in lost}
        lost |= set(hit.values()) - {None}
        for pid in hit:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return found


def test_what_a_killed_worker_was_at_is_made_by_another(tmp_path: Path) -> None:
    names = [f"Sted {number}" for number in range(12)]
    with Crew(trying(tmp_path), 2, LIMITS) as crew:
        found = killed(crew, named(*names), lambda name: name in {"Sted 3", "Sted 8"})

    assert sorted(found) == sorted(names)
    assert all(one.pdf.startswith(b"%PDF") for one in found.values())


def test_one_whose_worker_is_killed_every_time_is_told_and_the_others_are_made(
    tmp_path: Path,
) -> None:
    with Crew(trying(tmp_path), 1, LIMITS) as crew:
        making = crew.made(named("Henger", "Hol", "Gol"))
        stop = threading.Event()
        killer = threading.Thread(target=kill_what_hangs, args=(crew, stop))
        killer.start()
        found = dict(making)
        stop.set()
        killer.join()

    assert "ble avbrutt (SIGKILL)" in found["Henger"].problems[0].what
    assert found["Hol"].pdf
    assert found["Gol"].pdf


def kill_what_hangs(crew: Crew, stop: threading.Event) -> None:
    """Kill a worker soon after it has begun with the packet."""
    while not stop.wait(0.1):
        for pid, key in crew.at_work().items():
            if key == "Henger":
                time.sleep(0.5)
                os.kill(pid, signal.SIGKILL)


def test_one_that_hangs_is_stopped_and_tells_where_it_was(tmp_path: Path) -> None:
    with Crew(trying(tmp_path), 2, Limits(2, 1500)) as crew:
        found = dict(crew.made(named("Henger", "Hol", "Gol", "Ål")))

    assert [str(one) for one in found["Henger"].problems] == [
        "0623-modum.pdf: ble ikke ferdig på 2 sekunder."
    ]
    assert "pakke.html.j2" in found["Henger"].trace
    assert all(found[name].pdf for name in ("Hol", "Gol", "Ål"))


def test_one_that_takes_all_memory_is_told_and_the_others_are_made(tmp_path: Path) -> None:
    with Crew(trying(tmp_path), 1, Limits(60, 700)) as crew:
        found = dict(crew.made(named("Eter", "Hol")))

    assert found["Eter"].problems[0].what == "trengte mer minne enn en pakke får."
    assert "MemoryError" in found["Eter"].trace
    assert found["Hol"].pdf


def test_nothing_is_said_on_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    loud = Kit(trying(tmp_path).templates, Pakke(palett=Loud()))
    with Crew(loud, 2, Limits(2, 700)) as crew:
        found = dict(crew.made(named("Henger", "Eter", "Feiler", "Hol")))

    assert {name for name, made in found.items() if made.pdf} == {"Hol"}
    assert capfd.readouterr() == ("", "")


def test_nothing_lies_about_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "rom"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with Crew(trying(tmp_path), 1, LIMITS, "spawn") as crew:
        assert [made.pdf[:4] for _, made in crew.made(named("Gol", "Flå"))] == [b"%PDF"] * 2
        assert list(room.iterdir())

    assert list(room.iterdir()) == []


def test_workers_that_cannot_begin_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand, "serve", os._exit)

    with Crew(WHOLE, 2, LIMITS) as crew, pytest.raises(PacketError) as told:
        list(crew.made(PACKETS))

    assert str(told.value).startswith("arbeidere: prosessene som skal lage pakkene, kommer ikke i")


def test_workers_end_when_the_one_who_asks_is_killed(tmp_path: Path) -> None:
    """Nobody is left behind, not even one that hangs."""
    script = tmp_path / "ber.py"
    script.write_text(
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "from pathlib import Path\n"
        "from batch_packets import named, trying\n"
        "from datapakke.batch.crew import Crew\n"
        "from datapakke.batch.worker import Limits\n"
        "if __name__ == '__main__':\n"
        f"    with Crew(trying(Path({str(tmp_path)!r})), 2, Limits(3, 1500)) as crew:\n"
        "        for _ in crew.made(named('Hol', 'Henger', 'Gol')):\n"
        "            print(*crew.at_work(), flush=True)\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as asks:  # noqa: S603
        assert asks.stdout
        pids = [int(pid) for pid in asks.stdout.readline().split()]
        assert len(pids) == 2
        asks.kill()
    until = time.monotonic() + 15
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_what_workers_are_forked_from_leaves_an_interruption_to_the_one_who_asks() -> None:
    """Ctrl-C is heard by every process of the terminal; a traceback would come of it."""
    words = (
        "import os, signal\nfrom datapakke.batch import warm\nos.kill(os.getpid(), signal.SIGINT)"
    )

    command = [sys.executable, "-c", words]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own

    assert (done.returncode, done.stderr) == (0, b"")
