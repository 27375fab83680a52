"""What no page may have, whatever it says: cuts, text upon text, and the marks of mistakes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from datapakke.verify.pages import Box, Page, Run
from datapakke.verify.script import Script, quoted

FEWEST, MOST = 3, 60
"""Pages of a packet."""
EDGE = 28.0
"""Points at the edge of a sheet that printers may leave out."""
_OVER = 1.0
_SHARE = 0.25
"""Ink of two texts that lies over each other: points in both directions, and a share of a line."""
_WORDS = ("nan", "NaN", "None", "undefined", "inf", "Infinity", "Undefined", "True", "False")
_NONSENSE = (
    re.compile(
        "|".join(rf"{word}(?<![\w.-]{word})(?![\w.-])" for word in _WORDS)
        + r"|x(?<!\wx)\s?%|X(?<!\wX)\s?%|#(?=\s|$|#|REF|NAVN|DIV|VERDI|N/A)"
        r"|\{\{|\}\}|\{%|%\}|\ufffd|\u25a1"
    ),
    re.compile(r"\d(?<![\d.]\d)\d*\.\d{3,}(?![\d.])|\d[eE][+-]\d"),
)
"""What a value that went wrong looks like in print, and a number as a computer writes it.

What may not stand before it is asked for behind its first letters: nearly no text has any of it,
and going through one for known letters costs little.
"""


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
        if found := [one for each in _NONSENSE if (one := each.search(run.text))]:
            what = min(found, key=re.Match.start)[0]
            yield f"«{what}» i {quoted(run.text)} er ikke noe en leser skal se."
        if _is_covered(box, page.fills[bisect_right(drawn, run.order) :]):
            yield f"{quoted(run.text)} er dekket av noe som er tegnet over."
    for first, second in _collisions(page):
        yield f"{quoted(first.text)} og {quoted(second.text)} er skrevet over hverandre."


def _is_covered(box: Box, over: Sequence[tuple[int, Box]]) -> bool:
    """Tell whether a shape lies over a part of a text that cannot be done without."""
    left, bottom, right, top = box
    for _, (fill_left, fill_bottom, fill_right, fill_top) in over:
        if fill_bottom >= top or fill_top <= bottom:
            continue
        width = min(fill_right, right) - max(fill_left, left)
        height = min(fill_top, top) - max(fill_bottom, bottom)
        if width > box.width * _SHARE and height > box.height * _SHARE:
            return True
    return False


def _collisions(page: Page) -> Iterator[tuple[Run, Run]]:
    """Give pairs of runs whose ink meets, going up the page."""
    below: list[Run] = []
    for run in sorted(page.runs, key=lambda run: run.box.bottom):
        left, bottom, right, _ = run.box
        below = [one for one in below if one.box.top > bottom]
        for one in below:
            if one.box.left < right and one.box.right > left and _meet(one.box, run.box):
                yield one, run
        below.append(run)


def _meet(one: Box, other: Box) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    return width > _OVER and height > max(_OVER, min(one.height, other.height) * _SHARE)
