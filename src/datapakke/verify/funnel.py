"""Charts of values by how many they are of: each point where its value and its number lie."""

import math

from datapakke.packet.model import Rolle, Series
from datapakke.verify.axes import Axis, axis, number_of, value_axis
from datapakke.verify.region import Region
from datapakke.verify.script import quoted


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
    region.check_strays(region.box)
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


def _marked(region: Region, one: Series, across: Axis, up: Axis) -> int:
    """Tell when a value is not marked where it lies, and give how many there are."""
    if one.rolle is Rolle.FYLKE:
        return 0
    for point in one.punkter:
        if point.verdi is None or not point.n:
            continue
        if not region.mark_at(across(math.log10(point.n)), up(point.verdi)):
            region.misplaced(quoted(one.navn or one.rolle.value), point.tekst or str(point.verdi))
    return sum(1 for point in one.punkter if point.verdi is not None)
