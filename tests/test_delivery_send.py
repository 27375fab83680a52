"""``datapakke send``: a project with approved packets, a mail server, and what came of it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config_text import VALID
from datapakke.batch.fresh import inputs_now
from datapakke.batch.inputs import Inputs
from datapakke.batch.manifest import write_manifest
from datapakke.batch.model import Audit, Entry, Manifest, sidecars_digest
from datapakke.cli import main
from datapakke.config import load_config
from datapakke.delivery.approval import Saying, addresses_of
from datapakke.delivery.approvals import approve
from datapakke.journal import Journal
from datapakke.order import Choice, make_order
from datapakke.project import find_project
from delivery_helpers import NAMES, NUMBERS, figure, write_files
from mail_server import PASSWORD, USER, Certificates, Log, certificates, mail_server

RUNDE, MOTE = "2019-host", "2019-10-04"
G = "0" * 64
NOW = datetime.fromisoformat("2019-09-25T12:00:00+02:00")
HOL, HOLE = "post@hol.invalid", "post@hole.invalid"
NEW = "{rolle: skolesjef, epost: ny@hol.invalid}"


@pytest.fixture(scope="session")
def certs() -> Certificates:
    return certificates()


class Office:
    """A project of two municipalities at one meeting, and the commands run in it."""

    def __init__(self, root: Path, certs: Certificates) -> None:
        self.root, self.certs, self.port = root, certs, 1
        self.settings = VALID
        certs.write_ca(root / "ca.pem")
        self.configure()
        self.today = Inputs((), (), "")
        self.folder = root / "out" / RUNDE
        self.make("hol", "hole")
        self.approve("hol", "hole")

    def configure(self, domener: str = "hol.invalid, hole.invalid") -> None:
        section = f"{{server: localhost, port: {self.port}, domener: [{domener}]}}"
        path = self.root / "config" / "kommuner.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{self.settings}sending: {section}\n", encoding="utf-8")

    def make(
        self, *slugs: str, filler: str = "", value: str = "12.5", marked: bool = False
    ) -> None:
        for slug in slugs:
            write_files(self.folder, slug, RUNDE, filler, (figure(value),), marked=marked)
        entries, sheets = [], []
        for path in sorted(self.folder.glob("*.pdf")):
            nr, _, slug = path.stem.partition("-")
            entries.append(self._entry(nr, slug))
            sheet = f"svarark/{path.stem}-svarark.pdf"
            sheets.append((sheet, digest(self.folder / sheet)))
        grunnlag = self.today.grunnlag
        audit = Audit(True, grunnlag, sidecars_digest(entries), 1, 1, ())  # noqa: FBT003
        self.manifest = Manifest(
            RUNDE,
            demo=False,
            program="0",
            grunnlag=grunnlag,
            inndata=self.today.pairs,
            pakker=tuple(entries),
            vedlegg=tuple(sheets),
            audit=audit,
        )
        write_manifest(self.folder, self.manifest)

    def _entry(self, nr: str, slug: str) -> Entry:
        pdf, side = self.folder / f"{nr}-{slug}.pdf", self.folder / f"{nr}-{slug}.json"
        hashes = digest(pdf), side.name, digest(side)
        key, grunnlag = G, self.today.grunnlag
        return Entry(nr, slug, NAMES[slug], "bokmål", pdf.name, *hashes, key, grunnlag, 1, 1, 1)

    def approve(self, *slugs: str, mote: str = MOTE) -> None:
        numbers = {NUMBERS[slug] for slug in slugs}
        entries = [one for one in self.manifest.pakker if one.kommunenr in numbers]
        saying = Saying(NOW, "Kari Nordmann", RUNDE, mote)
        name = "godkjent-demo.jsonl" if self.manifest.demo else "godkjent.jsonl"
        journal = Journal(self.root / "arkiv" / name)
        config = load_config(self.root / "config" / "kommuner.yaml")
        addresses = addresses_of(config.inndeling(2019))
        approve(journal, saying, self.manifest, entries, addresses)

    def send(self, *words: str, password: str = PASSWORD) -> Result:
        command = ["send", "--prosjekt", str(self.root), "--mote", MOTE, *words]
        environ = {
            "DATAPAKKE_SMTP_BRUKER": USER,
            "DATAPAKKE_SMTP_PASSORD": password,
            "SSL_CERT_FILE": str(self.root / "ca.pem"),
        }
        return CliRunner().invoke(main, command, env=environ, catch_exceptions=False)

    def with_server(
        self, *words: str, plan: Callable[[str, int], str] = lambda _, __: "ok"
    ) -> tuple[Result, Log]:
        with mail_server(plan, certs=self.certs) as server:
            self.port = server.port
            self.configure()
            return self.send(*words), server.log


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def office(tmp_path: Path, certs: Certificates, monkeypatch: pytest.MonkeyPatch) -> Office:
    clock = [NOW]

    def sleep(seconds: float) -> None:
        clock[0] += timedelta(seconds=seconds)

    monkeypatch.setattr("datapakke.cli.sending.time.sleep", sleep)
    monkeypatch.setattr("datapakke.cli.sending.now", lambda: clock[0])
    office = Office(tmp_path, certs)
    monkeypatch.setattr("datapakke.batch.fresh.inputs_now", lambda *_: office.today)
    return office


def opened(raw: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(raw)


def recipients(log: Log) -> list[str]:
    return [epost for epost, _ in log.taken]


def test_all_of_a_meeting_are_sent_once_over_tls_after_login(office: Office) -> None:
    result, log = office.with_server()
    again, nothing = office.with_server()

    assert result.exit_code == 0
    assert recipients(log) == [HOLE, HOL]
    assert log.logins == 1
    assert "0612 Hole → post@hole.invalid: sendt 25.09.2019 12.00" in result.output
    assert "2 av 2 mottakere har fått pakken; 2 var ikke sendt fra før." in result.output
    assert again.exit_code == 0
    assert recipients(nothing) == []
    assert "2 av 2 mottakere har fått pakken; 0 var ikke sendt fra før." in again.output


def test_each_gets_its_own_packet_and_nobody_elses(office: Office) -> None:
    _, log = office.with_server()
    for epost, raw in log.taken:
        message = opened(raw)
        names = [part.get_filename() for part in message.iter_attachments()]
        slug = epost.partition("@")[2].partition(".")[0]
        assert message["To"] == epost
        assert names[0] == f"datapakke-{NUMBERS[slug]}-{slug}-{MOTE}.pdf"
        packet = next(message.iter_attachments()).get_payload(decode=True)
        assert packet == (office.folder / f"{NUMBERS[slug]}-{slug}.pdf").read_bytes()


def test_a_dry_run_says_what_would_go_to_whom_and_needs_no_password(office: Office) -> None:
    result = office.send("--dry-run", password="")

    assert result.exit_code == 0
    assert "0620 Hol → post@hol.invalid: ikke sendt" in result.output
    assert f"0620-hol.pdf (SHA-256 {digest(office.folder / '0620-hol.pdf')[:12]}…)" in result.output
    assert "2 av 2 e-poster ville blitt sendt. Ingenting er sendt." in result.output
    assert not (office.root / "arkiv" / "sendt.jsonl").exists()


def test_messages_are_written_to_a_folder_as_they_would_be_sent(office: Office) -> None:
    folder = office.root / "brev"
    result = office.send("--til-mappe", str(folder))
    _, log = office.with_server()

    assert result.exit_code == 0
    assert sorted(one.name for one in folder.iterdir()) == [
        "0612-hole_post@hole.invalid.eml",
        "0620-hol_post@hol.invalid.eml",
    ]
    assert [one.read_bytes() for one in sorted(folder.iterdir())] == [raw for _, raw in log.taken]


@pytest.mark.parametrize(
    "place", [f"out/{RUNDE}", "out", "arkiv/nytt", "x/../data", "svar", "lenke"]
)
def test_messages_are_not_written_among_what_is_the_projects(office: Office, place: str) -> None:
    (office.root / "lenke").symlink_to("out", target_is_directory=True)
    before = sorted(office.root.rglob("*"))
    result = office.send("--til-mappe", str(office.root / place))

    assert result.exit_code == 2
    assert "er en av prosjektets egne. Velg en annen mappe" in result.output
    assert sorted(office.root.rglob("*")) == before


def test_messages_are_not_written_among_others_that_somebody_might_send(office: Office) -> None:
    """An older run left the message of another packet, or to who is no recipient any more."""
    folder = office.root / "brev"
    assert office.send("--til-mappe", str(folder)).exit_code == 0
    assert office.send("--til-mappe", str(folder)).exit_code == 0, "the same ones, once more"
    office.settings = VALID.replace("post@hol.invalid", "ny@hol.invalid")
    office.configure()
    office.approve("hol")
    result = office.send("--til-mappe", str(folder))

    assert result.exit_code == 2
    assert "har e-poster som ikke er av disse: 0620-hol_post@hol.invalid.eml." in result.output
    assert len(list(folder.iterdir())) == 2
    assert office.send("--til-mappe", str(office.root / "nye")).exit_code == 0


def test_packets_elsewhere_are_left_alone_too(office: Office) -> None:
    elsewhere = office.folder.rename(office.root / "pakkene")
    words = ("--ut", str(elsewhere), "--til-mappe")

    assert office.send(*words, str(elsewhere)).exit_code == 2
    assert office.send(*words, str(elsewhere / "brev")).exit_code == 2
    assert office.send(*words, str(office.root / "brev")).exit_code == 0


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--prove", "meg@fylket.invalid")])
def test_what_is_made_from_other_extracts_than_todays_is_sent_to_no_one(
    office: Office, words: tuple[str, ...]
) -> None:
    made, office.today = office.today, Inputs((("data/raw/ot.csv", "1" * 64),), (), "")
    result, log = office.with_server(*words)

    assert result.exit_code == 1
    assert not log.tried
    assert "Hol: pakken er laget av andre uttrekk" in result.output
    assert "Hole: pakken er laget av andre uttrekk" in result.output
    assert "data/raw/ot.csv er ny." in result.output
    assert f"datapakke batch --dato {MOTE}" in result.output
    assert not Journal(office.root / "arkiv" / "sendt.jsonl").read()
    office.today = made
    assert recipients(office.with_server()[1]) == [HOLE, HOL]


def test_what_has_been_sent_is_told_of_and_reminded_of_whatever_has_changed(office: Office) -> None:
    office.with_server()
    office.today = Inputs((("data/raw/ot.csv", "1" * 64),), (), "")
    result, log = office.with_server()
    reminded, second = office.with_server("--paaminnelse")

    assert (result.exit_code, recipients(log)) == (0, [])
    assert "2 av 2 mottakere har fått pakken" in result.output
    assert (reminded.exit_code, recipients(second)) == (0, [HOLE, HOL])


def test_a_lost_journal_is_made_again_whatever_has_changed(office: Office) -> None:
    name = office.send("--dry-run").output.split()[0]
    office.today = Inputs((("data/raw/ot.csv", "1" * 64),), (), "")
    assert office.send("--avklar", f"{name}=sendt").exit_code == 0


def test_what_is_made_today_is_that_of_the_project(
    tmp_path: Path, certs: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("datapakke.cli.sending.now", lambda: NOW)
    office = Office(tmp_path, certs)
    raw, elsewhere = tmp_path / "data" / "raw", tmp_path / "levert"
    for folder in (raw, elsewhere):
        folder.mkdir(parents=True)
    (elsewhere / "ot.csv").write_text("rettet", "utf-8")
    project = find_project(tmp_path)
    config = load_config(project.config)
    order = make_order(Choice(mote=MOTE), config)
    office.today = inputs_now(project, config, order, raw, None)
    office.make("hol", "hole")
    assert office.send("--dry-run").exit_code == 0

    changed = office.send("--dry-run", "--data", str(elsewhere))
    assert (changed.exit_code, "levert/ot.csv er ny." in changed.output) == (1, True)
    (raw / "ot.csv").write_text("rettet", "utf-8")
    changed = office.send("--dry-run")
    assert (changed.exit_code, "data/raw/ot.csv er ny." in changed.output) == (1, True)


def test_a_rehearsal_goes_to_oneself_and_is_not_remembered(office: Office) -> None:
    result, log = office.with_server("--prove", "meg@fylket.invalid")

    assert result.exit_code == 0
    assert recipients(log) == ["meg@fylket.invalid"] * 2
    assert all(opened(raw)["Subject"].startswith("PRØVE: ") for _, raw in log.taken)
    assert "Hole, prøve for post@hole.invalid → meg@fylket.invalid: sendt" in result.output
    assert not (office.root / "arkiv" / "sendt.jsonl").exists()
    assert recipients(office.with_server()[1]) == [HOLE, HOL]
    assert len(office.with_server("--prove", "meg@fylket.invalid")[1].taken) == 2


@pytest.mark.parametrize("prove", ["", " "])
@pytest.mark.parametrize("other", [(), ("--paaminnelse",), ("--dry-run",)])
def test_a_rehearsal_without_an_address_is_not_a_sending(
    office: Office, prove: str, other: tuple[str, ...]
) -> None:
    result, log = office.with_server("--prove", prove, *other)
    assert result.exit_code == 2
    assert "--prove" in result.output
    assert not log.tried


@pytest.mark.parametrize("prove", ["meg@annet.invalid", "meg", "a@fylket.invalid, b@hol.invalid"])
def test_a_rehearsal_goes_to_no_one_else(office: Office, prove: str) -> None:
    result, log = office.with_server("--prove", prove)
    assert result.exit_code == 1
    assert "--prove, mottaker" in result.output
    assert not log.tried


@pytest.mark.parametrize("prove", [HOL, "Post@HOLE.invalid", "rektor@hol.invalid"])
def test_a_rehearsal_of_all_packets_goes_to_no_municipality(office: Office, prove: str) -> None:
    """It would give a school chief the packets of all the others, though the domain is allowed."""
    result, log = office.with_server("--prove", prove)
    assert result.exit_code == 1
    assert f"--prove, mottaker {prove}: er i et domene som kommuner får pakker i." in result.output
    assert not log.tried


def test_a_rehearsal_may_go_to_an_allowed_domain_that_is_no_municipalitys(office: Office) -> None:
    with mail_server(lambda _, __: "ok", certs=office.certs) as server:
        office.port = server.port
        office.configure("hol.invalid, hole.invalid, kollega.invalid")
        assert office.send("--prove", "kari@kollega.invalid").exit_code == 0
        assert recipients(server.log) == ["kari@kollega.invalid"] * 2


def test_a_rehearsal_that_is_refused_is_told(office: Office) -> None:
    result, _ = office.with_server("--prove", "meg@fylket.invalid", plan=lambda _, __: "rcpt 550")
    assert result.exit_code == 1
    assert "Feil: 550" in result.output
    assert "Prøve: 0 av 2 e-poster sendt" in result.output


def test_what_is_not_approved_is_not_sent_and_is_told(office: Office) -> None:
    (office.root / "arkiv" / "godkjent.jsonl").unlink()
    (office.root / "arkiv" / "godkjent.jsonl.hode").unlink()
    office.approve("hol")
    result, log = office.with_server()

    assert recipients(log) == [HOL]
    assert "Merk: ikke godkjent, og ikke med: Hole." in result.output
    assert result.exit_code == 1

    named, log = office.with_server("--kommune", "Hole")
    assert named.exit_code == 2
    assert "Hole: er ikke godkjent" in named.output
    assert not log.tried


def test_a_packet_made_again_after_approval_stops_everything(office: Office) -> None:
    office.make("hol", filler="ny")
    result, log = office.with_server()

    assert result.exit_code == 1
    assert "Hol: er ikke godkjent lenger. Pakken er laget på nytt siden" in result.output
    assert not log.tried


def test_who_gets_a_packet_is_approved_with_it(office: Office) -> None:
    """Also when the new address is plain, allowed and the municipality's own."""
    assert VALID.count(HOL) == 1
    office.settings = VALID.replace(HOL, "rektor@hol.invalid")
    result, log = office.with_server()
    assert result.exit_code == 1
    said = "Hol: er ikke godkjent lenger. Mottakerne er endret siden:"
    assert f"{said} da {HOL}, nå rektor@hol.invalid. Se over pakken" in result.output
    assert not log.tried

    office.approve("hol")
    result, log = office.with_server()
    assert result.exit_code == 0
    assert recipients(log) == [HOLE, "rektor@hol.invalid"]


