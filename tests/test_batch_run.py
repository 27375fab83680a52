"""A run makes what differs and nothing else, puts it in place whole, or leaves all as it was."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

import datapakke.batch.run
from batch_helpers import Heard, KilledError, QuickWorkers, bytes_of, job_of, made_quickly
from datapakke.attack import attack
from datapakke.batch import stage as stage_module
from datapakke.batch.fresh import inputs_now, is_fresh
from datapakke.batch.job import Job
from datapakke.batch.manifest import read_manifest, write_manifest, wrong_files
from datapakke.batch.model import Manifest
from datapakke.batch.run import AuditError, Ran, run
from datapakke.batch.stage import is_between, mend
from datapakke.disclosure.audit.report import Failure, Report
from datapakke.disclosure.ledger import LedgerError, read
from datapakke.errors import DatapakkeError, ExtractError, PacketError
from demo_rounds import Rounds

ALL = ["Drammen", "Kongsberg", "Ringerike"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> type[QuickWorkers]:
    """Let packets be made at once."""
    return made_quickly(monkeypatch)


@pytest.fixture
def job(rounds: Rounds, quick: type[QuickWorkers], tmp_path: Path) -> Job:
    """A round of three municipalities, read and planned, of which nothing has been made."""
    assert quick
    return job_of(rounds.laid(tmp_path / "prosjekt"))


def done(job: Job) -> Ran:
    return run(job, Heard())


def manifest_of(job: Job) -> Manifest:
    found = read_manifest(job.folder)
    assert found
    return found


def edit(job: Job, name: str, old: str, new: str) -> None:
    """Put ``new`` for the first ``old`` in an extract."""
    path = job.raw / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def correct_ot(job: Job) -> None:
    """One young person lived in Kongsberg, not in Drammen: the county is the same."""
    path = job.raw / "ot.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(i for i, one in enumerate(lines) if ";0602;" in one and "2016" in one)
    lines[place] = lines[place].replace(";0602;", ";0604;")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def beside(job: Job) -> list[str]:
    """Name what lies beside the folder of the round."""
    return sorted(path.name for path in job.folder.parent.iterdir())


def test_everything_is_made_once_and_stands_in_the_manifest(
    job: Job, quick: type[QuickWorkers]
) -> None:
    ran = done(job)
    manifest = manifest_of(job)

    assert quick.made_of == ALL
    assert ran.manifest == manifest
    assert [one.kommune for one in manifest.pakker] == ALL
    assert {one.grunnlag for one in manifest.pakker} == {manifest.grunnlag}
    assert wrong_files(job.folder, manifest) == []
    named = {*manifest.files, "manifest.json"}
    assert set(bytes_of(job.folder)) == named
    assert {"kilder.json", "svarark/0602-drammen-svarark.pdf"} <= named
    assert any(place.startswith("hefter/") for place in named)
    assert (manifest.demo, manifest.audit, manifest.audited) == (True, None, False)
    assert beside(job) == ["2016-host"], "nothing is left beside the folder"
    assert dict(manifest.inndata)["data/raw/ot.csv"]


def test_the_second_run_makes_nothing_and_changes_no_file(
    job: Job, quick: type[QuickWorkers]
) -> None:
    done(job)
    before = {path: path.stat().st_ino for path in job.folder.glob("*.pdf")}
    content = bytes_of(job.folder)
    for path in job.raw.iterdir():
        os.utime(path, (1, 1))  # a touched file is the same file
    ran = done(job)

    assert quick.made_of == ALL
    assert ran.made.kept == ["0602", "0604", "0605"]
    assert bytes_of(job.folder) == content
    assert {path: path.stat().st_ino for path in job.folder.glob("*.pdf")} == before


def test_force_makes_all_again_with_the_same_bytes(job: Job, quick: type[QuickWorkers]) -> None:
    done(job)
    content = bytes_of(job.folder)
    done(replace(job, force=True))

    assert quick.made_of == ALL * 2
    assert bytes_of(job.folder) == content


def test_a_corrected_extract_makes_only_the_packets_that_say_something_else(
    job: Job, quick: type[QuickWorkers]
) -> None:
    done(job)
    before = manifest_of(job)
    quick.made_of.clear()
    correct_ot(job)
    ran = done(job)
    now = manifest_of(job)

    assert quick.made_of == ["Drammen", "Kongsberg"]
    assert ran.made.kept == ["0605"]
    assert now.by_kommunenr["0605"].sha256 == before.by_kommunenr["0605"].sha256
    assert {one.grunnlag for one in now.pakker} == {now.grunnlag}
    assert now.grunnlag != before.grunnlag


def test_other_templates_make_all_again_and_another_remark_in_the_register_none(
    job: Job, quick: type[QuickWorkers]
) -> None:
    done(job)
    quick.made_of.clear()
    with (job.raw / "kilder.yaml").open("a", encoding="utf-8") as file:
        file.write("# sett over av Kari\n")
    done(job)
    assert quick.made_of == []

    job.project.templates.mkdir()
    (job.project.templates / "stil.css").write_text("p { color: black }", encoding="utf-8")
    done(job)
    assert quick.made_of == ALL


def test_one_municipality_is_made_among_the_others_and_the_manifest_says_of_what(
    job: Job, quick: type[QuickWorkers]
) -> None:
    done(job)
    before = manifest_of(job)
    quick.made_of.clear()
    correct_ot(job)
    done(job_of(job.project.root, kommuner=("Drammen",)))
    now = manifest_of(job)

    assert quick.made_of == ["Drammen"]
    assert now.by_kommunenr["0602"].grunnlag == now.grunnlag
    assert now.by_kommunenr["0604"] == before.by_kommunenr["0604"]
    assert now.by_kommunenr["0604"].grunnlag == before.grunnlag
    assert wrong_files(job.folder, now) == []
    booklets = [place for place in now.files if place.startswith("hefter/")]
    assert booklets, "of the meetings whose packets are as they were, or are made"
    done(job)
    assert quick.made_of == ["Drammen", "Kongsberg"]


def test_a_file_that_was_spoilt_is_made_again(job: Job, quick: type[QuickWorkers]) -> None:
    """Another municipality's pages under the right name; a sheet that is gone."""
    done(job)
    content = bytes_of(job.folder)
    quick.made_of.clear()
    (job.folder / "0604-kongsberg.pdf").unlink()
    (job.folder / "0604-kongsberg.pdf").write_bytes(content["0602-drammen.pdf"])
    (job.folder / "svarark" / "0605-ringerike-svarark.pdf").unlink()
    done(job)

    assert quick.made_of == ["Kongsberg"]
    assert bytes_of(job.folder) == content


