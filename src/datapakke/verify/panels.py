"""Charts of panels with a line from a value to the next: each value beside its end of its line."""

from datapakke.packet.model import Point
from datapakke.verify.axes import Axis, value_axis
from datapakke.verify.pages import Box
from datapakke.verify.region import Region
from datapakke.verify.script import bare, quoted

_BESIDE = 12.0
"""Points from an end of a line to the ink of the values beside it, at most."""


def read_panels(region: Region) -> int:
    """Compare the values of a chart's panels, and give how many there are."""
    chart = region.chart
    names = list(dict.fromkeys(point.x for one in chart.series for point in one.punkter))
    for one in chart.series[::2]:
        region.take_name(one.navn)
    heads = [region.take_name(name) for name in names]
    ends = [sorted(region.take_all(word), key=lambda box: box.left) for word in chart.ord]
    first = min((box.left for box in heads if box), default=0.0)
    scale = value_axis(region, first)
    if scale is None or len(ends) != 2 or any(len(boxes) != len(names) for boxes in ends):  # noqa: PLR2004
        region.complain("tallene eller ordene på aksene passer ikke sammen.")
        return 0
    values = sum(
        _side(region, name, side, boxes[number], scale)
        for number, name in enumerate(names)
        for side, boxes in enumerate(ends)
    )
    foot, top = ends[0][0].top, max((box.bottom for box in heads if box), default=0.0)
    region.check_strays(Box(first, foot, region.box.right, top))
    for run in region.rest():
        region.strange(run)
    return values


def _side(region: Region, name: str, side: int, end: Box, scale: Axis) -> int:
    """Compare the values at one side of a panel, from the highest down, and where each is drawn."""
    points = [p for one in region.chart.series[side::2] for p in one.punkter if p.x == name]
    printed = sorted((point for point in points if bare(point.tekst)), key=_height)
    x = end.middle[0]
    there = [
        (index, run)
        for index, run in region.words()
        if (0 < x - run.box.right < _BESIDE if side == 0 else 0 < run.box.left - x < _BESIDE)
    ]
    region.script.take([index for index, _ in there])
    stands = [run.text for _, run in sorted(there, key=lambda item: -item[1].base)]
    if list(map(bare, stands)) != [bare(point.tekst) for point in printed]:
        should = quoted(" ".join(point.tekst for point in printed))
        where = f"{quoted(name)}, {quoted(region.chart.ord[side])}"
        region.complain(f"{where}: der står {quoted(' '.join(stands))}, men det skal stå {should}.")
    for point in printed:
        if point.verdi is not None and not region.mark_at(x, scale(point.verdi)):
            region.misplaced(quoted(name), point.tekst)
    return len(printed)


def _height(point: Point) -> float:
    """Sort from the top: symbols without a value stand at the foot."""
    return float("inf") if point.verdi is None else -point.verdi
