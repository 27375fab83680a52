"""What ``send`` does with a meeting's messages, and what it tells of them."""

import os
import time
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import click

from datapakke.cli.common import clock as now
from datapakke.cli.common import say
from datapakke.config.sending import Sending
from datapakke.delivery import told
from datapakke.delivery.connection import NoConnectionError, connect, read_login
from datapakke.delivery.office import Office
from datapakke.delivery.plan import Planned
from datapakke.delivery.reached import former
from datapakke.delivery.sending import Desk, send_all
from datapakke.delivery.sent import Delivery, State
from datapakke.delivery.settle import settle as write_down
from datapakke.delivery.settle import with_refused
from datapakke.delivery.smtp import Mailer
from datapakke.errors import PacketError, Problem, UsageError
from datapakke.output import write_or_tell


def settle(office: Office, answers: dict[str, bool]) -> None:
    """Write down what has become of messages."""
    with office.journal.locked(wait=False):
        found = office.found()
        answers = with_refused(answers, found, office.meeting.mote.id)
        plan = () if set(answers) <= set(found) else office.plan(now())
        settled = write_down(office.journal, found, plan, answers, now())
    found = office.found()
    for one in settled:
        click.echo(told.line(found[one.id], office.meeting.name(one.kommunenr)))


def show(office: Office, folder: Path | None) -> None:
    """Tell what would go to whom, and write it to a folder when there is one."""
    moment = now()
    plan = office.plan(moment)
    raw = {one.planned.delivery.id: one.raw for one in office.messages(_to_send(plan), moment)}
    files = {one.delivery.id: _file_of(one) for one in plan if one.delivery.id in raw}
    if folder:
        _check_alone(folder, files.values())
    for one in plan:
        click.echo(told.line(one.delivery, one.cargo.shipment.navn))
        if (message := raw.get(one.delivery.id)) is None:
            continue
        click.echo(told.detail(one, len(message)))
        if folder:
            click.echo(f"    {write_or_tell(folder / files[one.delivery.id], message)}")
    _tell_of_others(office, plan)
    stuck = [one.delivery for one in plan if one.delivery.state in (State.UVISS, State.AVVIST)]
    for line in told.summary(stuck, office.meeting.mote.id):
        say(line)
    say(f"{len(raw)} av {len(plan)} e-poster ville blitt sendt. Ingenting er sendt.")
    if stuck:
        raise SystemExit(1)


def rehearse(office: Office, prove: str) -> None:
    """Send every message to one address, marked; nothing is written down."""
    moment = now()
    plan = office.plan(moment)
    messages = office.messages(plan, moment, prove)
    failed = 0
    with _mailer(office.sending) as mailer:
        for number, one in enumerate(messages):
            if number:
                time.sleep(60 / office.sending.per_minutt)
            try:
                reply = mailer.deliver(office.sender.fra, prove, one.raw, lambda: None)
            except NoConnectionError as error:
                raise PacketError([Problem("e-posttjeneren", str(error))]) from error
            failed += reply.state is not State.SENDT
            navn = one.planned.cargo.shipment.navn
            epost = one.planned.delivery.epost
            click.echo(f"{navn}, prøve for {epost} → {prove}: {told.WORDS[reply.state]}")
            if reply.state is not State.SENDT:
                say(f"Feil: {reply.text}")
    _tell_of_others(office, plan)
    say(f"Prøve: {len(messages) - failed} av {len(messages)} e-poster sendt til {prove}.")
    if failed:
        raise SystemExit(1)


def send(office: Office) -> None:
    """Send what is to be sent, and tell what came of it."""
    with office.journal.locked(wait=False):
        moment = now()
        plan = office.plan(moment)
        messages = office.messages(_to_send(plan), moment)
        state = {one.delivery.id: one.delivery for one in plan}
        for one in plan:
            if not one.to_send:
                click.echo(told.line(one.delivery, one.cargo.shipment.navn))
        if messages:
            with _mailer(office.sending) as mailer:
                state |= {one.id: one for one in send_all(_desk(office, mailer), messages)}
    _tell_of_others(office, plan)
    _finish(office, list(state.values()), len(messages))


def _finish(office: Office, found: Sequence[Delivery], tried: int) -> None:
    for line in told.summary(found, office.meeting.mote.id):
        say(line)
    sent = sum(one.state is State.SENDT for one in found)
    what = "påminnelsen" if office.wish.paaminnelse else "pakken"
    say(f"{sent} av {len(found)} mottakere har fått {what}; {tried} var ikke sendt fra før.")
    if sent < len(found) or (office.lacking and not office.wish.paaminnelse):
        raise SystemExit(1)


def _to_send(plan: Sequence[Planned]) -> list[Planned]:
    return [one for one in plan if one.to_send]


def _mailer(sending: Sending) -> Mailer:
    return Mailer(partial(connect, sending, read_login(sending, os.environ)))


def _desk(office: Office, mailer: Mailer) -> Desk:
    def tell(one: Delivery) -> None:
        click.echo(told.line(one, office.meeting.name(one.kommunenr)))

    def waits(seconds: float, count: int, why: str) -> None:
        say(f"Venter {seconds:.0f} sekunder og prøver {count} igjen ({why}).")

    return Desk(
        journal=office.journal,
        mailer=mailer,
        fra=office.sender.fra,
        per_minutt=office.sending.per_minutt,
        now=now,
        pause=time.sleep,
        tell=tell,
        waits=waits,
    )


def _file_of(one: Planned) -> str:
    return f"{one.cargo.shipment.stem}_{one.delivery.epost}.eml"


def _check_alone(folder: Path, names: Collection[str]) -> None:
    """See that no other messages lie where these are written: somebody might send them too.

    Raises:
        UsageError: Others do.
    """
    others = sorted({one.name for one in folder.glob("*.eml")} - {*names})
    if others:
        what = f"har e-poster som ikke er av disse: {', '.join(others)}. Velg en tom mappe."
        raise UsageError([Problem(f"--til-mappe {folder}", what)])


def _tell_of_others(office: Office, plan: Sequence[Planned]) -> None:
    """Tell of those who get nothing now: not approved, or no recipients any more."""
    for one in former(office.found(), plan):
        navn = office.meeting.name(one.kommunenr)
        say(f"Merk: har fått en pakke, og er ikke mottaker lenger: {one.epost} ({navn}).")
    if office.lacking and not office.wish.paaminnelse:
        say(f"Merk: ikke godkjent, og ikke med: {', '.join(office.lacking)}.")
    if now().date() > office.meeting.mote.dato:
        say(f"Merk: møtet var {office.meeting.mote.dato:%d.%m.%Y}.")
