"""The packet's fonts, and only those, for Pango: the same pages on every machine."""

import atexit
import ctypes.util
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import font_source_sans_pro

from datapakke.errors import PacketError, Problem

_LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
}
"""What WeasyPrint loads, with the file's name on Linux (finding it by the first name alone needs
a compiler or ldconfig, which a bare machine lacks)."""
INSTALL = (
    "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><glob>*.otf</glob></rejectfont></selectfont>
  <config></config>
</fontconfig>
"""
"""The dependency holds every face twice; only the TrueType files are used."""


def missing_libraries() -> list[str]:
    """Name the shared libraries that WeasyPrint needs and the machine lacks.

    harfbuzz-subset is counted among them: without it fonts are embedded by a slower way that
    writes the time of day into the file.
    """
    return [
        name
        for name, file in _LIBRARIES.items()
        if not _loads(file) and ctypes.util.find_library(name) is None
    ]


@contextmanager
def by_file_name() -> Iterator[None]:
    """Let libraries be loaded by their files' names alone, where that finds all that are needed.

    WeasyPrint asks for each by other systems' names first, and for every name that there is not
    Python runs a compiler, a linker and ``ldconfig``: half of the time that WeasyPrint's import
    takes.
    """
    search = ctypes.util.find_library
    if all(map(_loads, _LIBRARIES.values())):
        ctypes.util.find_library = _not_searched
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _not_searched(name: str) -> str | None:  # noqa: ARG001 - ctypes' own parameter
    return None


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


@cache
def prepare_fonts() -> None:
    """Point fontconfig at the packet's own fonts; must run before WeasyPrint makes a page.

    With no font and no configuration on the machine Pango ends the process instead of failing, so
    the configuration is private and always written.

    Raises:
        PacketError: A system library is missing; the line says what to install.
    """
    if missing := missing_libraries():
        names = ", ".join(missing)
        raise PacketError(
            [Problem("PDF", f"systembibliotek mangler ({names}). Installer med: {INSTALL}")]
        )
    folder = tempfile.TemporaryDirectory(prefix="datapakke-skrift-")
    atexit.register(folder.cleanup)
    root = Path(folder.name)
    config = _CONFIG.format(
        fonts=escape(font_source_sans_pro.font_directory), cache=escape(str(root / "cache"))
    )
    path = root / "fonts.conf"
    path.write_text(config, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(path)
    os.environ.pop("FONTCONFIG_PATH", None)
    os.environ.pop("FONTCONFIG_SYSROOT", None)
