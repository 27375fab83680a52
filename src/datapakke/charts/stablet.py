"""STABLET: one horizontal 100 % bar per series; each point is a category."""

from collections.abc import Sequence

from datapakke import theme
from datapakke.charts.canvas import Canvas, Ink, text_width, wrap
from datapakke.charts.order import rows_of
from datapakke.packet.model import Chart, Rolle, Series

_NAME_MOST = 110.0
_BAR = 17.0
_ROW = 24.0
_KEY_ROW = 12.0
_KEY = Ink(theme.SMALL)
_PAD = 6.0
_WHOLE = 100.0


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    categories = rows_of(chart.series)
    fills = dict(zip(categories, theme.category_colors(len(categories)), strict=True))
    keys = _place_keys(categories, width)
    head = (max((row for _, _, row in keys), default=-1) + 1) * _KEY_ROW + 8
    canvas = Canvas(width, head + len(chart.series) * _ROW)
    for name, x, row in keys:
        y = row * _KEY_ROW
        canvas.box(x, y + 1, (8, 8), fills[name], theme.MUTED)
        canvas.text(x + 12, y + 8, name, _KEY)
    names = [text_width(one.navn, Ink(theme.SMALL, bold=True)) for one in chart.series]
    left = min(max(names, default=0), _NAME_MOST) + 8
    for index, one in enumerate(chart.series):
        _bar(canvas, one, fills, left, head + index * _ROW)
    return canvas.svg()


def _place_keys(categories: Sequence[str], width: float) -> list[tuple[str, float, int]]:
    """Give each category of the legend its place: left edge and row."""
    places = []
    x, row = 0.0, 0
    for name in categories:
        needed = 12 + text_width(name, _KEY)
        if x and x + needed > width:
            x, row = 0.0, row + 1
        places.append((name, x, row))
        x += needed + 14
    return places


def _bar(canvas: Canvas, one: Series, fills: dict[str, str], left: float, top: float) -> None:
    own = one.rolle is Rolle.KOMMUNE
    ink = Ink(theme.SMALL, theme.STYLES[one.rolle].color if own else theme.INK, bold=own)
    lines = wrap(one.navn, left - 6, ink)
    first = top + _BAR / 2 + 2.8 - (len(lines) - 1) * 4.4
    for index, line in enumerate(lines):
        canvas.text(0, first + index * 8.8, line, ink)
    scale = (canvas.width - left - 1) / max(_WHOLE, sum(p.verdi or 0.0 for p in one.punkter))
    x = left
    for point in one.punkter:
        if point.verdi is None:
            continue
        size = point.verdi * scale
        canvas.box(x, top, (size, _BAR), fills[point.x], theme.PAPER)
        inside = Ink(theme.SMALL, theme.text_on(fills[point.x]), bold=own)
        if text_width(point.tekst, inside) + _PAD <= size:
            canvas.text(x + size / 2, top + _BAR / 2 + 2.8, point.tekst, inside, "center")
        x += size
    _rest(canvas, one, x, top)


def _rest(canvas: Canvas, one: Series, x: float, top: float) -> None:
    """Leave open what is not shown, with the symbols that say why."""
    symbols = list(dict.fromkeys(p.tekst for p in one.punkter if p.verdi is None))
    size = canvas.width - 1 - x
    if not symbols or size <= 0:
        return
    canvas.box(x, top, (size, _BAR), theme.PAPER, theme.MUTED)
    text = " ".join(symbols)
    ink = Ink(theme.SMALL + 1, theme.MUTED, bold=True)
    canvas.text(x + size / 2, top + _BAR / 2 + 2.8, text, ink, "center")
