"""A rehearsal of a whole round on invented figures: from extracts to answers read.

``python scripts/generalprove.py MAPPE`` (``make generalprove``) makes a demo project in a new
folder, runs each command as a person would, mails to a server of its own on this machine, answers
as a municipality would, and holds what came of it against what should have. It stops with exit code
1 at the first thing that is not as it should be. Nothing leaves the machine.
"""

import argparse
import hashlib
import io
import json
import logging
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pypdf
import trustme
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pypdf.generic import NameObject

from datapakke.demo.settings import as_yaml

ROUND, MEETING = "2016-host", "2016-11-02"
WHO = "Kari Nordmann"
USER, PASSWORD = "generalprove", "bare-her"
ANSWERS = {
    "deltakere": "Skolesjefen og rektorene",
    "tall_1_nummer": "Figur 3.2",
    "tall_1_hvorfor": "Vi kjenner oss igjen i fraværet på 10. trinn.",
    "fortsette": "Felles samtaler med elevene før de søker Vg1.",
    "samarbeid_1_tema": "Elever som bytter programområde",
    "samarbeid_1_hvem": "Rådgiverne",
    "samarbeid_1_naar": "10–11",
}
CHOSEN = {"viktig_overgang": 4, "viktig_fravaer": 3, "viktig_engelsk": 2, "dele": 0}
"""Of the fields with choices: which one, from 0."""
DONE = "alle på møtet er godkjent, sendt og ikke foreldet"
SHOWN = 8
"""So many lines of what a command says."""


class NotAsItShouldError(Exception):
    """What is not as it should be."""


