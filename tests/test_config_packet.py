"""The section ``pakke``: what a project may make its own, and what is refused at which place."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from config_text import VALID, load_text
from datapakke.colours import ACCENT, RAMP, TINT
from datapakke.config import load_config
from datapakke.config.own import Kapittel, Pakke
from datapakke.config.packet import KAPITLER
from datapakke.errors import ConfigError
from datapakke.packet.chapters import CHAPTERS

KNOWN = {"fravaer_dager_10", "nav_ledige"}
GOOD_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2z"/></svg>'


def png(width: int, height: int) -> bytes:
    """Give a white picture; only the head says how large it is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * 3) * 2)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


PNG = png(3, 2)


def load(folder: Path, section: str) -> Pakke:
    """Load the small configuration with a section."""
    path = folder / "kommuner.yaml"
    path.write_text(VALID + section, "utf-8")
    return load_config(path, KNOWN).pakke


def wrong(folder: Path, section: str) -> list[str]:
    """Give what is wrong with the section; every problem has its line in the section."""
    with pytest.raises(ConfigError) as caught:
        load(folder, section)
    first = VALID.count("\n") + 1
    for problem in caught.value.problems:
        found = re.search(r"linje (\d+), kolonne \d+", problem.where)
        assert found, problem.where
        assert int(found[1]) >= first
    return [problem.what for problem in caught.value.problems]


def test_a_configuration_without_the_section_changes_nothing(tmp_path: Path) -> None:
    """As before there was one."""
    assert load_text(tmp_path, VALID).pakke == Pakke()


def test_the_chapters_that_can_be_named_are_those_of_the_packet() -> None:
    """In the same order."""
    assert tuple(spec.id for spec in CHAPTERS) == KAPITLER


def test_chapters_are_read_in_their_order(tmp_path: Path) -> None:
    """Ours by name, own ones with heading and indicators."""
    section = (
        "pakke:\n  kapitler:\n    - nav_ot\n    - {id: eget, tittel: Vårt, nynorsk: Vårt,"
        " indikatorer: [nav_ledige]}\n    - fravaer\n"
    )

    assert load(tmp_path, section).kapitler == (
        Kapittel("nav_ot"),
        Kapittel("eget", "Vårt", "Vårt", ("nav_ledige",)),
        Kapittel("fravaer"),
    )


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("pakke: {kapitler: [fravear]}\n", "«fravear», men skal være «inntakspoeng»"),
        ("pakke: {kapitler: []}\n", "listen «kapitler» har 0"),
        ("pakke: {kapitler: fravaer}\n", "skal være en liste"),
        ("pakke: {kapitler: [nav_ot, nav_ot]}\n", "kapitlet «nav_ot» står to ganger"),
        ("pakke: {kapitler: [{id: eget}]}\n", "her mangler «tittel», «nynorsk», «indikatorer»"),
        (
            "pakke: {kapitler: [{id: fravaer, tittel: a, nynorsk: a, indikatorer: [nav_ot]}]}\n",
            "«fravaer» er et av programmets kapitler",
        ),
        (
            "pakke: {kapitler: [{id: ../x, tittel: a, nynorsk: a, indikatorer: [nav_ledige]}]}\n",
            "«../x», men skal være små bokstaver",
        ),
        (
            "pakke: {kapitler: [{id: e, tittel: a, nynorsk: a, indikatorer: [nav_ledig]}]}\n",
            "«nav_ledig» er ingen indikator. Mente du «nav_ledige»?",
        ),
        ("pakke: {farge: {}}\n", "nøkkelen «farge» er ukjent. Mente du «farger»?"),
        ("pakke: {farger: {aksent: rød}}\n", "«aksent» er «rød», men skal være en farge"),
        ("pakke: {farger: {aksent: '#12505'}}\n", "men skal være en farge"),
        ('pakke: {farger: {aksent: "#ffcc00"}}\n', "kontrast 1,5 mot hvitt, men skal ha minst 4,5"),
        ('pakke: {farger: {aksent: "#666666", tone: "#cccccc"}}\n', "mot tonen #cccccc"),
        ('pakke: {farger: {tone: "#333333"}}\n', "mot teksten på den"),
        ('pakke: {farger: {skala: ["#000000"]}}\n', "«skala» har 1 farger, men skal ha 7"),
        ("pakke: {logo: 1}\n", "skal være tekst"),
        ("pakke: {logo: borte.svg}\n", "finnes ikke i mappen config"),
        ("pakke: {logo: ../../x.svg}\n", "ligger utenfor mappen config"),
        ("pakke: {logo: /etc/passwd}\n", "ligger utenfor mappen config"),
        ("pakke: {logo: .}\n", "finnes ikke i mappen config"),
        ("pakke: tull\n", "skal være en gruppe"),
    ],
)
def test_what_cannot_be_is_told_where_it_stands(tmp_path: Path, section: str, words: str) -> None:
    """What stands there, and what should."""
    assert any(words in what for what in wrong(tmp_path, section)), wrong(tmp_path, section)


