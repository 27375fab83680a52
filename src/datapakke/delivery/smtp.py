"""One message handed over to a mail server, and what came of it.

The last dot is sent by itself: before it the server has nothing that it may deliver (RFC 5321,
4.1.1.4), and after it nobody knows until the server answers. So a lost connection is uncertain in
that one place and in no other.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from datapakke.delivery.connection import Connect, ServerError
from datapakke.delivery.heard import said
from datapakke.delivery.sent import State

TIMEOUT_AT_END = 600.0
"""Seconds to wait after the last dot (RFC 5321, 4.5.3.2.6: ten minutes)."""
GO_ON, TOO_LARGE, CLOSING = 354, 552, 421
_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True)
class Reply:
    """What came of a message; ``text`` is what the server said, or what went wrong."""

    state: State
    text: str


class Mailer:
    """Hands over messages, one after another, and connects when it must."""

    def __init__(self, connect: Connect, timeout_at_end: float = TIMEOUT_AT_END) -> None:
        """Prepare; nothing is connected.

        Args:
            connect: Gives a conversation that is safe and logged in.
            timeout_at_end: Seconds to wait for the answer to a whole message.
        """
        self._connect, self._timeout_at_end = connect, timeout_at_end
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Give itself; it connects when there is something to send."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say good-bye, or break off where something went wrong in the middle."""
        if self._smtp and error is None:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
        self.close()

    def close(self) -> None:
        """Break off."""
        if self._smtp:
            self._smtp.close()
        self._smtp = None

    def deliver(
        self, sender: str, recipient: str, message: bytes, before_end: Callable[[], None]
    ) -> Reply:
        """Hand over one message to one recipient.

        Args:
            sender: The address in the envelope.
            recipient: The only recipient in the envelope.
            message: Whole, with CRLF as line ends.
            before_end: Called when only the last dot is left to be sent; what it raises stops that.

        Raises:
            ServerError: Nothing may be sent through this server as it is set up.
            NoConnectionError: The server cannot be reached now.
        """
        smtp = self._ready()
        try:
            refused = self._before_the_end(smtp, sender, recipient, message)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Reply(State.UTSATT, f"forbindelsen ble brutt før slutten: {said(error)}")
        except BaseException:
            self.close()
            raise
        if refused:
            return refused
        try:
            before_end()
            return self._end(smtp)
        except BaseException:
            self.close()
            raise

    def _ready(self) -> smtplib.SMTP:
        """Give the conversation that is open, if it still is, or a new one."""
        if self._smtp:
            with suppress(OSError, smtplib.SMTPException):
                if self._smtp.noop()[0] // 100 == 2:  # noqa: PLR2004 - done
                    return self._smtp
            self.close()
        self._smtp = self._connect()
        return self._smtp

    def _before_the_end(
        self, smtp: smtplib.SMTP, sender: str, recipient: str, message: bytes
    ) -> Reply | None:
        """Say all but the last dot; give what the server said if it does not want to hear it."""
        options = [f"size={len(message)}"] if smtp.has_extn("size") else []
        code, text = smtp.mail(sender, options)
        if code // 100 == 5 and code != TOO_LARGE:  # noqa: PLR2004 - for good
            what = f"vil ikke sende fra {sender}: {said((code, text))}"
            raise ServerError.of(smtp, what)
        if code // 100 != 2:  # noqa: PLR2004 - done
            return self._refused(smtp, code, text)
        code, text = smtp.rcpt(recipient)
        if code // 100 != 2:  # noqa: PLR2004 - done
            return self._refused(smtp, code, text)
        code, text = smtp.docmd("data")
        if code != GO_ON:
            return self._refused(smtp, code, text)
        smtp.send(_DOT.sub(b"..", message))
        return None

    def _refused(self, smtp: smtplib.SMTP, code: int, text: bytes) -> Reply:
        """Say what was answered, and make ready for the next message."""
        with suppress(OSError, smtplib.SMTPException):
            if code == CLOSING or smtp.rset()[0] // 100 != 2:  # noqa: PLR2004 - done
                self.close()
        return Reply(_state(code), said((code, text)))

    def _end(self, smtp: smtplib.SMTP) -> Reply:
        """Send the last dot, and hear what the server makes of the message."""
        assert smtp.sock  # noqa: S101 - connected
        usual = smtp.sock.gettimeout()
        try:
            smtp.sock.settimeout(self._timeout_at_end)
            smtp.send(b".\r\n")
            code, text = smtp.getreply()
            smtp.sock.settimeout(usual)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Reply(State.UVISS, f"forbindelsen ble brutt etter slutten: {said(error)}")
        if code == CLOSING:
            self.close()
        if code // 100 not in (2, 4, 5):
            self.close()
            return Reply(State.UVISS, f"tjeneren svarte noe annet enn ja eller nei: {text!r}")
        state = State.SENDT if code // 100 == 2 else _state(code)  # noqa: PLR2004 - done
        return Reply(state, said((code, text)))


def _state(code: int) -> State:
    """Give what a refusal means: for good (5xx), or not now, as anything that is not understood."""
    return State.AVVIST if code // 100 == 5 else State.UTSATT  # noqa: PLR2004 - for good