def test_a_packet_that_fails_is_not_in_the_set_and_the_others_are(
    job: Job, quick: type[QuickWorkers]
) -> None:
    done(job)
    correct_ot(job)
    quick.broken["Kongsberg"] = "ikke laget"
    heard = Heard()
    ran = run(job, heard)
    manifest = manifest_of(job)

    assert [one.hva for one in ran.made.failed] == ["0604"]
    assert ran.made.failed[0].trace == "Traceback: her"
    assert ("Kongsberg", "", True) in heard.said
    assert list(manifest.by_kommunenr) == ["0602", "0605"]
    assert dict(manifest.feilet) == {"0604": ("0604-kongsberg.pdf: er gal.",)}
    assert not list(job.folder.glob("0604-*")), "the old one is of other extracts"
    assert not [place for place in manifest.files if "kongsberg" in place]
    assert wrong_files(job.folder, manifest) == []

    quick.broken.clear()
    done(job)
    assert manifest_of(job).feilet == ()
    assert quick.made_of.count("Kongsberg") == 3


def test_a_packet_that_says_something_wrong_is_set_aside_until_it_is_right(
    job: Job, quick: type[QuickWorkers]
) -> None:
    quick.broken["Kongsberg"] = "sier noe galt"
    ran = done(job)
    aside = job.folder / "karantene"

    assert "Den ligger i" in str(ran.made.failed[0].problems[0])
    assert {path.name for path in aside.iterdir()} == {
        f"0604-kongsberg.{ending}" for ending in ("pdf", "json", "txt")
    }
    entries = read(job.project.printed(demo=True))
    assert not any(one.key.omraade == "0604" and not one.tegnet for one in entries)
    quick.broken.clear()
    done(job)
    assert not aside.exists()
    assert (job.folder / "0604-kongsberg.pdf").is_file()


def test_when_no_packet_can_be_made_all_is_as_it_was(job: Job, quick: type[QuickWorkers]) -> None:
    done(job)
    content = bytes_of(job.folder)
    quick.broken |= dict.fromkeys(ALL, "ikke laget")
    ran = done(replace(job, force=True))

    assert ran.manifest is None
    assert bytes_of(job.folder) == content
    assert beside(job) == ["2016-host"]