def test_colours_stand_for_ours(tmp_path: Path) -> None:
    """Small letters or capitals."""
    palette = load(tmp_path, 'pakke: {farger: {aksent: "#7A2048", tone: "#F6EEF1"}}\n').palett

    assert palette.own == {ACCENT: "#7a2048", TINT: "#f6eef1"}
    assert palette.painted(f"a {ACCENT} b {TINT} c #abcdef") == "a #7a2048 b #f6eef1 c #abcdef"


def test_colours_that_change_places_are_not_painted_twice(tmp_path: Path) -> None:
    """One's own may be another of ours."""
    scale = ", ".join(f'"{color}"' for color in (ACCENT, *RAMP[1:]))
    palette = load(tmp_path, f'pakke: {{farger: {{aksent: "#7a2048", skala: [{scale}]}}}}\n').palett

    assert palette.painted(f"{RAMP[0]} {ACCENT}") == f"{ACCENT} #7a2048"


def test_a_scale_goes_from_dark_to_light_and_can_be_read(tmp_path: Path) -> None:
    """Both mistakes at once, each at its colour."""
    mixed = ", ".join(f'"{color}"' for color in (RAMP[0], "#123456", "#000000", *RAMP[3:]))

    said = wrong(tmp_path, f"pakke: {{farger: {{skala: [{mixed}]}}}}\n")

    assert any("#000000 er ikke lysere enn #123456" in what for what in said)
    assert any("mot tallene i den" in what for what in said)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.svg", GOOD_SVG.encode(), "image/svg+xml"), ("a.png", PNG, "image/png")],
)
def test_a_logo_is_read(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    """What it is, is told by how it begins, not by its name."""
    (tmp_path / name).write_bytes(content)

    logo = load(tmp_path, f"pakke: {{logo: {name}}}\n").logo

    assert logo is not None
    assert (logo.content, logo.kind) == (content, kind)


ROOT = '<svg xmlns="http://www.w3.org/2000/svg">'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + GOOD_SVG, "dokumenttype"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + GOOD_SVG, "dokumenttype"),
        ('<?xml-stylesheet href="x.css"?>' + GOOD_SVG, "dokumenttype"),
        (ROOT + "<script>1</script></svg>", "«script»"),
        (ROOT + "<style>@import 'x'</style></svg>", "«style»"),
        (ROOT + "<image href='x.png'/></svg>", "«image»"),
        (ROOT + "<use href='#a'/></svg>", "«use»"),
        (ROOT + "<foreignObject/></svg>", "«foreignObject»"),
        (ROOT + "<text>a</text></svg>", "«text»"),
        (ROOT + "<path fill='url(http://x)'/></svg>", "«fill»"),
        (ROOT + "<path fill=\"url( 'http://x')\"/></svg>", "«fill»"),
        (ROOT + "<path style='fill:u\\72l(x)'/></svg>", "«style»"),
        (ROOT + "<path style='fill:url(x)'/></svg>", "«style»"),
        (ROOT + "<g onload='x'/></svg>", "«onload»"),
        (ROOT + "<g xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='x'/></svg>", "«href»"),
        (ROOT + "<path/>" * 2001 + "</svg>", "høyst 2000 elementer"),
        ("<html/>", "«html»"),
        ("<svg/>", "«svg»"),
        (ROOT, "verken en PNG eller en gyldig SVG"),
        ("", "verken en PNG eller en gyldig SVG"),
        (b"\xff\xd8\xff\xe0 jpeg", "verken en PNG eller en gyldig SVG"),
        (PNG[:-4], "er ikke en hel PNG"),
        (PNG[:30] + b"x" + PNG[31:], "skadet"),
        (png(2001, 1), "høyst 2000 × 2000"),
        (png(0, 1), "høyst 2000 × 2000"),
        (b" " * 200_001, "større enn 200 kB"),
    ],
)
def test_a_logo_only_draws(tmp_path: Path, content: str | bytes, words: str) -> None:
    """It fetches nothing, runs nothing, is not large, and is whole."""
    raw = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "logo").write_bytes(raw)

    (what,) = wrong(tmp_path, "pakke: {logo: logo}\n")

    assert words in what


def test_a_logo_is_no_way_out_of_the_folder(tmp_path: Path) -> None:
    """A link leads where it leads."""
    outside = tmp_path / "ute.svg"
    outside.write_text(GOOD_SVG, "utf-8")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "logo.svg").symlink_to(outside)

    (what,) = wrong(tmp_path / "config", "pakke: {logo: logo.svg}\n")

    assert "utenfor" in what


def test_a_gradient_within_the_picture_is_fine(tmp_path: Path) -> None:
    """It refers to the drawing itself."""
    svg = (
        ROOT + "<defs><linearGradient id='a'/></defs><path fill='url(#a)' style='opacity:1'/></svg>"
    )
    (tmp_path / "logo.svg").write_text(svg, "utf-8")

    assert load(tmp_path, "pakke: {logo: logo.svg}\n").logo is not None