def say(text: str = "") -> None:
    """Tell how far the rehearsal has come."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def must(claim: object, what: str) -> None:
    """Go on when something is as it should be."""
    if not claim:
        raise NotAsItShouldError(what)
    say(f"   ✓ {what}")


class Inbox:
    """A mail server's: what came, by recipient, in order."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, EmailMessage]] = []

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message."""
        message = BytesParser(policy=policy.default).parsebytes(envelope.original_content or b"")
        assert isinstance(message, EmailMessage)  # noqa: S101 - as the policy makes it
        self.mails += [(one, message) for one in envelope.rcpt_tos]
        return "250 OK"

    def attached(self, number: int, begins: str) -> tuple[str, bytes]:
        """Give the name and content of an attachment of a message, by how its name begins."""
        for part in self.mails[number][1].iter_attachments():
            content = part.get_payload(decode=True)
            if str(part.get_filename()).startswith(begins) and isinstance(content, bytes):
                return str(part.get_filename()), content
        what = f"e-post {number} har et vedlegg som begynner med «{begins}»"
        raise NotAsItShouldError(what)


@contextmanager
def mail_server(folder: Path) -> Iterator[tuple[Inbox, int, Path]]:
    """Run a server with TLS and login; gives what it takes, its port, and whom to trust."""
    authority, trusted = trustme.CA(), folder / "tillit.pem"
    authority.cert_pem.write_to_path(str(trusted))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)

    def login(*words: Any) -> AuthResult:  # noqa: ANN401 - aiosmtpd's own
        given = words[-1]
        right = LoginPassword(USER.encode(), PASSWORD.encode())
        return AuthResult(success=given == right)

    with socket.create_server(("localhost", 0)) as free:
        port = free.getsockname()[1]
    inbox = Inbox()
    controller = Controller(
        inbox,
        hostname="localhost",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=login,
    )
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    controller.start()
    try:
        yield inbox, port, trusted
    finally:
        controller.stop()


class Rehearsal:
    """A demo project, and what is done in it."""

    def __init__(self, root: Path, inbox: Inbox, port: int, trusted: Path) -> None:
        self.root, self.inbox, self.port = root, inbox, port
        login = {"DATAPAKKE_SMTP_BRUKER": USER, "DATAPAKKE_SMTP_PASSORD": PASSWORD}
        self._environ = os.environ | login | {"SSL_CERT_FILE": str(trusted)}

    def run(self, *words: str, code: int = 0) -> tuple[str, str]:
        """Run a command in the project; gives what it wrote to stdout and to stderr."""
        say(f"\n$ datapakke {' '.join(f'«{one}»' if ' ' in one else one for one in words)}")
        began = time.monotonic()
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "datapakke", *words],
            cwd=self.root if self.root.is_dir() else None,
            env=self._environ,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = (done.stdout + done.stderr).splitlines()
        right = done.returncode == code
        for line in lines[:SHOWN] if right else lines:
            say(f"   {line}")
        if right and len(lines) > SHOWN:
            say(f"   … og {len(lines) - SHOWN} linjer til")
        took = time.monotonic() - began
        must(right, f"avslutningskode {code} ({took:.1f} sekunder)")
        return done.stdout, done.stderr

    def demo(self, kommuner: int | None) -> None:
        """Make the project, and write in its configuration what the analyst would."""
        few = () if kommuner is None else ("--kommuner", str(kommuner), "--aar", "2")
        self.run("demo", str(self.root), *few)
        path = self.root / "config" / "kommuner.yaml"
        said = yaml.safe_load(path.read_text("utf-8"))
        everyone = [one["slug"] for one in said["kommuner"]]
        if kommuner is not None:  # those that are left meet on one day
            meeting = {"dato": MEETING, "sted": "Drammen", "kommuner": everyone}
            said["runder"][0]["moter"] = [meeting]
        domains = {
            one["epost"].rpartition("@")[2] for k in said["kommuner"] for one in k["mottakere"]
        }
        said["sending"] = {
            "server": "localhost",
            "port": self.port,
            "domener": sorted(domains),
            "per_minutt": 600,
        }
        path.write_text(as_yaml(said), "utf-8")
        self.config = said

    def invited(self) -> dict[str, list[str]]:
        """Give the addresses of those invited to the meeting, by kommunenr, from the manifest."""
        moter = {str(one["dato"]): one for r in self.config["runder"] for one in r["moter"]}
        by_name = {
            name: [one["epost"] for one in kommune["mottakere"]]
            for kommune in self.config["kommuner"]
            for name in (kommune["slug"], *(kode["navn"] for kode in kommune["koder"]))
        }
        found = {one["kommunenr"]: one for one in self.manifest()["pakker"]}
        named = {str(name) for name in moter[MEETING]["kommuner"]}
        return {
            nr: by_name[one["kommune"]]
            for nr, one in found.items()
            if {one["kommune"], one["slug"]} & named
        }

    def manifest(self) -> dict[str, Any]:
        """Read what was built."""
        said = json.loads((self.root / "out" / ROUND / "manifest.json").read_bytes())
        assert isinstance(said, dict)  # noqa: S101 - JSON of our own
        return said


def rehearse(folder: Path, kommuner: int | None = 2) -> None:
    """Go through a round.

    Args:
        folder: A new folder for the project and all that comes of it.
        kommuner: How many municipalities; None: all, with the meetings as they were in 2016.

    Raises:
        NotAsItShouldError: Something is not as it should be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with mail_server(folder) as (inbox, port, trusted):
        rehearsal = Rehearsal(folder / "prosjekt", inbox, port, trusted)
        rehearsal.demo(kommuner)
        build(rehearsal)
        approve(rehearsal)
        send(rehearsal)
        answer(rehearsal)
        for number, (_, message) in enumerate(inbox.mails):
            (folder / f"{number}.eml").write_bytes(message.as_bytes())


def build(rehearsal: Rehearsal) -> None:
    """Check what was read, and make the packets."""
    rehearsal.run("check")
    rehearsal.run("batch", "--dato", "2016-10-25", "--dager", "14")
    manifest = rehearsal.manifest()
    must(manifest["audit"]["ok"], "pakkene er angrepet samlet, og ingenting ble funnet")
    must(manifest["demo"], "pakkene er merket som demodata")
    rehearsal.run("batch", "--dato", "2016-10-25", "--dager", "14")
    must(rehearsal.manifest() == manifest, "andre gang endret ingenting")


def approve(rehearsal: Rehearsal) -> None:
    """Look through, and approve; not before, and not as something else than a demo."""
    words = ("approve", "--mote", MEETING, "--navn", WHO)
    rehearsal.run(*words, code=2)
    _, told = rehearsal.run(*words, "--demo", "--kode", "00000000", code=1)
    must("datapakke review" in told, "ingen godkjenner andre pakker enn dem som ble sett over")
    rehearsal.run("review")
    rehearsal.run("send", "--mote", MEETING, code=1)
    must(not rehearsal.inbox.mails, "ingenting sendes før det er godkjent")
    page = (rehearsal.root / "out" / f"{ROUND}-gjennomgang" / "index.html").read_text("utf-8")
    found = re.search(rf"--mote {MEETING} --kode ([0-9a-f]+) ", page)
    must(found, "gjennomgangssiden har koden til pakkene på møtet")
    _, told = rehearsal.run(*words, "--demo", code=2)
    must("--kode" in told, "ingen godkjenner uten koden på siden")
    rehearsal.run(*words, "--demo", "--kode", found[1] if found else "")


