"""Datasets kept as they were read: the same as reading, never older, never about anybody."""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from conftest import ROOT
from datapakke.config import Config
from datapakke.errors import ExtractError
from datapakke.extracts.context import Context
from datapakke.extracts.dataset import read_dataset
from datapakke.extracts.formats import FORMATS
from datapakke.extracts.kept import cache as module
from datapakke.extracts.kept.cache import Cache
from datapakke.extracts.kept.cache_folder import ENDING, KEPT, TAG
from datapakke.extracts.kept.stored import DIGEST, LENGTH, MARK, read_stored, write_stored
from datapakke.extracts.load import read_folder
from datapakke.extracts.model import Extracts
from datapakke.extracts.source_format import PERSON
from datapakke.project import program_files
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
    monkeypatch.setattr(module, "program_mark", lambda: "another")
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
    depends = read_stored(path)[0]["depends"]
    heads: list[dict[str, object]] = [
        {},
        {"tables": [], "outcome": {}},
        {"tables": [{"index": 1}]},
    ]
    for head in heads:
        write_stored(path, {"depends": depends, **head}, [])
        cache = Cache(store)

        assert_same(fresh, read_folder(folder, context(), FORMATS, cache).whole())
        assert len(cache.notes) == 1


def again_without_the_cache(folder: Path, store: Path, fresh: Extracts) -> list[str]:
    """Read with what is in the cache; nothing of it may be used. Give what is told."""
    cache = Cache(store)
    assert_same(fresh, read_folder(folder, context(), FORMATS, cache).whole())
    return [str(note) for note in cache.notes]


def test_an_entry_under_the_name_of_another_is_damaged(folder: Path, store: Path) -> None:
    read(folder, store)
    old = entries(store)[0].read_bytes()
    text = (folder / "fravaer.csv").read_text(encoding="utf-8")
    (folder / "fravaer.csv").write_text(text.replace(";3;", ";7;"), encoding="utf-8")
    before = set(entries(store))
    fresh = read(folder, store)
    (path,) = set(entries(store)) - before
    path.write_bytes(old)

    told = again_without_the_cache(folder, store, fresh)
    assert told == [f"mellomlageret {path.name}: er skadet. Filene er lest på nytt."]


def test_a_pipe_a_link_and_a_file_without_end_are_no_entries(folder: Path, store: Path) -> None:
    fresh = read(folder, store)
    path = entries(store)[0]
    elsewhere = store.parent / "annet"
    path.rename(elsewhere)
    huge = store.parent / "stor"
    huge.touch()
    os.truncate(huge, 60 * 1024**3)
    makers: dict[Callable[[], object], str] = {
        lambda: os.mkfifo(path): "er skadet",
        lambda: huge.rename(path): "er skadet",
        lambda: path.symlink_to(elsewhere): "kan ikke leses",
    }
    for make, what in makers.items():
        path.unlink(missing_ok=True)
        make()

        (note,) = again_without_the_cache(folder, store, fresh)
        assert what in note
        read(folder, store)  # made again, in its place
    path.unlink()
    path.mkdir()
    assert len(again_without_the_cache(folder, store, fresh)) == 2  # cannot be made again either


def sealed(head: bytes, rest: bytes = b"") -> bytes:
    """Give a file whose checksum is right."""
    content = len(head).to_bytes(LENGTH, "little") + head + rest
    return MARK + hashlib.sha256(content).digest() + content


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"[" * 200_000, id="deep"),
        pytest.param(b'{"head":' * 100_000 + b"1" + b"}" * 100_000, id="deep and whole"),
        pytest.param(b'{"head": {}, "parts": [["<i8", 1' + b"0" * 30 + b"]]}", id="long"),
        pytest.param(b'{"head": {}, "parts": [["|O", 1]]}', id="objects"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(b"7", id="a number"),
    ],
)
def test_a_head_that_nobody_wrote_is_damaged(folder: Path, store: Path, head: bytes) -> None:
    fresh = read(folder, store)
    path = entries(store)[0]
    path.write_bytes(sealed(head))

    assert "er skadet" in again_without_the_cache(folder, store, fresh)[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Extracts, bytes]:
    """Extracts, their entry in a cache, what is read, and the entry's bytes."""
    raw = tmp_path_factory.mktemp("raw")
    write_extracts(raw, {"fravaer": FRAVAER + ROWS.replace(";\n", ";0\n")})
    store = raw.parent / f"{raw.name}-lager"
    fresh = read(raw, store)
    (path,) = entries(store)
    return raw, path, fresh, path.read_bytes()


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 100_000),
        st.integers(0, 40),
        st.one_of(st.binary(max_size=8), st.sampled_from([b"-1", b"null", b"[]", b"{}", b"9e99"])),
    ),
    min_size=1,
    max_size=3,
)


