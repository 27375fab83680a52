"""TRAKT: a funnel, values by how many they are of (log), between the limits of chance."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts.apart import apart
from datapakke.charts.canvas import Canvas, Ink, text_width
from datapakke.charts.free import Box, Taken
from datapakke.charts.scale import Scale, tick_labels, ticks, values_of
from datapakke.packet.model import Chart, Point, Rolle, Series

HEIGHT = 150.0
_TOP = 18.0
_BOTTOM = 28.0
_AXIS = Ink(theme.TINY, theme.MUTED)
_LABEL = 9.4
_CAP = 0.66
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class _Frame:
    """Where the plot lies: ``across`` places the logarithm of n, ``up`` the values."""

    across: Scale
    up: Scale

    def place(self, n: int, value: float) -> tuple[float, float]:
        """Give the place of a value of so many."""
        return self.across(math.log10(n)), self.up(value)


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    canvas, taken = Canvas(width, HEIGHT), Taken()
    marks = ticks(values_of(chart), from_zero=False)
    labels = tick_labels(marks)
    left = max(text_width(label, _AXIS) for label in labels) + 5
    right = width - max(text_width(_end_text(one), _ink(one)) for one in chart.series) - 12
    sizes = [math.log10(p.n) for one in chart.series for p in one.punkter if p.n and _places(one)]
    frame = _Frame(
        Scale(min(sizes), max(sizes), left, right),
        Scale(marks[0], marks[-1], HEIGHT - _BOTTOM, _TOP),
    )
    for value, label in zip(marks, labels, strict=True):
        canvas.line([(left, frame.up(value)), (right, frame.up(value))], theme.GRID, 0.6)
        canvas.text(left - 4, frame.up(value) + 2.5, label, _AXIS, "right")
    canvas.text(0, _AXIS.size, chart.enhet, _AXIS)
    _axis(canvas, frame, chart.ord[0])
    ends = [end for one in chart.series for end in _lines(canvas, frame, one, taken)]
    _name_ends(canvas, right, ends)
    for one in reversed(chart.series):
        _points(canvas, frame, one, taken)
    for one in chart.series:
        if one.rolle is Rolle.KOMMUNE:
            _name(canvas, frame, one, taken)
    return canvas.svg()


def _places(one: Series) -> bool:
    """Tell whether the series' n lies on the axis: the county's is all of them together."""
    return one.rolle is not Rolle.FYLKE


def _ink(one: Series) -> Ink:
    style = theme.STYLES[one.rolle]
    return Ink(theme.SMALL if one.rolle is not Rolle.GRENSE else theme.TINY, style.color)


def _end_text(one: Series) -> str:
    """Give what stands at the right end of a line; points have none."""
    if one.rolle is Rolle.FYLKE:
        return f"{one.navn} {one.punkter[0].tekst}"
    return one.navn if one.rolle is Rolle.GRENSE else ""


def _axis(canvas: Canvas, frame: _Frame, name: str) -> None:
    left, right, bottom = frame.across.start, frame.across.end, frame.up.start
    canvas.line([(left, bottom), (right, bottom)], theme.RULE, 0.8)
    free = 0.0
    for n in _round_numbers(frame.across.low, frame.across.high):
        x, label = frame.across(math.log10(n)), f"{n:,}".replace(",", "\u00a0")
        half = text_width(label, _AXIS) / 2
        canvas.line([(x, bottom), (x, bottom + 2.5)], theme.MUTED, 0.6)
        if x - half >= free:
            canvas.text(x, bottom + 10, label, _AXIS, "center")
            free = x + half + 4
    canvas.text(right, bottom + 21, name, _AXIS, "right")


def _round_numbers(low: float, high: float) -> list[int]:
    """Give 1, 2 and 5 times powers of ten between two logarithms."""
    powers = range(math.floor(low), math.ceil(high) + 1)
    numbers = [step * 10**power for power in powers for step in _STEPS if power >= 0]
    return [n for n in numbers if low <= math.log10(n) <= high]


def _lines(
    canvas: Canvas, frame: _Frame, one: Series, taken: Taken
) -> Iterator[tuple[float, str, Ink]]:
    """Draw the county's line, or both limits; give the place and the name of its right end."""
    style = theme.STYLES[one.rolle]
    if one.rolle is Rolle.FYLKE and one.punkter[0].verdi is not None:
        y = frame.up(one.punkter[0].verdi)
        lines = [[(frame.across.start, y), (frame.across.end, y)]]
    elif one.rolle is Rolle.GRENSE:
        placed = [(point.n or 1, point.spenn) for point in one.punkter if point.spenn]
        lines = [[frame.place(n, span[side]) for n, span in placed] for side in (1, 0)]
    else:
        return
    for line in lines:
        canvas.line(line, style.color, style.width, style.dash)
        taken.add_line(line)
    yield lines[0][-1][1], _end_text(one), _ink(one)


def _name_ends(canvas: Canvas, right: float, ends: Sequence[tuple[float, str, Ink]]) -> None:
    """Name the lines at their right ends; names that would meet move apart."""
    ordered = sorted(ends, key=lambda end: end[0])
    middles = apart([y for y, _, _ in ordered], [_LABEL] * len(ordered), 0, HEIGHT - _BOTTOM)
    for (y, text, ink), middle in zip(ordered, middles, strict=True):
        canvas.line([(right, y), (right + 8, middle)], ink.color, 0.5)
        canvas.text(right + 10, middle + 2.7, text, ink)


def _points(canvas: Canvas, frame: _Frame, one: Series, taken: Taken) -> None:
    if one.rolle not in {Rolle.KOMMUNE, Rolle.ANDRE}:
        return
    own = one.rolle is Rolle.KOMMUNE
    size = 7.0 if own else 4.0
    for point in one.punkter:
        if place := _place(frame, point):
            x, y = place
            style = theme.STYLES[one.rolle]
            canvas.marker(x, y, style, filled=not (own and point.apen), size=size)
            taken.add_box(Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2))


def _place(frame: _Frame, point: Point) -> tuple[float, float] | None:
    return frame.place(point.n, point.verdi) if point.n and point.verdi is not None else None


def _name(canvas: Canvas, frame: _Frame, one: Series, taken: Taken) -> None:
    """Write the municipality's name and value beside its point, where there is room."""
    ink = Ink(theme.SMALL, theme.STYLES[one.rolle].color, bold=True)
    for point in one.punkter:
        text = f"{one.navn} {point.tekst}"
        size = text_width(text, ink), ink.size * _CAP
        if place := _place(frame, point):
            candidates = list(_candidates(frame, place, size))
            box = taken.first_free(candidates) or candidates[0]
            canvas.text(box.left + 1, box.bottom - 1, text, ink)


def _candidates(
    frame: _Frame, place: tuple[float, float], size: tuple[float, float]
) -> Iterator[Box]:
    """Give places for a name around a point, the nearest first, inside the plot."""
    (x, y), (width, height) = place, size
    for far in (6.0, 12.0, 20.0, 30.0):
        for x0, y0 in (
            (x + far, y - height / 2),
            (x - far - width, y - height / 2),
            (x - width / 2, y - far - height),
            (x - width / 2, y + far),
            (x + far, y - far - height),
            (x - far - width, y - far - height),
            (x + far, y + far),
            (x - far - width, y + far),
        ):
            left = min(max(x0, frame.across.start + 2), frame.across.end - width - 2)
            top = min(max(y0, _TOP), HEIGHT - _BOTTOM - height - 2)
            yield Box(left - 1, top - 1, left + width + 1, top + height + 1)
