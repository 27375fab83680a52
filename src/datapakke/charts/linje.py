"""LINJE: series over periods, with direct labels, and gaps where a value is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke import formats, theme
from datapakke.charts.canvas import Canvas, Ink, shorten, text_width, wrap
from datapakke.charts.order import columns_of
from datapakke.charts.scale import Scale, spread, tick_labels, ticks, values_of
from datapakke.packet.model import Chart, Point, Rolle, Series, Skravur

HEIGHT = 148.0
_TOP = 16.0
_BOTTOM = 17.0
_AXIS = Ink(theme.TINY, theme.MUTED)
_LABEL = theme.SMALL
_LINE_GAP = 9.6
_MAX_LABEL = 92.0
_STAND_OFF = 5.0
_MANY = 7


@dataclass(frozen=True)
class _Frame:
    """Where the plot lies: columns by period, and the value axis."""

    columns: dict[str, float]
    scale: Scale
    left: float
    right: float
    bottom: float

    @property
    def half_step(self) -> float:
        """Half the distance between two periods."""
        return (self.right - self.left) / max(len(self.columns), 1) / 2


@dataclass(frozen=True)
class _End:
    """A series' last shown point and the label that names it."""

    series: Series
    x: float
    y: float
    lines: tuple[str, ...]


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    canvas = Canvas(width, HEIGHT)
    series = [one for one in chart.series if one.punkter]
    marks = ticks(values_of(series), from_zero=chart.nullpunkt)
    labels = tick_labels(marks)
    frame = _frame(chart, width, (marks[0], marks[-1]), max(text_width(t, _AXIS) for t in labels))
    for span in chart.skravur:
        _shade(canvas, frame, span)
    _axes(canvas, frame, list(zip(marks, labels, strict=True)), chart.enhet)
    for one in reversed(series):
        _curve(canvas, frame, one)
    _gaps(canvas, frame, series)
    own = [one for one in series if one.rolle is Rolle.KOMMUNE]
    for one in own:
        _values(canvas, frame, one, series)
    _end_labels(canvas, frame, series)
    return canvas.svg()


def _frame(chart: Chart, width: float, span: tuple[float, float], axis_width: float) -> _Frame:
    names = [text_width(one.navn, Ink(_LABEL, bold=True)) for one in chart.series]
    numbers = [text_width(p.tekst, Ink(_LABEL)) for one in chart.series for p in one.punkter]
    label = min(max((*names, *numbers), default=0), _MAX_LABEL, width * 0.3)
    left, right, bottom = axis_width + 5, width - label - 9, HEIGHT - _BOTTOM
    labels = columns_of(chart.series)
    step = (right - left) / max(len(labels), 1)
    columns = {name: left + step * (index + 0.5) for index, name in enumerate(labels)}
    return _Frame(columns, Scale(*span, bottom - 4, _TOP + 8), left, right, bottom)


def _axes(canvas: Canvas, frame: _Frame, marks: list[tuple[float, str]], unit: str) -> None:
    for value, label in marks:
        y = frame.scale(value)
        canvas.line([(frame.left, y), (frame.right, y)], theme.GRID, 0.6)
        canvas.text(frame.left - 4, y + 2.5, label, _AXIS, "right")
    canvas.text(0, _AXIS.size, unit, _AXIS)
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], theme.RULE, 0.8)
    for x, label in _period_labels(frame):
        canvas.text(x, frame.bottom + 10, label, _AXIS, "center")


