"""Writes the page as a folder: the pictures first, the pages that show them last."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from datapakke.batch.manifest import FILE as MANIFEST
from datapakke.errors import PacketError, Problem, UsageError, refused
from datapakke.output import write_or_tell
from datapakke.review.changes import FILE, Husket, Sett, keep, read_kept, seen_now
from datapakke.review.model import Gjennomgang, Kort
from datapakke.review.page import Pages
from datapakke.review.pictures import FOLDER, draw_pages

START, TABLE, PACKETS = "index.html", "tall.html", "pakker"


def check_folder(folder: Path, packets: Path) -> None:
    """See that the page's folder is its own: nothing in it can be taken for packets.

    Raises:
        UsageError: It is the packets', lies in theirs or they in it, or has something else in it.
    """
    own, theirs = folder.resolve(), packets.resolve()
    among = own == theirs or theirs in own.parents or own in theirs.parents
    if among or any((above / MANIFEST).exists() for above in (own, *own.parents)):
        what = "er en mappe med pakker. Gjennomgangen er intern, og skal ha en mappe for seg selv."
        raise UsageError([Problem(str(folder), what)])
    if own.exists() and not own.is_dir():
        raise UsageError([Problem(str(folder), "er ingen mappe.")])
    if own.is_dir() and any(own.iterdir()) and not (own / FILE).is_file():
        what = "har noe annet i seg enn en gjennomgang. Velg en mappe som er ny eller tom."
        raise UsageError([Problem(str(folder), what)])


def write_review(
    review: Gjennomgang, packets: Path, folder: Path, templates: Sequence[Path]
) -> Gjennomgang:
    """Write the page.

    At any moment what stands in the folder is the old page or the new one: pictures are named by
    the packet that they are of, and those that are left over are taken away at last.

    Args:
        review: What it tells.
        packets: The packets' folder, whose files have been held against the manifest.
        folder: Where it is written; ``check_folder`` has allowed it.
        templates: Where templates are looked for, in order.

    Returns:
        What it tells, with what has changed since it was last made.

    Raises:
        PacketError: Something cannot be drawn or written.
        TemplateError: A template is missing or wrong.
    """
    before = read_kept(folder, review.runde)
    seen = {kort.kommunenr: one for kort in review.kort if (one := _seen(kort, before))}
    changed = _with_changes(review, seen)
    pages = Pages(changed, templates)
    cards = changed.kort
    htmls = {
        f"{PACKETS}/{one.navn}.html": pages.packet(one, _pdf(one, packets, folder)) for one in cards
    }
    last = {TABLE: pages.table(), START: pages.start()}
    if not (folder / FILE).exists():
        keep(folder, before)
    draw_pages([one.entry for one in cards if one.entry], packets, folder)
    for place, html in (htmls | last).items():
        write_or_tell(folder / place, html.encode())
    keep(folder, Husket(review.runde, seen))
    _take_away(folder, {*htmls, *(place for one in cards for place in one.sider)})
    return changed


def _seen(kort: Kort, before: Husket) -> Sett | None:
    """Give a packet as it is now; one that is not there is remembered as it was."""
    then = before.pakker.get(kort.kommunenr)
    if kort.entry is None or kort.sagt is None:
        return then
    return seen_now(kort.sagt, kort.entry.sidefil_sha256, then)


def _with_changes(review: Gjennomgang, seen: Mapping[str, Sett]) -> Gjennomgang:
    def told(kort: Kort) -> Kort:
        known = seen.get(kort.kommunenr)
        return replace(kort, endring=known.endring) if known and kort.sagt else kort

    meetings = (replace(one, kort=tuple(map(told, one.kort))) for one in review.moter)
    return replace(review, moter=tuple(meetings))


def _pdf(kort: Kort, packets: Path, folder: Path) -> str:
    """Give the address of the packet itself, as seen from its page; empty where there is none."""
    if kort.entry is None:
        return ""
    try:
        way = os.path.relpath((packets / kort.entry.fil).resolve(), (folder / PACKETS).resolve())
    except ValueError:  # on another drive
        return ""
    return quote(Path(way).as_posix())


def _take_away(folder: Path, wanted: set[str]) -> None:
    """Take away the pages and pictures of packets that are not there any more.

    Raises:
        PacketError: They cannot be taken away.
    """
    try:
        for path in [*(folder / PACKETS).glob("*"), *(folder / FOLDER).glob("*/*")]:
            if path.relative_to(folder).as_posix() not in wanted and not path.is_dir():
                path.unlink()
        for path in (folder / FOLDER).glob("*"):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
    except OSError as error:
        raise PacketError([refused(folder, "ryddes", error)]) from error
