"""The part of a page that a chart takes, with the words and marks that are drawn in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datapakke.packet.model import Chart
from datapakke.verify.furniture import BOTTOM, TOP
from datapakke.verify.pages import Box, Run
from datapakke.verify.script import Script, around, bare, quoted

_CUT = "…"
_NUMBER_END = re.compile(r"\d%?\)?$")
"""A name may be cut, but no value at its end with it, nor the value's period."""
_LARGEST = 10.0
"""Words of charts are smaller; a heading of the template's may stand below one."""
_NEAR = 3.0
_SMALL, _MARK = 2.5, 12.0
"""Nothing smaller or larger is a point's marker."""
_SQUARE = 1.4
"""Nor is what is so much longer than wide."""
_BESIDE = 30.0
"""Captions whose tops lie closer than this stand beside each other."""


@dataclass(frozen=True)
class Captioned:
    """A chart and the runs of its caption."""

    chart: Chart
    caption: tuple[Run, ...]

    @property
    def box(self) -> Box:
        """Where the caption is."""
        return around(self.caption)


class Region:
    """What is drawn below a chart's caption and is not the packet's prose."""

    def __init__(self, script: Script, one: Captioned, others: Sequence[Captioned]) -> None:
        """Find the free runs between the caption and the next text below it."""
        self.script = script
        self.chart = one.chart
        self.page = script.document.pages[one.caption[0].page - 1]
        self.box = _extent(script, one, others)
        self._wanted: list[tuple[float, float]] = []
        self.marks = [mark for mark in self.page.marks if _inside(mark, self.box)]
        self._small = [mark.middle for mark in self.marks if max(mark.width, mark.height) <= _MARK]
        self._words = [
            (index, run)
            for index, run in script.free(self.page.number)
            if _inside(run.box, self.box)
            and not (run.size > _LARGEST and script.bare[index] in script.fixed)
        ]

    def words(self) -> list[tuple[int, Run]]:
        """Give the runs in it that nobody has taken, in the order they were drawn."""
        free = self.script.is_free
        return [(index, run) for index, run in self._words if free(index)]

    def complain(self, what: str) -> None:
        """Note a problem of this chart."""
        self.script.complain(self.page.number, f"{self.chart.nummer}: {what}")

    def named(self, name: str) -> list[tuple[list[int], Box]]:
        """Give each place where ``name`` stands, on several lines or cut with «…» perhaps.

        The lines may be drawn from the first down or from the last up.
        """
        wanted, places = bare(name), []
        for index, _ in self.words():
            if not wanted.startswith(self.script.bare[index].removesuffix(_CUT)):
                continue
            taken = self._name_at(wanted, index, 1) or self._name_at(wanted, index, -1)
            if taken:
                places.append((taken, around([self.script.runs[one] for one in taken])))
        return places

    def _name_at(self, rest: str, index: int, step: int) -> list[int]:
        taken: list[int] = []
        while rest and self.script.is_free(index):
            text = self.script.bare[index]
            kept = text.removesuffix(_CUT)
            if kept != text and rest.startswith(kept):
                return [] if _NUMBER_END.search(rest[len(kept) :]) else [*taken, index]
            if not rest.startswith(text):
                return []
            taken.append(index)
            rest, index = rest[len(text) :], index + step
        return [] if rest else taken

    def take_all(self, *texts: str) -> list[Box]:
        """Take every place where one of ``texts`` stands, and give them in the order drawn."""
        places = [place for text in texts if bare(text) for place in self.named(text)]
        self.script.take([index for taken, _ in places for index in taken])
        return [box for _, box in places]

    def take_name(self, name: str) -> Box | None:
        """Take the first place of ``name``, or tell that there is none."""
        places = self.named(name)
        if not places:
            self.complain(f"{quoted(name)} står ikke i figuren.")
            return None
        self.script.take(places[0][0])
        return places[0][1]

    def rest(self) -> Iterator[Run]:
        """Take what nothing has explained."""
        for index, run in self.words():
            self.script.take([index])
            yield run

    def misplaced(self, where: str, text: str) -> None:
        """Tell that a value is not drawn where it lies."""
        self.complain(f"{where}: punktet for {quoted(text)} er tegnet et annet sted.")

    def strange(self, run: Run) -> None:
        """Tell of words that the packet does not have."""
        self.complain(f"{quoted(run.text)} står i figuren, men er ikke fra pakken.")

    def check_strays(self, area: Box) -> None:
        """Tell of points in an area that are drawn where the packet has no value."""
        for mark in self.marks:
            x, y = mark.middle
            known = any(abs(x - a) <= _NEAR and abs(y - b) <= _NEAR for a, b in self._wanted)
            if not known and _is_marker(mark) and _inside(mark, area):
                self.complain("et punkt er tegnet der pakken ikke har noe tall.")

    def mark_at(self, x: float, y: float, most: float = 2.0) -> bool:
        """Tell whether something small is drawn around a point, where something should be."""
        self._wanted.append((x, y))
        return any(abs(a - x) <= most and abs(b - y) <= most for a, b in self._small)

    def box_at(self, left: float, right: float, y: float) -> bool:
        """Tell whether something is drawn from ``left`` to ``right``, where a box should be."""
        found = [
            mark
            for mark in self.marks
            if abs(mark.left - left) <= _NEAR
            and abs(mark.right - right) <= _NEAR
            and abs(mark.middle[1] - y) <= _NEAR + 1
        ]
        self._wanted += [mark.middle for mark in found]
        return bool(found)


def _extent(script: Script, one: Captioned, others: Sequence[Captioned]) -> Box:
    box, page = one.box, one.caption[0].page
    size = script.document.pages[page - 1]
    right = min(
        (
            other.box.left - _NEAR
            for other in others
            if other.caption[0].page == page
            and other.box.left > box.left + _BESIDE
            and abs(other.box.top - box.top) < _BESIDE
        ),
        default=size.width,
    )
    below = [
        script.runs[index].box.top
        for index in script.of_page(page)
        if not script.is_free(index) and _hangs(script.runs[index].box, box, right)
    ]
    # A chart over the whole width may have a short caption, far from what stands to the right.
    below += [
        other.box.top
        for other in others
        if other.caption[0].page == page and other.box.top < box.bottom
    ]
    return Box(
        box.left - _NEAR, max(below, default=BOTTOM), right, min(box.bottom, size.height - TOP)
    )


def _hangs(inner: Box, box: Box, right: float) -> bool:
    """Tell whether something lies below a box that reaches to ``right``."""
    return inner.top < box.bottom and inner.left < right and inner.right > box.left


def _is_marker(mark: Box) -> bool:
    """Tell a point from lines, bars and boxes."""
    sides = sorted((mark.width, mark.height))
    return sides[0] >= _SMALL and sides[1] <= min(_MARK, _SQUARE * sides[0])


def _inside(inner: Box, box: Box) -> bool:
    (x, y), (left, bottom, right, top) = inner.middle, box
    return left <= x <= right and bottom <= y <= top
