"""The packet's fonts, and only those, for Pango: the same pages on every machine."""

import atexit
import ctypes.util
import os
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import font_source_sans_pro

from datapakke.errors import PacketError, Problem

_LIBRARIES = {
    "gobject-2.0": "libglib2.0-0",
    "pango-1.0": "libpango-1.0-0",
    "harfbuzz": "libharfbuzz0b",
    "fontconfig": "libfontconfig1",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
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

    libharfbuzz-subset is counted among them: without it fonts are embedded by a slower way that
    writes the time of day into the file.
    """
    return [
        name for name in _LIBRARIES if ctypes.util.find_library(name) is None and not _opens(name)
    ]


def _opens(name: str) -> bool:
    """Try the name that Linux gives the library: find_library needs tools a bare machine lacks."""
    try:
        ctypes.CDLL(f"lib{name}.so.0")
    except OSError:
        return name == "fontconfig" and _opens_fontconfig()
    return True


def _opens_fontconfig() -> bool:
    try:
        ctypes.CDLL("libfontconfig.so.1")
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
