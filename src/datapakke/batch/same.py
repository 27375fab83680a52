"""Whether two machines would make the same bytes of a packet, and what differs when not."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from datapakke import __version__
from datapakke.fonts import prepare_fonts
from datapakke.project import PROGRAM, program_files

_LIBRARIES = (
    *("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools"),
    *("matplotlib", "jinja2", "pypdfium2", "font-source-sans-pro"),
)
"""What draws, and what reads back what is drawn."""
_TRIAL = """<html lang="nb"><title>Prøve</title><h1>Blåbærsyltetøy</h1><p>39,4 – 40,1 ≥ 12 AV fi</p>
<table><tr><th>Ål<td>1 234</table><ul><li>én<li>to</ul><img src="figur:x" alt="x">"""
_LOOK = "body { font: 10pt 'Source Sans Pro' } h1 { font-weight: 700; break-after: page }"
_CHART = """<svg xmlns="http://www.w3.org/2000/svg" width="90pt" height="30pt" viewBox="0 0 90 30">
<path d="M 1 1 L 9 9" fill="none" stroke="#112233"/></svg>"""


@cache
def mark() -> dict[str, str]:
    """Give what decides a packet's bytes here: versions, the program itself, and a page on trial.

    The page shows what has no version that can be asked for.

    Raises:
        PacketError: A system library is missing.
    """
    prepare_fonts()
    from datapakke.pages import PANGO, make_pdf  # noqa: PLC0415 - fonts must be prepared before

    page = make_pdf(_TRIAL, _LOOK, {"figur:x": _CHART})
    return {
        "datapakke": f"{__version__} ({_program()})",
        "python": python_version(),
        **{name: _version(name) for name in _LIBRARIES},
        "pango": PANGO,
        "prøveside": hashlib.sha256(page).hexdigest()[:12],
    }


def differences(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """Say in bokmål what another machine has otherwise than this one."""
    return [
        f"{name} {theirs.get(name, 'mangler')}, her {ours.get(name, 'mangler')}"
        for name in sorted(ours.keys() | theirs.keys())
        if ours.get(name) != theirs.get(name)
    ]


def _program() -> str:
    """Give the beginning of the digest of the program as it is."""
    digest = hashlib.sha256()
    for name, path in program_files(PROGRAM):
        digest.update(f"\0{name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "mangler"
