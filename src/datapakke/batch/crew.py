"""Workers on this machine: each a process of its own, with a pipe of its own to it.

Nothing is shared between them, so that one that is killed at any moment takes nothing with it but
the packet that it was at, which another makes.
"""

import multiprocessing
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import count
from multiprocessing import connection, forkserver
from pathlib import Path
from typing import Self, TypeVar

from datapakke.batch.hand import Hand, Task
from datapakke.batch.work import Kit, Made, failed
from datapakke.batch.worker import Limits
from datapakke.errors import PacketError, Problem, system_says
from datapakke.output import packet_name
from datapakke.packet.model import Packet

T = TypeVar("T")
_FRESH = 3
"""So many workers in a row that are never ready mean that none will be."""
_TRIES = 2
_MUCH = 0.5
"""A worker that has used this part of its memory is replaced by a new one."""
_WARM = ["datapakke.batch.warm"]


def start_method() -> str:
    """Give how workers are started: forked from a process that has read all it needs, or anew.

    They are not forked from this process: it has the extracts in memory, and may have threads.
    """
    known = multiprocessing.get_all_start_methods()
    return "forkserver" if "forkserver" in known else "spawn"


class Crew:
    """Workers, as many as there is use for; a context, within which packets are made."""

    def __init__(self, kit: Kit, jobs: int, limits: Limits, method: str = "") -> None:
        """Take what packets are made with; ``method`` is one of Python's, or the best there is."""
        self._kit, self._jobs, self._limits = kit, jobs, limits
        self._method = method or start_method()
        self._context = multiprocessing.get_context(self._method)
        self._hands: list[Hand] = []
        self._numbers = count(1)
        self._never_ready = 0

    def __enter__(self) -> Self:
        """Begin to read what workers need, while this process does something else."""
        self._folder = tempfile.TemporaryDirectory(prefix="datapakke-arbeid-")
        if self._method == "forkserver":
            self._context.set_forkserver_preload(_WARM)
            forkserver.ensure_running()
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers, whatever they are at."""
        for hand in self._hands:
            hand.end()
        self._hands.clear()
        self._folder.cleanup()

    def at_work(self) -> dict[int, object]:
        """Give whose packet each worker is at, by its number among the machine's processes."""
        return {hand.pid: hand.task and hand.task.key for hand in tuple(self._hands)}

    def made(self, packets: Iterable[tuple[T, Packet]]) -> Iterator[tuple[T, Made]]:
        """Do as ``Workers.made`` does."""
        coming = iter(packets)
        waiting: deque[Task] = deque()
        more = True
        try:
            while True:
                wanting = more and len(waiting) < self._jobs
                if wanting and (more := (task := next(coming, None)) is not None):
                    waiting.append(Task(*task))
                self._hand_out(waiting)
                if not more and not waiting and not any(hand.task for hand in self._hands):
                    return
                for hand in self._heard_of(at_once=wanting):
                    done = self._taken(hand, waiting)
                    self._hand_out(waiting)  # before anything is done with what is finished
                    if done:
                        yield done[0].key, done[1]
        finally:
            for hand in [one for one in self._hands if one.task]:
                self._let_go(hand)

    def _hand_out(self, waiting: deque[Task]) -> None:
        """Give every idle worker a packet; start another while more packets wait than workers."""
        free = [hand for hand in self._hands if hand.task is None]
        if len(free) < len(waiting) and len(self._hands) < self._jobs:
            self._start()
        for hand in free:
            if hand.idle and waiting:
                hand.give(waiting.popleft())

    def _start(self) -> None:
        said = Path(self._folder.name) / f"arbeider-{next(self._numbers)}"
        try:
            self._hands.append(Hand(self._context, self._kit, self._limits, said))
        except (OSError, EOFError) as error:
            why = system_says(error) if isinstance(error, OSError) else "prosessen ble borte"
            self._none_ready(why)

    def _none_ready(self, why: str) -> None:
        """Count a worker that could not begin.

        Raises:
            PacketError: It is one of several, and none has begun since.
        """
        self._never_ready += 1
        if self._never_ready >= _FRESH:
            what = f"prosessene som skal lage pakkene, kommer ikke i gang: {why}"
            raise PacketError([Problem("arbeidere", what)])

    def _heard_of(self, *, at_once: bool) -> list[Hand]:
        """Wait until some worker says something, is dead or should have been done; give those."""
        pipes = {hand.asks: hand for hand in self._hands}
        left = min((hand.until for hand in self._hands), default=0.0) - time.monotonic()
        timeout = 0.0 if at_once or left <= 0 else None if left == float("inf") else left
        heard = [pipes[pipe] for pipe in connection.wait(pipes, timeout)]  # type: ignore[index]
        late = [one for one in self._hands if one not in heard and one.until <= time.monotonic()]
        for hand in late:
            hand.kill()
        return heard + late

    def _taken(self, hand: Hand, waiting: deque[Task]) -> tuple[Task, Made] | None:
        """Take what a worker says: what it has made, or nothing that is to be told."""
        task = hand.task
        try:
            made = hand.hear()
        except EOFError:
            self._let_go(hand)
            if not hand.ready:
                self._none_ready(hand.last_words() or hand.ended())
            made = self._lost(hand, task, waiting) if task else None
        else:
            self._never_ready = 0
            hand.task = None if made else task
            if made and made.peak_mb > _MUCH * self._limits.mb:
                self._let_go(hand)
        return (task, made) if task and made else None

    def _lost(self, hand: Hand, task: Task, waiting: deque[Task]) -> Made | None:
        """Let another make what a dead worker was at; tell what is wrong when that is no use."""
        if task.tries < _TRIES and not hand.timed_out():
            waiting.appendleft(task)
            return None
        return failed(hand.why(), hand.last_words(), where=f"{packet_name(task.packet)}.pdf")

    def _let_go(self, hand: Hand) -> None:
        hand.end()
        self._hands.remove(hand)
