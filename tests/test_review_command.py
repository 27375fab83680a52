"""``datapakke review``: from a project to the page, with what was approved and sent."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from datapakke.batch.fresh import inputs_now
from datapakke.batch.manifest import read_manifest
from datapakke.cli import main
from datapakke.config import Config, load_config
from datapakke.delivery.approval import Approved, Saying, addresses_of
from datapakke.delivery.approvals import approve
from datapakke.delivery.sent import PAAMINNELSE, PAKKE, Delivery, State, planned
from datapakke.demo import write_demo
from datapakke.indicators import all_indicators
from datapakke.journal import Journal
from datapakke.project import Project
from datapakke.review.delivered import approvals, sendings, unsettled
from datapakke.review.model import Merke
from review_helpers import World

RUNDE, HASH = "2016-host", "c" * 64
NOON = datetime(2016, 9, 25, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def delivery(
    epost: str, state: State, sha256: str = HASH, minutes: int = 0, slag: str = PAKKE
) -> Delivery:
    """Give a message to one of Modum's recipients."""
    said = {
        "slag": slag,
        "runde": RUNDE,
        "mote": "2016-11-02",
        "kommunenr": "0605",
        "epost": epost,
        "sha256": sha256,
        "forrige": "",
    }
    naar = NOON + timedelta(minutes=minutes)
    return replace(
        planned(said, naar), state=state, naar=naar, id=f"{epost}{minutes}{slag}", plass=minutes
    )


def sent(world: World, *messages: Delivery) -> dict[str, Merke]:
    """Give what the page tells of messages."""
    return sendings({one.id: one for one in messages}, RUNDE, world.order.inndeling)


@pytest.fixture
def world(config: Config, tmp_path: Path) -> World:
    """A round of one packet."""
    return World(config, tmp_path / "out" / RUNDE, ("modum",))


def test_an_approval_of_other_files_than_todays_has_no_hash(world: World) -> None:
    made = world.build()
    (entry,) = made.pakker
    same = Approved(
        kommunenr=entry.kommunenr,
        fil=entry.fil,
        sha256=entry.sha256,
        sidefil_sha256=entry.sidefil_sha256,
        svarark_sha256="",
        nokkel=entry.nokkel,
        naar=NOON,
        navn="Kari Nordmann",
        mote="2016-11-02",
        mottakere=("post@modum.invalid",),
    )
    text = "Godkjent av Kari Nordmann 25.\u00a0september 2016 kl. 12.00."

    to = {"0623": ("post@modum.invalid",)}
    assert approvals({"0623": same}, made, to) == {"0623": Merke(entry.sha256, text)}
    other = replace(same, sidefil_sha256=HASH)
    again = "Pakken er laget på nytt siden, og er en annen."
    assert approvals({"0623": other}, made, to) == {"0623": Merke("", text, mangler=again)}
    assert approvals({"0615": same}, made, to)["0615"].sha256 == ""
    elsewhere = approvals({"0623": same}, made, {"0623": ("rektor@modum.invalid",)})["0623"]
    assert elsewhere.sha256 == ""
    assert elsewhere.mangler.endswith("da post@modum.invalid, nå rektor@modum.invalid.")


def test_a_packet_is_sent_when_all_recipients_have_had_it(world: World) -> None:
    """Ringerike has two: a skolesjef and an oppvekstsjef."""
    one, other = "skolesjef@ringerike.kommune.invalid", "OPPVEKSTSJEF@ringerike.kommune.invalid"
    first = delivery(one, State.SENDT)
    when = "25.\u00a0september 2016 kl. "

    assert sent(world, delivery(one, State.UVISS), delivery(other, State.PLANLAGT)) == {}
    assert sent(world, delivery(one, State.SENDT, slag=PAAMINNELSE)) == {}
    assert sent(world, first) == {
        "0605": Merke(HASH, f"Sendt {when}12.00 til 1 av 2 mottakere.", alle=False)
    }
    second = delivery(other, State.SENDT, minutes=5)
    assert sent(world, first, second) == {"0605": Merke(HASH, f"Sendt {when}12.05.")}
    newer = delivery(one, State.SENDT, "d" * 64, minutes=9)
    assert sent(world, newer, first, second) == {
        "0605": Merke("d" * 64, f"Sendt {when}12.09 til 1 av 2 mottakere.", alle=False)
    }


