"""Who receives is bound to what is sent: whatever does not fit stops everything, all at once."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from datapakke.config.sending import Sending
from datapakke.delivery.address import others_domain, wrong_with
from datapakke.delivery.binding import SendingError, check_sender, load
from datapakke.delivery.shipment import Cargo, File, Shipment
from datapakke.kommuner import Kommune, Mottaker
from delivery_helpers import (
    KOMMUNER,
    MOTE,
    SENDER,
    SENDING,
    config_of,
    kommune,
    pdf,
    shipment,
    shipments,
)

HOL, HOLE, AAL, OE = KOMMUNER


def refused(*ships: Shipment, kommuner: tuple[Kommune, ...] = KOMMUNER, **rules: object) -> str:
    """Give what is told when these may not be sent."""
    sending = replace(SENDING, **rules)  # type: ignore[arg-type]
    with pytest.raises(SendingError) as caught:
        load(ships, config_of(kommuner), sending)
    assert caught.value.exit_code == 1
    return "\n".join(map(str, caught.value.problems))


def accepted(*ships: Shipment, **rules: object) -> tuple[Cargo, ...]:
    sending = replace(SENDING, **rules)  # type: ignore[arg-type]
    return load(ships, config_of(tuple(one.kommune for one in ships)), sending)


def test_what_fits_is_read_once_and_is_what_was_approved(tmp_path: Path) -> None:
    ships = shipments(tmp_path)
    cargo = load(ships, config_of(), SENDING)

    assert [one.pakke for one in cargo] == [one.path.read_bytes() for one in ships]
    assert all(one.svarark and one.svarark.startswith(b"%PDF-") for one in cargo)


def test_every_problem_of_every_shipment_is_told_at_once(tmp_path: Path) -> None:
    hol, hole, aal, _ = shipments(tmp_path)
    hol.path.write_bytes(pdf("x", "y"))
    hole.path.unlink()
    told = refused(hol, hole, aal, domener=("hol.kommune.invalid",))

    assert "0620-hol.pdf: er ikke den filen som ble godkjent" in told
    assert "0612-hole.pdf: kan ikke leses" in told
    assert told.count("står ikke i «domener»") == 3  # Hole's, and the two of Ål


def test_a_packet_that_was_swapped_for_another_municipalitys_is_refused(tmp_path: Path) -> None:
    hol, hole, *_ = shipments(tmp_path)
    hol.path.write_bytes(hole.path.read_bytes())

    assert "er ikke den filen som ble godkjent" in refused(hol, hole)


def test_anothers_packet_is_refused_even_when_its_hash_was_approved(tmp_path: Path) -> None:
    """Hol matching Hole: the file says whose it is itself."""
    hol, hole, *_ = shipments(tmp_path)
    hol.path.write_bytes(hole.path.read_bytes())

    told = refused(replace(hol, sha256=hole.sha256))
    assert "sier at den er «Kommune 0612 Hole, runde 2016-host», men skal være" in told


@pytest.mark.parametrize(
    ("subject", "text", "what"),
    [
        ("Kommune 0620 Hol, runde 2015-host", "Hol", "sier at den er"),
        ("Kommune 0612 Hol, runde 2016-host", "Hol", "sier at den er"),
        ("Kommune 0620 Hole, runde 2016-host", "Hol", "sier at den er"),
        ("", "Hol", "sier at den er «»"),
        ("Kommune 0620 Hol, runde 2016-host", "Datapakke for Gol", "har ikke navnet Hol"),
    ],
)
def test_a_packet_must_say_its_code_name_and_round(
    tmp_path: Path, subject: str, text: str, what: str
) -> None:
    one = shipment(tmp_path, HOL)
    assert what in refused(with_packet(one, pdf(subject, text)))


def with_packet(one: Shipment, content: bytes) -> Shipment:
    """Give a shipment whose approved packet is ``content``."""
    from hashlib import sha256  # noqa: PLC0415

    one.path.write_bytes(content)
    return replace(one, sha256=sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html>502 Bad Gateway</html>", "er ikke en PDF: den begynner med b'<html>50'"),
        (b"\n%PDF-1.4\n", "er ikke en PDF"),
        (b"%PDF-1.4\n" + b"\0" * 500, "kan ikke leses som PDF"),
    ],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    assert what in refused(with_packet(shipment(tmp_path, HOL), content))


def test_what_a_file_says_of_itself_cannot_steer_a_terminal(tmp_path: Path) -> None:
    told = refused(with_packet(shipment(tmp_path, HOL), pdf("Kommune \x07\n0620", "Hol")))
    assert all(line.isprintable() for line in told.split("\n"))
    assert "\\u0007" in told


def test_an_empty_packet_is_refused(tmp_path: Path) -> None:
    one = shipment(tmp_path, HOL)
    one.path.write_bytes(b"")
    assert "er ikke den filen som ble godkjent" in refused(one)
    assert refused(with_packet(one, b""))


def test_a_link_is_refused_even_to_the_right_file(tmp_path: Path) -> None:
    one = shipment(tmp_path, HOL)
    one.path.rename(tmp_path / "ekte.pdf")
    one.path.symlink_to(tmp_path / "ekte.pdf")

    assert "0620-hol.pdf: er en lenke." in refused(one)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused_without_waiting(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    one = shipment(tmp_path, HOL)
    one.path.unlink()
    make(one.path)

    assert "er ikke en vanlig fil." in refused(one)


def test_fifty_megabytes_are_refused(tmp_path: Path) -> None:
    one = shipment(tmp_path, HOL)
    with one.path.open("ab") as file:
        file.truncate(50_000_000)

    assert "er større enn 20 MB («storst_mb» under «sending»)." in refused(one)


def test_the_answer_sheet_and_the_side_car_are_bound_too(tmp_path: Path) -> None:
    hol, *_ = shipments(tmp_path)
    assert hol.svarark
    hol.sidefil.path.write_bytes(b"{}")
    told = refused(hol)
    assert "0620-hol.json: er ikke den filen som ble godkjent" in told
    assert "0620-hol-svarark.pdf: er ikke den filen" in refused(
        replace(hol, svarark=File(hol.svarark.path, "0" * 64))
    )


def test_anothers_answer_sheet_is_refused_even_when_its_hash_was_approved(tmp_path: Path) -> None:
    hol, hole, *_ = shipments(tmp_path)
    assert hol.svarark
    assert hole.svarark
    other = File(hol.svarark.path, hole.svarark.sha256)
    hol.svarark.path.write_bytes(hole.svarark.path.read_bytes())
    told = refused(replace(hol, svarark=other), hole)
    assert "sier at den er «Svarark 2016-host/0612», men skal være" in told


def test_the_files_name_the_code_and_the_municipality_belong_together(tmp_path: Path) -> None:
    hol, hole, *_ = shipments(tmp_path)

    assert "filen heter 0612-hole.pdf, men skal hete 0620-hol.pdf" in refused(
        replace(hol, path=hole.path, sha256=hole.sha256)
    )
    assert "kommunenummeret er ikke hol sitt" in refused(replace(hol, kommunenr="0612"))
    assert "kommunenummeret er ikke hol sitt" in refused(replace(hol, navn="Hole"))
    assert "står ikke i oppsettet slik den er her" in refused(hol, kommuner=(HOLE,))
    elsewhere = replace(MOTE, kommuner=("hole",))
    assert "er ikke invitert til møtet 2016-11-17" in refused(replace(hol, mote=elsewhere))


def test_nobody_is_in_two_shipments(tmp_path: Path) -> None:
    hol, *_ = shipments(tmp_path)
    told = refused(hol, hol)
    assert "kommunen '0620': er med i mer enn én forsendelse" in told
    assert "mottakeren 'skolesjef@hol.kommune.invalid': er med i mer enn én" in told

    shared = "post@aal.kommune.invalid"
    two = kommune("hol", shared), kommune("hole", shared.upper())
    ships = [shipment(tmp_path, one) for one in two]
    told = refused(*ships, kommuner=two, andres_domene=(shared,))
    assert "mottakeren 'post@aal.kommune.invalid': er med i mer enn én" in told


def test_a_municipality_without_a_recipient_is_told(tmp_path: Path) -> None:
    nobody = replace(HOL, mottakere=())
    assert "har ingen mottaker" in refused(shipment(tmp_path, nobody), kommuner=(nobody,))


PLAIN = ("skolesjef@hol.kommune.no", "a@b.no", "Per.Olav+skole_1@nore-og-uvdal.kommune.no")
NASTY = (
    "",
    "skolesjef",
    "@hol.kommune.no",
    "skolesjef@",
    "skolesjef@kommune",
    "skolesjef(Hol)@hol.kommune.no",
    "skolesjef@hol.kommune.no (Hol)",
    "Skolesjef <skolesjef@hol.kommune.no>",
    "<skolesjef@hol.kommune.no>",
    "skolesjefer: a@hol.kommune.no, b@hol.kommune.no;",
    "a@hol.kommune.no,b@hole.kommune.no",
    "a@hol.kommune.no b@hole.kommune.no",
    "a@b@hol.kommune.no",
    "@relay.no:a@hol.kommune.no",
    '"a b"@hol.kommune.no',
    "a..b@hol.kommune.no",
    ".a@hol.kommune.no",
    "a.@hol.kommune.no",
    "a@hol..kommune.no",
    "a@.hol.kommune.no",
    "a@hol.kommune.no.",
    "a@-hol.kommune.no",
    "a@hol_.kommune.no",
    "a@[127.0.0.1]",
    "a%hole.kommune.no@hol.kommune.no",
    "a!b@hol.kommune.no",
    "a@hol.kommune.no\n",
    "a@hol.kommune.no\r\nBcc: b@hole.kommune.no",
    "a\r\n@hol.kommune.no",
    "a\0@hol.kommune.no",
    " a@hol.kommune.no",
    "a@hol.kommune.no\t",
    "å@hol.kommune.no",
    "a@hоl.kommune.no",
    "a@ｈｏｌ.kommune.no",
    "a\u200b@hol.kommune.no",
    "a@hol\u2024kommune.no",
    "a@xn--hl-fka.kommune.no",
    "a@hol.XN--kommune-0nf.no",
    "=?utf-8?q?a?=@hol.kommune.no",
    "-f/etc/passwd@hol.kommune.no",
    "a" * 65 + "@hol.kommune.no",
    "a@" + ".".join(["a" * 60] * 5) + ".no",
)


@pytest.mark.parametrize("epost", PLAIN)
def test_a_plain_address_is_plain(epost: str) -> None:
    assert not wrong_with(epost)


@pytest.mark.parametrize("epost", NASTY)
def test_an_address_that_is_not_plain_stops_everything(tmp_path: Path, epost: str) -> None:
    assert wrong_with(epost)
    odd = replace(HOL, mottakere=(Mottaker("skolesjef", epost),))
    told = refused(shipment(tmp_path, odd), kommuner=(odd,), domener=("hol.kommune.no",))

    assert told.isprintable() or "\n" in told
    assert all(line.isprintable() for line in told.split("\n"))


@pytest.mark.parametrize(
    "epost",
    [
        "a@kommune.invalid",
        "a@x.hol.kommune.invalid",
        "a@hol.kommune.invalid.no",
        "a@hol-kommune.invalid",
        "a@ho1.kommune.invalid",
        "a@xhol.kommune.invalid",
    ],
)
def test_a_domain_is_allowed_exactly_or_not_at_all(tmp_path: Path, epost: str) -> None:
    odd = kommune("hol", epost)
    told = refused(shipment(tmp_path, odd), kommuner=(odd,))
    assert "står ikke i «domener» under «sending»" in told


def test_a_domain_is_allowed_in_capitals(tmp_path: Path) -> None:
    assert accepted(shipment(tmp_path, kommune("hol", "Rektor@HOL.Kommune.invalid")))


def test_an_address_in_another_municipalitys_domain_is_refused_unless_it_is_meant(
    tmp_path: Path,
) -> None:
    odd = kommune("hol", "skolesjef@aal.kommune.invalid")
    one = shipment(tmp_path, odd)
    told = refused(one, kommuner=(odd, HOLE, AAL, OE))
    assert "domenet er aal sitt" in told
    assert accepted(one, andres_domene=("Skolesjef@aal.kommune.invalid",))


@pytest.mark.parametrize(
    "domain", ["ovre-eiker.no", "oevre-eiker.no", "oevreeiker.no", "epost.ovreeiker.kommune.no"]
)
def test_a_municipality_is_known_by_any_spelling_of_its_domain(domain: str) -> None:
    assert others_domain(f"a@{domain}", OE, KOMMUNER) is None
    assert others_domain(f"a@{domain}", HOL, KOMMUNER) == OE
    assert others_domain("a@fylket.no", HOL, KOMMUNER) is None


@pytest.mark.parametrize(
    "sign", ["\n", "\r\nBcc: x@hol.kommune.invalid\r\n", "\0", "\u2028", "\x85"]
)
def test_no_line_break_reaches_a_header(tmp_path: Path, sign: str) -> None:
    one = shipment(tmp_path, HOL)
    told = refused(replace(one, mote=replace(MOTE, sted=f"Hol{sign}")))
    assert "har styretegn eller linjeskift" in told
    assert all(line.isprintable() for line in told.split("\n"))
    assert "har styretegn" in refused(replace(one, andre=(f"Gol{sign}",)))
    with pytest.raises(SendingError, match="styretegn"):
        check_sender(replace(SENDER, navn=f"Fylket{sign}"))
    with pytest.raises(SendingError, match="avsenderen"):
        check_sender(replace(SENDER, fra=f"a@fylket.invalid{sign}"))


def test_the_rules_have_their_defaults() -> None:
    made = Sending("a", 1, "starttls", ("b.no",))
    assert (made.storst_mb, made.per_minutt, made.innlogging) == (20, 30, True)
