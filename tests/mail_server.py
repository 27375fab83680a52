"""A mail server with TLS and login that misbehaves by plan, and writes down what it took."""

import asyncio
import logging
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "utdanning", "hemmelig"
Mischief = str
"""What the server does with a message:

- ``ok``: takes it.
- ``mail 451``, ``rcpt 550``, ``data 451``, ``end 552`` …: answers so there.
- ``drop mail``, ``drop rcpt``, ``drop data``: breaks off before the message has an end.
- ``drop end``: reads the end, takes the message, and breaks off without an answer.
- ``lose end``: reads the end, and breaks off without having taken it.
- ``slow``: takes it, after a while.
- ``babble``: takes it, and answers nonsense.
"""


@dataclass
class Log:
    """What the server saw.

    Attributes:
        taken: The envelope's recipient and the message, each time it took one.
        tried: Each recipient it was asked about.
        logins: How often somebody logged in.
    """

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    logins: int = 0


Plan = Callable[[str, int], Mischief]
"""From a recipient and how often it was tried before, to what happens.

For ``mail``, before the recipient is known, that is «» and how often on this connection.
"""


class Handler:
    """Answers by plan."""

    def __init__(self, plan: Plan, log: Log, slow: float) -> None:
        self.plan, self.log, self.slow = plan, log, slow
        self.mails = 0
        self.now: Mischief = "ok"

    def answer(self, where: str, server: "Server", ok: str) -> str:
        if self.now == f"drop {where}":
            server.abort()
        kind, _, code = self.now.partition(" ")
        return f"{code} 4.0.0 no" if kind == where and code.isdecimal() else ok

    async def handle_MAIL(  # noqa: N802 - as aiosmtpd names it
        self, server: "Server", _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.now = self.plan("", self.mails)
        self.mails += 1
        answer = self.answer("mail", server, "250 OK")
        if answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802
        self, server: "Server", _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        times = self.log.tried.count(address)
        self.log.tried.append(address)
        self.now = self.plan(address, times)
        answer = self.answer("rcpt", server, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: "Server", _: Session, envelope: Envelope
    ) -> str:
        taken = self.now in {"ok", "slow", "drop end", "babble"}
        if self.now == "slow":
            await asyncio.sleep(self.slow)
        if taken:
            assert isinstance(envelope.original_content, bytes)
            self.log.taken += [(one, envelope.original_content) for one in envelope.rcpt_tos]
        if self.now == "lose end":
            server.abort()
        if self.now == "babble":
            return "kanskje det"
        return self.answer("end", server, "250 2.0.0 OK: queued as 4711")


class Server(SMTP):
    """aiosmtpd's, with a few ways to break off."""

    def abort(self) -> None:
        assert isinstance(self.transport, asyncio.WriteTransport)
        self.transport.abort()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        handler = self.event_handler
        answer = handler.answer("data", self, "")
        if handler.now == "drop data":
            await self.push("354 go on")
            await self._reader.read(700)
            self.abort()
        elif answer:
            await self.push(answer)
        else:
            await super().smtp_DATA(arg)


@dataclass
class Running:
    """A server that runs: where, what it saw, and who vouches for it."""

    port: int
    log: Log
    context: ssl.SSLContext
    stop: Callable[[], None]


@dataclass(frozen=True)
class Certificates:
    """The certificate of a server, and who vouches for it."""

    ca: trustme.CA
    server: ssl.SSLContext

    def client(self) -> ssl.SSLContext:
        """Give what a client that trusts the server checks with."""
        context = ssl.create_default_context()
        self.ca.configure_trust(context)
        return context

    def write_ca(self, path: Path) -> None:
        """Write the certificate that a client has to trust."""
        self.ca.cert_pem.write_to_path(path)


def certificates(name: str = "localhost") -> Certificates:
    """Make certificates for a server of that name."""
    ca = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert(name).configure_cert(context)
    return Certificates(ca, context)


def _authenticator(log: Log) -> Callable[..., AuthResult]:
    def check(_: Any, __: Any, ___: Any, ____: str, said: LoginPassword) -> AuthResult:  # noqa: ANN401
        log.logins += 1
        right = said == LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=right)

    return check


@contextmanager
def mail_server(  # noqa: PLR0913 - what a server can be like
    plan: Plan = lambda _, __: "ok",
    *,
    certs: Certificates,
    tls: str = "starttls",
    login: bool = True,
    slow: float = 0.5,
    log: Log | None = None,
) -> Iterator[Running]:
    """Run a server on a free port in a thread of its own.

    Args:
        plan: What happens to each message.
        certs: Its certificate.
        tls: ``starttls``, ``direkte``, or ``uten``.
        login: It wants one.
        slow: Seconds that a slow answer takes.
        log: Where it writes what it saw; a new one by default.
    """
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    log = log or Log()
    loop = asyncio.new_event_loop()

    def factory() -> Server:
        return Server(
            Handler(plan, log, slow),
            hostname="localhost",
            tls_context=certs.server if tls == "starttls" else None,
            require_starttls=tls == "starttls",
            authenticator=_authenticator(log),
            auth_required=login and tls == "starttls",  # elsewhere aiosmtpd warns of it
            auth_require_tls=tls == "starttls",
            timeout=30,
            loop=loop,
        )

    context = certs.server if tls == "direkte" else None
    running = loop.run_until_complete(loop.create_server(factory, "127.0.0.1", 0, ssl=context))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def end() -> None:
        running.close()
        others = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def stop() -> None:
        asyncio.run_coroutine_threadsafe(end(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()

    try:
        port = running.sockets[0].getsockname()[1]
        yield Running(port, log, certs.client(), stop)
    finally:
        stop()
