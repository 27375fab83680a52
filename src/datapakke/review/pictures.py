"""The pages of packets as pictures, made again only when the PDF is another one."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from datapakke.batch.model import Entry
from datapakke.errors import PacketError, Problem, refused
from datapakke.forked import each
from datapakke.output import write_atomic

FOLDER = "sider"
WIDTH = 1240
"""Pixels: A4 at 150 a inch, sharp on a screen and large enough to read from."""
_EFFORT = 75
"""Of packing, from 0 to 100; it takes no colour away."""
_HIGHEST = 3.0
"""No page is higher than so many times its width."""


@dataclass(frozen=True)
class _Task:
    pdf: Path
    entry: Entry
    places: tuple[Path, ...]


def places_of(entry: Entry) -> tuple[str, ...]:
    """Give where the pictures of a packet lie below the page's folder, named by what it is."""
    folder = f"{FOLDER}/{entry.kommunenr}-{entry.slug}-{entry.sha256[:16]}"
    return tuple(f"{folder}/{number:02}.webp" for number in range(1, entry.sider + 1))


def draw_pages(entries: Sequence[Entry], packets: Path, folder: Path) -> int:
    """Draw the pages of packets that have no pictures, on all cores.

    Args:
        entries: The packets; their files must have been held against the manifest.
        packets: The folder that they lie in.
        folder: That of the page.

    Returns:
        How many pages were drawn.

    Raises:
        PacketError: A packet cannot be drawn, or a picture cannot be written.
    """
    tasks = []
    for entry in entries:
        places = tuple(folder / place for place in places_of(entry))
        if not all(place.is_file() for place in places):
            tasks.append(_Task(packets / entry.fil, entry, places))
    problems = [one for one in each(_draw, tasks, lambda one: one.entry.sider) if one]
    if problems:
        raise PacketError(problems)
    return sum(task.entry.sider for task in tasks)


def _draw(task: _Task) -> Problem | None:
    """Draw the pages of one packet; gives what is wrong, if anything is."""
    try:
        content = task.pdf.read_bytes()
        if hashlib.sha256(content).hexdigest() != task.entry.sha256:
            return Problem(task.pdf.name, "er endret mens den ble lest. Kjør kommandoen på nytt.")
        with pypdfium2.PdfDocument(content) as pdf:
            if len(pdf) != task.entry.sider:
                read = task.entry.sider
                what = f"antallet sider er {len(pdf)}, ikke {read} som da den ble lest tilbake."
                return Problem(task.pdf.name, what)
            for page, place in zip(pdf, task.places, strict=True):
                write_atomic(place, _picture(page))
    except (pypdfium2.PdfiumError, ValueError) as error:
        return Problem(task.pdf.name, f"kan ikke tegnes: {error}.")
    except OSError as error:
        where = str(error.filename or task.pdf)
        return refused(where, "leses eller skrives", error)
    return None


def _picture(page: pypdfium2.PdfPage) -> bytes:
    width, height = page.get_size()
    if not 0 < height <= _HIGHEST * width:
        message = f"en side er {width:.0f} x {height:.0f} punkter"
        raise ValueError(message)
    drawn = page.render(scale=WIDTH / width).to_pil().convert("RGB")
    out = io.BytesIO()
    drawn.save(out, "WEBP", lossless=True, quality=_EFFORT)
    return out.getvalue()
