"""A message opened as a mail program would open it: parts, characters, files, calendar."""

import csv
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from hashlib import sha256
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import ROOT
from datapakke.delivery import calendar
from datapakke.delivery.binding import SendingError, load
from datapakke.delivery.letter import Occasion
from datapakke.delivery.message import Post, _subject, check
from datapakke.delivery.shipment import Cargo, Sender, Shipment
from delivery_helpers import (
    MOTE,
    NOW,
    SENDER,
    SENDING,
    config_of,
    kommune,
    shipment,
    templates,
)

AAL = "skolesjef@aal.kommune.invalid"
NAME = "0123456789abcdef"
OSLO = ZoneInfo("Europe/Oslo")


def cargo_of(one: Shipment) -> Cargo:
    config = config_of((one.kommune,))
    (cargo,) = load([one], config, SENDING)
    return cargo


@pytest.fixture
def aal(tmp_path: Path) -> Cargo:
    return cargo_of(shipment(tmp_path, kommune("aal", AAL)))


def written(cargo: Cargo, occasion: Occasion | None = None, sender: Sender = SENDER) -> bytes:
    occasion = occasion or Occasion(AAL, NOW.date())
    return Post(templates(), sender).message(cargo, occasion, NAME, NOW)


def opened(raw: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part
    text = part.get_content()
    assert isinstance(text, str)
    return text


def files(message: EmailMessage) -> dict[str, tuple[str, bytes]]:
    found = {}
    for one in message.iter_attachments():
        content, name = one.get_payload(decode=True), one.get_filename()
        assert isinstance(content, bytes)
        assert name
        found[name] = one.get_content_type(), content
    return found


def test_a_message_has_its_parts_in_order_and_each_file_once(aal: Cargo) -> None:
    message = opened(written(aal))

    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "application/pdf",
        "text/calendar",
    ]
    assert [part.get_content_charset() for part in message.walk()][2:4] == ["utf-8", "utf-8"]
    assert not any(part.defects for part in message.walk())


def test_the_attached_files_are_the_approved_ones_bit_for_bit(aal: Cargo) -> None:
    found = files(opened(written(aal)))
    assert list(found) == [
        "datapakke-0619-aal-2016-11-17.pdf",
        "svarark-0619-aal-2016-11-17.pdf",
        "mote.ics",
    ]
    hashes = [sha256(content).hexdigest() for _, content in found.values()]
    assert aal.shipment.svarark
    assert hashes[:2] == [aal.shipment.sha256, aal.shipment.svarark.sha256]


def test_norwegian_letters_are_read_in_subject_sender_and_text(aal: Cargo) -> None:
    message = opened(written(aal))

    assert message["Subject"] == "Datapakke for Ål kommune til møtet 17. november 2016"
    assert message["From"] == '"Møre fylkeskommune, utdanning" <pakker@fylket.invalid>'
    assert [one.addr_spec for one in message["From"].addresses] == ["pakker@fylket.invalid"]
    assert message["Reply-To"] == "svar@fylket.invalid"
    assert "møtet i Ål, i kulturhuset 17.\u00a0november 2016" in body(message, "plain")
    assert "På møtet er også Hol, Hole og Øvre Eiker." in body(message, "plain")
    assert "send det til svar@fylket.invalid innen 10.\u00a0november 2016" in body(message, "html")


def test_every_line_is_ascii_short_and_ends_as_mail_lines_do(aal: Cargo) -> None:
    raw = written(aal)

    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert not re.search(rb"[^\r]\n|\r[^\n]", raw)


def test_the_same_message_has_the_same_bytes_and_the_same_id(aal: Cargo) -> None:
    assert written(aal) == written(aal)
    assert opened(written(aal))["Message-ID"] == f"<{NAME}.datapakke@fylket.invalid>"


