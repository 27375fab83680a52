"""One message to one recipient, as bytes, and the same message opened as a mail program would."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime

from datapakke.delivery import calendar
from datapakke.delivery.binding import SendingError
from datapakke.delivery.letter import Letter, Occasion, packet_name, sheet_name, write_letter
from datapakke.delivery.shipment import Cargo, Sender
from datapakke.errors import Problem
from datapakke.locale import SPRAK
from datapakke.templating import Templates

TEXT, HTML = "epost/melding.txt.j2", "epost/melding.html.j2"
POLICY = policy.SMTP.clone(cte_type="7bit")
"""CRLF, and nothing that an old server would have to convert."""


class Post:
    """Makes the messages of one sender."""

    def __init__(self, templates: Templates, sender: Sender) -> None:
        self._templates, self.sender = templates, sender

    def message(self, cargo: Cargo, occasion: Occasion, name: str, now: datetime) -> bytes:
        """Give a message, which has been opened again and found to be what it should be.

        Args:
            cargo: Whose packet it is, and the files.
            occasion: Why it is sent, and to whom.
            name: The message's id: the same message has the same.
            now: The time it says it was written.

        Raises:
            SendingError: It does not say what it should when it is opened.
            TemplateError, PacketError: A template or a text is missing or wrong.
        """
        shipment, letter = cargo.shipment, write_letter(cargo.shipment, self.sender, occasion)
        message = EmailMessage(POLICY)
        message["From"] = Address(self.sender.navn, addr_spec=self.sender.fra)
        message["To"] = Address(addr_spec=occasion.prove or occasion.epost)
        if self.sender.svar_til != self.sender.fra:
            message["Reply-To"] = Address(addr_spec=self.sender.svar_til)
        message.set_raw("Subject", _subject(letter.emne))
        message["Date"] = format_datetime(now)
        message["Message-ID"] = message_id(name, self.sender)
        self._write(message, letter, shipment.maalform)
        files = dict(self._files(cargo, occasion, letter, now))
        for file_name, content in files.items():
            _attach(message, file_name, content)
        message["Content-Language"] = SPRAK[shipment.maalform]  # any sooner, it is a part's
        _mark_boundaries(message, name)
        raw = message.as_bytes()
        check(raw, letter.emne, (self.sender.fra, occasion.prove or occasion.epost), files)
        return raw

    def _write(self, message: EmailMessage, letter: Letter, form: str) -> None:
        files = tuple(f"{name}: {what}" for name, what in letter.vedlegg)
        lists = zip(letter.overskrifter, (letter.endret, letter.gjor, files), strict=True)
        words = {"brev": letter, "lister": [one for one in lists if one[1]]}
        text = self._templates.html(TEXT, form, **words)
        html = self._templates.html(HTML, form, **words)
        message.set_content(text, cte="quoted-printable")
        message.add_alternative(html, subtype="html", cte="quoted-printable")

    def _files(
        self, cargo: Cargo, occasion: Occasion, letter: Letter, now: datetime
    ) -> Iterator[tuple[str, bytes]]:
        shipment = cargo.shipment
        if not occasion.paaminnelse:
            yield packet_name(shipment), cargo.pakke
        if cargo.svarark is not None:
            yield sheet_name(shipment), cargo.svarark
        if not occasion.paaminnelse:
            file = calendar.invitation(shipment, self.sender, letter.moete, now, occasion.sekvens)
            yield calendar.NAME, file


def message_id(name: str, sender: Sender) -> str:
    """Give the Message-ID of a message, the same each time it is made."""
    return f"<{name}.datapakke@{sender.fra.rpartition('@')[2]}>"


def _subject(text: str) -> str:
    """Give a subject as it is written in a message.

    A policy's own folding (Python 3.11) loses a space that falls between two encoded words.
    """
    return Header(text, None if text.isascii() else "utf-8", header_name="Subject").encode()


def _attach(message: EmailMessage, name: str, content: bytes) -> None:
    if name != calendar.NAME:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        return
    message.add_attachment(content, maintype="text", subtype="calendar", filename=name)
    part = list(message.iter_attachments())[-1]
    part.set_param("method", calendar.METHOD)
    part.set_param("charset", "utf-8")


def _mark_boundaries(message: EmailMessage, name: str) -> None:
    """Part the parts in the same way each time; encoded content never has «=_»."""
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"=_{number}_{name}")


def check(raw: bytes, emne: str, between: tuple[str, str], files: dict[str, bytes]) -> None:
    """Open a message as a mail program would, and see that it is what it should be.

    Args:
        raw: The message.
        emne: The subject that it should have.
        between: Who alone it should be from, and to.
        files: What should be attached, and nothing else.

    Raises:
        SendingError: It is not.
    """
    found = BytesParser(policy=policy.default).parsebytes(raw)
    attached = [(one.get_filename(), one.get_payload(decode=True)) for one in _attachments(found)]
    parties = [[one.addr_spec for one in found[name].addresses] for name in ("From", "To")]
    right = (
        parties == [[one] for one in between]
        and found["Subject"] == emne
        and not (found["Cc"] or found["Bcc"])
        and [(name, _sum(content)) for name, content in attached]
        == [(name, _sum(content)) for name, content in files.items()]
    )
    if not right or any(part.defects for part in found.walk()):
        what = "ble ikke det den skulle da den ble åpnet igjen. Ingenting er sendt."
        raise SendingError([Problem(f"e-posten til {between[1]}", what)])


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.iter_attachments():
        assert isinstance(part, EmailMessage)  # noqa: S101 - as the policy makes them
        yield part


def _sum(content: object) -> str:
    assert isinstance(content, bytes)  # noqa: S101 - decoded
    return hashlib.sha256(content).hexdigest()
