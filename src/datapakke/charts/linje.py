"""LINJE: series over periods, with direct labels, and gaps where a value is not shown."""

from collections.abc import Iterator, Sequence

from datapakke import formats, theme
from datapakke.charts import linje_labels
from datapakke.charts.canvas import Canvas, Ink, shorten, text_width, wrap
from datapakke.charts.free import Box, Taken
from datapakke.charts.linje_labels import Frame
from datapakke.charts.order import columns_of
from datapakke.charts.scale import Scale, tick_labels, ticks, values_of
from datapakke.packet.model import Chart, Rolle, Series, Skravur

HEIGHT = 110.0
_TOP = 18.0
_BOTTOM = 17.0
_AXIS = Ink(theme.TINY, theme.MUTED)
_MAX_LABEL_SHARE = 0.3
_MAX_LABEL = 92.0
_SYMBOL_ROOM = 13.0
_LINE = 8.8
_APART, _APART_LONG = 3.0, 6.0
"""Points between two periods' names, the short and the long ones."""
_STEP_MOST = 80.0
"""Between periods: few of them stand close to what names them, which else looks like a line."""


def draw(chart: Chart, width: float) -> str:
    """Draw ``chart`` as SVG, ``width`` points wide."""
    canvas, taken = Canvas(width, HEIGHT), Taken()
    series = [one for one in chart.series if one.punkter]
    marks = ticks(values_of(chart), from_zero=chart.nullpunkt)
    labels = tick_labels(marks)
    axis_width = max(text_width(label, _AXIS) for label in labels)
    frame = _frame(series, width, Scale(marks[0], marks[-1], 0, 1), axis_width)
    for span in chart.skravur:
        _shade(canvas, frame, span)
    _axes(canvas, frame, list(zip(marks, labels, strict=True)), chart.enhet)
    taken.add_box(Box(0, 0, text_width(chart.enhet, _AXIS) + 1, _AXIS.size + 2))
    for span in chart.skravur:
        _shade_words(canvas, frame, span, taken)
    for one in series:
        _chance(canvas, frame, one, taken)
    for one in reversed(series):
        _curve(canvas, frame, one, taken)
    _gaps(canvas, frame, series, taken)
    linje_labels.name_ends(canvas, frame, series, taken)
    for one in series:
        if one.rolle in {Rolle.KOMMUNE, Rolle.JENTER, Rolle.GUTTER}:
            linje_labels.print_values(canvas, frame, one, taken)
    return canvas.svg()


def _frame(series: Sequence[Series], width: float, span: Scale, axis_width: float) -> Frame:
    """Divide the width between axis, plot and labels, and the plot between the periods."""
    periods = columns_of(series)
    newest = periods[-1] if periods else ""
    labels = [linje_labels.end_text(one, newest) for one in series]
    widest = max((text_width(label, linje_labels.BOLD) for label in labels), default=0)
    label = min(widest, _MAX_LABEL, width * _MAX_LABEL_SHARE)
    left, right, bottom = axis_width + 5, width - label - 10, HEIGHT - _BOTTOM
    count = len(periods)
    step = min((right - left) / max(count, 1), _STEP_MOST)
    columns = {one: right - step * (count - at - 0.5) for at, one in enumerate(periods)}
    gaps = any(point.verdi is None and point.tekst for one in series for point in one.punkter)
    foot = bottom - (_SYMBOL_ROOM if gaps else 4)
    return Frame(columns, Scale(span.low, span.high, foot, _TOP), left, right, bottom, step / 2)


def _axes(canvas: Canvas, frame: Frame, marks: list[tuple[float, str]], unit: str) -> None:
    for value, label in marks:
        y = frame.scale(value)
        canvas.line([(frame.left, y), (frame.right, y)], theme.GRID, 0.6)
        canvas.text(frame.left - 4, y + 2.5, label, _AXIS, "right")
    canvas.text(0, _AXIS.size, unit, _AXIS)
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], theme.RULE, 0.8)
    for x, label in _period_labels(frame):
        canvas.text(x, frame.bottom + 10, label, _AXIS, "center")


