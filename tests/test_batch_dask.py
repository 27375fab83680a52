"""A cluster: the same bytes as here, or a message; what a lost worker was at is made by another."""

import importlib.util
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch_packets import SMALL, WHOLE, named, trying
from datapakke.batch import cluster, same
from datapakke.batch.remote import make_there, parcel
from datapakke.batch.same import differences, mark
from datapakke.batch.work import Made, make
from datapakke.batch.workers import DASK, Workers
from datapakke.errors import UsageError

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="dask is not installed"
)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A real cluster on this machine: two workers, which are started anew when they die.

    It gives up a packet when two workers have died at it.
    """
    import dask  # noqa: PLC0415 - an extra
    import distributed  # noqa: PLC0415

    start: Any = distributed.LocalCluster
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        start(n_workers=2, threads_per_worker=1, dashboard_address=None) as local,
    ):
        yield local.scheduler_address


def kill_a_worker(scheduler: str) -> None:
    import distributed  # noqa: PLC0415 - an extra

    connect: Any = distributed.Client
    with connect(scheduler, set_as_default=False) as client:
        pid = min(client.run(os.getpid).values())
    os.kill(pid, signal.SIGKILL)


@needs_dask
def test_workers_that_would_not_make_the_same_are_told_before_anything_is_made(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark.cache_clear()
    with monkeypatch.context() as other:
        other.setattr(same, "_version", lambda name: f"1.2.3 av {name}")
        assert mark()["jinja2"] == "1.2.3 av jinja2"

    with pytest.raises(UsageError) as told, Workers(WHOLE, executor=DASK, scheduler=scheduler):
        pass
    mark.cache_clear()

    assert len(told.value.problems) == 2
    assert str(told.value.problems[0]).startswith("arbeider tcp://127.0.0.1:")
    assert f"jinja2 {mark()['jinja2']}, her 1.2.3 av jinja2; " in str(told.value)
    assert "pango" not in str(told.value)


@needs_dask
def test_the_same_bytes_as_here_also_when_a_worker_is_killed(
    scheduler: str, tmp_path: Path
) -> None:
    kit, names = trying(tmp_path), [f"Sted nr. {number}" for number in range(6)]
    found: dict[str, Made] = {}
    with Workers(kit, executor=DASK, scheduler=scheduler) as workers:
        for name, made in workers.made(named(*names)):
            assert name not in found
            found[name] = made
            if len(found) == 2:
                kill_a_worker(scheduler)

    assert sorted(found) == names
    for name, packet in named(*names):
        assert found[name].pdf == make(packet, kit).pdf


@needs_dask
def test_what_fails_there_is_told_as_here_and_what_hangs_ends_its_worker(
    scheduler: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Workers(trying(tmp_path), executor=DASK, scheduler=scheduler, seconds=1.5) as workers:
        found = dict(workers.made(named("Henger", "Feiler", "Hol")))

    assert f"{tmp_path}/pakke.html.j2" in found["Feiler"].problems[0].where
    assert "Traceback" in found["Feiler"].trace
    assert "kunne ikke lages i klyngen: KilledWorker" in found["Henger"].problems[0].what
    assert found["Hol"].pdf
    assert "Traceback" not in capfd.readouterr().out


@needs_dask
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1:99999", "http://x y", "tull"])
def test_a_scheduler_that_does_not_answer_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)

    with pytest.raises(UsageError) as told, Workers(WHOLE, executor=DASK, scheduler=address):
        pass

    assert f"--scheduler: {address} svarer ikke som en dask-klynge" in str(told.value)
    assert capfd.readouterr() == ("", "")


@needs_dask
def test_a_cluster_must_be_named() -> None:
    with pytest.raises(UsageError, match="--scheduler tcp://maskin:8786"):
        Workers(WHOLE, executor=DASK)


def test_without_dask_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(UsageError, match=r"pip install 'datapakke\[dask\]'"):
        Workers(WHOLE, executor=DASK, scheduler="tcp://maskin:8786")


def test_a_worker_that_is_not_the_same_makes_nothing() -> None:
    told = make_there(SMALL, parcel(WHOLE), mark() | {"matplotlib": "1.0"}, 60)

    assert told.pdf == b""
    assert "er ikke lik maskinen som spør: matplotlib " in told.problems[0].what
    assert make_there(SMALL, parcel(WHOLE), mark(), 60).pdf == make(SMALL, WHOLE).pdf


def test_differences_are_named_with_both() -> None:
    assert differences({"a": "1", "b": "2"}, {"a": "1", "b": "3"}) == ["b 3, her 2"]
    assert differences({"a": "1"}, {"c": "1"}) == ["a mangler, her 1", "c 1, her mangler"]
    assert differences(mark(), dict(mark())) == []
    assert all(mark().values())
