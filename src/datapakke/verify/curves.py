"""Charts of series over periods: each value at its period, and each point where its value lies."""

from collections.abc import Sequence

from datapakke.formats import period, period_short
from datapakke.packet.model import Rolle, Series
from datapakke.verify.axes import Axis, axis, number_of, value_axis
from datapakke.verify.pages import Box
from datapakke.verify.region import Region
from datapakke.verify.script import bare, quoted

_OWN = {Rolle.KOMMUNE, Rolle.JENTER, Rolle.GUTTER}
_NEAR = 2.0
_ASIDE = 5.5
"""A value stands above, below or beside its point: its middle is so much more than half its width
away at most."""
_SYMBOLS = 12.0
"""Symbols of several series stand side by side at the foot of their period."""


def read_curves(region: Region) -> int:
    """Compare a chart's values, and give how many there are."""
    chart = region.chart
    for one in chart.series:
        _end(region, one)
    region.take_all(*(span.tekst for span in chart.skravur))
    columns = _columns(region)
    scale = value_axis(region, min(columns.values()) - _NEAR) if columns else None
    if columns is None or scale is None:
        region.complain("tallene eller årene på aksene passer ikke sammen.")
        return 0
    _values(region, columns)
    values = sum(_marked(region, one, columns, scale) for one in chart.series)
    left, right = min(columns.values()) - _ASIDE, max(columns.values()) + _ASIDE
    region.check_strays(Box(left, region.box.bottom, right, region.box.top))
    return values


def periods_of(series: Sequence[Series]) -> list[str]:
    """Give every period of a chart once, in time."""
    found = {point.x for one in series for point in one.punkter}
    return (
        sorted(found)
        if all(x[:4].isdigit() for x in found)
        else list(dict.fromkeys(point.x for one in series for point in one.punkter))
    )


def _end(region: Region, one: Series) -> None:
    """Take the name of a series with its newest value, which stands at the line's end."""
    shown = [point for point in one.punkter if point.verdi is not None]
    if not shown:
        return
    newest = periods_of(region.chart.series)[-1]
    last = shown[-1]
    value = last.tekst if last.x == newest else f"{last.tekst} ({period_short(last.x)})"
    for taken, _ in region.named(f"{one.navn} {value}"):
        region.script.take(taken)
        return
    for taken, _ in region.named(one.navn):
        if more := region.script.match(value, max(taken) + 1):
            region.script.take([*taken, *more])
            return
    region.complain(f"{quoted(f'{one.navn} {value}')} står ikke ved enden av linjen.")


def _columns(region: Region) -> dict[str, float] | None:
    """Take the periods along the axis, and give where each of them lies."""
    periods = periods_of(region.chart.series)
    lowest = min((run.base for _, run in region.words() if not run.upwards), default=0)
    names: dict[str, int] = {}
    for number, x in enumerate(periods):
        names.setdefault(bare(period(x)), number)
        names.setdefault(bare(period_short(x)), number)
    found: list[tuple[float, float]] = []
    for index, run in region.words():
        at = names.get(region.script.bare[index])
        if at is not None and abs(run.base - lowest) < 1:
            region.script.take([index])
            found.append((at, run.box.middle[0]))
    if len(found) == 1 == len(periods):
        return {periods[0]: found[0][1]}
    scale = axis(found)
    return {x: scale(i) for i, x in enumerate(periods)} if scale else None


def _values(region: Region, columns: dict[str, float]) -> None:
    """Compare each number and symbol in the plot with the points at its period."""
    printed = {x: _printed(region.chart.series, x) for x in columns}
    for run in region.rest():
        reach = run.box.width / 2 + _ASIDE if number_of(run.text[:1]) is not None else _SYMBOLS
        near = [x for x, place in columns.items() if abs(place - run.box.middle[0]) <= reach]
        if not any(bare(run.text) in printed[x] for x in near):
            where = f"{quoted(run.text)} står i figuren ved {quoted(' og '.join(near))}"
            region.complain(f"{where}, men er ikke et tall der.")


def _printed(series: Sequence[Series], x: str) -> set[str]:
    """Give what may stand at a period: the values that the chart is about, and every symbol."""
    return {
        bare(point.tekst)
        for one in series
        for point in one.punkter
        if point.x == x and (one.rolle in _OWN or point.verdi is None)
    }


def _marked(region: Region, one: Series, columns: dict[str, float], scale: Axis) -> int:
    """Tell when a value is not marked where it lies, and give how many there are."""
    for point in one.punkter:
        if point.verdi is not None and not region.mark_at(columns[point.x], scale(point.verdi)):
            region.misplaced(f"{quoted(one.navn)} {period(point.x)}", point.tekst)
    return sum(1 for point in one.punkter if bare(point.tekst))