def test_refused_and_uncertain_messages_are_warnings() -> None:
    found = [delivery(f"{state.value}@a.invalid", state) for state in State]
    every = {message.id: message for message in found}
    to = {"0605": tuple(message.epost.upper() for message in found)}
    told = unsettled(every, RUNDE, to)

    assert [varsel.tittel for varsel in told["0605"]] == ["Uviss sending", "E-post avvist"]
    assert unsettled(every, "2026-host", to) == {}
    assert [one.tittel for one in unsettled(every, RUNDE, {})["0605"]] == ["Uviss sending"]


def test_a_refused_message_that_was_sent_later_is_no_warning() -> None:
    one = "post@modum.invalid"
    refused, later = delivery(one, State.AVVIST), delivery(one, State.SENDT, "d" * 64, minutes=5)
    to = {"0605": (one,)}

    assert unsettled({"a": refused}, RUNDE, to)
    assert unsettled({refused.id: refused, later.id: later}, RUNDE, to) == {}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small demo whose packets are drawn by hand, made of its inputs as they are."""
    root = tmp_path_factory.mktemp("review") / "prosjekt"
    write_demo(root, kommuner=3, aar=2)
    project = Project(root)
    config = load_config(project.config, {one.id for one in all_indicators()})
    world = World(config, project.out / RUNDE)
    made = world.build()
    inputs = inputs_now(project, config, world.order, project.raw, made)
    mine = tuple(replace(one, grunnlag=inputs.grunnlag) for one in made.pakker)
    world.build(pakker=mine, grunnlag=inputs.grunnlag)
    return project


def run(project: Project, *words: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(
        main, ["review", "--prosjekt", str(project.root), *[str(word) for word in words]]
    )


def test_review_writes_the_page_and_names_it(project: Project) -> None:
    done = run(project)
    page = project.out / f"{RUNDE}-gjennomgang"

    assert done.exit_code == 0, done.output
    assert done.stdout == f"{page / 'index.html'}\n"
    assert (page / "tall.html").exists()
    text = (page / "index.html").read_text(encoding="utf-8")
    assert text.count('data-tilstand="laget og lest tilbake"') == 3


def test_an_approved_packet_is_told_until_an_extract_changes(project: Project) -> None:
    page = project.out / f"{RUNDE}-gjennomgang" / "index.html"
    manifest = read_manifest(project.out / RUNDE)
    assert manifest is not None
    journal = Journal(project.approvals(demo=True))
    saying = Saying(NOON, "Kari Nordmann", RUNDE, "2016-11-02")
    addresses = addresses_of(load_config(project.config).inndeling(2016))
    approve(journal, saying, manifest, manifest.pakker[:1], addresses)
    run(project)
    text = page.read_text(encoding="utf-8")
    assert text.count("Godkjent av Kari Nordmann 25.\u00a0september 2016 kl. 12.00.") == 1
    assert text.count('data-tilstand="godkjent"') == 1

    extract = project.raw / "nav.csv"
    before = extract.read_bytes()
    extract.write_bytes(before + b"\n")
    try:
        done = run(project)
    finally:
        extract.write_bytes(before)
    text = page.read_text(encoding="utf-8")
    assert text.count('data-tilstand="foreldet"') == 3
    assert "ikke klare til å godkjennes: Ringerike, Drammen, Kongsberg." in done.output


def test_review_before_there_are_packets_says_what_to_do(project: Project, tmp_path: Path) -> None:
    done = run(project, "--pakker", tmp_path / "tom", "--ut", tmp_path / "side")
    assert done.exit_code == 1
    assert "Lag dem med datapakke batch." in done.output
    assert not (tmp_path / "side").exists()


def test_review_refuses_a_folder_of_packets(project: Project) -> None:
    done = run(project, "--ut", project.out / RUNDE / "inni")
    assert done.exit_code == 2
    assert "skal ha en mappe for seg selv" in done.output


def test_a_wrong_template_is_told_and_nothing_is_written(project: Project, tmp_path: Path) -> None:
    mine = project.templates / "gjennomgang"
    mine.mkdir(parents=True)
    (mine / "tall.html.j2").write_text("{% block %}", encoding="utf-8")
    try:
        done = run(project, "--ut", tmp_path / "side")
    finally:
        (mine / "tall.html.j2").unlink()
    assert done.exit_code == 4
    assert "tall.html.j2, linje 1" in done.output
    assert not (tmp_path / "side").exists()
