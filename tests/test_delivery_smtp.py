"""One message against a real server that misbehaves by plan: what came of it, and what it heard."""

import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from datapakke.delivery.connection import (
    Login,
    NoConnectionError,
    ServerError,
    connect,
    read_login,
)
from datapakke.delivery.sent import State
from datapakke.delivery.smtp import Mailer, Reply
from datapakke.errors import ConfigError
from delivery_helpers import SENDING
from mail_server import PASSWORD, USER, Certificates, Running, certificates, mail_server

HOL = "skolesjef@hol.kommune.invalid"
MESSAGE = b"Subject: x\r\n\r\nf\xf8rst\r\n.prikk\r\n..to\r\n.\r\nsist\r\n"
LOGIN = Login(USER, PASSWORD)


@pytest.fixture(scope="module")
def certs() -> Certificates:
    return certificates()


def mailer(server: Running, login: Login | None = LOGIN, tls: str = "starttls") -> Mailer:
    sending = replace(SENDING, port=server.port, tls=tls)
    return Mailer(partial(connect, sending, login, server.context, 3.0), 0.6)


def delivered(server: Running, count: int = 1) -> list[Reply]:
    with mailer(server) as one:
        return [one.deliver("a@fylket.invalid", HOL, MESSAGE, lambda: None) for _ in range(count)]


@pytest.mark.parametrize(
    ("mischief", "state", "taken"),
    [
        ("ok", State.SENDT, True),
        ("slow", State.SENDT, True),
        ("mail 451", State.UTSATT, False),
        ("mail 421", State.UTSATT, False),
        ("mail 552", State.AVVIST, False),
        ("rcpt 450", State.UTSATT, False),
        ("rcpt 452", State.UTSATT, False),
        ("rcpt 421", State.UTSATT, False),
        ("rcpt 550", State.AVVIST, False),
        ("rcpt 552", State.AVVIST, False),
        ("data 451", State.UTSATT, False),
        ("data 421", State.UTSATT, False),
        ("data 554", State.AVVIST, False),
        ("end 451", State.UTSATT, False),
        ("end 452", State.UTSATT, False),
        ("end 421", State.UTSATT, False),
        ("end 550", State.AVVIST, False),
        ("end 552", State.AVVIST, False),
        ("drop mail", State.UTSATT, False),
        ("drop rcpt", State.UTSATT, False),
        ("drop data", State.UTSATT, False),
        ("drop end", State.UVISS, True),
        ("lose end", State.UVISS, False),
        ("babble", State.UVISS, True),
    ],
)
def test_what_comes_of_a_message(
    certs: Certificates,
    mischief: str,
    state: State,
    taken: bool,  # noqa: FBT001
) -> None:
    """The same again is heard on the same connection or a new one, and comes to the same."""
    with mail_server(lambda _, __: mischief, certs=certs, slow=0.2) as server:
        replies = delivered(server, 2)

    assert [one.state for one in replies] == [state, state]
    assert len(server.log.taken) == (2 if taken else 0)
    if " " in mischief and mischief.split()[1].isdecimal():
        assert replies[0].text.startswith(mischief.split()[1])


def test_no_answer_in_time_after_the_end_is_uncertain(certs: Certificates) -> None:
    with mail_server(lambda _, __: "slow", certs=certs, slow=1.2) as server:
        (reply,) = delivered(server)

    assert reply == Reply(State.UVISS, "forbindelsen ble brutt etter slutten: ingen svar i tide")


def test_a_message_arrives_as_it_was_with_its_dots(certs: Certificates) -> None:
    with mail_server(certs=certs) as server:
        delivered(server)

    assert server.log.taken == [(HOL, MESSAGE)]


def test_nothing_is_handed_over_before_the_journal_knows(certs: Certificates) -> None:
    seen: list[int] = []
    with mail_server(certs=certs) as server, mailer(server) as one:
        one.deliver("a@fylket.invalid", HOL, MESSAGE, lambda: seen.append(len(server.log.taken)))

    assert seen == [0]
    assert len(server.log.taken) == 1


