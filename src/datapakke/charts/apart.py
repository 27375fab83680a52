"""Labels side by side: each as near its place as the others allow."""

import itertools
from collections.abc import Sequence


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Give the middles of labels that do not meet, in the order given.

    Args:
        wanted: Where each label's middle would best be, ascending, in points.
        sizes: How much room each label takes along the axis.
        low: The labels begin here at the earliest.
        high: They end here at the latest, as far as there is room.
    """
    offsets = [
        before - size / 2 for before, size in zip(itertools.accumulate(sizes), sizes, strict=True)
    ]
    starts = [place - offset for place, offset in zip(wanted, offsets, strict=True)]
    latest = max(low, high - sum(sizes))
    return [
        min(max(start, low), latest) + offset
        for start, offset in zip(_ascending(starts), offsets, strict=True)
    ]


def _ascending(values: Sequence[float]) -> list[float]:
    """Give the ascending numbers nearest to ``values`` (pool adjacent violators)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before, size = blocks.pop()
            total, count = total + before, count + size
        blocks.append((total, count))
    return [total / count for total, count in blocks for _ in range(count)]
