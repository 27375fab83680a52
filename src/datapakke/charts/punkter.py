"""PUNKTER: a row per category on one common scale, a marker per series, the values beside."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts.canvas import Canvas, Ink, longest_word, text_width, wrap
from datapakke.charts.heads import Head, extra_height, head
from datapakke.charts.order import rows_of
from datapakke.charts.scale import Scale, tick_labels, ticks, values_of
from datapakke.packet.model import Chart, Point, Rolle, Series

_AXIS = Ink(theme.TINY, theme.MUTED)
_NAME = Ink(theme.SMALL)
_LINE = 9.2
_LINES_MOST = 3
_ROW_LEAST = 17.0
_APART = 6.6
"""How much further two names lie from each other than the lines of one do."""
_HEAD = 24.0
_FOOT = 14.0
_COLUMN_LEAST = 30.0
_COLUMN_GOOD = 44.0
_COLUMN_MOST = 80.0
_BETWEEN = 4.0
_NAMES = 0.5
_NAMES_MOST = 0.65
"""The names of rows take half of what the columns leave, or what their longest word needs."""


@dataclass(frozen=True)
class _Frame:
    """Where things lie: row names end at ``names``, the scale, then a column per series."""

    names: float
    scale: Scale
    columns: tuple[float, ...]
    heads: tuple[Head, ...]
    top: float
    row: float


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    rows = rows_of(chart.series)
    marks = ticks(values_of(chart), from_zero=chart.nullpunkt)
    frame = _frame(chart, rows, width, (marks[0], marks[-1]))
    canvas = Canvas(width, frame.top + len(rows) * frame.row + _FOOT)
    bottom = canvas.height - _FOOT
    labels = tick_labels(marks)
    shown = set(_every(labels, frame.scale(marks[1]) - frame.scale(marks[0])))
    for value, label in zip(marks, labels, strict=True):
        x = frame.scale(value)
        zero = value == 0 and marks[0] < 0
        canvas.line([(x, frame.top - 3), (x, bottom)], theme.MUTED if zero else theme.GRID, 0.6)
        if label in shown:
            canvas.text(x, bottom + 9, label, _AXIS, "center")
    canvas.text(frame.scale.start, 8, chart.enhet, _AXIS)
    for one, name, right in zip(chart.series, frame.heads, frame.columns, strict=True):
        name.write(canvas, right, frame.top - 5)
        style = theme.STYLES[one.rolle]
        canvas.marker(right - 4, 6, style, filled=one.rolle is not Rolle.KOMMUNE, size=4)
    for index, row in enumerate(rows):
        _row(canvas, frame, chart.series, row, frame.top + (index + 0.5) * frame.row)
    return canvas.svg()


def _every(labels: Sequence[str], step: float) -> Sequence[str]:
    """Give the numbers of the scale, or every second one where they would meet."""
    widest = max(text_width(label, _AXIS) for label in labels)
    return labels[:: max(1, math.ceil((widest + _BETWEEN) / step))]


def _frame(chart: Chart, rows: Sequence[str], width: float, span: tuple[float, float]) -> _Frame:
    heads = tuple(_head(one) for one in chart.series)
    wide = [max(one.width + _BETWEEN, _COLUMN_LEAST) for one in heads]
    names = max((text_width(name, _NAME) for name in rows), default=0)
    words = max((longest_word(name, _NAME) for name in rows), default=0)
    room = width - sum(wide)
    names = min(names, max(room * _NAMES, min(words + 1, room * _NAMES_MOST)))
    columns = tuple(itertools.accumulate(wide, initial=room))[1:]
    scale = Scale(*span, names + 12, room - 6)
    row = _row_height([len(_lines(name, names)) for name in rows])
    return _Frame(names, scale, columns, heads, _HEAD + extra_height(heads), row)


def _row_height(lines: Sequence[int]) -> float:
    """Give the height of a row, that every two neighbours of so many lines need."""
    needed = (sum(pair) / 2 * _LINE + _APART for pair in itertools.pairwise(lines))
    return max([_ROW_LEAST, *needed])


def _lines(name: str, room: float) -> list[str]:
    """Break a row's name into as many lines as it needs."""
    return wrap(name, room + 0.5, _NAME, most=_LINES_MOST)


def _head(one: Series) -> Head:
    """Head a column with the series' name; with its marker above, it is the chart's legend."""
    own = one.rolle is Rolle.KOMMUNE
    ink = Ink(theme.TINY, theme.STYLES[one.rolle].color, bold=own)
    return head(one.navn, _COLUMN_GOOD, _COLUMN_MOST, ink)


def _row(canvas: Canvas, frame: _Frame, series: Sequence[Series], name: str, y: float) -> None:
    canvas.line([(frame.scale.start, y), (frame.scale.end, y)], theme.GRID, 0.6)
    lines = _lines(name, frame.names)
    first = y + 2.8 - (len(lines) - 1) * _LINE / 2
    for index, line in enumerate(lines):
        canvas.text(0, first + index * _LINE, line, _NAME)
    points = [(one, _point(one, name)) for one in series]
    shown = [frame.scale(p.verdi) for _, p in points if p and p.verdi is not None]
    spans = [p.spenn for _, p in points if p and p.spenn]
    for span in spans:
        canvas.line([(frame.scale(end), y) for end in span], theme.CHANCE, theme.CHANCE_WIDTH)
    if len(shown) > 1 and not spans:
        canvas.line([(min(shown), y), (max(shown), y)], theme.RULE, 2.2)
    for (one, point), right in reversed(list(zip(points, frame.columns, strict=True))):
        if point is not None:
            _mark(canvas, frame, (one, point), right, y)


def _point(one: Series, name: str) -> Point | None:
    return next((point for point in one.punkter if point.x == name), None)


def _mark(
    canvas: Canvas, frame: _Frame, mark: tuple[Series, Point], right: float, y: float
) -> None:
    one, point = mark
    style = theme.STYLES[one.rolle]
    own = one.rolle is Rolle.KOMMUNE
    if point.verdi is not None:
        size = 5.2 if own else 3.8
        canvas.marker(
            frame.scale(point.verdi), y, style, filled=not point.apen or not own, size=size
        )
    canvas.text(right, y + 2.8, point.tekst, Ink(theme.SMALL, style.color, bold=own), "right")
