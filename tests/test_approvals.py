"""Approvals: exactly these hashes, by a named person, and nothing that is in doubt."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from datapakke.batch.fresh import inputs_now
from datapakke.batch.manifest import read_manifest, write_manifest
from datapakke.batch.model import Audit, Entry, Manifest, sidecars_digest
from datapakke.cli import approve as command
from datapakke.cli import main
from datapakke.config import Config, load_config
from datapakke.delivery.approval import Addresses, Approved, Saying, addresses_of, code_of
from datapakke.delivery.approvals import approve, approved, sheet_of, withdraw
from datapakke.delivery.sent import PAKKE, State, as_record, planned
from datapakke.delivery.sent import changed as changed_state
from datapakke.errors import DatapakkeError
from datapakke.journal import Journal, JournalError
from datapakke.order import Choice, make_order
from datapakke.project import Project
from datapakke.review.changes import Husket, Sett, keep
from datapakke.review.pictures import places_of

RUNDE, MOTE = "2016-host", "2016-11-02"
DAY = datetime(2016, 9, 25, 12, 0, tzinfo=timezone(timedelta(hours=2)))
SAYING = Saying(DAY, "Kari Nordmann", RUNDE, MOTE)
OLD = "0" * 64
TO = {"0623": ("post@modum.invalid",)}


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def packet(folder: Path, kommunenr: str, slug: str, kommune: str, grunnlag: str) -> Entry:
    """Lay a packet and its side-car in a folder, and give what a manifest says of them."""
    pdf, said = f"%PDF-1.7 {kommune}".encode(), f'{{"kommune": "{kommune}", "demo": true}}'.encode()
    (folder / f"{kommunenr}-{slug}.pdf").write_bytes(pdf)
    (folder / f"{kommunenr}-{slug}.json").write_bytes(said)
    return Entry(
        kommunenr=kommunenr,
        slug=slug,
        kommune=kommune,
        maalform="bokmål",
        fil=f"{kommunenr}-{slug}.pdf",
        sha256=sha(pdf),
        sidefil=f"{kommunenr}-{slug}.json",
        sidefil_sha256=sha(said),
        nokkel=sha(pdf + said),
        grunnlag=grunnlag,
        sider=14,
        verdier=700,
        tekster=400,
    )


@pytest.fixture
def project(own_project: Path, tmp_path: Path, config: Config) -> Project:
    """A project whose packets of one meeting lie ready to be approved; they are hardly packets."""
    root = tmp_path / "prosjekt"
    root.mkdir()
    for name in ("config", "data"):
        (root / name).symlink_to(own_project / name)
    made = Project(root)
    order = make_order(Choice(mote=MOTE), config)
    inputs = inputs_now(made, config, order, made.raw, None)
    grunnlag = inputs.grunnlag
    folder = made.out / RUNDE
    (folder / "svarark").mkdir(parents=True)
    pakker = (
        packet(folder, "0621", "sigdal", "Sigdal", grunnlag),
        packet(folder, "0623", "modum", "Modum", grunnlag),
    )
    for one in pakker:
        (folder / sheet_of(one)).write_bytes(one.slug.encode())
    write_manifest(
        folder,
        Manifest(
            runde=RUNDE,
            demo=True,
            program="0.1.0",
            grunnlag=grunnlag,
            inndata=inputs.pairs,
            pakker=pakker,
            vedlegg=tuple((sheet_of(one), sha(one.slug.encode())) for one in pakker),
            audit=Audit(
                ok=True,
                grunnlag=grunnlag,
                sidefiler=sidecars_digest(pakker),
                offentlig=900,
                innsidere=2000,
                feil=(),
            ),
        ),
    )
    look_at(made)
    return made


def look_at(project: Project) -> None:
    """Make what a review page has of the packets: their pictures, and what it remembers."""
    page = project.out / f"{RUNDE}-gjennomgang"
    pakker = manifest_of(project).pakker
    for place in (place for one in pakker for place in places_of(one)):
        (page / place).parent.mkdir(parents=True, exist_ok=True)
        (page / place).write_bytes(b"")
    seen = {one.kommunenr: Sett(one.sidefil_sha256, {}) for one in pakker}
    keep(page, Husket(RUNDE, seen))


def manifest_of(project: Project) -> Manifest:
    manifest = read_manifest(project.out / RUNDE)
    assert manifest
    return manifest


def changed(project: Project, **changes: object) -> None:
    """Change what the manifest says."""
    write_manifest(project.out / RUNDE, replace(manifest_of(project), **changes))  # type: ignore[arg-type]


def run(project: Project, *words: str) -> Result:
    """Approve as Kari, for a demo, with the code of the packets as they are if nothing is said."""
    given = ["approve", "--mote", MOTE, "--navn", "Kari Nordmann", "--demo", *words]
    if not {"--kode", "--trekk", "--uten-gjennomgang"} & set(words):
        given += ["--kode", code_now(project)]
    return CliRunner().invoke(main, [*given, "--prosjekt", str(project.root)])


def addresses_in(project: Project) -> dict[str, tuple[str, ...]]:
    return addresses_of(load_config(project.config).inndeling(2016))


def code_now(project: Project) -> str:
    """Give the code that the review page would have, made now."""
    return code_of(manifest_of(project).pakker, addresses_in(project))


def journal_of(project: Project) -> Journal:
    return Journal(project.approvals(demo=True))


def is_approved(entry: Entry, approvals: Mapping[str, Approved], addresses: Addresses) -> bool:
    """Tell whether a packet is approved for who gets it."""
    found = approvals.get(entry.kommunenr)
    return found is not None and not found.lacks(entry, addresses.get(entry.kommunenr, ()))


def names(project: Project) -> list[str]:
    """Give the codes of what is approved as it lies there."""
    approvals, addresses = approved(journal_of(project), RUNDE), addresses_in(project)
    made = manifest_of(project).pakker
    return [one.kommunenr for one in made if is_approved(one, approvals, addresses)]


def test_a_meeting_is_approved_with_the_hashes_of_its_files(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "clock", lambda: DAY)
    done = run(project)

    assert (done.exit_code, names(project)) == (0, ["0621", "0623"])
    modum = manifest_of(project).by_kommunenr["0623"]
    assert f"0623 Modum {modum.sha256}" in done.stdout
    (record,) = journal_of(project).read()
    assert record == {
        "naar": "2016-09-25T12:00:00+02:00",
        "navn": "Kari Nordmann",
        "runde": RUNDE,
        "mote": MOTE,
        "gjennomgang": True,
        "pakker": [
            {
                "kommunenr": one.kommunenr,
                "fil": one.fil,
                "sha256": one.sha256,
                "sidefil_sha256": one.sidefil_sha256,
                "svarark_sha256": sha(one.slug.encode()),
                "nokkel": one.nokkel,
                "mottakere": list(addresses_in(project)[one.kommunenr]),
            }
            for one in manifest_of(project).pakker
        ],
    }


def test_approving_again_says_so_and_writes_nothing(project: Project) -> None:
    run(project)
    before = project.approvals(demo=True).read_bytes()
    done = run(project)

    assert done.exit_code == 0
    assert "Godkjent fra før, akkurat slik de er: Sigdal, Modum." in done.stderr
    assert done.stdout == ""
    assert project.approvals(demo=True).read_bytes() == before


def test_one_municipality_of_the_meeting_is_approved_alone(project: Project) -> None:
    assert run(project, "--kommune", "Modum").exit_code == 0
    assert names(project) == ["0623"]
    done = run(project)
    assert "Godkjent fra før, akkurat slik de er: Modum." in done.stderr
    assert "Godkjent av Kari Nordmann: 1 av 2 pakker." in done.stderr
    assert names(project) == ["0621", "0623"]


def test_a_packet_that_is_made_again_and_differs_is_not_approved(project: Project) -> None:
    run(project)
    old = manifest_of(project).by_kommunenr["0623"]
    known = approved(journal_of(project), RUNDE), addresses_in(project)

    assert not is_approved(replace(old, sha256=OLD), *known)
    assert not is_approved(replace(old, sidefil_sha256=OLD), *known)
    assert not is_approved(replace(old, fil="0623-annet.pdf"), *known)
    assert is_approved(replace(old, grunnlag=OLD), *known)


def test_an_approval_of_a_newer_packet_takes_the_place_of_the_older(tmp_path: Path) -> None:
    """Also when the packet becomes what it was: then somebody must look again."""
    journal = Journal(tmp_path / "godkjent.jsonl")
    first = packet(tmp_path, "0623", "modum", "Modum", OLD)
    second = replace(first, sha256=sha(b"nytt"))
    manifest = Manifest(RUNDE, demo=True, program="", grunnlag=OLD, inndata=(), pakker=(first,))
    for entry in (first, second):
        assert approve(journal, SAYING, manifest, [entry], TO) == [entry]

    approvals = approved(journal, RUNDE)
    assert is_approved(second, approvals, TO)
    assert not is_approved(first, approvals, TO)
    assert approved(journal, "2017-host") == {}


def test_an_approval_is_for_its_meeting(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "godkjent.jsonl")
    entry = packet(tmp_path, "0623", "modum", "Modum", OLD)
    manifest = Manifest(RUNDE, demo=True, program="", grunnlag=OLD, inndata=(), pakker=(entry,))
    approve(journal, SAYING, manifest, [entry], TO)

    later = replace(SAYING, mote="2016-11-03")
    assert approve(journal, later, manifest, [entry], TO) == [entry]
    assert approved(journal, RUNDE)["0623"].mote == "2016-11-03"


def test_what_is_withdrawn_is_approved_no_more_and_can_be_again(project: Project) -> None:
    run(project)
    done = run(project, "--kommune", "0623", "--trekk", "OT har levert  nye tall")

    assert done.exit_code == 0
    assert "Trukket tilbake: godkjenningen av 1 av 1 pakker." in done.stderr
    assert names(project) == ["0621"]
    assert journal_of(project).read()[1]["trukket"] == "OT har levert nye tall"
    assert withdraw(journal_of(project), SAYING, ["0623"], "en gang til") == []
    assert len(journal_of(project).read()) == 2
    run(project)
    assert names(project) == ["0621", "0623"]


def test_what_is_sent_already_is_told_when_it_is_withdrawn(
    project: Project, config: Config
) -> None:
    run(project)
    entry = manifest_of(project).by_kommunenr["0623"]
    modum = config.inndeling(2016).by_kommunenr["0623"]
    message = planned(
        {
            "slag": PAKKE,
            "runde": RUNDE,
            "mote": MOTE,
            "kommunenr": "0623",
            "epost": modum.mottakere[0].epost,
            "sha256": entry.sha256,
            "forrige": "",
        },
        DAY,
    )
    sent = changed_state(message, State.SENDT, DAY)
    Journal(project.sendings(demo=True)).append(as_record(message), sent)

    assert "alt sendt, og kan ikke kalles tilbake: Modum." in run(project, "--trekk", "feil").stderr
    assert "alt sendt" not in run(project, "--trekk", "feil", "--kommune", "Sigdal").stderr


def test_what_was_built_is_not_needed_to_withdraw(project: Project) -> None:
    run(project)
    (project.out / RUNDE / "manifest.json").unlink()

    assert "av 2 av 2 pakker" in run(project, "--trekk", "feil").stderr
    assert approved(journal_of(project), RUNDE) == {}


def _swap(project: Project) -> None:
    """Modum's packet is now Sigdal's."""
    folder = project.out / RUNDE
    (folder / "0623-modum.pdf").write_bytes((folder / "0621-sigdal.pdf").read_bytes())


def _link(project: Project) -> None:
    folder = project.out / RUNDE
    (folder / "0623-modum.pdf").rename(folder / "annet.pdf")
    (folder / "0623-modum.pdf").symlink_to(folder / "annet.pdf")


def _sheet(project: Project) -> None:
    (project.out / RUNDE / "svarark" / "0623-modum-svarark.pdf").write_bytes(b"annet")


def _gone(project: Project) -> None:
    (project.out / RUNDE / "0623-modum.json").unlink()


def _old(project: Project) -> None:
    """Modum's packet is of other extracts."""
    sigdal, modum = manifest_of(project).pakker
    changed(project, pakker=(sigdal, replace(modum, grunnlag=OLD)))


