"""The meeting as a calendar file (RFC 5545): nothing but dates, a place and names."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from datapakke.delivery.shipment import Sender, Shipment

METHOD = "PUBLISH"
"""Nobody is asked to answer through the calendar: the answer sheet is where answers go."""
NAME = "mote.ics"
ZONE = "Europe/Oslo"
ZONE_RULES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""The European Union's summer time, which Norway follows; not every machine has a table of it."""
LINE = 75
"""Octets of a line, without its end (RFC 5545, 3.1)."""


def sequence(moment: datetime) -> int:
    """Give the ``SEQUENCE`` of a file that is written at a moment: minutes since 1970."""
    return int(moment.timestamp()) // 60


def invitation(
    shipment: Shipment, sender: Sender, moete: tuple[str, str], now: datetime, least: int = 0
) -> bytes:
    """Give the meeting as a file for a calendar.

    It is an all-day event when the time of day is not known. ``UID`` is of the round and the
    municipality, which is invited to one meeting: a later file takes the place of an earlier one,
    on whichever day the meeting is then.

    Args:
        shipment: Whose meeting it is.
        sender: Who calls it.
        moete: What the calendar shows, and more about it.
        now: For ``DTSTAMP`` and ``SEQUENCE``.
        least: The lowest ``SEQUENCE`` that it may have, whatever the clock says.
    """
    summary, text = moete
    mote = shipment.mote
    domain = sender.fra.rpartition("@")[2]
    stamp = now.astimezone(UTC)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//datapakke//NONSGML datapakke//NO",
        f"METHOD:{METHOD}",
        *(ZONE_RULES if mote.klokkeslett else ()),
        "BEGIN:VEVENT",
        f"UID:{shipment.runde}-{shipment.kommunenr}@{domain}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max(sequence(now), least)}",
        *_when(shipment),
        f"SUMMARY:{_escaped(summary)}",
        f"LOCATION:{_escaped(mote.sted)}",
        f"DESCRIPTION:{_escaped(text)}",
        f"ORGANIZER;CN={_quoted(sender.navn)}:mailto:{sender.svar_til}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _when(shipment: Shipment) -> Iterator[str]:
    mote = shipment.mote
    if mote.klokkeslett is None:
        yield f"DTSTART;VALUE=DATE:{mote.dato:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{mote.dato + timedelta(days=1):%Y%m%d}"
        return
    for name, hour in zip(("DTSTART", "DTEND"), mote.klokkeslett, strict=True):
        yield f"{name};TZID={ZONE}:{mote.dato:%Y%m%d}T{hour:%H%M%S}"


def _escaped(text: str) -> str:
    """Give a text as a value (RFC 5545, 3.3.11)."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def _quoted(text: str) -> str:
    """Give a text as a parameter's value: it can have no quotes (RFC 5545, 3.2)."""
    return f'"{text.replace(chr(34), chr(39))}"'


def _folded(line: str) -> Iterator[bytes]:
    """Give a line in pieces that are short enough, none of which cuts a character in two."""
    piece = b""
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > LINE:
            yield piece
            piece = b" "
        piece += octets
    yield piece
