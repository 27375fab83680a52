"""ARK: the overview, a row per indicator, each on its own scale with the county in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts.canvas import Canvas, Ink, wrap
from datapakke.charts.heads import Head, extra_height, head
from datapakke.charts.order import rows_of
from datapakke.charts.scale import Scale, step_of
from datapakke.packet.model import Chart, Point, Rolle, Series

_ROW = 30.0
_HEAD = 26.0
_NAME = Ink(theme.SMALL + 0.5)
_ENDS = Ink(theme.TINY, theme.MUTED)
_COLUMN = 58.0
_NAME_SHARE = 0.36
_PERCENT_SPAN = 20.0
"""Half the width of a row for shares, in percentage points; less near 0 % and 100 %."""
_OTHER_SPAN = 0.2
"""Half the width of a row for other figures, as a part of the county's value."""
_WHOLE = 100.0


@dataclass(frozen=True)
class _Row:
    """One indicator: its points by series, and half the width of its scale in its own unit."""

    name: str
    points: tuple[Point | None, ...]
    county: Point | None
    span: float


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    rows = [_row(chart.series, name) for name in rows_of(chart.series)]
    heads = tuple(_head(one) for one in chart.series)
    start = _HEAD + extra_height(heads)
    canvas = Canvas(width, start + len(rows) * _ROW + 2)
    left = width * _NAME_SHARE + 28
    right = width - len(chart.series) * _COLUMN - 24
    _headings(canvas, chart.series, heads, ((left + right) / 2, start - 8))
    for index, row in enumerate(rows):
        top = start + index * _ROW
        canvas.line([(0, top), (width, top)], theme.RULE, 0.5)
        _draw_row(canvas, chart.series, row, (left, right, top + _ROW / 2))
    middle = (left + right) / 2
    canvas.line(
        [(middle, start - 4), (middle, canvas.height)], theme.STYLES[Rolle.FYLKE].color, 1.1
    )
    for index, row in enumerate(rows):
        _markers(canvas, chart.series, row, (left, right, start + (index + 0.5) * _ROW))
    return canvas.svg()


def _row(series: Sequence[Series], name: str) -> _Row:
    points = tuple(next((p for p in one.punkter if p.x == name), None) for one in series)
    county = next(
        (p for one, p in zip(series, points, strict=True) if one.rolle is Rolle.FYLKE and p), None
    )
    shown = [p.verdi for p in points if p and p.verdi is not None]
    return _Row(name, points, county, _span(county, shown))


def _span(county: Point | None, shown: Sequence[float]) -> float:
    """Give half the width of the row's scale; doubled until every printed value has room."""
    if county is None or county.verdi is None:
        return 1.0
    if county.tekst.endswith("%"):
        span = min(_PERCENT_SPAN, county.verdi, _WHOLE - county.verdi) or 1.0
    else:
        span = step_of(abs(county.verdi) * _OTHER_SPAN or 1.0, 1)
    while any(abs(value - county.verdi) > span for value in shown):
        span *= 2
    return span


def _head(one: Series) -> Head:
    ink = Ink(theme.SMALL, theme.STYLES[one.rolle].color, bold=one.rolle is Rolle.KOMMUNE)
    return head(one.navn, _COLUMN - 4, _COLUMN - 4, ink)


def _headings(
    canvas: Canvas,
    series: Sequence[Series],
    heads: Sequence[Head],
    place: tuple[float, float],
) -> None:
    """Head the columns, with the municipality's marker, and the line in the middle."""
    middle, bottom = place
    for index, (one, name) in enumerate(reversed(list(zip(series, heads, strict=True)))):
        right = canvas.width - index * _COLUMN
        name.write(canvas, right, bottom)
        if one.rolle is Rolle.KOMMUNE:
            canvas.marker(right - 4, 5, theme.STYLES[one.rolle], filled=False, size=5)
        if one.rolle is Rolle.FYLKE:
            canvas.text(middle, bottom, one.navn, name.ink, "center")


def _draw_row(
    canvas: Canvas, series: Sequence[Series], row: _Row, place: tuple[float, float, float]
) -> None:
    left, _, y = place
    lines = wrap(row.name, left - 30, _NAME)
    first = y + 3 - (len(lines) - 1) * 4.8
    for index, line in enumerate(lines):
        canvas.text(0, first + index * 9.6, line, _NAME)
    for index, (one, point) in enumerate(reversed(list(zip(series, row.points, strict=True)))):
        own = one.rolle is Rolle.KOMMUNE
        ink = Ink(theme.BODY, theme.STYLES[one.rolle].color, bold=own)
        canvas.text(
            canvas.width - index * _COLUMN, y + 3.2, point.tekst if point else "", ink, "right"
        )
    _band(canvas, row, place)


def _band(canvas: Canvas, row: _Row, place: tuple[float, float, float]) -> None:
    """Draw the row's scale, with the values at its ends; a share ends at 0 and at 100."""
    left, right, y = place
    county = row.county
    if county is None or county.verdi is None:
        return
    low, high = county.verdi - row.span, county.verdi + row.span
    scale = Scale(low, high, left, right)
    if county.tekst.endswith("%"):
        low, high = max(low, 0.0), min(high, _WHOLE)
    canvas.line([(scale(low), y), (scale(high), y)], theme.GRID, 3.5)
    canvas.text(left - 4, y + 2.6, _like(low, county.tekst), _ENDS, "right")
    canvas.text(right + 4, y + 2.6, _like(high, county.tekst), _ENDS)


def _like(value: float, text: str) -> str:
    """Give a scale's end with as many decimals as the county's figure is printed with."""
    decimals = len(text.rstrip("\u00a0%").partition(",")[2])
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "\u2212")


def _markers(
    canvas: Canvas, series: Sequence[Series], row: _Row, place: tuple[float, float, float]
) -> None:
    left, right, y = place
    if row.county is None or row.county.verdi is None:
        return
    scale = Scale(row.county.verdi - row.span, row.county.verdi + row.span, left, right)
    for one, point in reversed(list(zip(series, row.points, strict=True))):
        if point is None or point.verdi is None or one.rolle is Rolle.FYLKE:
            continue
        own = one.rolle is Rolle.KOMMUNE
        style = theme.STYLES[one.rolle]
        canvas.marker(
            scale(point.verdi), y, style, filled=own and not point.apen, size=7 if own else 4
        )