def test_a_journal_that_cannot_be_written_stops_the_message_before_its_end(
    certs: Certificates,
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with mail_server(certs=certs) as server, mailer(server) as one:
        with pytest.raises(OSError, match="No space"):
            one.deliver("a@fylket.invalid", HOL, MESSAGE, full)
        again = one.deliver("a@fylket.invalid", HOL, MESSAGE, lambda: None)

    assert again.state is State.SENDT
    assert len(server.log.taken) == 1


@pytest.mark.parametrize("tls", ["starttls", "direkte"])
def test_tls_comes_first_and_the_login_inside_it(certs: Certificates, tls: str) -> None:
    with mail_server(certs=certs, tls=tls) as server, mailer(server, tls=tls) as one:
        one.deliver("a@fylket.invalid", HOL, MESSAGE, lambda: None)
        one.deliver("a@fylket.invalid", HOL, MESSAGE, lambda: None)

    assert server.log.logins == 1
    assert len(server.log.taken) == 2


def refused(server: Running, login: Login | None = LOGIN, tls: str = "starttls") -> str:
    with pytest.raises(ServerError) as caught, mailer(server, login, tls) as one:
        one.deliver("a@fylket.invalid", HOL, MESSAGE, lambda: None)
    assert caught.value.exit_code == 4
    assert not server.log.taken
    told = str(caught.value)
    assert PASSWORD not in told
    return told


def test_a_server_without_tls_hears_no_password(certs: Certificates) -> None:
    with mail_server(certs=certs, tls="uten") as server:
        assert "tilbyr ikke det som trengs (TLS og innlogging)" in refused(server)
    assert server.log.logins == 0


def test_a_certificate_of_nobody_that_is_trusted_is_refused(certs: Certificates) -> None:
    with mail_server(certs=certs) as server:
        other = replace(server, context=ssl.create_default_context())
        assert "har et sertifikat som ikke godtas" in refused(other)
    assert server.log.logins == 0


def test_a_certificate_of_another_server_is_refused() -> None:
    elsewhere = certificates("epost.fylket.invalid")
    with mail_server(certs=elsewhere) as server:
        assert "har et sertifikat som ikke godtas" in refused(server)
    assert server.log.logins == 0


def test_a_wrong_password_is_told_without_repeating_it(certs: Certificates) -> None:
    with mail_server(certs=certs) as server:
        told = refused(server, Login(USER, "feilpassord"))
    assert "godtar ikke innloggingen: 535" in told
    assert "feilpassord" not in told
    assert "feilpassord" not in repr(Login(USER, "feilpassord"))


def test_a_server_that_takes_nothing_from_the_sender_stops_the_run(certs: Certificates) -> None:
    with mail_server(lambda _, __: "mail 553", certs=certs) as server:
        assert "vil ikke sende fra a@fylket.invalid: 553" in refused(server)


def test_a_server_that_wants_no_login_gets_none(certs: Certificates) -> None:
    with mail_server(certs=certs, login=False) as server, mailer(server, None) as one:
        assert one.deliver("a@fylket.invalid", HOL, MESSAGE, lambda: None).state is State.SENDT
    assert server.log.logins == 0


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def unreachable(port: int, tls: str = "starttls") -> str:
    sending = replace(SENDING, port=port, tls=tls)
    with pytest.raises(NoConnectionError) as caught:
        connect(sending, LOGIN, timeout=0.5)
    return str(caught.value)


def test_a_server_that_is_not_there_is_told() -> None:
    assert f"localhost:{(port := closed_port())}" in unreachable(port)


@pytest.mark.parametrize(
    "greeting", [b"", b"421 not now\r\n", b"554 no\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n"]
)
def test_a_server_that_greets_wrongly_is_told(greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            one, _ = server.accept()
            with one:
                one.sendall(greeting)

        thread = threading.Thread(target=greet)
        thread.start()
        assert unreachable(server.getsockname()[1])
        thread.join()


def test_a_server_that_says_nothing_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert "ingen svar i tide" in unreachable(server.getsockname()[1])


def test_the_login_comes_from_the_environment() -> None:
    environ = {"DATAPAKKE_SMTP_BRUKER": "fylket", "DATAPAKKE_SMTP_PASSORD": "ord"}
    assert read_login(SENDING, environ) == Login("fylket", "ord")
    assert read_login(replace(SENDING, innlogging=False), environ) is None


@pytest.mark.parametrize(
    ("environ", "what"),
    [
        ({}, "DATAPAKKE_SMTP_BRUKER: er ikke satt"),
        ({"DATAPAKKE_SMTP_BRUKER": "a"}, "DATAPAKKE_SMTP_PASSORD: er ikke satt"),
        (
            {"DATAPAKKE_SMTP_BRUKER": "a", "DATAPAKKE_SMTP_PASSORD": "blåbær"},
            "har andre tegn enn de som kan sendes",
        ),
        (
            {"DATAPAKKE_SMTP_BRUKER": "a\r\nMAIL", "DATAPAKKE_SMTP_PASSORD": "x"},
            "DATAPAKKE_SMTP_BRUKER: har andre tegn",
        ),
    ],
)
def test_a_login_that_cannot_be_used_is_told_before_anything(
    environ: dict[str, str], what: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        read_login(SENDING, environ)
    assert what in str(caught.value)
    assert "blåbær" not in str(caught.value)


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a module in the place of keyring, which need not be installed."""

    def install(body: str) -> None:
        folder = tmp_path / "keyring"
        folder.mkdir()
        (folder / "__init__.py").write_text(f"def get_password(service, user):\n    {body}\n")
        (folder / "errors.py").write_text("class KeyringError(Exception):\n    pass\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        for name in ("keyring", "keyring.errors"):
            monkeypatch.delitem(__import__("sys").modules, name, raising=False)

    return install


def test_the_password_may_lie_in_a_keyring(keyring: Callable[[str], None]) -> None:
    keyring("return {('datapakke-smtp', 'fylket'): 'lagret'}[service, user]")
    assert read_login(SENDING, {"DATAPAKKE_SMTP_BRUKER": "fylket"}) == Login("fylket", "lagret")


def test_a_keyring_that_is_locked_is_as_none(keyring: Callable[[str], None]) -> None:
    keyring("from keyring.errors import KeyringError\n    raise KeyringError")
    with pytest.raises(ConfigError, match="DATAPAKKE_SMTP_PASSORD: er ikke satt"):
        read_login(SENDING, {"DATAPAKKE_SMTP_BRUKER": "fylket"})
