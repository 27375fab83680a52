"""ARK: the overview, a row per indicator, each on its own scale with the county in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts.canvas import Canvas, Ink, text_width, wrap
from datapakke.charts.heads import Head, extra_height, head
from datapakke.charts.scale import Scale, step_of
from datapakke.packet.model import Akse, Chart, Point, Rolle, Series

_ROW = 30.0
_HEAD = 26.0
_NAME = Ink(theme.SMALL + 0.5)
_UNDER = Ink(theme.TINY, theme.MUTED)
_COLUMN, _COLUMN_MOST = 58.0, 80.0
_ASIDE = 4.0
_NAME_SHARE = 0.36
_BOX = 9.0
_LEAST = 0.05
"""Half a row's width is at least this part of the county's value, or of 100 % (less near 0 and
100): else every difference would look large."""
_WHOLE = 100.0


@dataclass(frozen=True)
class _Row:
    """One indicator: its points by series, and half the width of its scale in its own unit."""

    axis: Akse
    points: tuple[Point | None, ...]
    county: Point | None
    span: float

    def scale(self, left: float, right: float) -> Scale | None:
        """Give the row's scale between two edges, good to the right; None without the county's."""
        if self.county is None or self.county.verdi is None:
            return None
        side = -self.span if self.axis.snudd else self.span
        return Scale(self.county.verdi - side, self.county.verdi + side, left, right)


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    rows = [_row(chart.series, axis) for axis in chart.akser]
    heads = tuple(_head(one) for one in chart.series)
    start = _HEAD + extra_height(heads)
    canvas = Canvas(width, start + len(rows) * _ROW + 2)
    left = width * _NAME_SHARE + 28
    column = max(_COLUMN, *(one.width + _ASIDE for one in heads))
    right = width - len(chart.series) * column - 24
    middle = (left + right) / 2
    edges = [width - column * back for back in reversed(range(len(heads)))]
    named = list(zip(chart.series, heads, edges, strict=True))
    _headings(canvas, chart, named, (left, right, start - 8))
    for index, row in enumerate(rows):
        top = start + index * _ROW
        canvas.line([(0, top), (width, top)], theme.RULE, 0.5)
        cells = list(zip(chart.series, row.points, edges, strict=True))
        _draw_row(canvas, cells, row, (left, right, top + _ROW / 2))
    county = theme.STYLES[Rolle.FYLKE].color
    canvas.line([(middle, start - 4), (middle, canvas.height)], county, 1.1)
    for index, row in enumerate(rows):
        _markers(canvas, chart.series, row, (left, right, start + (index + 0.5) * _ROW))
    return canvas.svg()


def _row(series: Sequence[Series], axis: Akse) -> _Row:
    points = tuple(next((p for p in one.punkter if p.x == axis.x), None) for one in series)
    county = next(
        (p for one, p in zip(series, points, strict=True) if one.rolle is Rolle.FYLKE and p), None
    )
    shown = [p.verdi for p in points if p and p.verdi is not None]
    return _Row(axis, points, county, _span(county, (*shown, *(axis.boks or ()))))


def _span(county: Point | None, shown: Sequence[float]) -> float:
    """Give half the width of the row's scale: a round number that all that is drawn fits in."""
    if county is None or county.verdi is None:
        return 1.0
    share = county.tekst.endswith("%")
    room = min(county.verdi, _WHOLE - county.verdi) / 2
    least = min(_LEAST * _WHOLE, room) if share else _LEAST * abs(county.verdi)
    far = max((abs(value - county.verdi) for value in shown), default=0)
    return step_of(max(1.05 * far, least) or 1.0, 1)


def _head(one: Series) -> Head:
    ink = Ink(theme.SMALL, theme.STYLES[one.rolle].color, bold=one.rolle is Rolle.KOMMUNE)
    return head(one.navn, _COLUMN - _ASIDE, _COLUMN_MOST, ink)


