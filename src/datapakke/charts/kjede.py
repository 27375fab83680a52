"""KJEDE: small multiples on one scale, a panel per x with a line from a value to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts.apart import apart
from datapakke.charts.canvas import Canvas, Ink, text_width, wrap
from datapakke.charts.order import rows_of
from datapakke.charts.scale import Scale, tick_labels, ticks, values_of
from datapakke.packet.model import Chart, Point, Rolle, Series

_PLOT = 88.0
_NAME_LINE = 9.2
_AXIS = Ink(theme.TINY, theme.MUTED)
_NAME = Ink(theme.SMALL, bold=True)
_VALUE_ROOM = 17.0
_VALUE_LINE = 8.8
_GAP = 8.0
_FOOT = 14.0
_HEAD = 12.0
_SYMBOLS = 9.0


@dataclass(frozen=True)
class _Panel:
    """One panel: its points by series, where its line begins and ends, and the value axis."""

    points: tuple[Point | None, ...]
    left: float
    right: float
    scale: Scale
    foot: float

    @property
    def edges(self) -> tuple[float, float]:
        """The places of the left and of the right ends."""
        return self.left, self.right


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    names = rows_of(chart.series)
    marks = ticks(values_of(chart), from_zero=False)
    labels = tick_labels(marks)
    axis = max(text_width(label, _AXIS) for label in labels) + 5
    room = (width - axis - _GAP * (len(names) - 1)) / max(len(names), 1)
    heads = [wrap(name, room, _NAME) for name in names]
    top = _HEAD + max(map(len, heads), default=1) * _NAME_LINE + 6
    foot = top + _PLOT + _SYMBOLS
    canvas = Canvas(width, foot + _FOOT + _HEAD)
    scale = Scale(marks[0], marks[-1], top + _PLOT, top)
    canvas.text(0, _AXIS.size, chart.enhet, _AXIS)
    for value, label in zip(marks, labels, strict=True):
        canvas.text(axis - 4, scale(value) + 2.5, label, _AXIS, "right")
    for index, (name, head) in enumerate(zip(names, heads, strict=True)):
        start = axis + index * (room + _GAP)
        for line, text in enumerate(head):
            canvas.text(start, _HEAD + (line + 1) * _NAME_LINE, text, _NAME)
        for value in marks:
            canvas.line([(start, scale(value)), (start + room, scale(value))], theme.GRID, 0.6)
        points = tuple(next((p for p in s.punkter if p.x == name), None) for s in chart.series)
        ends = start + _VALUE_ROOM, start + room - _VALUE_ROOM
        _draw_panel(canvas, chart, _Panel(points, *ends, scale, foot))
    _key(canvas, chart.series, axis)
    return canvas.svg()


def _draw_panel(canvas: Canvas, chart: Chart, panel: _Panel) -> None:
    pairs = list(zip(chart.series[::2], panel.points[::2], panel.points[1::2], strict=True))
    for one, *ends in reversed(pairs):
        style = theme.STYLES[one.rolle]
        places = [
            (x, panel.scale(end.verdi))
            for x, end in zip(panel.edges, ends, strict=True)
            if end and end.verdi is not None
        ]
        if len(places) > 1:
            canvas.line(places, style.color, style.width, style.dash)
        own = one.rolle is Rolle.KOMMUNE
        filled = [not own or not end.apen for end in ends if end and end.verdi is not None]
        for (x, y), full in zip(places, filled, strict=True):
            canvas.marker(x, y, style, filled=full, size=4.6 if own else 3.4)
    for side, (x, anchor) in enumerate(((panel.left - 5, "right"), (panel.right + 5, "left"))):
        _values(canvas, panel, [(one, ends[side]) for one, *ends in pairs], (x, anchor))
    for x, name in zip(panel.edges, chart.ord, strict=True):
        canvas.text(x, panel.foot + 10, name, _AXIS, "center")


def _values(
    canvas: Canvas,
    panel: _Panel,
    ends: Sequence[tuple[Series, Point | None]],
    place: tuple[float, str],
) -> None:
    """Print the values of one side beside its points, or the symbols at its foot; none meet."""
    x, anchor = place
    printed = [(one, point) for one, point in ends if point and point.tekst]
    wanted = [
        (panel.foot - 4 if point.verdi is None else panel.scale(point.verdi), one, point)
        for one, point in printed
    ]
    wanted.sort(key=lambda item: item[0])
    top = panel.scale.end - _VALUE_LINE / 2
    middles = apart([y for y, _, _ in wanted], [_VALUE_LINE] * len(wanted), top, panel.foot)
    for (_, one, point), middle in zip(wanted, middles, strict=True):
        own = one.rolle is Rolle.KOMMUNE
        ink = Ink(theme.SMALL, theme.STYLES[one.rolle].color, bold=own)
        canvas.text(x, middle + 2.7, point.tekst, ink, anchor)


def _key(canvas: Canvas, series: Sequence[Series], left: float) -> None:
    """Name the lines under the panels, beside a piece of each."""
    x, y = left, canvas.height - 4
    for one in series[::2]:
        style = theme.STYLES[one.rolle]
        own = one.rolle is Rolle.KOMMUNE
        ink = Ink(theme.SMALL, style.color, bold=own)
        canvas.line([(x, y - 2.7), (x + 18, y - 2.7)], style.color, style.width, style.dash)
        canvas.marker(x + 9, y - 2.7, style, filled=not own, size=4)
        canvas.text(x + 22, y, one.navn, ink)
        x += 36 + text_width(one.navn, ink)
