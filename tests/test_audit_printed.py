"""Side-cars are read as they are written, and refused by name when they are anything else."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datapakke.disclosure.audit.printed import PrintedError, printed_in, read_printed
from datapakke.model import Figure, FigureKey, Status

KEY = FigureKey("lav", "kommune", "0601", "2015/16")
WRITTEN: dict[str, Any] = {
    "key": vars(KEY),
    "status": "",
    "verdi": "12.5",
    "n": 40,
    "teller": 5,
    "grunn": "",
    "avrundet_til": 1,
}


def sidecar(*figures: object) -> bytes:
    return json.dumps({"figurer": list(figures), "kommune": "Aasen"}).encode()


def test_a_figure_is_read_as_it_was_written() -> None:
    printed = printed_in({"0601-aasen.json": sidecar(WRITTEN)})

    assert printed.figures == {KEY: Figure(KEY, Status.VIST, Decimal("12.5"), 40, 5)}
    assert [name for name, _ in printed.files] == ["0601-aasen.json"]
    assert len(printed.files[0][1]) == 64


def test_what_is_drawn_of_others_is_printed_too() -> None:
    """In a list of its own; one that is no list, or holds something else, is refused."""
    other = WRITTEN | {"key": vars(KEY) | {"omraade": "0602"}}
    content = {"figurer": [WRITTEN], "bakgrunn": [other]}

    printed = printed_in({"0601-aasen.json": json.dumps(content).encode()})
    assert {key.omraade for key in printed.figures} == {"0601", "0602"}

    wrongs: tuple[object, ...] = ({}, [None], [WRITTEN | {"n": -1}])
    for wrong in wrongs:
        with pytest.raises(PrintedError, match="bakgrunn"):
            printed_in({"0601-aasen.json": json.dumps(content | {"bakgrunn": wrong}).encode()})


def test_the_same_figure_in_two_packets_is_one() -> None:
    both = {"0601-aasen.json": sidecar(WRITTEN), "0602-bakke.json": sidecar(WRITTEN)}

    assert len(printed_in(both).figures) == 1


def test_two_packets_that_print_different_figures_are_refused() -> None:
    other = WRITTEN | {"verdi": "15.0", "teller": 6}

    with pytest.raises(PrintedError) as caught:
        printed_in({"0601-aasen.json": sidecar(WRITTEN), "0602-bakke.json": sidecar(other)})

    (problem,) = caught.value.problems
    assert problem.where == "0602-bakke.json"
    assert "15.0 (n = 40), men som 12.5 (n = 40) i 0601-aasen.json" in problem.what
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"figurer": {}}',
        b"[" * 100_000,
        b'{"figurer": [' + b"9" * 5000 + b"]}",
        sidecar(None),
        sidecar("tekst"),
        sidecar([]),
    ],
)
def test_what_is_no_sidecar_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(PrintedError) as caught:
        printed_in({"0601-aasen.json": content, "0602-bakke.json": b"{"})

    assert {problem.where for problem in caught.value.problems} == {
        "0601-aasen.json",
        "0602-bakke.json",
    }


def without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda figure: {key: value for key, value in figure.items() if key != name}


@pytest.mark.parametrize(
    "change",
    [
        without("key"),
        without("status"),
        without("verdi"),
        without("n"),
        lambda figure: figure | {"key": "lav"},
        lambda figure: figure | {"key": without("aar")(figure["key"])},
        lambda figure: figure | {"key": figure["key"] | {"aar": 2015}},
        lambda figure: figure | {"status": "skjult"},
        lambda figure: figure | {"status": []},
        lambda figure: figure | {"status": ":"},
        lambda figure: figure | {"verdi": None},
        lambda figure: figure | {"verdi": 12.5},
        lambda figure: figure | {"verdi": "NaN"},
        lambda figure: figure | {"verdi": "1e999999"},
        lambda figure: figure | {"verdi": "١٢"},
        lambda figure: figure | {"n": True},
        lambda figure: figure | {"n": -1},
        lambda figure: figure | {"teller": 5.0},
    ],
)
def test_a_figure_that_is_not_written_as_packets_write_it_is_refused(
    change: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    with pytest.raises(PrintedError, match=r"0601-aasen\.json: figur nr\. 2 "):
        printed_in({"0601-aasen.json": sidecar(WRITTEN, change(WRITTEN))})


@given(st.binary(max_size=200))
def test_no_bytes_end_in_anything_but_a_named_error(content: bytes) -> None:
    with pytest.raises(PrintedError):
        printed_in({"0601-aasen.json": content})


def test_only_the_packets_files_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "kilder.json").write_text("{}")
    (tmp_path / "0601-aasen.json").write_bytes(sidecar(WRITTEN))

    assert len(read_printed(tmp_path).figures) == 1


def test_a_folder_without_packets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PrintedError, match="har ingen pakker"):
        read_printed(tmp_path / "2016-host")


def test_a_sidecar_that_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "0601-aasen.json").mkdir()

    with pytest.raises(PrintedError, match=r"0601-aasen\.json: kan ikke leses"):
        read_printed(tmp_path)
