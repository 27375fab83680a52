"""The fonts are the packet's own, and what the machine lacks is told in one line."""

import ctypes.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from datapakke import fonts
from datapakke.errors import PacketError

SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from dataclasses import replace
from pathlib import Path
from example_packet import EXAMPLE
from datapakke.render import Renderer, template_folders
packet = replace(EXAMPLE, kapitler=EXAMPLE.kapitler[:1], tabeller=EXAMPLE.tabeller[:1])
pdf = Renderer(template_folders(Path("finnes-ikke"))).pdf(packet)
print(hashlib.sha256(pdf).hexdigest())
"""


@pytest.fixture
def fresh() -> None:
    """Forget that the fonts have been prepared in this process."""
    fonts.prepare_fonts.cache_clear()


def digest(folder: Path, **variables: str) -> str:
    """Give the fingerprint of a packet made by a new process with its own home folder."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **variables}
    tests = str(Path(__file__).parent)
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", SCRIPT, tests],
        capture_output=True,
        check=False,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_machine_without_fonts_makes_the_same_bytes(tmp_path: Path) -> None:
    """No font and an empty configuration: without our own, Pango ends the process there."""
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>", encoding="utf-8")

    usual = digest(tmp_path)
    without = digest(
        tmp_path,
        FONTCONFIG_FILE=str(empty),
        FONTCONFIG_PATH=str(tmp_path),
        FONTCONFIG_SYSROOT=str(tmp_path),
        TZ="Pacific/Auckland",
    )

    assert len(usual) == 64
    assert usual == without


@pytest.mark.usefixtures("fresh")
def test_missing_libraries_are_named_with_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line in bokmål, no traceback and no crash."""
    monkeypatch.setattr("datapakke.fonts.missing_libraries", lambda: ["pango-1.0"])

    with pytest.raises(PacketError) as caught:
        fonts.prepare_fonts()

    (line,) = caught.value.lines()
    assert "pango-1.0" in line
    assert (
        "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0"
        " libharfbuzz-subset0" in line
    )


def test_a_library_that_cannot_be_loaded_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each library is tried under the very name that it has on Linux."""

    def refuse(name: str) -> None:
        if "pango" in name:  # libpango-1.0.so.0, libpangoft2-1.0.so.0
            raise OSError(name)

    monkeypatch.setattr("datapakke.fonts.ctypes.CDLL", refuse)
    monkeypatch.setattr("datapakke.fonts.ctypes.util.find_library", lambda _: None)

    assert fonts.missing_libraries() == ["pango-1.0", "pangoft2-1.0"]


def test_nothing_is_missing_where_packets_are_made() -> None:
    """The machine that runs these tests has what they need."""
    assert fonts.missing_libraries() == []


def test_no_program_is_run_to_find_libraries() -> None:
    """WeasyPrint's import alone would run a compiler where there is one; a new process here."""
    script = (
        "import ctypes.util, subprocess\n"
        "from datapakke.fonts import prepare_fonts\n"
        "prepare_fonts()\n"
        "before, ran, start = ctypes.util.find_library, [], subprocess.Popen.__init__\n"
        "def noted(*asked, **named):\n"
        "    ran.append(asked)\n"
        "    start(*asked, **named)\n"
        "subprocess.Popen.__init__ = noted\n"
        "import datapakke.pages\n"
        "assert ctypes.util.find_library is before\n"
        "print(ran)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )

    assert done.stdout == "[]\n"


def test_libraries_of_other_names_are_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    search = ctypes.util.find_library
    monkeypatch.setattr(fonts, "_LIBRARIES", {"c": "libfinnes-ikke.so.9"})

    with fonts.by_file_name():
        assert ctypes.util.find_library is search
