"""Datasets kept as they were read: the same as reading, never older, never about anybody."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pandas.testing import assert_frame_equal

from conftest import ROOT
from datapakke.cli import main
from datapakke.config import Config
from datapakke.demo import write_demo
from datapakke.errors import ExtractError
from datapakke.extracts import cache as module
from datapakke.extracts.cache import ENDING, KEPT, Cache
from datapakke.extracts.context import Context
from datapakke.extracts.dataset import read_dataset
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.load import read_folder
from datapakke.extracts.model import Extracts
from datapakke.extracts.source_format import PERSON
from datapakke.extracts.stored import read_stored, write_stored
from extracts_helpers import context, write_extracts

FRAVAER = "elev;skoleaar;trinn;kommunenr;kjonn;dager;timer\n"
ROWS = "hemmelig1;2015/16;10;0623;K;3;\nhemmelig2;2015/16;Vg1;3005;M;4;12\n"
POINTS = "elev;skoleaar;kommunenr;kjonn;inntakspoeng\nhemmelig1;2015/16;0623;K;41,25\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two small extracts."""
    raw = tmp_path / "raw"
    raw.mkdir()
    rows = ROWS.replace(";\n", ";0\n")
    return write_extracts(raw, {"fravaer": FRAVAER + rows, "inntakspoeng": POINTS})


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the cache is."""
    return tmp_path / ".cache"


def read(folder: Path, store: Path | None, against: Context | None = None) -> Extracts:
    """Read the folder; with a cache it must say nothing."""
    cache = Cache(store) if store else None
    extracts = read_folder(folder, against or context(), FORMATS, cache).whole()
    assert not (cache and cache.notes)
    return extracts


def assert_same(one: Extracts, other: Extracts) -> None:
    """Hold everything in two readings against each other."""
    assert one.warnings == other.warnings
    assert list(one.by_name) == list(other.by_name)
    for extract, twin in zip(one.by_name.values(), other.by_name.values(), strict=True):
        for part in fields(extract):
            if part.name == "table":
                assert_frame_equal(extract.table, twin.table)
            elif part.name != "observed":
                assert getattr(extract, part.name) == getattr(twin, part.name)
        for seen, again in zip(extract.observed, twin.observed, strict=True):
            assert_frame_equal(seen.names, again.names, check_dtype=False, check_column_type=False)
            assert replace(seen, names=again.names) == again


def entries(store: Path) -> list[Path]:
    return sorted(store.glob(f"*{ENDING}"))


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it an error to read a dataset."""

    def refuse(*_: object) -> None:
        pytest.fail("the files were read again")

    monkeypatch.setattr(module, "read_dataset", refuse)