def _period_labels(frame: Frame) -> list[tuple[float, str]]:
    """Give the periods in the longest form that fits; every second one where none does.

    The long form needs more room around it: where years nearly touch, they read as one.
    """
    step = frame.half_step * 2
    labels: list[tuple[float, str]] = []
    for form, apart in ((formats.period, _APART_LONG), (formats.period_short, _APART)):
        labels = [(x, form(period)) for period, x in frame.columns.items()]
        if all(text_width(label, _AXIS) <= step - apart for _, label in labels):
            return labels
    widest = max((text_width(label, _AXIS) for _, label in labels), default=0) + _APART
    every = int(-(-widest // step))
    return labels[::-1][::every][::-1]


def _span_of(frame: Frame, span: Skravur) -> tuple[float, float] | None:
    """Give the left and right edge of a shaded span, None when the chart has none of it."""
    inside = [x for period, x in frame.columns.items() if span.fra <= period <= span.til]
    if not inside:
        return None
    return min(inside) - frame.half_step, max(inside) + frame.half_step


def _shade(canvas: Canvas, frame: Frame, span: Skravur) -> None:
    if edges := _span_of(frame, span):
        left, right = edges
        canvas.box(left, _TOP - 6, (right - left, frame.bottom - _TOP + 6), theme.SHADE)


def _words_upwards(
    canvas: Canvas, text: str, edges: tuple[float, float], height: float, taken: Taken
) -> None:
    """Write words upwards in a narrow span, on two lines where one is too long and two fit."""
    (left, right), room, centre = edges, height - 12, _TOP + height / 2 - 4
    lines = wrap(text, room, _AXIS, most=2)
    if len(lines) * _LINE > right - left:
        lines = [shorten(text, room, _AXIS)]
    half = max(text_width(line, _AXIS) for line in lines) / 2 + 2
    reach, middle = len(lines) * _LINE / 2 + 0.6, (left + right) / 2
    canvas.box(middle - reach, centre - half, (2 * reach, 2 * half), theme.SHADE)
    for index, line in enumerate(lines):
        place = middle + 2.5 + (index - (len(lines) - 1) / 2) * _LINE
        canvas.text_upwards(place, centre, line, _AXIS)
    taken.add_box(Box(middle - reach, centre - half, middle + reach, centre + half))


def _shade_words(canvas: Canvas, frame: Frame, span: Skravur, taken: Taken) -> None:
    """Write why a span is shaded: upwards where it is narrower than its words."""
    if not (edges := _span_of(frame, span)):
        return
    left, right = edges
    middle, room = (left + right) / 2, right - left - 6
    height = frame.bottom - _TOP
    if max(text_width(word, _AXIS) for word in span.tekst.split()) > room:
        _words_upwards(canvas, span.tekst, (left, right), height, taken)
        return
    lines = wrap(span.tekst, room, _AXIS, most=3)
    top = _TOP + height * 0.3
    canvas.box(left, top, (right - left, len(lines) * _LINE + 4), theme.SHADE)
    for index, line in enumerate(lines):
        canvas.text(middle, top + 8.5 + index * _LINE, line, _AXIS, "center")
    taken.add_box(Box(left, top, right, top + len(lines) * _LINE + 4))


def _stretches(frame: Frame, one: Series) -> Iterator[list[tuple[float, float]]]:
    """Give the unbroken runs of shown values, as places."""
    shown = {point.x: point.verdi for point in one.punkter}
    stretch: list[tuple[float, float]] = []
    for period, x in frame.columns.items():
        value = shown.get(period)
        if value is not None:
            stretch.append((x, frame.scale(value)))
            continue
        yield stretch
        stretch = []
    yield stretch


def _chance(canvas: Canvas, frame: Frame, one: Series, taken: Taken) -> None:
    """Draw how far chance moves each value, as a line through its point."""
    for point in one.punkter:
        if point.spenn:
            x = frame.columns[point.x]
            ends = [(x, frame.scale(end)) for end in point.spenn]
            canvas.line(ends, theme.CHANCE, theme.CHANCE_WIDTH)
            taken.add_line(ends)


def _curve(canvas: Canvas, frame: Frame, one: Series, taken: Taken) -> None:
    """Draw the lines between neighbouring values, and a marker on each value."""
    style = theme.STYLES[one.rolle]
    size = 4.6 if one.rolle is Rolle.KOMMUNE else 3.2
    for stretch in _stretches(frame, one):
        if len(stretch) > 1:
            canvas.line(stretch, style.color, style.width, style.dash)
            taken.add_line(stretch)
    for point in one.punkter:
        if point.verdi is not None:
            x, y = frame.columns[point.x], frame.scale(point.verdi)
            filled = not point.apen if one.rolle is Rolle.KOMMUNE else True
            canvas.marker(x, y, style, filled=filled, size=size)
            taken.add_box(Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2))


def _gaps(canvas: Canvas, frame: Frame, series: Sequence[Series], taken: Taken) -> None:
    """Put the symbols of missing values at the foot of their period, in the series' order."""
    for period, x in frame.columns.items():
        missing = [
            (theme.STYLES[one.rolle].color, point.tekst)
            for one in series
            for point in one.punkter
            if point.x == period and point.verdi is None and point.tekst
        ]
        start = x - (len(missing) - 1) * 3.5
        for index, (color, text) in enumerate(missing):
            ink = Ink(theme.SMALL + 1, color, bold=True)
            place = start + index * 7
            canvas.text(place, frame.bottom - 3, text, ink, "center")
            taken.add_box(Box(place - 3.5, frame.bottom - 10, place + 3.5, frame.bottom))