def _unseen(project: Project) -> None:
    """The page shows another PDF of Modum."""
    modum = manifest_of(project).by_kommunenr["0623"]
    (project.out / f"{RUNDE}-gjennomgang" / places_of(modum)[0]).unlink()


def _other(project: Project) -> None:
    """The page shows other figures of Modum."""
    seen = {one.kommunenr: Sett(one.sidefil_sha256, {}) for one in manifest_of(project).pakker}
    keep(project.out / f"{RUNDE}-gjennomgang", Husket(RUNDE, seen | {"0623": Sett(OLD, {})}))


def _audit(project: Project, **change: object) -> None:
    audit = manifest_of(project).audit
    assert audit
    changed(project, audit=replace(audit, **change))  # type: ignore[arg-type]


OBSTACLES: dict[str, tuple[Callable[[Project], object], int]] = {
    "0623-modum.pdf: er endret etter": (_swap, 1),
    "0623-modum.pdf: er en lenke": (_link, 1),
    "svarark/0623-modum-svarark.pdf: er endret etter": (_sheet, 1),
    "0623-modum.json: finnes ikke": (_gone, 1),
    "Modum: pakken er av et annet grunnlag": (_old, 1),
    "Modum: har ingen pakke som er laget": (
        lambda one: changed(one, pakker=manifest_of(one).pakker[:1]),
        1,
    ),
    "Modum: pakken feilet sist den ble laget: side 3 mangler": (
        lambda one: changed(one, feilet=(("0623", ("side 3 mangler",)),)),
        1,
    ),
    "Modum: svararket feilet sist det ble laget: malen er feil": (
        lambda one: changed(one, feilet=(("svarark/0623-modum-svarark.pdf", ("malen er feil",)),)),
        1,
    ),
    "Modum: pakken er ikke den som vises på gjennomgangssiden": (_unseen, 1),
    "Modum: pakken er ikke den som vises på": (_other, 1),
    "pakkene er ikke angrepet samlet": (lambda one: changed(one, audit=None), 1),
    "pakkene er endret siden de ble angrepet": (lambda one: _audit(one, grunnlag=OLD), 1),
    "er endret siden de ble angrepet samlet": (lambda one: _audit(one, sidefiler=OLD), 1),
    "Flå jenter 2015/16 kan regnes ut": (
        lambda one: _audit(one, ok=False, feil=("Flå jenter 2015/16 kan regnes ut",)),
        3,
    ),
}


