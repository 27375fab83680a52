"""One packet: printed, read back, and what is told when that goes wrong."""

import hashlib
import pickle
from dataclasses import replace
from pathlib import Path

from batch_packets import SMALL, WHOLE, named, trying
from datapakke.batch.press import press_of
from datapakke.batch.work import Kit, make
from datapakke.colours import Palette
from datapakke.config.own import Logo, Pakke
from datapakke.packet.model import Packet


def one(name: str) -> Packet:
    return next(named(name))[1]


def test_a_packet_is_made_and_read_back() -> None:
    made = make(SMALL, WHOLE)

    assert made.problems == ()
    assert made.trace == ""
    assert made.verified
    assert made.verified.verdier > 50
    assert made.pdf.startswith(b"%PDF")
    assert 0.05 < made.cpu_s < 60
    assert 50 < made.peak_mb < 2000


def test_what_a_packet_is_made_of_and_what_comes_of_it_goes_between_processes() -> None:
    kit = Kit((Path("maler"),), Pakke(palett=Palette({"#ffffff": "#eeeeee"}), logo=Logo(b"x", "y")))
    assert pickle.loads(pickle.dumps((SMALL, kit, WHOLE))) == (SMALL, kit, WHOLE)  # noqa: S301

    again, same = pickle.loads(pickle.dumps((SMALL, WHOLE)))  # noqa: S301
    digests = {hashlib.sha256(make(*both).pdf).digest() for both in [(SMALL, WHOLE), (again, same)]}
    assert len(digests) == 1


def test_one_that_does_not_say_what_it_should_is_kept_with_what_is_wrong(tmp_path: Path) -> None:
    made = make(one("Sier lite"), trying(tmp_path))

    assert made.pdf.startswith(b"%PDF")
    assert made.verified
    assert made.problems == made.verified.problems
    assert len(made.problems) > 10


def test_a_template_that_fails_is_told_with_where_in_the_program(tmp_path: Path) -> None:
    made = make(one("Feiler"), trying(tmp_path))

    assert (made.pdf, made.verified) == (b"", None)
    assert "pakke.html.j2" in made.problems[0].where
    assert "finnes_ikke" in made.problems[0].what
    assert "Traceback" in made.trace
    assert make(one("Gol"), trying(tmp_path)).pdf


def test_what_nobody_thought_of_is_told_too() -> None:
    made = make(replace(SMALL, kapitler=(None,)), WHOLE)  # type: ignore[arg-type]

    assert made.pdf == b""
    assert made.problems[0].where == "0623-modum.pdf"
    assert "AttributeError" in made.problems[0].what
    assert "Traceback" in made.trace


def test_templates_are_read_once_as_long_as_they_are_the_same(tmp_path: Path) -> None:
    first = press_of(WHOLE)
    assert press_of(Kit(WHOLE.templates, WHOLE.pakke)) is first

    assert make(one("Gol"), trying(tmp_path)).pdf != make(one("Gol"), WHOLE).pdf
    assert press_of(WHOLE) is not first
