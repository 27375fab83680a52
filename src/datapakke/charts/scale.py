"""From printed values to places on an axis. Nothing that is not printed moves an axis."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from datapakke.packet.model import Chart

_STEPS = (1.0, 2.0, 5.0, 10.0)
_SLACK = 1e-9


@dataclass(frozen=True)
class Scale:
    """A linear axis: values ``low``–``high`` lie at ``start``–``end`` points."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the place of ``value`` in points."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def values_of(chart: Chart) -> list[float]:
    """Give every value that is drawn: printed ones, and how far chance moves them."""
    points = [point for one in chart.series for point in one.punkter]
    values = [point.verdi for point in points if point.verdi is not None]
    spans = [end for point in points for end in point.spenn or ()]
    return [*values, *spans, *chart.felles]


def step_of(span: float, most: int) -> float:
    """Give the smallest of 1, 2, 5 × 10ⁿ that divides ``span`` into at most ``most`` steps."""
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    return next(s * power for s in _STEPS if s * power >= raw * (1 - _SLACK))


def ticks(values: Sequence[float], *, from_zero: bool, most: int = 4) -> list[float]:
    """Give round tick values that span ``values``; without values, 0 and 1."""
    if not values:
        return [0.0, 1.0]
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < _SLACK:
        low, high = _around(high, from_zero=from_zero)
    step = step_of(high - low, most)
    first = math.floor(low / step + _SLACK)
    last = math.ceil(high / step - _SLACK)
    return [round(index * step, 10) for index in range(first, last + 1)]


def _around(value: float, *, from_zero: bool) -> tuple[float, float]:
    """Give a span for one single value."""
    if value == 0:
        return 0.0, 1.0
    if from_zero:
        return min(value, 0.0), max(value, 0.0)
    return value - abs(value) * 0.1, value + abs(value) * 0.1


def tick_labels(values: Sequence[float]) -> list[str]:
    """Give the ticks as printed: no more decimals than the step needs, comma, true minus."""
    step = min((b - a for a, b in itertools.pairwise(values)), default=1.0)
    decimals = max(0, -math.floor(math.log10(step) + _SLACK))
    return [f"{value:.{decimals}f}".replace(".", ",").replace("-", "\u2212") for value in values]
