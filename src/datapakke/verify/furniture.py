"""What stands around the packet's own words: running heads, page numbers, contents, bookmarks."""

import re

from datapakke.locale import sagt
from datapakke.packet.model import Packet
from datapakke.verify.pages import Page, Run
from datapakke.verify.script import Script, bare, quoted

TOP, BOTTOM = 56.0, 47.0
"""Points at the top and bottom of a page within which running heads stand."""
DEMO = "DEMODATA – ikke reelle tall"
_LONGEST = 5
"""Runs that the title of a line of the contents has at most."""
_NUMBER = re.compile(r"\d{1,3}")
_MARKER = re.compile(r"\d{1,2}\.")
_BULLET = "•"


def take_margins(script: Script, packet: Packet) -> None:
    """Take the running heads, and tell of pages that lack what every page must say."""
    pages = script.document.pages
    texts: dict[int, set[str]] = {page.number: set() for page in pages}
    may = bare(" ".join(_may(packet)))
    for index, run in script.free():
        if not _in_margin(run, pages[run.page - 1]):
            continue
        must = {bare(text) for text in _must(packet, run.page, len(pages))}
        text = bare(run.text)
        if text in must or text in may or script.is_fixed(run.text):
            script.take([index])
            texts[run.page].add(text)
    for page in pages:
        for text in _must(packet, page.number, len(pages)):
            if bare(text) not in texts[page.number]:
                script.complain(page.number, f"{quoted(text)} står ikke i margen.")
    for number in sorted(set(texts) - {run.page for _, run in script.free()}):
        script.complain(number, "siden er blank.")


def _in_margin(run: Run, page: Page) -> bool:
    return run.box.bottom > page.height - TOP or run.box.top < BOTTOM


def _must(packet: Packet, page: int, pages: int) -> tuple[str, ...]:
    """Give what a page must say; the first has the municipality's name as its title."""
    name = (sagt("{K} kommune").format(K=packet.kommune),) if page > 1 else ()
    return (f"Side {page} av {pages}", *name, *((sagt(DEMO),) if packet.demo else ()))


def _may(packet: Packet) -> tuple[str, ...]:
    signs = " ".join(f"{sign} {meaning}" for sign, meaning in packet.tegnforklaring)
    title = sagt("Datapakke")
    return f"{title} · {packet.dato}", title, packet.avsender, signs


def take_contents(script: Script) -> None:
    """Take the lines of the contents, and tell where one says another page than the bookmarks.

    Such a line is a bookmark's words with a number at the end.
    """
    pages = {bare(heading.title): heading.page for heading in script.document.headings}
    free = [(index, run) for index, run in script.free() if run.text != "."]
    stands = [script.bare[index] for index, _ in free]
    for end, (_, number) in enumerate(free):
        if not _NUMBER.fullmatch(number.text):
            continue
        for start in range(max(end - _LONGEST, 0), end):
            title = "".join(stands[start:end])
            if title in pages and free[start][1].page == number.page:
                script.take([index for index, _ in free[start : end + 1]])
                said = " ".join(run.text for _, run in free[start:end])
                _lead(script, said, number, pages[title])
                break


def _lead(script: Script, title: str, number: Run, page: int) -> None:
    """Tell when a line of the contents leads astray."""
    if number.text != str(page):
        said = f"{quoted(title)} har side {quoted(number.text)}"
        script.complain(number.page, f"innholdet: {said}, men står på side {page}.")


def check_headings(script: Script, packet: Packet) -> None:
    """Tell of bookmarks that lead to pages without their words, and of chapters without one."""
    texts = {
        page.number: "".join(script.bare[index] for index in script.of_page(page.number))
        for page in script.document.pages
    }
    for heading in script.document.headings:
        if bare(heading.title) not in texts.get(heading.page, ""):
            script.complain(
                heading.page, f"bokmerket {quoted(heading.title)} leder hit, men står ikke her."
            )
    known = {bare(heading.title) for heading in script.document.headings}
    for chapter in packet.kapitler:
        title = f"{chapter.nummer} {chapter.tittel}"
        if bare(title) not in known:
            script.complain(0, f"kapitlet {quoted(title)} har ikke noe bokmerke.")


def check_rest(script: Script, packet: Packet) -> None:
    """Tell of what stands in the document and is neither the packet's nor the templates'."""
    markers = iter(range(1, len(packet.sporsmal) + 1))
    for _, run in script.free():
        if _MARKER.fullmatch(run.text) and run.text == f"{next(markers, 0)}.":
            continue
        if run.text != _BULLET and not script.is_fixed(run.text):
            script.complain(run.page, f"{quoted(run.text)} står her, men er ikke fra pakken.")