def test_the_second_time_nothing_is_read_and_all_is_the_same(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(folder, store)
    forbid_reading(monkeypatch)

    assert_same(first, read(folder, store))
    assert first.warnings  # 3005 is none of its parts: told also the second time


def test_every_dataset_of_the_demo_round_is_kept_as_it_was_read(
    config: Config, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runde = config.runde("2016-host")
    fag = {code: fagkode.fag for code, fagkode in config.fagkoder.items()}
    inndeling = config.inndeling(runde.inndeling)
    against = Context(inndeling, config.kjente_koder, fag, runde.data_til)
    raw = ROOT / "data" / "raw"
    fresh = read(raw, store, against)
    forbid_reading(monkeypatch)

    assert_same(fresh, read(raw, store, against))


def test_published_files_are_kept_as_they_were_read(
    shared: Path, config: Config, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    against = Context(config.inndeling(2024), config.kjente_koder, {}, None)
    fresh = read(shared / "data", store, against)
    forbid_reading(monkeypatch)

    assert_same(fresh, read(shared / "data", store, against))


def test_another_content_register_division_or_day_is_read_again(folder: Path, store: Path) -> None:
    assert read(folder, store).by_name["fravaer"].table["dager"].tolist() == [3]

    text = (folder / "fravaer.csv").read_text(encoding="utf-8")
    (folder / "fravaer.csv").write_text(text.replace(";3;", ";7;"), encoding="utf-8")
    assert read(folder, store).by_name["fravaer"].table["dager"].tolist() == [7]

    register = folder / "kilder.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace("VIGO", "Ny"), "utf-8")
    assert read(folder, store).by_name["fravaer"].sources[0].navn == "Ny"

    assert read(folder, store, context(2024)).by_name["fravaer"].table["kommunenr"].tolist() == [
        "3316",
        "3301",
    ]
    early = context(data_til=date(2016, 1, 1))
    assert read(folder, store, early).by_name["fravaer"].table.empty


def test_another_program_reads_again(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder, store)
    monkeypatch.setattr(module, "_program", lambda: "another")
    read(folder, store)

    assert len(entries(store)) == 4


def test_what_is_wrong_is_never_kept(folder: Path, store: Path) -> None:
    (folder / "fravaer.csv").write_text(f"{FRAVAER}a;2015/16;10;0623;K;999;0\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ExtractError, match="999"):
            read(folder, store)

    assert [path.name.split("-")[0] for path in entries(store)] == ["inntakspoeng"]


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is then not what the SHA-256 in the entry's name stands for."""
    before = read_dataset

    def read_and_change(*given: object) -> object:
        (folder / "fravaer.csv").write_text(FRAVAER, encoding="utf-8")
        return before(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_dataset", read_and_change)
    with pytest.raises(ExtractError):
        read(folder, store)

    assert [path.name.split("-")[0] for path in entries(store)] == ["inntakspoeng"]


def spoiled(whole: bytes) -> Iterable[bytes]:
    """Give what may have become of an entry."""
    yield b""
    yield b"noe annet\n"
    yield from (whole[:length] for length in (1, 24, 40, 60, 64, 200, len(whole) - 1))
    yield whole + b"\0"
    for at in range(0, len(whole), max(1, len(whole) // 30)):
        yield whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def test_a_damaged_entry_is_told_and_made_again(folder: Path, store: Path) -> None:
    fresh = read(folder, store)
    (path, _) = entries(store)
    whole = path.read_bytes()
    for content in spoiled(whole):
        path.write_bytes(content)
        cache = Cache(store)
        again = read_folder(folder, context(), FORMATS, cache).whole()

        assert [str(note) for note in cache.notes] == [
            f"mellomlageret {path.name}: er skadet. Filene er lest på nytt."
        ]
        assert_same(fresh, again)
        assert path.read_bytes() == whole


def test_an_entry_that_fits_nothing_is_damaged(folder: Path, store: Path) -> None:
    """Its checksum is right, but it was written for something else."""
    fresh = read(folder, store)
    path = entries(store)[0]
    heads: list[object] = [{}, [], {"tables": [], "outcome": {}}, {"tables": [{"index": 1}]}]
    for head in heads:
        write_stored(path, head, [])
        cache = Cache(store)

        assert_same(fresh, read_folder(folder, context(), FORMATS, cache).whole())
        assert len(cache.notes) == 1


def test_no_pseudonym_is_kept_and_nobody_else_can_read_it(folder: Path, store: Path) -> None:
    read(folder, store)

    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    for path in entries(store):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content = path.read_bytes()
        assert b"hemmelig" not in content
        columns = [
            one["name"] for table in read_stored(path)[0]["tables"] for one in table["columns"]
        ]
        assert "kode" in columns
        assert PERSON not in columns
    assert (store / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_full_disk_and_a_folder_that_is_none_stop_nothing(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = read(folder, None)

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("tempfile.mkstemp", full)
        cache = Cache(store)
        assert_same(fresh, read_folder(folder, context(), FORMATS, cache).whole())
        assert [note.what[:16] for note in cache.notes] == ["kan ikke skrives"] * 2
        assert not entries(store)

    shutil.rmtree(store)
    store.write_bytes(b"")
    cache = Cache(store)
    assert_same(fresh, read_folder(folder, context(), FORMATS, cache).whole())
    assert cache.notes


def test_the_oldest_entries_are_removed(folder: Path, store: Path) -> None:
    read(folder, store)
    for path in entries(store):
        os.utime(path, (1, 1))
    left = store / f".abc{ENDING}"
    left.write_bytes(b"")
    os.utime(left, (1, 1))
    for number in range(KEPT):
        read(folder, store, context(data_til=date(2020, 1, number + 1)))

    kept = [path.name.split("-")[0] for path in entries(store) if path.stat().st_mtime > 1]
    assert kept == ["fravaer"] * KEPT + ["inntakspoeng"] * KEPT
    assert len(entries(store)) == 2 * KEPT


def test_builds_at_the_same_time_do_not_disturb_each_other(folder: Path, store: Path) -> None:
    fresh = read(folder, None)
    with ThreadPoolExecutor(8) as pool:
        for again in pool.map(lambda _: read(folder, store), range(24)):
            assert_same(fresh, again)

    assert len(entries(store)) == 2


def test_a_build_is_the_same_with_the_cache_and_without(tmp_path: Path) -> None:
    project = tmp_path / "prosjekt"
    write_demo(project, kommuner=3, aar=2)
    built = {}
    for name, words in {"uten": ["--uten-mellomlager"], "ny": [], "igjen": []}.items():
        folder = tmp_path / name
        command = [
            "build",
            "--kommune",
            "0602",
            "--prosjekt",
            str(project),
            "--ut",
            str(folder),
            *words,
        ]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0
        assert (project / ".cache").exists() is (name != "uten")
        built[name] = {path.name: path.read_bytes() for path in folder.iterdir()}

    assert len(built["uten"]) >= 2  # a PDF and its side-car
    assert built["uten"] == built["ny"] == built["igjen"]