def test_text_is_not_escaped_and_html_is(tmp_path: Path) -> None:
    one = shipment(tmp_path, kommune("aal", AAL))
    cargo = cargo_of(replace(one, mote=replace(MOTE, sted="Torg & <b>Hall</b>")))
    message = opened(written(cargo))

    assert "Torg & <b>Hall</b>" in body(message, "plain")
    assert "Torg &amp; &lt;b&gt;Hall&lt;/b&gt;" in body(message, "html")
    assert "<b>" not in body(message, "html")


def test_a_packet_in_nynorsk_has_its_message_in_nynorsk(tmp_path: Path) -> None:
    message = opened(written(cargo_of(shipment(tmp_path, kommune("aal", AAL, maalform="nynorsk")))))

    assert message["Content-Language"] == "nn"
    assert '<html lang="nn">' in body(message, "html")
    assert "Dei seier ikkje kvifor." in body(message, "plain")
    assert "Fyll ut svararket saman" in body(message, "html")


def test_invented_figures_say_so_in_subject_and_both_texts(tmp_path: Path) -> None:
    one = shipment(tmp_path, kommune("aal", AAL), demo=True)
    message = opened(written(cargo_of(one)))

    assert message["Subject"].startswith("DEMODATA: ")
    assert body(message, "plain").startswith("*** DEMODATA – ikke reelle tall.")
    assert "<strong>DEMODATA – ikke reelle tall." in body(message, "html")


def test_a_rehearsal_is_to_oneself_and_says_who_has_not_got_it(aal: Cargo) -> None:
    occasion = Occasion(AAL, NOW.date(), prove="jeg@fylket.invalid")
    message = opened(written(aal, occasion))

    assert message["To"] == "jeg@fylket.invalid"
    assert message["Subject"].startswith("PRØVE: Datapakke for Ål")
    assert f"Slik blir e-posten til {AAL}, som ikke har fått den." in body(message, "plain")


def test_a_correction_says_what_it_replaces_and_what_is_new(aal: Cargo) -> None:
    before = datetime(2016, 10, 5, 9, tzinfo=UTC)
    occasion = Occasion(
        AAL, NOW.date(), ("Fravær: 13,0 prosent. Før sto det 12,5 prosent.",), before
    )
    message = opened(written(aal, occasion))

    assert message["Subject"].startswith("Rettet datapakke for Ål")
    assert "erstatter den vi sendte 5.\u00a0oktober 2016" in body(message, "plain")
    assert "- Fravær: 13,0 prosent. Før sto det 12,5 prosent." in body(message, "plain")


def test_a_reminder_has_the_answer_sheet_and_nothing_else(aal: Cargo) -> None:
    message = opened(written(aal, Occasion(AAL, NOW.date(), paaminnelse=True)))

    assert list(files(message)) == ["svarark-0619-aal-2016-11-17.pdf"]
    assert message["Subject"] == "Påminnelse: svarark fra Ål kommune til møtet 17. november 2016"
    assert "Vi har ikke fått svararket fra Ål kommune" in body(message, "plain")


def test_a_deadline_that_has_passed_is_not_asked_for(aal: Cargo) -> None:
    text = body(opened(written(aal, Occasion(AAL, date(2016, 11, 11)))), "plain")

    assert "så snart dere kan" in text
    assert "innen" not in text


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_the_meeting_is_an_all_day_event_when_nobody_has_said_when(aal: Cargo) -> None:
    kind, content = files(opened(written(aal)))["mote.ics"]
    lines = unfolded(content)

    assert kind == "text/calendar"
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "METHOD:PUBLISH" in lines
    assert "UID:2016-host-0619@fylket.invalid" in lines
    assert "DTSTAMP:20161020T123000Z" in lines
    assert "DTSTART;VALUE=DATE:20161117" in lines
    assert "DTEND;VALUE=DATE:20161118" in lines
    assert "LOCATION:Ål\\, i kulturhuset" in lines
    assert "SUMMARY:Møte om datapakken: Ål\\, Hol\\, Hole og Øvre Eiker" in lines