def test_a_packet_approved_for_another_meeting_stops_everything(office: Office) -> None:
    office.approve("hol", mote="2019-11-04")
    result, log = office.with_server()

    assert result.exit_code == 1
    assert "Hol: er godkjent til møtet 2019-11-04, ikke dette." in result.output
    assert not log.tried


def test_a_packet_changed_where_it_lies_stops_everything(office: Office) -> None:
    path = office.folder / "0620-hol.pdf"
    path.write_bytes((office.folder / "0612-hole.pdf").read_bytes())
    result, log = office.with_server()

    assert result.exit_code == 1
    assert "0620-hol.pdf: er ikke den filen som ble godkjent" in result.output
    assert not log.tried


def test_everything_that_is_wrong_is_told_at_once(office: Office) -> None:
    office.make("hol", filler="ny")
    (office.folder / "0612-hole.pdf").write_bytes(b"%PDF-")
    result, log = office.with_server()

    assert "Hol: er ikke godkjent lenger. Pakken er laget på nytt siden" in result.output
    assert "0612-hole.pdf: er ikke den filen som ble godkjent" in result.output
    assert not log.tried


def test_invented_figures_are_not_sent_as_others_whatever_the_manifest_says(office: Office) -> None:
    """The packet says it on its first page, and its bytes are the approved ones."""
    for demo, marked in ((False, True), (True, False)):
        office.make("hol", "hole", marked=marked)
        office.manifest = replace(office.manifest, demo=demo)
        write_manifest(office.folder, office.manifest)
        office.approve("hol", "hole")
        result, log = office.with_server()

        assert result.exit_code == 1
        which = "er merket som oppdiktede tall" if marked else "er ikke merket som demodata"
        assert f"0620-hol.pdf: {which}, men manifest.json sier noe annet" in result.output
        assert not log.tried


