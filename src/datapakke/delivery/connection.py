"""A conversation with the mail server: TLS with a checked certificate, and login only inside."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from datapakke.config.sending import DIREKTE, Sending
from datapakke.delivery.heard import not_trusted, said
from datapakke.errors import ConfigError, DatapakkeError, Problem

TIMEOUT = 120.0
"""Seconds to wait for an answer (RFC 5321, 4.5.3.2: from two to five minutes)."""
USER, PASSWORD = "DATAPAKKE_SMTP_BRUKER", "DATAPAKKE_SMTP_PASSORD"
KEYRING = "datapakke-smtp"
"""What the user name and the password are kept under in a keyring."""

Connect = Callable[[], smtplib.SMTP]


class ServerError(DatapakkeError):
    """Nothing may be sent through the server as it is set up."""

    exit_code = 4

    @classmethod
    def of(cls, server: object, what: str) -> "ServerError":
        """Give the error of a server."""
        return cls([Problem(f"e-posttjeneren {server}", what)])


class NoConnectionError(Exception):
    """The server cannot be reached now; the message says why, in bokmål."""


@dataclass(frozen=True)
class Login:
    """A user name, and a password that is in no representation."""

    user: str
    password: str = field(repr=False)


def read_login(sending: Sending, environ: Mapping[str, str]) -> Login | None:
    """Give the login from the environment, else from a keyring where Python has one; None: none.

    Raises:
        ConfigError: It is wanted and not there, or cannot be sent.
    """
    if not sending.innlogging:
        return None
    user = environ.get(USER, "")
    password = environ.get(PASSWORD, "") or _kept(user)
    missing = [name for name, text in ((USER, user), (PASSWORD, password)) if not text]
    problems = [Problem(name, "er ikke satt. docs/sending.md sier hvordan.") for name in missing]
    for name, text in ((USER, user), (PASSWORD, password)):
        if text and not (text.isascii() and text.isprintable()):
            problems.append(Problem(name, "har andre tegn enn de som kan sendes (ASCII)."))
    if problems:
        raise ConfigError(problems)
    return Login(user, password)


def _kept(user: str) -> str:
    """Give the password of a user from a keyring; empty where there is no keyring or none in it."""
    try:
        keyring, errors = import_module("keyring"), import_module("keyring.errors")
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(KEYRING, user) or "")
    except errors.KeyringError:
        return ""


def connect(
    sending: Sending,
    login: Login | None,
    context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> smtplib.SMTP:
    """Connect to the server, make the connection safe, and log in.

    Args:
        sending: Where it is.
        login: None where the server wants none.
        context: How certificates are checked; None: by those that the system trusts.
        timeout: Seconds to wait for each answer.

    Raises:
        ServerError: Its certificate is not right, or it has no TLS, or refuses the login.
        NoConnectionError: It cannot be reached now.
    """
    place = f"{sending.server}:{sending.port}"
    context = context or ssl.create_default_context()
    context.minimum_version = max(context.minimum_version, ssl.TLSVersion.TLSv1_2)
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _opened(sending, context, timeout)
        _check_safe(smtp, place)
        if login:
            smtp.login(login.user, login.password)
        smtp.ehlo_or_helo_if_needed()
    except BaseException as error:
        if smtp:
            smtp.close()
        found = _understood(error, place)
        if found is error:
            raise
        raise found from None  # smtplib's own may carry what was sent
    return smtp


def _opened(sending: Sending, context: ssl.SSLContext, timeout: float) -> smtplib.SMTP:
    if sending.tls == DIREKTE:
        return smtplib.SMTP_SSL(sending.server, sending.port, timeout=timeout, context=context)
    smtp = smtplib.SMTP(sending.server, sending.port, timeout=timeout)
    try:
        smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _check_safe(smtp: smtplib.SMTP, place: str) -> None:
    """Whatever was said, nothing is sent in clear."""
    if not isinstance(smtp.sock, ssl.SSLSocket):
        what = "ga ingen sikker forbindelse."
        raise ServerError.of(place, what)
    smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the dot goes by itself


def _understood(error: BaseException, place: str) -> BaseException:
    """Give what a failure means: something to put right, or to try again."""
    if isinstance(error, ssl.SSLCertVerificationError):
        what = f"har et sertifikat som ikke godtas: {not_trusted(error)}."
        return ServerError.of(place, what)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return ServerError.of(place, f"tilbyr ikke det som trengs (TLS og innlogging): {error}")
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code // 100 == 5:  # noqa: PLR2004
        return ServerError.of(place, f"godtar ikke innloggingen: {said(error)}")
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        return ServerError.of(place, f"fikk ikke til en sikker forbindelse: {error.reason}.")
    if isinstance(error, OSError | smtplib.SMTPException):
        return NoConnectionError(f"{place}: {said(error)}")
    return error
