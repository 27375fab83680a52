"""Files held against those of earlier rounds, by the records of what they were made from."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.extracts.model import Extract
from datapakke.report import Alvor, Basis, read_history
from datapakke.report.model import Earlier, History
from report_helpers import clean, found, the

SHA = "ab" * 32


def record(folder: Path, mappe: str, data_til: str | None, *files: dict[str, object]) -> None:
    path = folder / mappe / "kilder.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"data_til": data_til, "filer": files}), encoding="utf-8")


def entry(datasett: str, sha256: str, uttrukket: str | None) -> dict[str, object]:
    return {
        "datasett": datasett,
        "fil": f"{datasett}.csv",
        "sha256": sha256,
        "uttrukket": uttrukket,
    }


def test_only_records_of_rounds_that_ended_before_are_read(tmp_path: Path) -> None:
    record(tmp_path, "2015-host", "2015-08-31", entry("ot", SHA, "2015-08-15"))
    record(tmp_path, "2016-host", "2016-08-31", entry("ot", SHA, None))
    record(tmp_path, "uten-runde", None, entry("ot", SHA, None))

    history = read_history(tmp_path, date(2016, 8, 31))

    assert history.earlier == (
        Earlier("2015-host", date(2015, 8, 31), "ot", "ot.csv", SHA, date(2015, 8, 15)),
    )
    assert read_history(tmp_path, None) == History()
    assert read_history(tmp_path / "finnes-ikke", date(2016, 8, 31)) == History()


SOME_JSON = st.recursive(
    st.none() | st.integers() | st.text() | st.just("2015-08-31"),
    lambda part: st.lists(part) | st.dictionaries(st.sampled_from(["data_til", "filer"]), part),
).map(lambda value: json.dumps(value).encode())


@given(st.binary(max_size=60) | SOME_JSON)
def test_a_damaged_record_is_named_and_never_stops_the_report(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("out")
    (folder / "2015-host").mkdir()
    (folder / "2015-host" / "kilder.json").write_bytes(content)

    history = read_history(folder, date(2016, 8, 31))

    assert history.earlier == ()
    assert history.unreadable in {("2015-host/kilder.json",), ()}


def with_history(*earlier: Earlier, unreadable: tuple[str, ...] = ()) -> Basis:
    return replace(clean(), history=History(earlier, unreadable))


def source(datasett: str) -> Extract:
    return clean().loaded.extracts.by_name[datasett]


def test_a_file_that_is_the_same_as_last_rounds_is_told() -> None:
    same = source("ot").sources[0].sha256
    last = Earlier("2015-host", date(2015, 8, 31), "ot", "ot.csv", same, date(2015, 8, 15))
    before = replace(last, mappe="2014-host", data_til=date(2014, 8, 31))

    assert "2015-host" in the(found(with_history(before, last), "samme_fil")).hva
    assert found(with_history(before, replace(last, sha256=SHA)), "samme_fil") == []


def test_a_file_from_before_last_rounds_is_told() -> None:
    """The demo's files were extracted on 15 August 2016."""
    last = Earlier("2015-host", date(2015, 8, 31), "ot", "ot.csv", SHA, date(2016, 8, 16))

    assert "2016-08-16" in the(found(with_history(last), "eldre_uttrekk")).hva
    older = replace(last, uttrukket=date(2016, 8, 14))
    assert found(with_history(older), "eldre_uttrekk") == []
    assert found(with_history(replace(last, uttrukket=None)), "eldre_uttrekk") == []


def test_a_record_that_cannot_be_read_is_told() -> None:
    funn = the(found(with_history(unreadable=("2015-host/kilder.json",)), "kvittering"))

    assert (funn.sted, funn.alvor) == ("2015-host/kilder.json", Alvor.MERK)
