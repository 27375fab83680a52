"""Charts of values by how many they are of: each point where its value and its number lie."""

import math

from datapakke.packet.model import Point, Rolle, Series
from datapakke.verify.axes import Axis, axis, number_of, value_axis
from datapakke.verify.pages import Box
from datapakke.verify.region import Region
from datapakke.verify.script import quoted

_BESIDE = 6.0


def read_funnel(region: Region) -> int:
    """Compare the values of a funnel, and give how many there are."""
    chart = region.chart
    region.take_all(*chart.ord)
    for one in chart.series:
        if one.rolle is Rolle.GRENSE:
            region.take_name(one.navn)
        elif one.rolle is not Rolle.ANDRE:
            for point in one.punkter:
                region.take_name(f"{one.navn} {point.tekst}")
    sizes = _sizes(region)
    across, up = axis(sizes), value_axis(region, region.box.right)
    if across is None or up is None:
        region.complain("tallene på aksene passer ikke sammen.")
        return 0
    for run in region.rest():
        region.strange(run)
    values = sum(_marked(region, one, across, up) for one in chart.series)
    placed = [across(_log(p)) for one in chart.series for p in one.punkter if _drawn(one, p)]
    right = max(placed, default=region.box.left) + _BESIDE
    region.check_strays(Box(region.box.left, region.box.bottom, right, region.box.top))
    return values


def _sizes(region: Region) -> list[tuple[float, float]]:
    """Take the numbers along the axis, and give the logarithm of each with its place."""
    lowest = min((run.base for _, run in region.words()), default=0.0)
    sizes = []
    for index, run in region.words():
        if run.base < lowest + 1 and (n := number_of(run.text)):
            region.script.take([index])
            sizes.append((math.log10(n), run.box.middle[0]))
    return sizes


def _drawn(one: Series, point: Point) -> bool:
    """Tell whether a value has a point of its own: the county's is a line."""
    return one.rolle is not Rolle.FYLKE and point.verdi is not None and bool(point.n)


def _log(point: Point) -> float:
    return math.log10(point.n or 1)


def _marked(region: Region, one: Series, across: Axis, up: Axis) -> int:
    """Tell when a value is not marked where it lies, and give how many there are."""
    points = [point for point in one.punkter if _drawn(one, point)]
    for point in points:
        if not region.mark_at(across(_log(point)), up(point.verdi or 0.0)):
            region.misplaced(quoted(one.navn or one.rolle.value), point.tekst or str(point.verdi))
    return len(points)