@pytest.mark.parametrize("says", OBSTACLES)
def test_what_stands_in_the_way_is_told_and_nothing_is_approved(
    project: Project, says: str
) -> None:
    """Sigdal, which has nothing wrong, is not approved either."""
    spoil, code = OBSTACLES[says]
    spoil(project)
    done = run(project)

    assert (done.exit_code, names(project)) == (code, [])
    assert says in done.stderr
    assert not project.approvals(demo=True).exists()


def test_the_code_of_the_page_is_of_these_packets_and_no_others(project: Project) -> None:
    """A run in the night may put other packets, and another page, in the place of those seen."""
    kode, to = code_now(project), addresses_in(project)
    sigdal, modum = manifest_of(project).pakker
    one = code_of([sigdal], to)
    assert len({kode, one, code_of([modum, replace(sigdal, sha256=OLD)], to)}) == 3
    assert code_of([modum, sigdal], to) == kode

    for wrong in (one, "", "Ål"):
        done = run(project, "--kode", wrong)
        assert (done.exit_code, names(project)) == (1, [])
        assert f"koden «{wrong}»: er ikke den pakkene til møtet har nå" in done.stderr
    assert run(project, "--kommune", "Modum", "--kode", f" {kode.upper()}").exit_code == 0
    assert names(project) == ["0623"]