def test_a_meeting_that_is_moved_takes_the_place_of_the_one_in_the_calendar(
    tmp_path: Path,
) -> None:
    """Else a correction would leave the old day there, and the school chief would come on both."""
    one = shipment(tmp_path, kommune("aal", AAL))
    other = replace(one, mote=replace(MOTE, id="2016-11-24", dato=date(2016, 11, 24)))
    later = NOW + timedelta(days=2)
    old, new = (
        unfolded(calendar.invitation(ship, SENDER, ("Møte", ""), when))
        for ship, when in ((one, NOW), (other, later))
    )

    assert [line for line in old if line.startswith("UID")] == [
        line for line in new if line.startswith("UID")
    ]
    assert "DTSTART;VALUE=DATE:20161124" in new
    before, after = (
        int(line[9:]) for ls in (old, new) for line in ls if line.startswith("SEQUENCE:")
    )
    assert before < after


def test_the_summer_time_of_the_file_is_norways(tmp_path: Path) -> None:
    """Its rules against the machine's table, at the hour of every change."""
    rules = "\n".join(calendar.ZONE_RULES)
    form = r"T(\d\d)0000\nRRULE:FREQ=YEARLY;BYMONTH=(\d+);BYDAY=-1SU\n.*:(.*)\nTZOFFSETTO:(.*)\n"
    found = re.findall(form, rules)
    assert [month for _, month, _, _ in found] == ["3", "10"]
    for year, (hour, month, *offsets) in product(range(2015, 2038), found):
        before, after = (timedelta(hours=int(one[:3])) for one in offsets)
        day = max(one for one in range(25, 32) if date(year, int(month), one).weekday() == 6)
        change = datetime(year, int(month), day, int(hour), tzinfo=UTC) - before
        minute = timedelta(minutes=1)
        assert (change - minute).astimezone(OSLO).utcoffset() == before
        assert (change + minute).astimezone(OSLO).utcoffset() == after
    mote = replace(MOTE, id="2016-09-01", dato=date(2016, 9, 1), klokkeslett=(time(10), time(12)))
    one = replace(shipment(tmp_path, kommune("aal", AAL)), mote=mote)
    lines = unfolded(calendar.invitation(one, SENDER, ("Møte", ""), NOW))
    assert "DTSTART;TZID=Europe/Oslo:20160901T100000" in lines


def test_the_calendar_part_names_its_method_and_characters(aal: Cargo) -> None:
    part = list(opened(written(aal)).iter_attachments())[-1]

    assert part.get_param("method") == "PUBLISH"
    assert part.get_content_charset() == "utf-8"


def test_a_meeting_with_hours_has_them_in_norwegian_time_and_in_the_text(tmp_path: Path) -> None:
    mote = replace(MOTE, klokkeslett=(time(10), time(14, 30)))
    one = replace(shipment(tmp_path, kommune("aal", AAL)), mote=mote)
    message = opened(written(cargo_of(one)))
    lines = unfolded(files(message)["mote.ics"][1])

    assert "DTSTART;TZID=Europe/Oslo:20161117T100000" in lines
    assert "DTEND;TZID=Europe/Oslo:20161117T143000" in lines
    assert lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT")
    assert "17.\u00a0november 2016 klokken 10.00–14.30" in body(message, "plain")


def test_calendar_lines_are_folded_between_characters_and_escaped(tmp_path: Path) -> None:
    one = shipment(tmp_path, kommune("aal", AAL))
    summary = "Å" * 80 + "; én, to\\ tre\nfire"
    sender = replace(SENDER, navn='Fylket "Øst"; avd, 1')
    content = calendar.invitation(one, sender, (summary, "tekst"), NOW)

    assert max(map(len, content.split(b"\r\n"))) <= 75
    for piece in content.split(b"\r\n"):
        piece.decode()
    assert f"SUMMARY:{'Å' * 80}\\; én\\, to\\\\ tre\\nfire" in unfolded(content)
    assert "ORGANIZER;CN=\"Fylket 'Øst'; avd, 1\":mailto:svar@fylket.invalid" in unfolded(content)