def test_packets_that_were_not_attacked_together_are_not_sent(office: Office) -> None:
    write_manifest(office.folder, replace(office.manifest, audit=None))
    result, log = office.with_server()

    assert result.exit_code == 1
    assert "er ikke kontrollert samlet" in result.output
    assert not log.tried


def test_a_domain_that_is_not_allowed_stops_everything(office: Office) -> None:
    with mail_server(certs=office.certs) as server:
        office.port = server.port
        office.configure(domener="hol.invalid")
        result = office.send()

    assert result.exit_code == 1
    assert "domenet hole.invalid står ikke i «domener»" in result.output
    assert not server.log.tried


def test_a_correction_is_asked_for_and_then_goes_to_the_one_it_is_for(office: Office) -> None:
    office.with_server()
    office.make("hol", filler="ny", value="13.0")
    office.approve("hol")
    refused, log = office.with_server()
    assert refused.exit_code == 1
    assert "har fått en annen utgave. Send den rettede med --rettelse" in refused.output
    assert not log.tried

    assert ", RETTELSE" in office.send("--dry-run", "--rettelse").output
    result, log = office.with_server("--rettelse")
    assert result.exit_code == 0
    assert recipients(log) == [HOL]
    assert opened(log.taken[0][1])["Subject"].startswith("Rettet datapakke for Hol")


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--prove", HOL)])
def test_nothing_is_sent_to_a_meeting_that_has_been(
    office: Office, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("datapakke.cli.sending.now", lambda: NOW + timedelta(days=10))
    result, log = office.with_server(*words)

    assert result.exit_code == 1
    assert f"møtet {MOTE}: var 04.10.2019, og er over. Ingenting er sendt." in result.output
    assert not log.tried
    assert not Journal(office.root / "arkiv" / "sendt.jsonl").read()


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--prove", "meg@fylket.invalid")])
def test_a_correction_after_the_meeting_is_no_way_to_send_a_first_packet(
    office: Office, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Only Hol has had its packet; a new school chief there gets the corrected one too."""
    assert office.with_server("--kommune", "Hol")[0].exit_code == 0
    monkeypatch.setattr("datapakke.cli.sending.now", lambda: NOW + timedelta(days=30))
    office.make("hol", filler="ny", value="13.0")
    office.settings = VALID.replace("epost: post@hol.invalid}", f"epost: {HOL}}}, {NEW}")
    office.configure()
    office.approve("hol")
    result, log = office.with_server("--rettelse", *words)

    assert result.exit_code == 1
    assert f"møtet {MOTE}: var 04.10.2019, og er over. Ingenting er sendt." in result.output
    assert "Ingen har fått pakken til Hole før, så den kan ikke rettes." in result.output
    assert not log.tried
    result, log = office.with_server("--rettelse", "--kommune", "Hol")
    assert result.exit_code == 0
    assert recipients(log) == [HOL, "ny@hol.invalid"]


def test_who_has_the_packet_and_does_not_get_the_correction_is_told(office: Office) -> None:
    """The school chief is another since: the one before still has what was wrong."""
    office.with_server()
    office.settings = VALID.replace("post@hol.invalid", "ny@hol.invalid")
    office.configure()
    office.make("hol", filler="ny", value="13.0")
    office.approve("hol")
    told = f"Merk: har fått en pakke, og er ikke mottaker lenger: {HOL} (Hol)."
    assert told in office.send("--rettelse", "--dry-run").output
    result, log = office.with_server("--rettelse")

    assert told in result.output
    assert recipients(log) == ["ny@hol.invalid"]
    assert told not in office.send("--kommune", "Hole").output


def test_on_the_day_of_the_meeting_it_is_still_sent_and_later_a_correction(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("datapakke.cli.sending.now", lambda: NOW + timedelta(days=9))
    assert office.with_server()[0].exit_code == 0
    monkeypatch.setattr("datapakke.cli.sending.now", lambda: NOW + timedelta(days=30))
    assert office.with_server()[0].exit_code == 0, "who has it, has it"
    office.make("hol", filler="ny", value="13.0")
    office.approve("hol")
    result, log = office.with_server("--rettelse")

    assert result.exit_code == 0
    assert recipients(log) == [HOL]


def test_what_is_uncertain_is_listed_with_what_to_say(office: Office) -> None:
    plan = {HOL: "drop end"}
    result, log = office.with_server(plan=lambda epost, _: plan.get(epost, "ok"))
    assert result.exit_code == 1
    assert recipients(log) == [HOLE, HOL]
    assert "0620 Hol → post@hol.invalid: UVISST om den kom fram" in result.output
    name = result.output.split("--avklar ")[1].split("=")[0]

    again, log = office.with_server()
    assert again.exit_code == 1
    assert name in again.output
    assert not log.tried
    shown = office.send("--dry-run")
    assert shown.exit_code == 1
    assert f"datapakke send --mote {MOTE} --avklar {name}=sendt (eller =ikke-sendt)" in shown.output

    said = office.send("--avklar", f"{name}=sendt")
    assert said.exit_code == 0
    assert "0620 Hol → post@hol.invalid: sendt" in said.output
    assert office.with_server()[0].exit_code == 0


def test_what_is_uncertain_can_be_settled_while_packets_are_made_again(office: Office) -> None:
    result, _ = office.with_server(plan=lambda _, __: "drop end")
    names = [
        line.split("--avklar ")[1][:16] for line in result.output.split("\n") if "(eller" in line
    ]
    office.make("hol", "hole", filler="ny")
    said = office.send(*(word for name in names for word in ("--avklar", f"{name}=sendt")))

    assert said.exit_code == 0
    assert said.output.count(": sendt ") == 2


def test_one_who_is_refused_does_not_stop_the_others(office: Office) -> None:
    result, log = office.with_server(plan=lambda epost, _: "rcpt 550" if epost == HOLE else "ok")

    assert recipients(log) == [HOL]
    assert result.exit_code == 1
    assert "0612 Hole → post@hole.invalid: AVVIST av tjeneren (550 4.0.0 no)" in result.output
    assert "1 avvist. Rett adressen i oppsettet, kjør datapakke batch, godkjenn" in result.output


def test_all_that_were_refused_by_mistake_are_sent_again_with_one_word(office: Office) -> None:
    office.with_server(plan=lambda _, __: "rcpt 554")
    nothing, log = office.with_server()
    assert nothing.exit_code == 1
    assert not log.tried

    said = office.send("--avklar", "avviste=ikke-sendt")
    assert said.output.count("ikke sendt (avklart)") == 2
    assert recipients(office.with_server()[1]) == [HOLE, HOL]


def test_greylisting_is_waited_for(office: Office) -> None:
    result, log = office.with_server(plan=lambda _, times: "ok" if times else "rcpt 451")

    assert result.exit_code == 0
    assert recipients(log) == [HOLE, HOL]
    assert "prøver 2 igjen (451 4.0.0 no)" in result.output


def test_a_reminder_goes_to_those_who_have_the_packet_and_have_not_answered(office: Office) -> None:
    nobody, log = office.with_server("--paaminnelse")
    assert nobody.exit_code == 0
    assert not log.tried

    office.with_server()
    answered = office.root / "svar" / RUNDE / "innkommet"
    answered.mkdir(parents=True)
    sheet = answered / "ark.pdf"
    sheet.write_bytes(b"%PDF-1.4 svar")
    sheet.rename(answered / f"0612-hole-{digest(sheet)[:16]}.pdf")
    result, log = office.with_server("--paaminnelse")

    assert result.exit_code == 0
    assert recipients(log) == [HOL]
    assert opened(log.taken[0][1])["Subject"].startswith("Påminnelse: svarark fra Hol kommune")
    assert not office.with_server("--paaminnelse")[1].tried


def test_nobody_is_reminded_while_there_are_answers_that_are_not_read(office: Office) -> None:
    """Somebody has put a sheet in the folder, or changed one that was filed: whose is it?"""
    office.with_server()
    answered = office.root / "svar" / RUNDE / "innkommet"
    answered.mkdir(parents=True)
    sheet = answered / "Svar fra Hole.pdf"
    sheet.write_bytes(b"%PDF-1.4 svar")
    result, log = office.with_server("--paaminnelse")
    assert result.exit_code == 1
    assert f"{sheet}: er ikke lest ennå. Kjør datapakke svar før noen minnes." in result.output
    assert not log.tried

    sheet.rename(answered / f"0612-hole-{'0' * 16}.pdf")
    result, log = office.with_server("--paaminnelse")
    assert result.exit_code == 1
    assert "er endret etter at arket kom inn" in result.output
    assert not log.tried


def test_a_reminder_does_not_wait_for_packets_that_are_being_made_again(office: Office) -> None:
    office.with_server()
    office.make("hol", "hole", filler="ny")
    write_manifest(office.folder, replace(office.manifest, audit=None))
    dry = office.send("--paaminnelse", "--dry-run")
    result, log = office.with_server("--paaminnelse")

    assert "skolesjef: påminnelse, svarark, " in dry.output
    assert result.exit_code == 0
    assert recipients(log) == [HOLE, HOL]


def test_a_reminder_has_the_approved_answer_sheet_or_is_not_sent(office: Office) -> None:
    office.with_server()
    sheet = office.folder / "svarark" / "0620-hol-svarark.pdf"
    sheet.write_bytes((office.folder / "svarark" / "0612-hole-svarark.pdf").read_bytes())
    result, log = office.with_server("--paaminnelse")

    assert result.exit_code == 1
    assert "0620-hol-svarark.pdf: er ikke den filen som ble godkjent" in result.output
    assert not log.tried


def test_a_run_that_is_going_on_is_not_disturbed(office: Office) -> None:
    with Journal(office.root / "arkiv" / "sendt.jsonl").locked():
        result, log = office.with_server()
    assert result.exit_code == 1
    assert "sendt.jsonl: er i bruk av en annen kjøring" in result.output
    assert not log.tried


def test_a_damaged_journal_stops_everything(office: Office) -> None:
    office.with_server()
    path = office.root / "arkiv" / "sendt.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"sendt"', b'"avvist"', 1))
    result, log = office.with_server()
    assert result.exit_code == 4
    assert "er skadet" in result.output
    assert not log.tried


@pytest.mark.parametrize(
    ("words", "code", "what"),
    [
        (("--dry-run", "--prove", "a@fylket.invalid"), 2, "kan ikke stå sammen"),
        (("--rettelse", "--paaminnelse"), 2, "kan ikke stå sammen"),
        (("--avklar", "abc"), 2, "skal være ID=sendt eller ID=ikke-sendt"),
        (("--avklar", "abc=sendt"), 2, "--avklar 'abc': finnes ikke"),
        (("--kommune", "Drammen"), 2, "er ikke med på møtet 2019-10-04"),
        (("--mote", ""), 2, "--mote: er tom."),
        (("--mote", "2019-12-24"), 2, "2019-12-24"),
    ],
)
def test_a_wrong_use_is_told(office: Office, words: tuple[str, ...], code: int, what: str) -> None:
    result = office.send(*words)
    assert result.exit_code == code
    assert what in result.output
    assert "Traceback" not in result.output


def test_a_password_that_is_missing_is_told_before_anything_is_planned(office: Office) -> None:
    result = office.send(password="")
    assert result.exit_code == 4
    assert "DATAPAKKE_SMTP_PASSORD: er ikke satt" in result.output
    assert not Journal(office.root / "arkiv" / "sendt.jsonl").read()


def test_a_wrong_password_stops_the_run_and_nothing_is_lost(office: Office) -> None:
    with mail_server(certs=office.certs) as server:
        office.port = server.port
        office.configure()
        result = office.send(password="feil")  # noqa: S106 - meant
    assert result.exit_code == 4
    assert "godtar ikke innloggingen" in result.output
    assert recipients(office.with_server()[1]) == [HOLE, HOL]


def test_a_project_that_does_not_say_how_to_send_is_told_what_lacks(office: Office) -> None:
    path = office.root / "config" / "kommuner.yaml"
    path.write_text(VALID, encoding="utf-8")
    result = office.send()
    assert result.exit_code == 4
    assert "mangler «sending»" in result.output


def test_a_folder_without_packets_is_told(office: Office) -> None:
    (office.folder / "manifest.json").unlink()
    result = office.send()
    assert result.exit_code == 2
    assert "har ingen pakker fra runden 2019-host" in result.output


def test_a_template_that_is_wrong_stops_everything(office: Office) -> None:
    path = office.root / "templates" / "epost" / "melding.txt.j2"
    path.parent.mkdir(parents=True)
    path.write_text("{{ brev.finnes_ikke }}")
    result, log = office.with_server()
    assert result.exit_code == 4
    assert "melding.txt.j2, linje 1" in result.output.replace("»", "")
    assert not log.tried
