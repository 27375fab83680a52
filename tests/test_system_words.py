"""What the operating system refuses is said in bokmål, in one place."""

import errno
import os
import re
import smtplib
import socket
import ssl
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from datapakke.cli import main
from datapakke.delivery.heard import not_trusted, said
from datapakke.errors import _SYSTEM, system_says


@pytest.mark.parametrize("number", _SYSTEM)
def test_what_the_system_refuses_has_words_of_its_own(number: int) -> None:
    told = system_says(OSError(number, os.strerror(number), "fil"))

    assert told != os.strerror(number)
    assert not told.endswith(".")
    assert not re.search(r"\b(file|directory|denied|no|such|not|is)\b", told)


def test_what_is_rare_is_told_by_its_name() -> None:
    assert system_says(OSError(errno.EDOM, "Numerical argument out of domain")) == "feilen EDOM"
    assert system_says(OSError(99999, "Unknown error")) == "feilen 99999"
    assert system_says(OSError("noe")) == "ukjent feil"


def test_no_module_tells_in_the_systems_words() -> None:
    own = (ROOT / "src" / "datapakke").rglob("*.py")
    assert [one.name for one in own if "strerror" in one.read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "tar ikke imot"),
        (TimeoutError("timed out"), "ingen svar i tide"),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), "tjeneren la på"),
        (
            smtplib.SMTPServerDisconnected("Connection unexpectedly closed: timed out"),
            "ingen svar i tide",
        ),
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "finner ikke tjeneren: navnet er galt, eller nettet er nede",
        ),
        (smtplib.SMTPResponseException(451, b"try  later"), "451 try later"),
        ((550, "Ingen Bø".encode()), "550 Ingen Bø"),
    ],
)
def test_why_nothing_was_heard_is_told(error: Exception | tuple[int, bytes], told: str) -> None:
    assert said(error) == told


def test_a_certificate_is_refused_with_the_reason() -> None:
    error = ssl.SSLCertVerificationError()
    for code, told in ((10, "det er utløpt"), (62, "det er til en annen tjener"), (7, "rart")):
        error.verify_code, error.verify_message = code, "rart"
        assert not_trusted(error).startswith(told)


def test_a_command_that_may_not_write_says_so(tmp_path: Path) -> None:
    """A file lies where a folder should: not even root may make one there."""
    (tmp_path / "fil").write_text("", encoding="utf-8")
    done = CliRunner().invoke(main, ["demo", str(tmp_path / "fil" / "x"), "--kommuner", "1"])

    assert done.exit_code != 0
    assert "Not a directory" not in done.output
    assert "Traceback" not in done.output