def _period_labels(frame: _Frame) -> list[tuple[float, str]]:
    """Give the periods in the longest form that fits; every second one where none does."""
    room = frame.half_step * 2 - 3
    for form in (formats.period, formats.period_short):
        labels = [(x, form(period)) for period, x in frame.columns.items()]
        if all(text_width(label, _AXIS) <= room for _, label in labels):
            return labels
    widest = max(text_width(label, _AXIS) for _, label in labels) + 3
    every = int(-(-widest // (frame.half_step * 2)))
    return labels[::-1][::every][::-1]


def _shade(canvas: Canvas, frame: _Frame, span: Skravur) -> None:
    inside = [x for period, x in frame.columns.items() if span.fra <= period <= span.til]
    if not inside:
        return
    left, right = min(inside) - frame.half_step, max(inside) + frame.half_step
    canvas.box(left, _TOP - 4, (right - left, frame.bottom - _TOP + 4), theme.SHADE)
    for index, line in enumerate(wrap(span.tekst, right - left - 4, _AXIS, most=3)):
        canvas.text((left + right) / 2, _TOP + 4 + index * 8.5, line, _AXIS, "center")


def _curve(canvas: Canvas, frame: _Frame, one: Series) -> None:
    """Draw the stretches between shown values; a lone value is a marker only."""
    style = theme.STYLES[one.rolle]
    stretch: list[tuple[float, float]] = []
    shown = {point.x: point for point in one.punkter}
    for period, x in (*frame.columns.items(), ("", 0.0)):
        point = shown.get(period)
        if point is not None and point.verdi is not None:
            stretch.append((x, frame.scale(point.verdi)))
            continue
        if len(stretch) > 1:
            canvas.line(stretch, style.color, style.width, style.dash)
        stretch = []
    for point in one.punkter:
        if point.verdi is not None:
            where = frame.columns[point.x], frame.scale(point.verdi)
            canvas.marker(*where, style, filled=not point.apen, size=_size(one))


def _size(one: Series) -> float:
    return 4.6 if one.rolle is Rolle.KOMMUNE else 3.2


def _gaps(canvas: Canvas, frame: _Frame, series: Sequence[Series]) -> None:
    """Put each missing value's symbol at the foot of its period, in the series' colour."""
    heights = dict.fromkeys(frame.columns, 0)
    for one in series:
        color = theme.STYLES[one.rolle].color
        for point in one.punkter:
            if point.verdi is None:
                y = frame.bottom - 3 - heights[point.x] * 8
                ink = Ink(theme.SMALL + 1, color, bold=True)
                canvas.text(frame.columns[point.x], y, point.tekst, ink, "center")
                heights[point.x] += 1


def _values(canvas: Canvas, frame: _Frame, own: Series, series: Sequence[Series]) -> None:
    """Print the municipality's values beside its points, on the side where no other line is."""
    last = _last(own)
    ink = Ink(theme.TINY, theme.STYLES[own.rolle].color)
    shown = [p for p in own.punkter if p.verdi is not None and p is not last]
    widest = max((text_width(p.tekst, ink) for p in shown), default=0)
    if len(frame.columns) > _MANY or widest > frame.half_step * 2 - 2:
        shown = shown[:1]
    for point in shown:
        y = frame.scale(point.verdi or 0.0)
        offset = _side(y, _others(frame, point.x, own, series))
        canvas.text(frame.columns[point.x], y + offset, point.tekst, ink, "center")


def _others(frame: _Frame, x: str, own: Series, series: Sequence[Series]) -> list[float]:
    return [
        frame.scale(point.verdi)
        for one in series
        if one is not own
        for point in one.punkter
        if point.x == x and point.verdi is not None
    ]


def _side(y: float, others: Sequence[float]) -> float:
    """Give the baseline's offset: above the point, or below when others are closer above."""
    above = min((y - other for other in others if other <= y), default=float("inf"))
    below = min((other - y for other in others if other > y), default=float("inf"))
    return -_STAND_OFF if above >= below else _STAND_OFF + theme.TINY * 0.7


def _last(one: Series) -> Point | None:
    return next((p for p in reversed(one.punkter) if p.verdi is not None), None)


def _end_labels(canvas: Canvas, frame: _Frame, series: Sequence[Series]) -> None:
    """Name every line at its end, with its last value; labels that would meet move apart."""
    room = canvas.width - frame.right - 9
    ends = [end for one in series if (end := _end(frame, one, room)) is not None]
    if not ends:
        return
    heights = [len(end.lines) * _LINE_GAP for end in ends]
    gap = max(heights)
    wanted = [end.y for end in ends]
    placed = spread(wanted, gap, gap / 2, canvas.height - gap / 2)
    for end, middle in zip(ends, placed, strict=True):
        _end_label(canvas, frame, end, middle)


def _end(frame: _Frame, one: Series, room: float) -> _End | None:
    point = _last(one)
    if point is None or point.verdi is None:
        return None
    ink = Ink(_LABEL, bold=one.rolle is Rolle.KOMMUNE)
    whole = f"{one.navn} {point.tekst}"
    lines = (
        (whole,) if text_width(whole, ink) <= room else (shorten(one.navn, room, ink), point.tekst)
    )
    return _End(one, frame.columns[point.x], frame.scale(point.verdi), lines)


def _end_label(canvas: Canvas, frame: _Frame, end: _End, middle: float) -> None:
    style = theme.STYLES[end.series.rolle]
    ink = Ink(_LABEL, style.color, bold=end.series.rolle is Rolle.KOMMUNE)
    left = frame.right + 9
    canvas.line([(end.x + 4, end.y), (frame.right, end.y), (left - 2, middle)], style.color, 0.5)
    first = middle - (len(end.lines) - 1) * _LINE_GAP / 2 + 2.8
    for index, line in enumerate(end.lines):
        canvas.text(left, first + index * _LINE_GAP, line, ink)
