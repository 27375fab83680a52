"""What no page may have, whatever it says: cuts, text upon text, and the marks of mistakes."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from datapakke.verify.pages import Box, Page, Run
from datapakke.verify.script import Script, quoted

FEWEST, MOST = 3, 60
"""Pages of a packet."""
EDGE = 28.0
"""Points at the edge of a sheet that printers may leave out."""
_OVER = 1.0
_SHARE = 0.25
"""Ink of two texts that lies over each other: points in both directions, and a share of a line."""
_NONSENSE = re.compile(
    r"(?<![\w.-])(nan|NaN|None|undefined|inf|Infinity|Undefined|True|False)(?![\w.-])"
    r"|(?<!\w)[xX]\s?%|#(?=\s|$|#|REF|NAVN|DIV|VERDI|N/A)|\{\{|\}\}|\{%|%\}|\ufffd|\u25a1"
    r"|(?<![\d.])\d+\.\d{3,}(?![\d.])|\d[eE][+-]\d"
)
"""What a value that went wrong looks like in print, and a number as a computer writes it."""


def check_shape(script: Script) -> None:
    """Tell of pages that are too many, too few, blank, or not fit to be read."""
    document = script.document
    if not FEWEST <= len(document.pages) <= MOST:
        script.complain(0, f"har {len(document.pages)} sider, men skal ha {FEWEST}–{MOST}.")
    for page in document.pages:
        for what in _faults(page):
            script.complain(page.number, what)


def _faults(page: Page) -> Iterator[str]:
    drawn = [order for order, _ in page.fills]
    for run in page.runs:
        box = run.box
        if run.cut or not (box.bottom >= 0 and box.top <= page.height):
            yield f"{quoted(run.text)} er kuttet."
        elif box.left < EDGE or box.right > page.width - EDGE:
            yield f"{quoted(run.text)} går ut over kanten av siden."
        if found := _NONSENSE.search(run.text):
            yield f"«{found[0]}» i {quoted(run.text)} er ikke noe en leser skal se."
        over = page.fills[bisect_right(drawn, run.order) :]
        if any(_covers(fill, box) for _, fill in over):
            yield f"{quoted(run.text)} er dekket av noe som er tegnet over."
    for first, second in _collisions(page):
        yield f"{quoted(first.text)} og {quoted(second.text)} er skrevet over hverandre."


def _covers(fill: Box, box: Box) -> bool:
    """Tell whether a shape lies over a part of a text that cannot be done without."""
    width = min(fill.right, box.right) - max(fill.left, box.left)
    height = min(fill.top, box.top) - max(fill.bottom, box.bottom)
    return width > box.width * _SHARE and height > box.height * _SHARE


def _collisions(page: Page) -> Iterator[tuple[Run, Run]]:
    """Give pairs of runs whose ink meets, going up the page."""
    below: list[Run] = []
    for run in sorted(page.runs, key=lambda run: run.box.bottom):
        below = [one for one in below if one.box.top > run.box.bottom]
        yield from ((one, run) for one in below if _meet(one, run))
        below.append(run)


def _meet(one: Run, other: Run) -> bool:
    width = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    height = min(one.box.top, other.box.top) - max(one.box.bottom, other.box.bottom)
    least = min(one.box.height, other.box.height)
    return width > _OVER and height > max(_OVER, least * _SHARE)
