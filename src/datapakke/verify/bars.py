"""Charts of one bar per series: its parts in order, as long as their values, each with its own."""

import itertools

from datapakke.packet.model import Point, Series
from datapakke.verify.axes import axis
from datapakke.verify.pages import Box
from datapakke.verify.region import Region
from datapakke.verify.script import bare, quoted

_NEAR = 2.0
_LEVEL = 6.0
_EDGE = 1.1
"""Points that the line around a part is wide."""


def read_bars(region: Region) -> int:
    """Compare the parts of a chart's bars, and give how many there are."""
    chart = region.chart
    for name in dict.fromkeys(point.x for one in chart.series for point in one.punkter):
        region.take_name(name)
    values = sum(_bar(region, one) for one in chart.series)
    for run in region.rest():
        region.strange(run)
    return values


def _bar(region: Region, one: Series) -> int:
    row = region.take_name(one.navn)
    if row is None:
        return 0
    shown = [point for point in one.punkter if point.verdi is not None]
    hidden = "".join(dict.fromkeys(point.tekst for point in one.punkter if point.verdi is None))
    parts = _parts(region, row)
    if not _fit(parts, shown, rest=bool(hidden)):
        region.complain(f"{quoted(one.navn)}: stolpen er ikke delt som tallene i pakken.")
        return 0
    level = [
        (i, run) for i, run in region.words() if abs(run.box.middle[1] - row.middle[1]) < _LEVEL
    ]
    for index, run in level:
        region.script.take([index])
        x = run.box.middle[0]
        inside = [
            point for part, point in zip(parts, shown, strict=False) if part.left < x < part.right
        ]
        texts = [bare(point.tekst) for point in inside] or [bare(hidden)]
        if bare(run.text) not in texts:
            where = f"{quoted(one.navn)}: {quoted(run.text)} står i stolpens del for"
            region.complain(f"{where} {quoted(texts[0])}.")
    return len(one.punkter)


def _parts(region: Region, row: Box) -> list[Box]:
    """Give the parts of the bar beside a name, from left to right."""
    y = row.middle[1]
    found = [
        mark
        for mark in region.marks
        if mark.left >= row.right and abs(mark.middle[1] - y) < _NEAR and mark.height > _LEVEL
    ]
    return sorted(found, key=lambda mark: mark.left)


def _fit(parts: list[Box], shown: list[Point], *, rest: bool) -> bool:
    """Tell whether each part begins where the sum of the values before it lies."""
    if not len(shown) <= len(parts) <= len(shown) + rest:
        return False
    sums = list(itertools.accumulate((point.verdi or 0.0 for point in shown), initial=0.0))
    places = [part.left for part in parts]
    if parts and len(parts) == len(shown):
        places.append(parts[-1].right - _EDGE)
    pairs = list(zip(sums, places, strict=True))
    return len(set(sums)) < 2 or axis(pairs) is not None  # noqa: PLR2004 - a line has two points