def own_settings(project: Project) -> str:
    """Give the project a configuration of its own, to be changed; gives its text."""
    folder = project.root / "config"
    text = project.config.read_text("utf-8")
    folder.unlink()
    folder.mkdir()
    project.config.write_text(text, "utf-8")
    return text


def test_who_gets_it_is_part_of_what_was_looked_at(project: Project) -> None:
    kode, to = code_now(project), addresses_in(project)
    entries = manifest_of(project).pakker
    elsewhere = to | {"0623": ("post@sigdal.invalid",)}
    assert code_of(entries, elsewhere) != kode
    assert code_of(entries, to | {"0623": (to["0623"][0].upper(),)}) == kode, "one and the same"
    more = to | {"0623": (*to["0623"], "en.til@modum.invalid")}
    assert code_of(entries, more) != kode
    assert code_of(entries, to | {"0615": ("annet@flaa.invalid",)}) == kode, "is at another meeting"

    run(project)
    approvals, modum = approved(journal_of(project), RUNDE), manifest_of(project).pakker[1]
    assert is_approved(modum, approvals, to)
    for other in (elsewhere, more, to | {"0623": ()}, {}):
        assert not is_approved(modum, approvals, other)
    said = approvals["0623"].lacks(modum, elsewhere["0623"])
    assert said == f"Mottakerne er endret siden: da {to['0623'][0]}, nå post@sigdal.invalid."