def send(rehearsal: Rehearsal) -> None:
    """Send, and see that each got their own, once."""
    rehearsal.run("send", "--mote", MEETING, "--dry-run")
    must(not rehearsal.inbox.mails, "ingenting er sendt ennå")
    rehearsal.run("send", "--mote", MEETING)
    wanted = sorted(epost for all_ in rehearsal.invited().values() for epost in all_)
    must(sorted(one for one, _ in rehearsal.inbox.mails) == wanted, "hver mottaker har fått én")
    made = {one["fil"]: one for one in rehearsal.manifest()["pakker"]}
    for number, (epost, message) in enumerate(rehearsal.inbox.mails):
        name, content = rehearsal.inbox.attached(number, "datapakke")
        nr = next(nr for nr, all_ in rehearsal.invited().items() if epost in all_)
        same = [
            one for one in made.values() if one["sha256"] == hashlib.sha256(content).hexdigest()
        ]
        must([one["kommunenr"] for one in same] == [nr], f"{epost} fikk {name}, som ble godkjent")
        must("DEMODATA" in str(message["Subject"]).upper(), "emnet sier at det er demodata")
    rehearsal.run("send", "--mote", MEETING)
    must(len(rehearsal.inbox.mails) == len(wanted), "andre gang ble ingenting sendt")


def answer(rehearsal: Rehearsal) -> None:
    """Answer as the first municipality, file it, and remind the others."""
    nr, *others = sorted(rehearsal.invited())
    epost = rehearsal.invited()[nr][0]
    number = [one for one, _ in rehearsal.inbox.mails].index(epost)
    came = rehearsal.root.parent / "innboks"
    came.mkdir()
    _, sheet = rehearsal.inbox.attached(number, "svarark")
    (came / "Svar fra oss.pdf").write_bytes(filled(sheet))
    rehearsal.run("svar", str(came.resolve()))
    table = (rehearsal.root / "svar" / ROUND / "svar.csv").read_text("utf-8-sig")
    must(ANSWERS["fortsette"] in table, "svaret står i tabellen")
    before = len(rehearsal.inbox.mails)
    rehearsal.run("send", "--mote", MEETING, "--paaminnelse")
    reminded = sorted(one for one, _ in rehearsal.inbox.mails[before:])
    silent = sorted(one for nr in others for one in rehearsal.invited()[nr])
    must(reminded == silent, "bare de som ikke har svart, er minnet om det")
    lines = json.loads(rehearsal.run("status", "--json")[0])["linjer"]
    mine = [one for one in lines if one["mote"] == MEETING]
    must(all(one["godkjent"] and one["sendt"] and not one["foreldet"] for one in mine), DONE)
    have = [one["kommunenr"] for one in mine if one["svart"]]
    must(have == [nr], "status sier at bare den ene har svart")


def filled(sheet: bytes) -> bytes:
    """Fill in an answer sheet as a PDF program does."""
    writer = pypdf.PdfWriter(io.BytesIO(sheet))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(ANSWERS), auto_regenerate=False)
    form: Any = writer.root_object["/AcroForm"]
    for field in (one.get_object() for one in form["/Fields"]):
        if field["/T"] in CHOSEN:
            chosen = NameObject(f"/{CHOSEN[field['/T']]}")
            field[NameObject("/V")] = chosen
            field["/Kids"][CHOSEN[field["/T"]]].get_object()[NameObject("/AS")] = chosen
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def main() -> None:
    """Rehearse in the folder that is given."""
    parser = argparse.ArgumentParser(description="Generalprøve på oppdiktede tall.")
    parser.add_argument("mappe", type=Path, help="en ny mappe")
    parser.add_argument("--alle", action="store_true", help="alle de 21 kommunene")
    given = parser.parse_args()
    if given.mappe.exists() and any(given.mappe.iterdir()):
        parser.error(f"{given.mappe} er ikke tom")
    began = time.monotonic()
    try:
        rehearse(given.mappe.resolve(), None if given.alle else 2)
    except NotAsItShouldError as error:
        say(f"\nFEIL: {error}")
        raise SystemExit(1) from None
    say(f"\nAlt er som det skal ({time.monotonic() - began:.0f} sekunder). Se i {given.mappe}.")


if __name__ == "__main__":
    main()
