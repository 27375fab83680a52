"""The sender's logo: a small picture that only draws, and asks for nothing."""

import struct
import zlib
from pathlib import Path
from xml.parsers import expat

from datapakke.config.fields import Reader
from datapakke.config.own import Logo
from datapakke.config.structure import Value
from datapakke.errors import system_says

MOST_BYTES, MOST_PIXELS, MOST_ELEMENTS = 200_000, 2000, 2000
PNG, SVG = "image/png", "image/svg+xml"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWING = frozenset(
    {
        *("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line"),
        *("polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath"),
    }
)
"""Text is not among them: the packet's fonts would be used for it."""
_SPACE_AND_QUOTES = str.maketrans(dict.fromkeys(" \t\r\n'\""))
_METADATA = "Ta bort det som ikke tegner, og gjør tekst om til kurver."


class _RefusedError(Exception):
    """Something stands in the file that can make the parser do more than read."""


def read_logo(reader: Reader, value: Value, folder: Path) -> Logo | None:
    """Read and check the picture that ``logo`` names: a PNG or SVG in ``folder`` or below.

    Args:
        reader: Notes what is wrong, at the name.
        value: The name of the file; None where there is no logo.
        folder: The project's ``config``.
    """
    name = reader.text(value)
    if not name:
        return None
    content, wrong = _content(folder, name)
    if not wrong:
        kind = PNG if content.startswith(_SIGNATURE) else SVG
        wrong = _wrong_png(content) if kind == PNG else _wrong_svg(content)
    if wrong:
        reader.wrong(value, f"logoen «{name}» {wrong}")
        return None
    return Logo(content, kind)


def _content(folder: Path, name: str) -> tuple[bytes, str]:
    """Give the file, or what is wrong with it; nothing outside the folder is opened."""
    try:
        path, root = (folder / name).resolve(), folder.resolve()
        if not path.is_relative_to(root):
            return b"", "ligger utenfor mappen config. Legg den der."
        if not path.is_file():
            return b"", "finnes ikke i mappen config."
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return b"", f"kan ikke leses ({system_says(error)})."
    except ValueError:
        return b"", "kan ikke leses (ugyldig navn)."
    if len(content) > MOST_BYTES:
        return b"", f"er større enn {MOST_BYTES // 1000} kB."
    return content, ""


def _wrong_png(content: bytes) -> str:
    """Say what is wrong with a PNG: its size, or that it is cut off or damaged."""
    place, kinds = len(_SIGNATURE), []
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        chunk = content[place + 4 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if check != struct.pack(">I", zlib.crc32(chunk)):
            return "er en skadet PNG."
        kinds.append(chunk[:4])
        place += 12 + length
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        return "er ikke en hel PNG."
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        return f"er {width} × {height} punkter, men kan være høyst {MOST_PIXELS} × {MOST_PIXELS}."
    return ""


def _wrong_svg(content: bytes) -> str:
    """Say what is wrong with an SVG. It may draw, and do nothing else: fetch, run, or refer.

    The parser stops at a declaration of entities, before any of them is used.
    """
    seen: list[str] = []
    wrong: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def begin(name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        seen.append(tag)
        if tag not in _DRAWING or space != "http://www.w3.org/2000/svg":
            wrong.append(f"har elementet «{tag[:40]}». {_METADATA}")
        for key, said in attributes.items():
            wrong.extend(_wrong_attribute(key.rpartition(" ")[2], said))

    def refuse(*_: object) -> None:
        raise _RefusedError

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's own
    except _RefusedError:
        return "har en dokumenttype (DOCTYPE) eller en instruks («<?»). Ta den bort."
    except expat.ExpatError as error:
        return f"er verken en PNG eller en gyldig SVG (linje {error.lineno})."
    if wrong:
        return wrong[0]
    if seen[0] != "svg" or len(seen) > MOST_ELEMENTS:
        return f"er ikke en SVG med høyst {MOST_ELEMENTS} elementer."
    return ""


def _wrong_attribute(name: str, said: str) -> list[str]:
    """Say what an attribute does besides drawing."""
    bare = said.translate(_SPACE_AND_QUOTES).casefold()
    refers = bare.count("url(") != bare.count("url(#") or "\\" in bare or "@" in bare
    if name == "href" or name.casefold().startswith("on") or refers:
        return [f"har «{name[:40]}», som kan vise til noe utenfor tegningen. {_METADATA}"]
    return []
