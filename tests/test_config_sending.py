"""The section ``sending`` and the hours of meetings: what is read, and what is refused where."""

from datetime import time
from pathlib import Path

import pytest

from config_text import VALID, load_text, problems_of, replaced
from datapakke.config import load_config
from datapakke.config.sending import Sending

SHORT = "sending: {server: epost.fylket.no, domener: [hol.kommune.no]}\n"


def with_sending(fields: str) -> str:
    return f"{VALID}sending: {{server: epost.fylket.no, domener: [hol.kommune.no], {fields}}}\n"


def test_the_section_may_be_missing(tmp_path: Path) -> None:
    assert load_text(tmp_path, VALID).sending is None


def test_a_server_and_the_domains_are_enough(tmp_path: Path) -> None:
    found = load_text(tmp_path, VALID + SHORT).sending

    assert found == Sending("epost.fylket.no", 587, "starttls", ("hol.kommune.no",))
    assert found.innlogging
    assert (found.storst_mb, found.per_minutt) == (20, 30)


def test_everything_can_be_said(tmp_path: Path) -> None:
    text = with_sending(
        "tls: direkte, innlogging: nei, fra: pakker@fylket.no, storst_mb: 8, per_minutt: 5,"
        " andres_domene: [skolesjef@hole.kommune.no]"
    )
    assert load_text(tmp_path, text).sending == Sending(
        "epost.fylket.no",
        465,
        "direkte",
        ("hol.kommune.no",),
        innlogging=False,
        fra="pakker@fylket.no",
        andres_domene=("skolesjef@hole.kommune.no",),
        storst_mb=8,
        per_minutt=5,
    )


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("passord: hemmelig", "«passord» skal ikke stå i filen"),
        ("bruker: utdanning", "«bruker» skal ikke stå i filen"),
        ("tls: nei", "«tls» er «nei», men skal være «starttls» eller «direkte»"),
        ("tls: uten", "men skal være «starttls» eller «direkte»"),
        ("port: 0", "men skal være et helt tall større enn 0"),
        ("port: 65536", "men skal være et tall fra 1 til 65535"),
        ("innlogging: false", "men skal være «ja» eller «nei»"),
        ("fra: Fylket <a@b.no>", "men skal være en e-postadresse"),
        ("storst_mb: 0", "et helt tall større enn 0"),
        ("per_minutt: -1", "et helt tall større enn 0"),
        ("andres_domene: [hole.kommune.no]", "men skal være en e-postadresse"),
        ("serveren: x", "nøkkelen «serveren» er ukjent. Mente du «server»?"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, fields: str, what: str) -> None:
    ((place, told),) = problems_of(tmp_path, with_sending(fields))

    assert place.startswith(f"linje {VALID.count(chr(10)) + 1}, kolonne ")
    assert what in told


@pytest.mark.parametrize("fields", ["passord: hemmelig", 'passord: "hemmelig\\n"'])
def test_a_password_in_the_file_is_not_repeated(tmp_path: Path, fields: str) -> None:
    ((_, told),) = problems_of(tmp_path, with_sending(fields))
    assert "hemmelig" not in told


@pytest.mark.parametrize(
    "domain", ["kommune", "HOL.kommune.no", "*.kommune.no", "@hol.kommune.no", "høl.no", "hol..no"]
)
def test_a_domain_is_written_out_and_plain(tmp_path: Path, domain: str) -> None:
    text = f'{VALID}sending: {{server: epost.fylket.no, domener: ["{domain}"]}}\n'
    ((_, told),) = problems_of(tmp_path, text)
    assert "men skal være et domene som «modum.kommune.no»" in told


def test_a_domain_that_shows_as_other_letters_is_refused(tmp_path: Path) -> None:
    text = f"{VALID}sending: {{server: a.no, domener: [xn--hl-fka.kommune.no]}}\n"
    ((_, told),) = problems_of(tmp_path, text)
    assert "«xn--» er kodede tegn" in told


@pytest.mark.parametrize("server", ["a b.no", "a.no:25", "smtp://a.no", "-a.no", "Å.no", "a.no\\n"])
def test_a_server_is_a_name(tmp_path: Path, server: str) -> None:
    text = f'{VALID}sending: {{server: "{server}", domener: [hol.kommune.no]}}\n'
    ((_, told),) = problems_of(tmp_path, text)
    assert "navnet på en tjener" in told


def test_a_server_and_domains_are_needed(tmp_path: Path) -> None:
    ((_, told),) = problems_of(tmp_path, f"{VALID}sending: {{tls: starttls}}\n")
    assert told == "her mangler «server», «domener»."


def test_a_meeting_may_have_hours(tmp_path: Path) -> None:
    text = replaced("sted: Gol", "sted: Gol\n        klokkeslett: 10.00-14.30")
    first, second = load_text(tmp_path, text).runde(None).moter

    assert first.klokkeslett == (time(10), time(14, 30))
    assert second.klokkeslett is None


@pytest.mark.parametrize(
    "hours", ["10.00", "10:00-14:30", "14.30-10.00", "10.00-24.00", "9.00-10.00"]
)
def test_hours_that_are_none_are_told(tmp_path: Path, hours: str) -> None:
    text = replaced("sted: Gol", f'sted: Gol\n        klokkeslett: "{hours}"')
    ((place, told),) = problems_of(tmp_path, text)

    assert place == "linje 13, kolonne 22"
    assert "men skal være klokkeslett fra og til, som «10.00-14.30»" in told


def test_the_demo_may_send_to_its_own_recipients_only() -> None:
    config = load_config(Path("config/kommuner.yaml"))
    receivers = {m.epost.partition("@")[2] for one in config.kommuner for m in one.mottakere}

    assert config.sending
    assert set(config.sending.domener) == receivers
    assert all(one.endswith(".invalid") for one in (config.sending.server, *receivers))
