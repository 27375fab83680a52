"""Runs of sending in processes of their own, which are killed where a test wants it.

``python delivery_worker.py`` reads jobs (JSON, a line each) and forks for each of them: it answers
when they have ended, with their exit statuses. A run counts what it does to the disk and the
network, and kills itself (SIGKILL) right before or right after the step it was told.
"""

import json
import os
import pickle
import signal
import smtplib
import ssl
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from datapakke.delivery.binding import load
from datapakke.delivery.connection import Login, connect
from datapakke.delivery.message import Post
from datapakke.delivery.plan import make_plan
from datapakke.delivery.sending import Desk, send_all
from datapakke.delivery.sent import deliveries
from datapakke.delivery.smtp import Mailer
from datapakke.delivery.writing import KEPT, Writing, write_messages
from datapakke.journal import Journal, JournalBusyError
from delivery_helpers import SENDER, SENDING, config_of, templates
from mail_server import PASSWORD, USER

BUSY = 75
TIMEOUT = 0.4


def run(job: dict[str, Any]) -> int:
    """Send what is to be sent, as ``datapakke send`` does."""
    _kill_at(job["kill"])
    journal = Journal(Path(job["journal"]))
    ticks = count()
    start = datetime.fromisoformat(job["now"])

    def now() -> datetime:
        return start + timedelta(seconds=next(ticks) / 100 + waited[0])

    waited = [0.0]

    def pause(seconds: float) -> None:
        waited[0] += seconds

    context = ssl.create_default_context(cafile=job["ca"])
    sending = replace(SENDING, port=job["port"])
    connected = partial(connect, sending, Login(USER, PASSWORD), context, TIMEOUT)
    try:
        with journal.locked(wait=False):
            shipments = pickle.loads(Path(job["packets"]).read_bytes())  # noqa: S301 - our own
            cargo = load(shipments, config_of(), sending)
            plan = make_plan(cargo, deliveries(journal.read(), "sendt.jsonl"), now())
            writing = Writing(Post(templates(), SENDER), journal.path.parent / KEPT, 20)
            messages = write_messages([one for one in plan if one.to_send], writing, now())
            with Mailer(connected, TIMEOUT) as mailer:
                desk = Desk(
                    journal, mailer, SENDER.fra, sending.per_minutt, now, pause, print, _silent
                )
                send_all(desk, messages)
    except JournalBusyError:
        return BUSY
    return 0


def _silent(_: float, __: int, ___: str) -> None:
    pass


def _kill_at(where: list[int] | int | None) -> None:
    """Kill this process where a history wants it.

    Args:
        where: A number n: before step n // 2 of all it does to the disk and the network, or after
            that where n is odd. Two numbers: around the last dot of a message, which is the first
            number; the second says which step from the dot on, as n does. None: nowhere.
    """
    if where is None:
        return
    steps, dots = count(), count()
    wanted = {where} if isinstance(where, int) else set()

    def watched(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def does(*args: Any, **words: Any) -> Any:  # noqa: ANN401 - as it was
            here = next(steps) * 2
            if not isinstance(where, int) and args[1:] == (b".\r\n",) and next(dots) == where[0]:
                wanted.add(here + where[1])
            if here in wanted:
                os.kill(os.getpid(), signal.SIGKILL)
            result = original(*args, **words)
            if here + 1 in wanted:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(owner, name, does)

    watched(os, "fsync")
    watched(smtplib.SMTP, "send")
    watched(smtplib.SMTP, "getreply")


def serve() -> None:
    """Answer jobs until there are no more."""
    for line in sys.stdin:
        children = []
        for job in json.loads(line):
            child = os.fork()
            if not child:
                with Path(os.devnull).open("w") as nowhere:
                    os.dup2(nowhere.fileno(), 1)
                status = 1
                try:
                    status = run(job)
                finally:
                    os._exit(status)
            children.append(child)
        ends = [os.waitpid(child, 0)[1] for child in children]
        sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(end) for end in ends]) + "\n")
        sys.stdout.flush()


class Workers:
    """The process that runs are forked from."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this file
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, *jobs: dict[str, Any]) -> list[int]:
        """Run jobs at the same time, and give their exit statuses; −9 is killed."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(jobs) + "\n")
        self._process.stdin.flush()
        ends: list[int] = json.loads(self._process.stdout.readline())
        return ends

    def close(self) -> None:
        self._process.communicate()


if __name__ == "__main__":
    serve()