def changed(content: bytes, changes: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Give the bytes with some of them replaced."""
    for where, length, new in changes:
        at = where % (len(content) + 1)
        content = content[:at] + new + content[at + length :]
    return content


@given(changes=CHANGES)
@settings(max_examples=60, deadline=None)
def test_no_damage_changes_what_is_read(
    whole: tuple[Path, Path, Extracts, bytes], changes: list[tuple[int, int, bytes]]
) -> None:
    raw, path, fresh, content = whole
    path.write_bytes(changed(content, changes))

    cache = Cache(path.parent)
    assert_same(fresh, read_folder(raw, context(), FORMATS, cache).whole())
    assert bool(cache.notes) is (changed(content, changes) != content)
    assert path.read_bytes() == content


@given(changes=CHANGES)
@settings(max_examples=80, deadline=None)
def test_no_head_with_the_right_checksum_stops_a_run(
    whole: tuple[Path, Path, Extracts, bytes], changes: list[tuple[int, int, bytes]]
) -> None:
    raw, path, _, content = whole
    begin = len(MARK) + DIGEST + LENGTH
    end = begin + int.from_bytes(content[begin - LENGTH : begin], "little")
    path.write_bytes(sealed(changed(content[begin:end], changes), content[end:]))

    read_folder(raw, context(), FORMATS, Cache(path.parent)).whole()


def foreign(store: Path) -> Iterable[Path]:
    """Make what has the cache's name but is not one, one after another; give where it lies."""
    elsewhere = store.parent / "annet"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / f"nav-gammel{ENDING}").write_bytes(b"min egen")
    os.utime(elsewhere / f"nav-gammel{ENDING}", (1, 1))
    store.symlink_to(elsewhere)
    yield elsewhere
    store.unlink()
    elsewhere.rename(store)
    yield store
    (store / TAG).write_bytes(b"Signature: 8a477f597d28d172789f06886806bc55\n# another program's\n")
    yield store
    (store / TAG).unlink()
    os.mkfifo(store / TAG)
    yield store


def state(folder: Path) -> tuple[int, int, list[str]]:
    """Give what would show that somebody has touched a folder."""
    found = folder.stat()
    return found.st_mode, found.st_mtime_ns, sorted(path.name for path in folder.iterdir())


def test_a_folder_that_is_not_ours_is_left_as_it_is(folder: Path, store: Path) -> None:
    fresh = read(folder, None)
    for theirs in foreign(store):
        before = state(theirs)

        told = again_without_the_cache(folder, store, fresh)
        assert told == [f"mellomlageret {store.name}: {module.FOREIGN}"]
        assert state(theirs) == before
        assert {one.name for one in store.parent.iterdir()} <= {store.name, folder.name, "annet"}


def test_an_empty_folder_becomes_the_cache(folder: Path, store: Path) -> None:
    store.mkdir(mode=0o755)
    read(folder, store)

    assert len(entries(store)) == 2
    assert stat.S_IMODE(store.stat().st_mode) == 0o700


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


def test_what_is_kept_depends_on_all_that_reads() -> None:
    """Another table of municipalities, or another way to find a header, reads again."""
    names = {name for name, _ in program_files()}

    assert {"reading/sniff.py", "norge/kommuner.csv", "extracts/format.py", "kommuner.py"} <= names
