"""Charts with a row per name and a printed value per series: each value in its row and column."""

from datapakke.packet.model import ChartKind, Point, Rolle, Series
from datapakke.verify.axes import Axis, axis, number_of
from datapakke.verify.pages import Box, Run
from datapakke.verify.region import Region
from datapakke.verify.script import bare, quoted

_REACH = 2.0
_BAND = 4.0
_OUTSIDE = 4.4
"""Points between the end of a row's scale and the ink of the number beside it."""


def read_rows(region: Region) -> int:
    """Compare the values of a chart's rows, and give how many there are."""
    chart = region.chart
    names = list(dict.fromkeys(point.x for one in chart.series for point in one.punkter))
    under = {axis.x: axis.under for axis in chart.akser}
    rows = {name: box for name in names if (box := region.take_name(name + under.get(name, "")))}
    region.take_all(*chart.ord)
    if not rows:
        return 0
    top = max(box.top for box in rows.values())
    columns = {one.navn: _heads(region, one.navn, top) for one in chart.series}
    values = sum(
        _value(region, one, point, rows[point.x], columns[one.navn])
        for one in chart.series
        for point in one.punkter
        if point.x in rows and bare(point.tekst)
    )
    _marks(region, rows)
    least = min(box.bottom for box in rows.values())
    region.check_strays(Box(region.box.left, least, region.box.right, top))
    return values


def _heads(region: Region, name: str, top: float) -> list[Box]:
    """Take the places above the rows where a series is named."""
    heads = []
    for taken, box in region.named(name):
        if box.bottom > top - _BAND:
            region.script.take(taken)
            heads.append(box)
    if not heads:
        region.complain(f"ingen kolonne heter {quoted(name)}.")
    return heads


def _value(region: Region, one: Series, point: Point, row: Box, heads: list[Box]) -> int:
    """Take the value that stands in a row and under a head, and compare it."""
    there = [
        (index, run)
        for index, run in region.words()
        if _level(run.box, row) and any(_under(run.box, head) for head in heads)
    ]
    region.script.take([index for index, _ in there])
    stands = " ".join(run.text for _, run in there)
    if heads and bare(stands) != bare(point.tekst):
        where = f"{quoted(point.x)}, {quoted(one.navn)}"
        what = f"står {quoted(stands)}" if stands else "står det ingenting"
        region.complain(f"{where}: der {what}, men det skal stå {quoted(point.tekst)}.")
    return 1


def _level(box: Box, row: Box) -> bool:
    return abs(box.middle[1] - row.middle[1]) <= _BAND


def _under(box: Box, head: Box) -> bool:
    """Tell whether a value ends where the head of its column ends."""
    return abs(box.right - head.right) <= _REACH


def _marks(region: Region, rows: dict[str, Box]) -> None:
    """Take the numbers of scales, and compare where each value is marked with where it lies."""
    ticks: list[tuple[float, Run]] = []
    for run in region.rest():
        value = number_of(run.text)
        if value is not None:
            ticks.append((value, run))
        else:
            region.strange(run)
    own = {name: [tick for tick in ticks if _level(tick[1].box, box)] for name, box in rows.items()}
    common = [tick for tick in ticks if not any(tick in some for some in own.values())]
    for name, box in rows.items():
        if not common and not own[name] and not _has_county(region, name):
            continue
        scale = _common(common) if common else _ends(own[name])
        if scale is None:
            region.complain(f"{quoted(name)}: tallene på skalaen passer ikke sammen.")
            continue
        for one in region.chart.series:
            _marked(region, one, name, scale, box.middle[1])
        for drawn in region.chart.akser:
            if drawn.x == name and drawn.boks:
                _boxed(region, name, sorted(map(scale, drawn.boks)), box.middle[1])


def _has_county(region: Region, name: str) -> bool:
    """Tell whether the county has a value in a row: an overview draws nothing without it."""
    return any(
        point.x == name and point.verdi is not None
        for one in region.chart.series
        if one.rolle is Rolle.FYLKE
        for point in one.punkter
    )


def _marked(region: Region, one: Series, name: str, scale: Axis, y: float) -> None:
    """Tell when a value of a row is not marked where it lies on the scale."""
    for point in one.punkter:
        if point.x != name or point.verdi is None:
            continue
        if not _drawn(region, one, scale(point.verdi), y):
            region.misplaced(f"{quoted(name)}, {quoted(one.navn)}", point.tekst)


def _boxed(region: Region, name: str, ends: list[float], y: float) -> None:
    """Tell when a row's box does not lie between its quartiles."""
    low, high = ends
    if not any(
        abs(mark.left - low) <= _REACH
        and abs(mark.right - max(high, low + 1)) <= _REACH
        and abs(mark.middle[1] - y) <= _BAND
        for mark in region.marks
    ):
        region.complain(f"{quoted(name)}: boksen er tegnet et annet sted.")


def _drawn(region: Region, one: Series, x: float, y: float) -> bool:
    """Tell whether a value is marked; the county's is the line in the middle of an overview."""
    if region.chart.kind is ChartKind.ARK and one.rolle is Rolle.FYLKE:
        return any(
            abs(mark.middle[0] - x) <= _REACH and mark.bottom <= y <= mark.top
            for mark in region.marks
        )
    return region.mark_at(x, y, _BAND)


def _common(ticks: list[tuple[float, Run]]) -> Axis | None:
    """Give the scale of all rows, from the numbers below them: each stands at its place."""
    return axis([(value, run.box.middle[0]) for value, run in ticks])


def _ends(ticks: list[tuple[float, Run]]) -> Axis | None:
    """Give the scale of one row, from the numbers at its ends: each stands outside the scale."""
    if len(ticks) != 2:  # noqa: PLR2004 - a scale has two ends
        return None
    (low, left), (high, right) = sorted(ticks, key=lambda tick: tick[1].box.left)
    return axis([(low, left.box.right + _OUTSIDE), (high, right.box.left - _OUTSIDE)])
