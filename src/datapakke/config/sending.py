"""How packets are mailed: the section ``sending``, which may be missing; no password in it."""

import re
from dataclasses import dataclass

from datapakke.config.fields import Reader
from datapakke.config.structure import Value

STARTTLS, DIREKTE = "starttls", "direkte"
PORTS = {STARTTLS: 587, DIREKTE: 465}
"""How the connection is made safe, and the usual port (RFC 6409, RFC 8314)."""
LARGEST_PORT = 65_535
HOST = re.compile(r"[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))*")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9]([a-z0-9-]{0,62}))+")
SECRET = ("bruker", "passord")
FIELDS = ("port", "tls", "innlogging", "fra", "andres_domene", "storst_mb", "per_minutt")


@dataclass(frozen=True)
class Sending:
    """How packets are mailed.

    Attributes:
        server: The mail server's name, as in its certificate.
        port: Its port.
        tls: ``starttls``, or ``direkte`` (TLS from the first byte).
        domener: The only domains that anything is sent to, in lower case.
        innlogging: The server wants a user name and a password.
        fra: The sender's address; empty means that of ``avsender``.
        andres_domene: Addresses that are meant to be in another municipality's domain.
        storst_mb: The largest message, in millions of bytes.
        per_minutt: The most messages in a minute.
    """

    server: str
    port: int
    tls: str
    domener: tuple[str, ...]
    innlogging: bool = True
    fra: str = ""
    andres_domene: tuple[str, ...] = ()
    storst_mb: int = 20
    per_minutt: int = 30


def read_sending(reader: Reader, value: Value) -> Sending | None:
    """Read the section; None when it is not there."""
    if value.node is None:
        return None
    fields = reader.fields(value, ("server", "domener"), (*FIELDS, *SECRET))
    for name in SECRET:
        if fields[name].node is not None:
            what = f"«{name}» skal ikke stå i filen: docs/sending.md sier hvor det skal stå."
            reader.wrong(fields[name], what)
    tls = reader.choice(fields["tls"], PORTS) if fields["tls"].node else STARTTLS
    return Sending(
        server=reader.matching(fields["server"], HOST, "navnet på en tjener, med små bokstaver"),
        port=_port(reader, fields["port"], PORTS.get(tls, 0)),
        tls=tls,
        domener=tuple(_domain(reader, item) for item in reader.items(fields["domener"])),
        innlogging=_yes(reader, fields["innlogging"]),
        fra=reader.epost(fields["fra"]) if fields["fra"].node else "",
        andres_domene=tuple(reader.epost(one) for one in reader.items(fields["andres_domene"])),
        **{name: _count(reader, fields[name]) for name in ("storst_mb", "per_minutt")},
    )


def _port(reader: Reader, value: Value, usual: int) -> int:
    if value.node is None:
        return usual
    port = reader.antall(value)
    if port > LARGEST_PORT:
        reader.unfit(value, f"et tall fra 1 til {LARGEST_PORT}")
    return port


def _count(reader: Reader, value: Value) -> int:
    return reader.antall(value) if value.node else getattr(Sending, value.name)


def _yes(reader: Reader, value: Value) -> bool:
    return value.node is None or reader.choice(value, ("ja", "nei")) != "nei"


def _domain(reader: Reader, value: Value) -> str:
    """Read a domain; one that shows as other letters than it is written in cannot be looked at."""
    domain = reader.matching(value, DOMAIN, "et domene som «modum.kommune.no», med små bokstaver")
    if any(label.startswith("xn--") for label in domain.split(".")):
        reader.unfit(value, "et domene som vises slik det skrives («xn--» er kodede tegn)")
    return domain