def test_a_code_from_before_an_address_was_changed_approves_nothing(project: Project) -> None:
    kode, address = code_now(project), addresses_in(project)["0623"][0]
    text = own_settings(project)
    project.config.write_text(text.replace(address, "ny@modum.invalid"), "utf-8")
    done = run(project, "--kode", kode)

    assert (done.exit_code, names(project)) == (1, [])
    assert "hvem som skal ha dem, er blitt andre siden du så på dem" in done.stderr


def test_an_approval_that_does_not_say_who_gets_it_is_not_enough(project: Project) -> None:
    """As they were written before: a line of such is no damage, and is approved again."""
    made = manifest_of(project).pakker
    older = [
        {name: getattr(one, name) for name in FIELDS} | {"svarark_sha256": sha(one.slug.encode())}
        for one in made
    ]
    journal_of(project).append(SAYING.record | {"pakker": older})

    assert names(project) == []
    found = approved(journal_of(project), RUNDE)["0623"]
    assert "eldre form, og sier ikke hvem som skal ha" in found.lacks(made[1], ())
    assert "Godkjent av Kari Nordmann: 2 av 2 pakker." in run(project).stderr
    assert names(project) == ["0621", "0623"]


def test_without_the_code_nothing_is_approved_though_the_page_shows_it(project: Project) -> None:
    """A run in the night makes the page too: that it is there does not show that anyone looked."""
    given = ["approve", "--mote", MOTE, "--navn", "Kari", "--demo", "--prosjekt", str(project.root)]
    done = CliRunner().invoke(main, given)

    assert (done.exit_code, names(project)) == (2, [])
    page = project.out / f"{RUNDE}-gjennomgang" / "index.html"
    assert f"--kode: mangler. Koden står i kommandoen under møtet {MOTE} på {page}." in done.stderr
    assert not project.approvals(demo=True).exists()