def test_what_others_have_laid_in_the_folder_stays(job: Job) -> None:
    done(job)
    (job.folder / "notat").mkdir()
    (job.folder / "notat" / "til møtet.txt").write_text("husk kaffe", encoding="utf-8")
    (job.folder / "lenke.pdf").symlink_to("notat")
    (job.folder / "0617-gol.pdf").write_bytes(b"of a round before there were manifests")
    done(replace(job, force=True))

    assert (job.folder / "notat" / "til møtet.txt").read_text(encoding="utf-8") == "husk kaffe"
    assert (job.folder / "lenke.pdf").is_symlink()
    assert not (job.folder / "0617-gol.pdf").exists(), "no packet of this set"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_run_that_is_killed_goes_on_where_it_was(
    job: Job, quick: type[QuickWorkers], number: int
) -> None:
    """What is in place is untouched meanwhile; what comes of it is the same to the last bit."""
    done(job)
    correct_ot(job)
    whole = Job(**{**vars(job), "folder": job.folder.with_name("uforstyrret")})
    done(whole)
    before = bytes_of(job.folder)
    quick.made_of.clear()
    quick.killed_at = number
    with pytest.raises(KilledError):
        done(replace(job, force=True))
    assert bytes_of(job.folder) == before
    quick.killed_at = -1
    ran = done(job)

    assert len(quick.made_of) == 2, "each of those that differ once"
    assert ran.made.failed == []
    assert bytes_of(job.folder) == bytes_of(whole.folder)
    assert beside(job) == ["2016-host", "uforstyrret"]


def test_a_journal_whose_last_line_is_torn_or_lies_is_not_believed(
    job: Job, quick: type[QuickWorkers]
) -> None:
    quick.killed_at = 2
    with pytest.raises(KilledError):
        done(job)
    stage = job.folder.with_name(".2016-host.bygges")
    with (stage / stage_module.JOURNAL).open("ab") as file:
        file.write(b'{"kommunenr": "0605"')
    (stage / "0602-drammen.pdf").write_bytes(b"torn")
    (stage / ".0605-ringerike.pdf.abcd1234").write_bytes(b"half")
    quick.killed_at = -1
    quick.made_of.clear()
    ran = done(job)

    assert quick.made_of == ["Drammen", "Ringerike"]
    assert ran.made.resumed == ["0604"]
    assert wrong_files(job.folder, manifest_of(job)) == []


