"""Files are written whole or not at all; the side-car holds what the packet holds."""

import json
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest

from datapakke import __version__
from datapakke.errors import PacketError, Problem
from datapakke.output import packet_name, sidecar, stamped, write_atomic, write_or_tell
from datapakke.quarantine import FOLDER, set_aside
from example_packet import EXAMPLE


class _Maalt(Enum):
    """A word that has a number behind it."""

    EN = 1.0


@dataclass(frozen=True)
class _Held:
    """Anything that a packet may hold."""

    tekst: str
    tall: object
    ja: object
    flere: object
    navn: object


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    """The folder of the round need not exist; nothing but the file is left behind."""
    path = tmp_path / "2016-host" / "0623-modum.pdf"

    write_atomic(path, b"ny")

    assert path.read_bytes() == b"ny"
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk refuses the last step, the reader still finds the whole old packet."""
    path = tmp_path / "0623-modum.pdf"
    path.write_bytes(b"gammel")

    def refuse(_: int) -> None:
        message = "disken er full"
        raise OSError(message)

    monkeypatch.setattr("datapakke.output.os.fsync", refuse)

    with pytest.raises(OSError, match="disken er full"):
        write_atomic(path, b"ny")

    assert path.read_bytes() == b"gammel"
    assert list(tmp_path.iterdir()) == [path]


def test_the_name_holds_the_code_and_the_slug() -> None:
    """0616 Nes and 0236 Nes never share a file."""
    assert packet_name(EXAMPLE) == "0623-modum"


def test_the_sidecar_holds_every_figure_exactly() -> None:
    """Decimals stand as text: JSON's numbers would lose «40.80»."""
    read = json.loads(sidecar(EXAMPLE))

    assert read["kommunenr"] == "0623"
    assert read["figurer"][0]["verdi"] == "40.8"
    assert read["figurer"][0]["n"] == 134
    assert read["figurer"][1] == {
        "avrundet_til": 1,
        "grunn": "",
        "key": {
            "aar": "2012/13",
            "indikator": "poeng_under_30",
            "kategori": "",
            "kjonn": "alle",
            "nivaa": "kommune",
            "omraade": "0623",
        },
        "n": None,
        "status": ":",
        "teller": None,
        "verdi": None,
    }


def test_the_sidecar_is_readable_text_with_norwegian_letters() -> None:
    """An analyst opens it in an editor, and finds «møtet» under that name."""
    assert "Møtet 2. november" in sidecar(EXAMPLE).decode()


def test_the_same_packet_gives_the_same_sidecar() -> None:
    """Equal packets give equal bytes; another packet gives others."""
    assert sidecar(EXAMPLE) == sidecar(replace(EXAMPLE))
    assert sidecar(EXAMPLE) != sidecar(replace(EXAMPLE, demo=False))


def test_a_stamp_follows_what_is_said_and_nothing_else() -> None:
    """Another figure, another written form, another name; never what stood there before."""
    one = stamped(EXAMPLE)

    assert one.stempel.startswith(f"datapakke {__version__}, innhold ")
    assert stamped(one) == one
    assert stamped(replace(EXAMPLE, stempel="noe annet")) == one
    for other in (
        replace(EXAMPLE, maalform="nynorsk"),
        replace(EXAMPLE, kommunenr="0621"),
        replace(EXAMPLE, figurer=EXAMPLE.figurer[1:]),
        replace(EXAMPLE, bakgrunn=EXAMPLE.figurer[:1]),
    ):
        assert stamped(other).stempel != one.stempel


def test_a_side_car_is_what_the_standard_library_writes() -> None:
    """Every kind of value, nested and empty, at every depth."""
    inner = _Held('Ål «"\\\n\u2028»', Decimal("1.50"), _Maalt.EN, (), {})
    said = _Held(
        "", None, [None, True], (inner, ("x", ()), 1.5, -3), {"b": inner, "a": {"c": [inner]}}
    )

    for one in (EXAMPLE, said):
        text = json.dumps(
            asdict(one),
            default=lambda value: str(getattr(value, "value", value)),
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )
        assert sidecar(one) == f"{text}\n".encode()  # type: ignore[arg-type]


def test_what_the_system_refuses_is_said_alike_and_as_a_sentence(tmp_path: Path) -> None:
    """A packet, and what is wrong with one: a file stands where the folder should be."""
    (tmp_path / "fil").touch()
    path = tmp_path / "fil" / "2016-host" / "0623-modum.pdf"

    with pytest.raises(PacketError) as error:
        write_or_tell(path, b"%PDF")
    assert str(error.value) == f"{path}: kan ikke skrives: en del av stien er ingen mappe."

    refusal = set_aside(path, b"%PDF", b"{}", [Problem("side 1", "er feil.")])
    aside = path.parent / FOLDER / path.name
    said = f"{aside}: kan ikke skrives: en del av stien er ingen mappe.\nside 1: er feil."
    assert str(refusal) == said