def test_without_a_review_page_it_must_be_said_that_packets_were_looked_at(
    project: Project,
) -> None:
    page, elsewhere = project.out / f"{RUNDE}-gjennomgang", project.root / "annet"
    page.rename(elsewhere)

    done = run(project)
    assert done.exit_code == 1
    assert done.stderr.count("Kjør datapakke review, og se over pakken.") == 2
    assert run(project, "--kommune", "Sigdal", "--gjennomgang", str(elsewhere)).exit_code == 0
    assert run(project, "--uten-gjennomgang").exit_code == 0
    assert [one["gjennomgang"] for one in journal_of(project).read()] == [True, False]


def test_everything_that_stands_in_the_way_is_told_at_once(project: Project) -> None:
    _swap(project)
    _gone(project)
    _old(project)
    changed(project, audit=None)

    assert run(project).stderr.count("Feil:") == 4


def test_what_is_wrong_with_another_packet_is_no_hindrance(project: Project) -> None:
    _swap(project)

    assert run(project, "--kommune", "Sigdal").exit_code == 0
    assert names(project) == ["0621"]


def test_one_that_could_not_be_made_does_not_stop_the_others_and_is_looked_at_when_it_is(
    project: Project,
) -> None:
    """The page has a code of those that are ready; it is none of the whole meeting's."""
    sigdal, modum = manifest_of(project).pakker
    seen = manifest_of(project).audit
    assert seen
    alone = sidecars_digest([modum])
    changed(
        project,
        pakker=(modum,),
        feilet=(("0621", ("hang i 300 sekunder.",)),),
        audit=replace(seen, sidefiler=alone),
    )
    kode = code_of([modum], addresses_in(project))

    done = run(project, "--kode", kode)
    assert (done.exit_code, names(project)) == (1, [])
    assert "Sigdal: pakken feilet sist den ble laget: hang i 300 sekunder." in done.stderr
    assert run(project, "--kommune", "Modum", "--kode", kode).exit_code == 0
    assert names(project) == ["0623"]

    changed(
        project,
        pakker=(sigdal, modum),
        feilet=(),
        audit=replace(seen, sidefiler=sidecars_digest([sigdal, modum])),
    )
    for words in ((), ("--kommune", "Sigdal"), ("--kommune", "Sigdal", "--kommune", "Modum")):
        assert run(project, *words, "--kode", kode).exit_code == 1
    assert names(project) == ["0623"]
    assert run(project).exit_code == 0
    assert names(project) == ["0621", "0623"]


def test_a_changed_extract_or_setting_makes_packets_too_old(
    project: Project, own_project: Path
) -> None:
    """Asked of the files as they are now, not of the manifest."""
    (project.root / "config").unlink()
    (project.root / "config").mkdir()
    text = (own_project / "config" / "kommuner.yaml").read_text("utf-8")
    (project.root / "config" / "kommuner.yaml").write_text(f"{text}\n# rettet\n", "utf-8")
    done = run(project)

    assert done.exit_code == 1
    assert done.stderr.count("er av et annet grunnlag enn uttrekkene") == 2
    assert "pakkene er endret siden de ble angrepet samlet" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--navn", "  "], "--navn: må si den som godkjenner."),
        (["--navn", "123"], "--navn: må si den som godkjenner."),
        (["--navn", "Navnet ditt"], "--navn: er «Navnet ditt». Skriv navnet"),
        (["--navn", "Kari\u202e Nordmann"], "--navn: må være på én linje"),
        (["--navn", "K" * 101], "høyst 100"),
        (["--trekk", ""], "--trekk: må si grunnen."),
        (
            ["--kommune", "Hol"],
            "kommune «Hol»: er ikke med på møtet 2016-11-02. Det er Sigdal, Mod",
        ),
        (["--kommune", "Modun"], "Mente du «Modum»?"),
        (["--mote", ""], "--mote: er tom. Skriv datoen for møtet"),
        (["--mote", "2016-11-05"], "finnes ikke i runden 2016-host"),
        (["--runde", "2026-host"], "finnes ikke i runden 2026-host"),
        (["--mote", "2026-10-06"], "har ingen pakker"),
    ],
)
def test_a_wrong_use_is_told(project: Project, words: list[str], says: str) -> None:
    done = run(project, *words)

    assert done.exit_code == 2
    assert says in done.stderr
    assert not project.approvals(demo=True).exists()