LONG = (
    "Møre og Romsdal fylkeskommune, avdeling for utdanning og kompetanse, «seksjon ø» (" + "å" * 60
)


@pytest.mark.parametrize("navn", [LONG, "A,B;C <x@y.invalid>", '"Å" \\ @', "=?utf-8?q?x?=", "Å"])
def test_a_sender_of_any_name_is_one_sender(aal: Cargo, navn: str) -> None:
    message = opened(written(aal, sender=Sender(navn, "a@fylket.invalid", "a@fylket.invalid")))

    assert [one.addr_spec for one in message["From"].addresses] == ["a@fylket.invalid"]
    assert message["Reply-To"] is None


ODD = (
    "žcø4/6c(«(/.7Å1 ?7æ74đđ (Å(",
    "=?utf-8?q?x?= Å",
    "Å  Å",
    "(ø) «æ» _ ?= ,;",
    "Gáivuotna – " * 6,
)


@pytest.mark.parametrize("navn", ODD)
def test_a_subject_is_read_as_it_was_written_wherever_it_is_folded(
    tmp_path: Path, navn: str
) -> None:
    """The first lost a space between two encoded words."""
    one = replace(shipment(tmp_path, kommune("aal", AAL)), navn=navn.strip())
    message = opened(written(Cargo(one, b"%PDF-1", b"{}", b"%PDF-2")))

    subject = f"Datapakke for {navn.strip()} kommune til møtet 17. november 2016"
    assert message["Subject"] == subject


def test_every_municipality_of_norway_can_stand_in_a_subject() -> None:
    with (ROOT / "src" / "datapakke" / "norge" / "kommuner.csv").open(encoding="utf-8") as file:
        names = {row["navn"] for row in csv.DictReader(file, delimiter=";")}
    for navn in names:
        subject = f"DEMODATA: Rettet datapakke for {navn} kommune til møtet 17. november 2016"
        head = f"Subject: {_subject(subject)}\n\n".encode("ascii")
        assert opened(head)["Subject"] == subject
    assert len(names) > 400


def test_a_message_that_opens_as_something_else_is_not_sent(aal: Cargo) -> None:
    raw, emne = written(aal), "Datapakke for Ål kommune til møtet 17. november 2016"
    found = {name: content for name, (_, content) in files(opened(raw)).items()}
    between = SENDER.fra, AAL
    check(raw, emne, between, found)
    for changed in (
        raw.replace(b"To: skolesjef@aal", b"To: x@hol.invalid, skolesjef@aal"),
        raw.replace(b"To: skolesjef@aal", b"Cc: x@hol.invalid\r\nTo: skolesjef@aal"),
        raw.replace(b'filename="svarark-0619', b'filename="svarark-0620'),
        raw.replace(b"JVBERi0xLjQK", b"JVBERi0xLjUK", 1),
        raw.replace(b"Subject: ", b"Subject: X "),
        raw.replace(b"<pakker@", b"<pakkar@"),
    ):
        assert changed != raw
        with pytest.raises(SendingError, match="ble ikke det den skulle"):
            check(changed, emne, between, found)


def test_every_message_is_opened_again_before_it_is_given(
    aal: Cargo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in our own making of it, or in the library's, is found before anyone sees it."""

    def wrong(message: EmailMessage, name: str, content: bytes) -> None:
        message.add_attachment(content[:-1], maintype="application", subtype="pdf", filename=name)

    monkeypatch.setattr("datapakke.delivery.message._attach", wrong)
    with pytest.raises(SendingError, match="Ingenting er sendt"):
        written(aal)
