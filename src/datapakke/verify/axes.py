"""Scales of charts as their printed numbers give them: where a value lies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datapakke.verify.region import Region

_NUMBER = re.compile(r"\u2212?\d[\d\u00a0 ]*(,\d+)?")
_ALIGNED = 3.0
_HALF_DIGIT = 2.5
"""Half the height of a digit on the axis: its middle is level with its line."""


def number_of(text: str) -> float | None:
    """Give the number that a text is, as Norwegian writes it; None when it is something else."""
    if not _NUMBER.fullmatch(text):
        return None
    plain = text.replace("\u2212", "-").replace(",", ".")
    return float(re.sub(r"[\s\u00a0]", "", plain))


@dataclass(frozen=True)
class Axis:
    """A scale as its printed numbers give it: where a value lies, in points."""

    start: float
    per: float

    def __call__(self, value: float) -> float:
        """Give the place of ``value``."""
        return self.start + self.per * value


def axis(pairs: Sequence[tuple[float, float]]) -> Axis | None:
    """Give the scale through pairs of value and place; None when they lie on no line."""
    if len(pairs) < 2:  # noqa: PLR2004 - a line has two points
        return None
    (low, first), (high, last) = min(pairs), max(pairs)
    if high == low:
        return None
    found = Axis(first - (last - first) / (high - low) * low, (last - first) / (high - low))
    return found if all(abs(found(value) - place) < 1 for value, place in pairs) else None


def value_axis(region: Region, before: float) -> Axis | None:
    """Take the numbers along the left edge, all to the left of ``before``, and give their scale."""
    ticks = [
        (index, value, run)
        for index, run in region.words()
        if (value := number_of(run.text)) is not None and run.box.right < before
    ]
    edge = min((run.box.right for _, _, run in ticks), default=0.0)
    ticks = [tick for tick in ticks if tick[2].box.right < edge + _ALIGNED]
    region.script.take([index for index, _, _ in ticks])
    return axis([(value, run.base + _HALF_DIGIT) for _, value, run in ticks])