def _headings(
    canvas: Canvas,
    chart: Chart,
    heads: Sequence[tuple[Series, Head, float]],
    place: tuple[float, float, float],
) -> None:
    """Head the columns, with the municipality's marker; the line, where good lies, and the box."""
    left, right, bottom = place
    for one, name, edge in reversed(heads):
        name.write(canvas, edge, bottom)
        if one.rolle is Rolle.KOMMUNE:
            canvas.marker(edge - 4, 5, theme.STYLES[one.rolle], filled=False, size=5)
        if one.rolle is Rolle.FYLKE:
            canvas.text((left + right) / 2, bottom, one.navn, name.ink, "center")
    halvdel, good = chart.ord
    canvas.text(right, bottom, good, _UNDER, "right")
    if halvdel:
        canvas.box(0, bottom - _BOX + 1.5, (18, _BOX), theme.BOX)
        canvas.text(22, bottom, halvdel, _UNDER)


def _draw_row(
    canvas: Canvas,
    cells: Sequence[tuple[Series, Point | None, float]],
    row: _Row,
    place: tuple[float, float, float],
) -> None:
    left, _, y = place
    _names(canvas, row, left - _end_room(row), y)
    for one, point, edge in reversed(cells):
        own = one.rolle is Rolle.KOMMUNE
        ink = Ink(theme.BODY, theme.STYLES[one.rolle].color, bold=own)
        canvas.text(edge, y + 3.2, point.tekst if point else "", ink, "right")
    _band(canvas, row, place)


def _names(canvas: Canvas, row: _Row, room: float, y: float) -> None:
    """Write the row's name and what stands under it, three lines at most."""
    lines = [(line, _NAME) for line in wrap(row.axis.x, room, _NAME)]
    lines += [(line, _UNDER) for line in wrap(row.axis.under, room, _UNDER, most=1)]
    first = y + 3 - (len(lines) - 1) * 4.6
    for index, (line, ink) in enumerate(lines):
        canvas.text(0, first + index * 9.2, line, ink)


def _ends(row: _Row) -> tuple[str, str]:
    """Give what is printed at the ends of the row's scale; a share ends at 0 and at 100."""
    if row.county is None or row.county.verdi is None:
        return "", ""
    low, high = _limits(row.county, row.span)
    texts = _like(low, row.county.tekst), _like(high, row.county.tekst)
    return (texts[1], texts[0]) if row.axis.snudd else texts


def _limits(county: Point, span: float) -> tuple[float, float]:
    low, high = (county.verdi or 0) - span, (county.verdi or 0) + span
    return (max(low, 0.0), min(high, _WHOLE)) if county.tekst.endswith("%") else (low, high)


def _end_room(row: _Row) -> float:
    return text_width(_ends(row)[0], _UNDER) + 10


def _band(canvas: Canvas, row: _Row, place: tuple[float, float, float]) -> None:
    """Draw the row's scale with the values at its ends, and the box upon it."""
    left, right, y = place
    scale = row.scale(left, right)
    if scale is None or row.county is None:
        return
    canvas.line([(scale(end), y) for end in _limits(row.county, row.span)], theme.GRID, 3.5)
    if row.axis.boks:
        first, last = sorted(scale(end) for end in row.axis.boks)
        canvas.box(first, y - _BOX / 2, (max(last - first, 1.0), _BOX), theme.BOX)
    ends = sorted(scale(end) for end in _limits(row.county, row.span))
    for end, text, aside, anchor in zip(ends, _ends(row), (-4, 4), ("right", "left"), strict=True):
        canvas.text(end + aside, y + 2.6, text, _UNDER, anchor)


def _like(value: float, text: str) -> str:
    """Give a scale's end with as many decimals as the county's figure is printed with."""
    decimals = len(text.rstrip("\u00a0%").partition(",")[2])
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "\u2212")


def _markers(
    canvas: Canvas, series: Sequence[Series], row: _Row, place: tuple[float, float, float]
) -> None:
    left, right, y = place
    scale = row.scale(left, right)
    if scale is None:
        return
    for one, point in reversed(list(zip(series, row.points, strict=True))):
        if point is None or point.verdi is None or one.rolle is Rolle.FYLKE:
            continue
        own = one.rolle is Rolle.KOMMUNE
        style = theme.STYLES[one.rolle]
        canvas.marker(
            scale(point.verdi), y, style, filled=own and not point.apen, size=7 if own else 4
        )