@pytest.mark.parametrize("lacking", ["--navn", "--mote"])
def test_without_a_name_or_a_meeting_nothing_is_approved(project: Project, lacking: str) -> None:
    words = {"--navn": "Kari", "--mote": MOTE}
    del words[lacking]
    given = ["approve", "--demo", "--prosjekt", str(project.root)]
    done = CliRunner().invoke(main, given + [word for pair in words.items() for word in pair])

    assert done.exit_code == 2
    assert lacking in done.stderr


def test_demo_data_is_only_approved_as_such(project: Project) -> None:
    given = ["approve", "--mote", MOTE, "--navn", "Kari", "--prosjekt", str(project.root)]
    assert "så si --demo" in CliRunner().invoke(main, given).stderr

    changed(project, demo=False)
    assert "er ikke demodata" in CliRunner().invoke(main, [*given, "--demo"]).stderr
    words = ["--kode", code_now(project)]
    said = CliRunner().invoke(main, [*given, *words]).stderr
    assert "0623-modum.json: sier ikke det samme som manifest.json om hvorvidt tallene" in said
    assert not (project.root / "arkiv").exists()


def test_packets_of_another_round_in_the_folder_are_refused(project: Project) -> None:
    done = run(project, "--mote", "2026-10-06", "--ut", str(project.out / RUNDE))

    assert done.exit_code == 2
    assert "er fra runden 2016-host, ikke 2026-host" in done.stderr


FIELDS = dict.fromkeys(("kommunenr", "fil", "sha256", "sidefil_sha256", "nokkel"), "a")
PACKET: dict[str, object] = {**FIELDS, "kommunenr": "0623", "svarark_sha256": ""}
WHOLE = {
    "naar": "2016-09-25T12:00:00+02:00",
    "navn": "Kari",
    "runde": RUNDE,
    "mote": MOTE,
    "pakker": [PACKET],
}


@pytest.mark.parametrize(
    "record",
    [
        WHOLE | {"pakker": [FIELDS]},
        {"runde": RUNDE},
        {},
        WHOLE | {"pakker": None},
        WHOLE | {"pakker": ["0623"]},
        WHOLE | {"naar": "i går"},
        WHOLE | {"naar": "2016-09-25T12:00:00"},
        WHOLE | {"naar": None},
        WHOLE | {"navn": 3},
        WHOLE | {"trukket": "fordi", "pakker": [3]},
        WHOLE | {"pakker": [PACKET | {"mottakere": "post@modum.invalid"}]},
        WHOLE | {"pakker": [PACKET | {"mottakere": [3]}]},
    ],
)
def test_a_line_that_is_no_approval_is_told_and_nothing_is_added(
    tmp_path: Path, record: dict[str, object]
) -> None:
    journal = Journal(tmp_path / "godkjent.jsonl")
    journal.append(record)

    with pytest.raises(JournalError, match="ikke er en godkjenning"):
        approved(journal, RUNDE)
    with pytest.raises(DatapakkeError):
        withdraw(journal, SAYING, ["0623"], "grunn")
    assert len(journal.read()) == 1


def test_a_whole_line_is_an_approval(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "godkjent.jsonl")
    journal.append(WHOLE)

    found = approved(journal, RUNDE)["0623"]
    assert (found.navn, found.naar) == ("Kari", DAY)
    assert found.naar.astimezone(UTC).hour == 10