@pytest.mark.parametrize("at", range(1, 5))
def test_a_kill_while_the_set_is_put_in_place_is_mended(
    job: Job, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Before, between and after the two renames, and while the old set is taken away."""
    done(job)
    before = bytes_of(job.folder)
    correct_ot(job)
    calls = 0

    def kill(real: object) -> object:
        def or_die(*words: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls == at:
                raise KilledError
            return real(*words, **named)  # type: ignore[operator]

        return or_die

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", kill(Path.rename))
        patch.setattr(stage_module, "_remove", kill(stage_module._remove))  # noqa: SLF001
        if at < 4:
            with pytest.raises(KilledError):
                done(job)
    assert is_between(job.folder) == (not job.folder.exists())
    mend(job.folder)
    manifest = manifest_of(job)

    assert wrong_files(job.folder, manifest) == []
    if at == 1:
        assert bytes_of(job.folder) in (before, bytes_of(job.folder))
    done(job)
    assert wrong_files(job.folder, manifest_of(job)) == []
    assert beside(job) == ["2016-host"]


def test_a_disk_that_is_full_leaves_all_as_it_was(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each of the writes; the next run, with room, finishes."""
    done(job)
    before = bytes_of(job.folder)
    correct_ot(job)
    room = 0
    real = os.fsync

    def until_full(handle: int) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    for first in range(100):
        room = first
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", until_full)
            try:
                done(job)
                break
            except DatapakkeError as error:
                assert "disken er full" in str(error)  # noqa: PT017 - the last time nothing is raised
        assert bytes_of(job.folder) == before

    assert 5 < first < 99
    assert wrong_files(job.folder, manifest_of(job)) == []
    assert bytes_of(job.folder) != before
    assert beside(job) == ["2016-host"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(job: Job) -> None:
    job.folder.parent.mkdir()
    job.folder.parent.chmod(0o500)

    with pytest.raises(PacketError, match=r"kan ikke lages: ingen tilgang"):
        done(job)


def test_something_in_the_way_of_the_folder_is_told(job: Job) -> None:
    job.project.out.write_text("en fil", encoding="utf-8")

    with pytest.raises(
        PacketError, match=r"kan ikke lages: en del av stien er ingen mappe|finnes fra før"
    ):
        done(job)


def test_inputs_that_change_meanwhile_stop_it(
    job: Job, quick: type[QuickWorkers], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the packets would be of the one, half of the other."""
    done(job)
    before = bytes_of(job.folder)
    real = QuickWorkers._one  # noqa: SLF001

    def changing(self: QuickWorkers, packet: object) -> object:
        correct_ot(job)
        return real(self, packet)  # type: ignore[arg-type]

    monkeypatch.setattr(quick, "_one", changing)
    with pytest.raises(ExtractError, match=r"data/raw/ot\.csv: ble endret mens"):
        done(replace(job, force=True))

    assert bytes_of(job.folder) == before


def test_a_set_in_which_something_can_be_known_is_not_put_in_place(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old set stays, nothing is written down as printed, and what was made is gone."""
    done(job)
    before, ledger = bytes_of(job.folder), job.project.printed(demo=True).read_bytes()
    correct_ot(job)
    failure = Failure("alle", "elever med 3 dager, Drammen", "fravaer", 2, 2, "0 og 5", "slik")

    def found(*_: object, insiders: bool) -> Report:
        assert insiders
        return Report(job.config.regler, 10, failures=(failure,))

    monkeypatch.setattr(datapakke.batch.run, "attack", found)
    with pytest.raises(AuditError, match="elever med 3 dager, Drammen") as raised:
        done(replace(job, audit=True))

    assert raised.value.exit_code == 3
    assert bytes_of(job.folder) == before
    assert job.project.printed(demo=True).read_bytes() == ledger
    assert beside(job) == ["2016-host"]


def test_an_attack_is_made_once_for_the_same_packets_and_inputs(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacks = []
    real = attack

    def counted(*words: object, **named: object) -> Report:
        attacks.append(words)
        return real(*words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(datapakke.batch.run, "attack", counted)
    audited = replace(job, audit=True)
    done(audited)
    assert manifest_of(job).audited
    audit = manifest_of(job).audit
    assert audit
    assert min(audit.offentlig, audit.innsidere) > 100
    done(audited)
    done(job)
    assert (len(attacks), manifest_of(job).audited) == (1, True)
    correct_ot(job)
    done(job)
    assert (len(attacks), manifest_of(job).audited) == (1, False)
    done(audited)
    assert (len(attacks), manifest_of(job).audited) == (2, True)


def test_nothing_is_put_in_place_that_cannot_be_written_down(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(job)
    before = bytes_of(job.folder)
    correct_ot(job)

    def refuse(*_: object, **__: object) -> object:
        raise LedgerError([])

    monkeypatch.setattr("datapakke.disclosure.ledger.Ledger.append", refuse)
    with pytest.raises(LedgerError):
        done(job)

    assert bytes_of(job.folder) == before


def fresh(job: Job, *, audited: bool = False) -> bool:
    manifest = read_manifest(job.folder)
    inputs = inputs_now(job.project, job.config, job.order, job.raw, manifest)
    return is_fresh(job.folder, manifest, job.order, inputs, audited=audited)


def test_what_was_made_is_fresh_until_something_that_matters_changes(job: Job) -> None:
    assert not fresh(job)
    done(job)
    assert fresh(job)
    assert not fresh(job, audited=True)
    os.utime(job.raw / "ot.csv", (1, 1))
    (job.raw / ".skjult").write_text("x", encoding="utf-8")
    assert fresh(job)

    correct_ot(job)
    assert not fresh(job)
    done(job)
    assert fresh(job)
    pdf = job.folder / "0602-drammen.pdf"
    content = pdf.read_bytes()
    pdf.unlink()
    assert not fresh(job)
    pdf.write_bytes(content + b" ")
    assert not fresh(job)
    pdf.write_bytes(content)
    assert fresh(job)


def test_what_failed_or_was_printed_elsewhere_is_not_fresh(
    job: Job, quick: type[QuickWorkers]
) -> None:
    quick.broken["Kongsberg"] = "ikke laget"
    done(job)
    assert not fresh(job)
    quick.broken.clear()
    done(job)
    assert fresh(job)
    ledger = job.project.printed(demo=True)
    text = ledger.read_bytes()
    ledger.write_bytes(text + text.splitlines()[0].replace(b"2016-host", b"2015-host") + b"\n")
    assert not fresh(job), "another round has printed something"


def test_a_manifest_of_another_round_is_not_built_upon(job: Job, quick: type[QuickWorkers]) -> None:
    done(job)
    quick.made_of.clear()
    write_manifest(job.folder, replace(manifest_of(job), runde="2015-host"))
    done(job)

    assert quick.made_of == ALL
