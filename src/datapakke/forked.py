"""Work on all cores: a process is forked for each, so that nothing is copied to it."""

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_LOOK = 1.0
"""Seconds between the times a fork looks whether the one who forked it is there."""
_WORK: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What the processes work on: inherited when they are forked."""


def each(work: Callable[[T], R], items: Sequence[T], size: Callable[[T], int]) -> list[R]:
    """Do the work for every item, in this process alone where others cannot be forked.

    Args:
        work: What is done; it must give something that can be pickled.
        items: What it is done for.
        size: How much there is of an item. The largest are done first, so that no core is left
            alone with one at the end; what comes out does not depend on it.

    Returns:
        What was given for each item, in their order.
    """
    cores = min(len(items), _cores())
    if cores < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004
        return list(map(work, items))
    order = sorted(range(len(items)), key=lambda place: -size(items[place]))
    _WORK.append((work, items))
    gc.freeze()  # what nobody looks through stays shared with the forks
    try:
        forks = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(cores, forks, _live_with, (os.getpid(),)) as pool:
            try:
                found = dict(zip(order, pool.map(_nth, order), strict=True))
            except (KeyboardInterrupt, SystemExit):  # nobody waits for what they are at
                for process in list(pool._processes.values()):  # noqa: SLF001 - the pool has no way
                    process.kill()
                raise
    finally:
        gc.unfreeze()
        _WORK.pop()
    return [found[place] for place in range(len(items))]


def _live_with(parent: int) -> None:
    """Let a fork end when the process that forked it is gone, and be stopped by it alone.

    It waits for work on a pipe that it has the other end of too, and so would wait for ever.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_without, args=(parent,), daemon=True).start()


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _nth(place: int) -> Any:  # noqa: ANN401 - what the work gives
    work, items = _WORK[-1]
    return work(items[place])
