"""The words in a line chart: lines named at their ends, values beside points with room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datapakke import theme
from datapakke.charts.apart import apart
from datapakke.charts.canvas import Canvas, Ink, shorten, text_width
from datapakke.charts.free import Box, Taken
from datapakke.charts.scale import Scale
from datapakke.formats import period_short
from datapakke.packet.model import Point, Rolle, Series

BOLD = Ink(theme.SMALL, bold=True)
_LINE = 9.4
_BLOCK_GAP = 2.0
_STAND_OFF = 4.5
_CAP_HEIGHT = 0.66
_LEADER = 10.0
_DOTTED = (0.5, 2.0)
"""From an older value to its name: what goes past later periods must not look like a series."""
_BESIDE = 4.0
"""So far from the middle of its point a value stands that does not fit above or below it."""


@dataclass(frozen=True)
class Frame:
    """Where the plot lies: columns by period, the value axis, its edges, and half a column."""

    columns: dict[str, float]
    scale: Scale
    left: float
    right: float
    bottom: float
    half_step: float

    @property
    def newest(self) -> str:
        """The last period."""
        return next(reversed(self.columns))


@dataclass(frozen=True)
class _End:
    """A series' last shown point, as a place, and the lines of the label that names it."""

    series: Series
    x: float
    y: float
    lines: tuple[str, ...]
    newest: bool
    """Whether it is of the newest period."""

    @property
    def height(self) -> float:
        """How much the label needs, with the distance to the next."""
        return len(self.lines) * _LINE + _BLOCK_GAP


def last_shown(one: Series) -> Point | None:
    """Give the newest point that has a value."""
    return next((point for point in reversed(one.punkter) if point.verdi is not None), None)


def end_text(one: Series, newest: str) -> str:
    """Give the label at a line's end: name and last value; nothing without a value.

    A value that is older than ``newest``, the chart's last period, has its own period beside it.
    """
    point = last_shown(one)
    return f"{one.navn} {_value(point, newest)}" if point else ""


def _value(point: Point, newest: str) -> str:
    return point.tekst if point.x == newest else f"{point.tekst} ({period_short(point.x)})"


def name_ends(canvas: Canvas, frame: Frame, series: Sequence[Series], taken: Taken) -> None:
    """Name every line at its end; labels that would meet move apart."""
    room = canvas.width - frame.right - _LEADER
    ends = sorted((end for one in series if (end := _end(frame, one, room))), key=lambda end: end.y)
    if not ends:
        return
    middles = apart([end.y for end in ends], [end.height for end in ends], 0, canvas.height)
    for end, middle in zip(ends, middles, strict=True):
        color = theme.STYLES[end.series.rolle].color
        ink = Ink(theme.SMALL, color, bold=end.series.rolle is Rolle.KOMMUNE)
        left = frame.right + _LEADER
        leader = [(end.x + 3.5, end.y), (frame.right, end.y), (left - 2, middle)]
        canvas.line(leader, color, 0.5, () if end.newest else _DOTTED)
        taken.add_line(leader)
        first = middle - (len(end.lines) - 1) * _LINE / 2 + 2.7
        for index, line in enumerate(end.lines):
            canvas.text(left, first + index * _LINE, line, ink)


def _end(frame: Frame, one: Series, room: float) -> _End | None:
    point = last_shown(one)
    if point is None or point.verdi is None:
        return None
    ink = BOLD if one.rolle is Rolle.KOMMUNE else Ink(theme.SMALL)
    newest = frame.newest
    whole = end_text(one, newest)
    fits = text_width(whole, ink) <= room
    lines = (whole,) if fits else (shorten(one.navn, room, ink), _value(point, newest))
    place = frame.columns[point.x], frame.scale(point.verdi)
    return _End(one, *place, lines, newest=point.x == newest)


def print_values(canvas: Canvas, frame: Frame, own: Series, taken: Taken) -> None:
    """Print the values of a series beside its points, where nothing else is drawn.

    The newest stands at the line's end already. A value without a free place is left out here;
    the tables have them all.
    """
    ink = Ink(theme.TINY, theme.STYLES[own.rolle].color)
    newest = last_shown(own)
    for point in own.punkter:
        if point.verdi is None or point is newest:
            continue
        place = frame.columns[point.x], frame.scale(point.verdi)
        width = text_width(point.tekst, ink)
        box = taken.first_free(_candidates(frame, place, width, ink.size * _CAP_HEIGHT))
        if box:
            taken.add_box(box)
            canvas.text((box.left + box.right) / 2, box.bottom - 1, point.tekst, ink, "center")


def _candidates(
    frame: Frame, place: tuple[float, float], width: float, height: float
) -> Iterator[Box]:
    """Give places for a value: above, below, then beside and farther off, inside the plot."""
    x, y = place
    for far in (0.0, 3.5):
        for shift in (0.0, -0.5, 0.5, -1.0, 1.0):
            for top in (y - _STAND_OFF - far - height, y + _STAND_OFF + far):
                left = x + shift * (width / 2 + _BESIDE) - width / 2
                box = Box(left - 1, top - 1, left + width + 1, top + height + 1)
                inside = frame.left <= box.left and box.right <= frame.right
                if inside and box.top >= 0 and box.bottom <= frame.bottom:
                    yield box
