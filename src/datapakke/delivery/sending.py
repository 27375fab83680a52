"""Sends what is planned, each message once, and writes down how far each has come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from datapakke.delivery.connection import NoConnectionError
from datapakke.delivery.sent import PAKKE, Delivery, State, as_record, changed
from datapakke.delivery.smtp import Mailer
from datapakke.delivery.writing import KEPT, Message, keep
from datapakke.journal import Journal

ROUNDS = 3
"""So many times a run tries what is put off."""
BACK_OFF = (60, 300, 900, 3600)
"""Seconds to wait after the first, second, … time that a message is put off."""
LONGEST_WAIT = 300
"""Seconds that a run waits at most; what must wait longer is left to the next run."""
SOON = 1
"""Seconds that nobody waits for: a pause may end a little early."""


@dataclass(frozen=True)
class Desk:
    """What a run works with.

    Attributes:
        journal: Held by the run.
        mailer: Hands over messages.
        fra: The address in the envelope.
        per_minutt: The most messages in a minute.
        now: The clock.
        pause: Waits so many seconds.
        tell: Is told how far each message has come.
        waits: Is told how long the run waits, and for how many messages.
    """

    journal: Journal
    mailer: Mailer
    fra: str
    per_minutt: int
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    tell: Callable[[Delivery], None]
    waits: Callable[[float, int, str], None]


def send_all(desk: Desk, messages: Sequence[Message]) -> list[Delivery]:
    """Send messages, and give how far each has come.

    The journal must be held, and must have been held when they were planned. What is not heard of
    after its end is left as uncertain; what is put off is tried again while the run has patience.

    Raises:
        ServerError: Nothing may be sent through the server; what was sent before it said so, is
            written down.
        JournalError: The journal cannot be written; nothing more is sent.
    """
    for message in messages:
        if message.planned.delivery.slag == PAKKE:
            keep(desk.journal.path.parent / KEPT, message.planned.cargo)
    new = [as_record(one.planned.delivery) for one in messages if not one.planned.known]
    if new:
        desk.journal.append(*new)
    raw = {one.planned.delivery.id: one.raw for one in messages}
    state = {one.planned.delivery.id: one.planned.delivery for one in messages}
    for number in range(ROUNDS):
        left = [one for one in state.values() if one.state in (State.PLANLAGT, State.UTSATT)]
        wait = max((_due(one, desk.now()) for one in left), default=0)
        if not left or (number and wait > LONGEST_WAIT):
            break
        if number:
            desk.waits(wait, len(left), left[0].svar)
            desk.pause(wait)
        for one in _round(desk, left, raw):
            state[one.id] = one
            desk.tell(one)
    return list(state.values())


def _round(desk: Desk, left: Sequence[Delivery], raw: dict[str, bytes]) -> Iterator[Delivery]:
    """Try every message that is due once; when the server cannot be reached, no more of them."""
    due = [one for one in left if _due(one, desk.now()) <= SOON]
    for number, one in enumerate(due):
        if number:
            desk.pause(60 / desk.per_minutt)
        try:
            yield _hand_over(desk, one, raw[one.id])
        except NoConnectionError as error:
            for other in due[number:]:
                yield _noted(desk, other, State.UTSATT, str(error))
            return


def _hand_over(desk: Desk, delivery: Delivery, raw: bytes) -> Delivery:
    def before_end() -> None:
        _noted(desk, delivery, State.UVISS, "")

    reply = desk.mailer.deliver(desk.fra, delivery.epost, raw, before_end)
    return _noted(desk, delivery, reply.state, reply.text)


def _noted(desk: Desk, delivery: Delivery, state: State, text: str) -> Delivery:
    naar = desk.now()
    desk.journal.append(changed(delivery, state, naar, text))
    put_off = delivery.forsok + (state is State.UTSATT)
    senest = max(delivery.senest, naar)
    return replace(delivery, state=state, naar=naar, senest=senest, svar=text, forsok=put_off)


def _due(delivery: Delivery, now: datetime) -> float:
    """Give in how many seconds a message may be tried; 0 or less is now."""
    if delivery.state is not State.UTSATT:
        return 0
    after = BACK_OFF[min(delivery.forsok, len(BACK_OFF)) - 1]
    return min((delivery.naar + timedelta(seconds=after) - now).total_seconds(), after)
